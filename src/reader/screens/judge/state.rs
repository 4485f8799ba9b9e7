//! The verdicts for the selected claim.

use crate::model::annotation::judgement::Opinion;

/// The open box of verdicts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judging {
    /// The opinion so far, which is not written yet.
    pub opinion: Opinion,
}

impl Judging {
    /// Whether nothing is chosen yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.opinion.is_empty()
    }
}
