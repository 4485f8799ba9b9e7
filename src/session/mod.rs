//! What a run of the program says and asks: autosaves, bookmarks, edits of the article file. Pure.

pub mod article_edit;
pub mod autosave;
pub mod bookmark;
pub mod file_problem;
pub mod key_row;
pub mod moment;
