//! The open page of disagreements.

/// The open page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisagreementsScreen {
    /// The visible claims on which annotators differ.
    pub(super) disputes: Vec<Dispute>,
    /// How many more there are that the user has not judged.
    pub hidden: usize,
    /// Place of the current dispute.
    pub(super) at: usize,
    /// Whether names are hidden while one settles.
    pub hides_names: bool,
    /// First visible row of the sides.
    pub(super) top: usize,
    /// How far annotators agree, a line each.
    pub agreement: Vec<String>,
}

/// A claim on which annotators differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dispute {
    /// Its number in the article.
    pub(super) claim: usize,
    /// Whether a settlement is the final word on it.
    pub(super) settled: bool,
}

/// How many disputes there are, and how many are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisagreementsProgress {
    /// Disputes that show.
    pub all: usize,
    /// Those of them that are settled.
    pub settled: usize,
    /// The current one, counted from 1; 0 where there is none.
    pub at: usize,
}
