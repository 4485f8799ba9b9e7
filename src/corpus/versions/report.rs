//! Two versions of a story as a report: what differs, and what became of what was found wrong.

use serde::{Deserialize, Serialize};

use crate::corpus::versions::{Class, Comparison, Fix, FixStatus, by_claim};

/// What `nutgraf versions` says, and the reader's page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// The later version's id.
    pub article: String,
    /// Its title.
    pub title: String,
    /// The earlier version's file.
    pub earlier: String,
    /// The day of the earlier version, where it gives one.
    pub earlier_date: Option<String>,
    /// The later version's file.
    pub later: String,
    /// The day of the later version, where it gives one.
    pub later_date: Option<String>,
    /// How many earlier versions there are.
    pub versions: usize,
    /// What differs between the two.
    #[serde(flatten)]
    pub comparison: Comparison,
    /// What became of what annotators refuted or corrected in any earlier version.
    pub fixes: Vec<Fix>,
    /// One sentence for each thing that could not be read.
    pub troubles: Vec<String>,
}

impl Report {
    /// How many sentences were changed in each way, those ways that occur.
    #[must_use]
    pub fn counts(&self) -> Vec<(Class, usize)> {
        let count = |class| self.comparison.changes.iter().filter(|change| change.classes.contains(&class)).count();
        Class::ALL.into_iter().map(|class| (class, count(class))).filter(|(_, count)| *count > 0).collect()
    }

    /// What became of findings, in groups: one for each claim, the finding that tells first.
    #[must_use]
    pub fn by_claim(&self) -> Vec<Vec<&Fix>> {
        by_claim(&self.fixes)
    }

    /// How many claims that were found wrong have each status, those that occur.
    #[must_use]
    pub fn statuses(&self) -> Vec<(FixStatus, usize)> {
        let claims = self.by_claim();
        let count = |status| claims.iter().filter(|group| group[0].status == status).count();
        FixStatus::ALL.into_iter().map(|status| (status, count(status))).filter(|(_, count)| *count > 0).collect()
    }
}
