//! Proposers: programs that propose entities and claims for an article, such as a script that asks a language model.
//!
//! nutgraf writes one request a line (`request`) and reads an answer of JSON (`answer`), which is never believed: each entity
//! and claim of it is checked against the text (`quote`, `numbers`, `resolve`) and refused with its line and the reason, or becomes
//! a draft that names its proposer. `compare` says how well proposers agree with each other and with what people decided.

pub mod answer;
mod claim;
pub mod command;
pub mod compare;
pub mod dissent;
pub mod effort;
mod entity;
mod fields;
pub mod instructions;
mod labels;
mod name_index;
mod numbers;
pub mod quote;
pub mod request;
pub mod resolve;
