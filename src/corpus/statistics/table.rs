//! Tables of counts, whatever they are of.

use serde::Serialize;

/// A table: each row has labels and counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// By what programs ask for it.
    pub name: &'static str,
    /// What people read above it.
    pub title: &'static str,
    /// Names of the labels.
    pub labels: Vec<&'static str>,
    /// Names of the counts.
    pub measures: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What is counted.
    pub labels: Vec<String>,
    /// How often.
    pub counts: Vec<u64>,
}

impl Row {
    pub(super) fn new<L: AsRef<str>>(
        labels: impl IntoIterator<Item = L>,
        counts: impl IntoIterator<Item = u64>,
    ) -> Self {
        let labels = labels.into_iter().map(|label| label.as_ref().to_owned()).collect();
        Self { labels, counts: counts.into_iter().collect() }
    }

    /// The sum of its counts.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
}

impl Table {
    pub(super) fn new(
        name: &'static str,
        title: &'static str,
        labels: &[&'static str],
        measures: &[&'static str],
        rows: Vec<Row>,
    ) -> Self {
        Self { name, title, labels: labels.to_vec(), measures: measures.to_vec(), rows }
    }

    /// Whether its counts are parts of one whole, so that they add up.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.labels.len() == 1 && self.measures.len() > 2
    }

    pub(super) fn by_total(mut self) -> Self {
        self.rows.sort_by(|one, other| other.total().cmp(&one.total()).then(one.labels.cmp(&other.labels)));
        self
    }

    pub(super) fn by_first(mut self) -> Self {
        self.rows.sort_by(|one, other| other.counts[0].cmp(&one.counts[0]).then(one.labels.cmp(&other.labels)));
        self
    }

    pub(super) fn without_empty_rows(mut self) -> Self {
        self.rows.retain(|row| row.total() > 0);
        self
    }

    pub(super) fn cut(mut self, most: usize) -> Self {
        self.rows.truncate(most);
        self
    }
}
