//! Text to values and back: articles, journal lines, plain text. No files, no printing.

pub mod article;
pub mod journal;
pub mod notes_text;
pub mod report;
