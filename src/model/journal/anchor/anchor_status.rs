//! How the words of an annotation are found again.

/// How the words of an annotation are found again in today's article; the worst is the greatest.
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
    /// The same words are elsewhere: a person has to confirm that they mean the same.
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
