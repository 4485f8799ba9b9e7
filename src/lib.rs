//! `nutgraf`, a terminal reader for news analysis.
//!
//! `text` (text as such) and `model` (pure values) come first; `analysis`, `session`, `codec`, `render`, `export`, `corpus`,
//! `candidates`, `proposers` and `import` work on them without files; `reader` is state, update and drawing; `storage`
//! alone touches files; `workspace` has the use cases, `terminal` the loop; `cli` joins them. `tests/structure.rs` proves
//! which module may use which.
//! ARCHITECTURE.md is the map.

pub mod analysis;
pub mod candidates;
pub mod cli;
pub mod codec;
pub mod corpus;
pub mod export;
pub mod import;
pub mod model;
pub mod proposers;
pub mod reader;
pub mod render;
pub mod session;
pub mod storage;
pub mod terminal;
pub mod text;
pub mod workspace;
