//! Candidates: entities and claims proposed from plain text, offline, each with the rule that proposed it.

pub mod attribution;
pub mod entities;
pub mod language;
pub mod names;
pub mod plain;
pub mod quantities;
pub mod text;
