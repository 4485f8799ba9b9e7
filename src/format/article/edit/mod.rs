//! Changing an article in its file: what differs is written, and every other byte stays as somebody wrote it.
//!
//! The file before and after are compared as values; where they differ, the entry, the item or the value is written anew
//! in the place of what stands there. The result is read back, and is given out only where it is the article that was
//! to be written.

mod patch;
mod tree;

use std::fmt;

use crate::domain::article::Article;
use crate::format::byte_order_mark;

use super::read;
use super::write::write_under;
use patch::{Grain, Patch};

/// Why a file cannot be changed in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The changed article breaks a rule; the first problem.
    Invalid(String),
    /// The file is laid out in a way in which this cannot be done without touching the rest.
    Layout,
}

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problem) => formatter.write_str(problem),
            Self::Layout => formatter.write_str(
                "the layout of the file does not allow it without changing other lines; change it in your editor",
            ),
        }
    }
}

impl std::error::Error for EditError {}

/// The text of a file that holds `old`, changed so that it holds `new`. Lines, comments and spaces that have no part in the
/// change stay byte by byte.
///
/// # Errors
///
/// When `new` breaks a rule of articles, or the layout of the file does not allow it.
pub fn edit(text: &str, old: &Article, new: &Article) -> Result<String, EditError> {
    if old == new {
        return Ok(text.to_owned());
    }
    let canonical = write_under(&[], new);
    if let Err(report) = read("article", canonical.as_bytes()) {
        return Err(EditError::Invalid(report.first()));
    }
    let bare = byte_order_mark::without(text);
    let mark = &text[..text.len() - bare.len()];
    for grain in [Grain::Value, Grain::Item] {
        let edited = Patch::new(bare, &canonical, grain).and_then(|patch| patch.apply(old, new));
        let is_meant = |text: &String| read("edited", text.as_bytes()).is_ok_and(|article| article == *new);
        if let Some(edited) = edited.filter(is_meant) {
            return Ok(format!("{mark}{edited}"));
        }
    }
    Err(EditError::Layout)
}
