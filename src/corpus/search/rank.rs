//! The order of hits, and the best of them.

use std::cmp::Ordering;

use crate::corpus::search::Hit;

/// The best hits so far.
pub(super) struct Best {
    hits: Vec<Hit>,
    /// How many hits to keep.
    most: usize,
    /// Hits with a lower score cannot be among the best any more.
    least: f32,
}

impl Best {
    pub(super) fn new(most: usize) -> Self {
        Self { hits: Vec::new(), most, least: f32::NEG_INFINITY }
    }

    /// Whether a hit with this score may be among the best: putting one together costs more than its score.
    pub(super) fn may_take(&self, score: f32) -> bool {
        score >= self.least
    }

    pub(super) fn take(&mut self, hit: Hit) {
        self.hits.push(hit);
        if self.hits.len() > self.most.saturating_mul(2).max(100) {
            self.keep_best();
        }
    }

    /// Takes the hits of another as well.
    pub(super) fn join(&mut self, other: Self) {
        self.hits.extend(other.hits);
    }

    /// The best hits, in order.
    pub(super) fn into_hits(mut self) -> Vec<Hit> {
        self.keep_best();
        self.hits.sort_by(order);
        self.hits
    }

    fn keep_best(&mut self) {
        if self.hits.len() <= self.most {
            return;
        }
        if let Some(last) = self.most.checked_sub(1) {
            let (_, last, _) = self.hits.select_nth_unstable_by(last, order);
            self.least = last.score;
        }
        self.hits.truncate(self.most);
    }
}

/// Orders hits by how well they match, then by date, the newer first, then by place.
fn order(one: &Hit, other: &Hit) -> Ordering {
    let place = || (&one.path, one.order).cmp(&(&other.path, other.order));
    let newer = || other.published.cmp(&one.published);
    other.score.total_cmp(&one.score).then_with(newer).then_with(place)
}
