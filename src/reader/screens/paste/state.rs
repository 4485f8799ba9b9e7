//! The page that waits for an article.

/// A page that waits for an article to be pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastePage {
    /// What was typed on it so far.
    pub text: String,
}
