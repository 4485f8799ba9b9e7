//! Whether what was said still stands at the words it was said of. One rule for everything that can be said: judgements,
//! evidence, notes and tags of claims, notes and tags of paragraphs, sections and entities, and own claims themselves.
//!
//! What is said of a thing of the article is held against the thing that has the same id today; it never goes to another
//! thing by itself. An own claim is said of words of the text: it stands where its quote stands in identical context, in
//! whatever paragraph, or where the quote stands in the paragraph of the same id and the context agrees in substance. What
//! is found elsewhere, or could be several places, stands nowhere until a person says where.

mod border;
mod context;
mod earlier;
mod locator;
mod orphan;
mod passage;
mod search;
pub mod words;

pub use border::at_borders;
pub use earlier::{EarlierWording, claim_status, earlier_wordings, status};
pub use locator::{Candidate, Locator, place_names, stands_in};
pub use orphan::{Orphan, count_orphans, orphans};
pub use passage::nearest_passage;

/// How the words that something was said of are found again in today's article; the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorStatus {
    /// The same words in the same sentence, among the same words.
    Exact,
    /// The same words in the same sentence, and the text right before or after it is another.
    ContextChanged,
    /// The same words in another sentence.
    SentenceChanged,
    /// What has the same id is worded otherwise.
    Changed,
    /// The same words stand elsewhere: somebody has to confirm that they mean the same.
    Moved,
    /// The words are nowhere, or in several places, or among other words.
    Orphaned,
}

impl AnchorStatus {
    /// All of them, the best first.
    pub const ALL: [Self; 6] =
        [Self::Exact, Self::ContextChanged, Self::SentenceChanged, Self::Changed, Self::Moved, Self::Orphaned];

    /// The words of screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::ContextChanged => "exact, the text around it has changed",
            Self::SentenceChanged => "exact, its sentence has changed",
            Self::Changed => "changed",
            Self::Moved => "moved, to be confirmed",
            Self::Orphaned => "orphaned",
        }
    }

    /// The word of exports.
    #[must_use]
    pub const fn stored(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::ContextChanged => "context-changed",
            Self::SentenceChanged => "sentence-changed",
            Self::Changed => "changed",
            Self::Moved => "moved",
            // The word of version 1.
            Self::Orphaned => "lost",
        }
    }

    /// From the word of exports.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.stored() == word)
    }
}
