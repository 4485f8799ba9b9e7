//! Changes an article in its file: only what differs is written, and every other byte stays.
//!
//! The old and the new article are compared as values. Where they differ, the entry, item or value is rewritten in
//! place. The result is parsed again, and returned only if it gives the new article.

pub(crate) mod patch;
pub(crate) mod tree;

use std::fmt;

use crate::codec::byte_order_mark;
use crate::model::article::Article;

use crate::codec::article_yaml::edit::patch::{Grain, Patch};
use crate::codec::article_yaml::read;
use crate::codec::article_yaml::write::write_under;

/// Why a file cannot be changed in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The changed article breaks a rule; the first problem.
    Invalid(String),
    /// The layout of the file does not permit the change without touching other lines.
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

/// Changes the text of a file from `old` to `new`. Lines, comments and spaces outside the change stay byte for byte.
///
/// # Errors
///
/// If `new` breaks a rule of articles, or the layout of the file does not permit the change.
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
