//! `nutgraf`, a terminal reader for news analysis.
//!
//! Each module may use those before it only: `text` (text as such), `domain` (pure values), `format` (text to values and
//! back), `candidates` (entities and claims proposed from text), `proposers` (what other programs propose),
//! `import` (bytes of saved files to draft articles), `app`
//! (state and update), `ui` (state to cells), `store` (files), then `tui` and `cli`, which join them.
//! ARCHITECTURE.md is the map.

pub mod app;
pub mod candidates;
pub mod cli;
pub mod domain;
pub mod format;
pub mod import;
pub mod proposers;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
