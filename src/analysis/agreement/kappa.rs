//! Cohen's kappa: agreement of two coders, corrected for chance by how often each uses each category.
//!
//! J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).

use crate::analysis::agreement::measure::Measure;
use crate::analysis::agreement::observed::{Observed, ratio};
use crate::analysis::agreement::ratings::Ratings;

/// Cohen's kappa of the only two coders, over the units that both rated.
#[must_use]
pub fn cohens_kappa(ratings: &Ratings) -> Measure {
    let observed = Observed::of(ratings);
    if observed.coders > 2 {
        return Measure::MoreThanTwo;
    }
    if let Some(none) = observed.nothing_to_measure() {
        return none;
    }
    let categories = ratings.categories();
    let mut table = Table::new(categories.len());
    for unit in ratings.units() {
        let mut places = unit.iter().flatten().filter_map(|value| categories.binary_search(value).ok());
        if let (Some(one), Some(other)) = (places.next(), places.next()) {
            table.add(one, other);
        }
    }
    table.kappa()
}

/// How often two coders gave each pair of categories.
#[derive(Debug, Clone)]
pub(super) struct Table {
    size: usize,
    counts: Vec<usize>,
}

impl Table {
    /// An empty table for this many categories.
    pub(super) fn new(size: usize) -> Self {
        Self { size, counts: vec![0; size * size] }
    }

    /// Adds a unit, by the indices of both ratings among the categories.
    pub(super) fn add(&mut self, one: usize, other: usize) {
        self.counts[one * self.size + other] += 1;
    }

    /// Both tables combined; `other` has the two coders in the opposite order.
    pub(super) fn joined(mut self, other: &Self) -> Self {
        for one in 0..self.size {
            for two in 0..self.size {
                self.counts[one * self.size + two] += other.counts[two * self.size + one];
            }
        }
        self
    }

    /// How many units both coders rated.
    pub(super) fn shared(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many of them both rated alike.
    pub(super) fn alike(&self) -> usize {
        (0..self.size).map(|at| self.counts[at * self.size + at]).sum()
    }

    /// The kappa of a table.
    pub(super) fn kappa(&self) -> Measure {
        let (shared, alike) = (self.shared(), self.alike());
        if shared == 0 {
            return Measure::NothingShared;
        }
        if shared == alike {
            return Measure::AllAgree;
        }
        let by_one = |at: usize| self.counts[at * self.size..][..self.size].iter().sum::<usize>();
        let by_other = |at: usize| (0..self.size).map(|row| self.counts[row * self.size + at]).sum::<usize>();
        let expected: f64 = (0..self.size).map(|at| ratio(by_one(at), shared) * ratio(by_other(at), shared)).sum();
        // Chance agreement is certain only if both use a single category, the same one; then they always agree.
        Measure::Value((ratio(alike, shared) - expected) / (1.0 - expected))
    }
}
