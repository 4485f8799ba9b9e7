//! The order of hits.

use std::cmp::Ordering;

use crate::corpus::search::Hit;

/// Sorts hits, the best first, and keeps at most this many.
pub(super) fn keep_best(hits: &mut Vec<Hit>, most: usize) {
    hits.sort_by(order);
    hits.truncate(most);
}

/// Orders hits by how well they match, then by date, the newer first, then by place.
fn order(one: &Hit, other: &Hit) -> Ordering {
    let place = || (&one.path, one.order).cmp(&(&other.path, other.order));
    let newer = || other.published.cmp(&one.published);
    other.score.total_cmp(&one.score).then_with(newer).then_with(place)
}
