//! The question where to write an article.

use crate::reader::command::Command;
use crate::reader::widgets::text_input::Field;

/// An article that is in no file yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The file that is proposed for it.
    pub proposed: String,
    /// Whether the user was asked already where to write it.
    pub(super) asked: bool,
}

/// The question where to write the article.
pub struct SaveForm {
    /// The path so far.
    pub field: Field,
    /// Why it could not be written there.
    pub problem: Option<String>,
    /// The command that needs the file.
    pub(super) then: Option<Command>,
}
