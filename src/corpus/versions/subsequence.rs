//! What two sequences have in common, in order, in a bounded number of steps.
//!
//! Values that occur once on both sides are matched first, as patience diff does; what lies between two of them is
//! compared in full where it is short. Any input takes `O(n log n)` steps and [`MOST_CELLS`] cells for each gap, so that
//! two versions of one endless line cost no more than two long articles.

/// A gap with more pairs than this, and nothing that occurs once on both sides, counts as different throughout.
const MOST_CELLS: usize = 1 << 16;

/// Pairs of positions with equal values, rising on both sides.
pub(super) fn common(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    // A stack instead of recursion: a gap can lie within a gap as often as there are values.
    let mut gaps = vec![(0..old.len(), 0..new.len())];
    while let Some((mut left, mut right)) = gaps.pop() {
        while !left.is_empty() && !right.is_empty() && old[left.start] == new[right.start] {
            pairs.push((left.start, right.start));
            (left.start, right.start) = (left.start + 1, right.start + 1);
        }
        while !left.is_empty() && !right.is_empty() && old[left.end - 1] == new[right.end - 1] {
            (left.end, right.end) = (left.end - 1, right.end - 1);
            pairs.push((left.end, right.end));
        }
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let anchors = rising(&unique_on_both_sides(&old[left.clone()], &new[right.clone()]));
        if anchors.is_empty() {
            if left.len() * right.len() <= MOST_CELLS {
                let inner = longest(&old[left.clone()], &new[right.clone()]);
                pairs.extend(inner.into_iter().map(|(one, other)| (left.start + one, right.start + other)));
            }
            continue;
        }
        let (mut from_left, mut from_right) = (left.start, right.start);
        for (one, other) in anchors {
            let (one, other) = (left.start + one, right.start + other);
            gaps.push((from_left..one, from_right..other));
            pairs.push((one, other));
            (from_left, from_right) = (one + 1, other + 1);
        }
        gaps.push((from_left..left.end, from_right..right.end));
    }
    pairs.sort_unstable();
    pairs
}

/// Positions of the values that occur exactly once on each side, by their place on the left.
fn unique_on_both_sides(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let once = |values: &[u32]| {
        let mut sorted: Vec<(u32, usize)> = values.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        let is_alone = |at: usize| {
            let differs = |other: Option<&(u32, usize)>| other.is_none_or(|other| other.0 != sorted[at].0);
            differs(at.checked_sub(1).and_then(|before| sorted.get(before))) && differs(sorted.get(at + 1))
        };
        (0..sorted.len()).filter(|at| is_alone(*at)).map(|at| sorted[at]).collect::<Vec<_>>()
    };
    let (left, right) = (once(old), once(new));
    let mut pairs = Vec::new();
    let mut others = right.iter().peekable();
    for (value, at) in left {
        while others.next_if(|(other, _)| *other < value).is_some() {}
        if let Some((_, other)) = others.next_if(|(other, _)| *other == value) {
            pairs.push((at, *other));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The longest part of pairs, which rise on the left, that rises on the right too.
pub(super) fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Of each length, the index of the pair that ends such a part with the least right side.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, right)) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < *right);
        before[index] = place.checked_sub(1).map(|shorter| ends[shorter]);
        if place == ends.len() {
            ends.push(index);
        } else {
            ends[place] = index;
        }
    }
    let mut part = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        part.push(pairs[index]);
        at = before[index];
    }
    part.reverse();
    part
}

/// A longest common subsequence, by a table of all pairs.
fn longest(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for at in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            lengths[at * width + other] = if old[at] == new[other] {
                lengths[(at + 1) * width + other + 1] + 1
            } else {
                lengths[(at + 1) * width + other].max(lengths[at * width + other + 1])
            };
        }
    }
    let (mut at, mut other) = (0, 0);
    let mut pairs = Vec::new();
    while at < old.len() && other < new.len() {
        if old[at] == new[other] {
            pairs.push((at, other));
            (at, other) = (at + 1, other + 1);
        } else if lengths[(at + 1) * width + other] >= lengths[at * width + other + 1] {
            at += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<u32> {
        text.bytes().map(u32::from).collect()
    }

    #[test]
    fn common_values_keep_their_order() {
        assert_eq!(common(&of("abcd"), &of("abxd")), [(0, 0), (1, 1), (3, 3)]);
        assert_eq!(common(&of("aab"), &of("ab")).len(), 2);
        assert_eq!(common(&of(""), &of("ab")), []);
    }

    #[test]
    fn a_million_values_that_repeat_take_no_time_to_speak_of() {
        let old: Vec<u32> = (0..1_000_000).map(|at| at % 7).collect();
        let new: Vec<u32> = (0..1_000_000).map(|at| (at * 3 + 1) % 7).collect();
        let pairs = common(&old, &new);
        assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    }
}
