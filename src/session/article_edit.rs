//! What the reader requests from the writer of the article's file, and the replies.

use crate::model::article::Article;
use crate::model::journal::ActionId;
use crate::model::review::operation::Operation;
use crate::model::review::{Decision, Review, Signature};

/// A decision to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Who decides, when, and with which id.
    pub signature: Signature,
    /// The change.
    pub operation: Operation,
    /// The decision that it undoes.
    pub undoes: Option<ActionId>,
}

/// A request about candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRequest {
    /// Write these decisions to the article's file and its review journal.
    Decide(Vec<Intent>),
    /// Write decisions that are missing from the article's file again.
    WriteAgain,
}

/// A reply about candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewNews {
    /// All decisions on the article, and problems with their file.
    Read(Review, Vec<String>),
    /// These are in the article's file and in the review journal.
    Decided(Vec<Decision>),
    /// This decision is impossible on the article as its file is now, and why.
    Refused(ActionId, String),
    /// These are not written, for this reason; the writer will try again.
    NotDecided(Vec<ActionId>, String),
    /// The article as its file is now.
    Article(Box<Article>),
}
