//! What the reader asks of whoever writes the article's file, and what it hears.

use super::operation::Operation;
use super::{Decision, Review, Signature};
use crate::domain::article::Article;
use crate::domain::journal::ActionId;

/// A decision that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Who decides, when, and under which id.
    pub signature: Signature,
    /// What it changes.
    pub operation: Operation,
    /// The decision that it takes back.
    pub undoes: Option<ActionId>,
}

/// What is to be done about candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRequest {
    /// Write these decisions, into the article's file and into its review journal.
    Decide(Vec<Intent>),
    /// Write again into the article's file what it no longer has of the decisions that hold.
    WriteAgain,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewNews {
    /// All decisions on the article, and what is wrong with their file.
    Read(Review, Vec<String>),
    /// These are in the article's file and in the review journal.
    Decided(Vec<Decision>),
    /// This one cannot be made on the article as its file has it now, and why.
    Refused(ActionId, String),
    /// These are not written; they are tried again.
    NotDecided(Vec<ActionId>, String),
    /// The article as its file has it now.
    Article(Box<Article>),
}
