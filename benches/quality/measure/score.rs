//! Precision, recall and their harmonic mean.

use std::fmt;

/// The numbers of proposals, of correct answers, and of correct proposals.
#[derive(Debug, Default, Clone, Copy)]
pub struct Score {
    pub right: f64,
    pub proposed: f64,
    pub gold: f64,
}

impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = self.right / self.proposed.max(1.0);
        let recall = self.right / self.gold.max(1.0);
        let mean = 2.0 * precision * recall / (precision + recall).max(1e-9);
        write!(formatter, "F1 {mean:.3} (precision {precision:.3}, recall {recall:.3})")
    }
}
