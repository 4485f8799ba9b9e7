//! An article and its annotations as plain text and as JSON, for pipes and programs.

pub mod agreement;
pub mod article_text;
pub mod corrections_text;
pub mod folder_entry;
pub mod notes_json;
pub mod notes_text;
pub mod similar_text;
pub mod statistics_text;
pub mod versions_text;
