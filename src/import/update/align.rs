//! Which paragraph of one version is which of another.

use std::collections::{HashMap, HashSet};

/// More pairs than this are not compared one by one.
const MOST_PAIRS: usize = 4_000_000;
/// Two paragraphs that share at least this part of their words, in hundredths, are one that was changed.
const SIMILAR: usize = 50;

/// For each new paragraph, the index of the old one that it is; none for one that was added.
pub(super) fn align(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut matched = vec![None; new.len()];
    for (old, new) in common(old, new) {
        matched[new] = Some(old);
    }
    // What was moved is equal too, but stands out of order.
    let mut taken: HashSet<usize> = matched.iter().flatten().copied().collect();
    let mut elsewhere: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in old.iter().enumerate().rev().filter(|(at, _)| !taken.contains(at)) {
        elsewhere.entry(text).or_default().push(at);
    }
    for (at, text) in new.iter().enumerate() {
        if let (None, Some(places)) = (matched[at], elsewhere.get_mut(text)) {
            matched[at] = places.pop();
            taken.extend(matched[at]);
        }
    }
    changed(old, new, &mut matched, &taken);
    matched
}

/// Equal paragraphs in the same order: a longest common subsequence, or those at both ends of very long versions.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let (inner_old, inner_new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    if inner_old.len() * inner_new.len() <= MOST_PAIRS {
        pairs.extend(subsequence(inner_old, inner_new).into_iter().map(|(one, other)| (one + start, other + start)));
    }
    pairs.extend((0..end).map(|at| (old.len() - end + at, new.len() - end + at)));
    pairs
}

fn subsequence(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
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
            at += 1;
            other += 1;
        } else if lengths[(at + 1) * width + other] >= lengths[at * width + other + 1] {
            at += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

/// Matches what is left between two matched neighbours by the words they share.
fn changed(old: &[&str], new: &[&str], matched: &mut [Option<usize>], taken: &HashSet<usize>) {
    let mut from = 0;
    for at in 0..new.len() {
        if let Some(place) = matched[at] {
            from = place + 1;
            continue;
        }
        let end = matched[at..].iter().flatten().copied().find(|place| *place >= from).unwrap_or(old.len());
        let free = (from..end).filter(|place| !taken.contains(place)).take(50);
        let best = free.map(|place| (similarity(old[place], new[at]), std::cmp::Reverse(place))).max();
        if let Some((_, std::cmp::Reverse(place))) = best.filter(|(similarity, _)| *similarity >= SIMILAR) {
            matched[at] = Some(place);
            from = place + 1;
        }
    }
}

/// Words that two texts share, in hundredths of all their words.
pub(super) fn similarity(one: &str, other: &str) -> usize {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<HashSet<String>>();
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() * 200 / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_found_again_though_some_were_changed_added_moved_or_removed() {
        let old = ["the ferry sank on monday", "nobody was aboard", "the council meets in may", "it rained"];
        let new = [
            "the ferry sank on sunday night",
            "two boats came later",
            "nobody was aboard",
            "it rained",
            "the council meets in may",
        ];
        assert_eq!(align(&old, &new), [Some(0), None, Some(1), Some(3), Some(2)]);
        assert_eq!(align(&old, &old), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(align(&[], &new), [None; 5]);
    }
}
