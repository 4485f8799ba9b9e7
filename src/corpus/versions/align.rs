//! Aligns the sentences of two versions: first the best partner in each direction, then the sentences that moved.

use std::collections::HashMap;

use crate::corpus::wording::lexicon::is_content;
use crate::corpus::wording::words::words_of;
use crate::text::folding::fold;

use crate::corpus::versions::subsequence::{common, rising};
use crate::corpus::versions::units::{Part, Unit};

/// Sentences with less in common are different. Common words are weighted by rarity.
const SIMILAR: f32 = 0.5;
/// The threshold if the preceding sentences are partners.
const SIMILAR_IN_PLACE: f32 = 0.3;
/// The threshold if both neighbours are partners: a sentence was replaced in its place.
const SIMILAR_BETWEEN: f32 = 0.15;
/// A word in more sentences than this cannot identify a partner.
const MOST_POSTINGS: usize = 20;
/// A sentence is always compared with this many around its expected place.
const NEAR: usize = 8;

/// A sentence that both versions contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Its index in the earlier version.
    pub(super) old: usize,
    /// Its index in the later version.
    pub(super) new: usize,
    /// Whether its place among the others has changed.
    pub(super) moved: bool,
}

/// The sentences that both versions contain, by index in the later one. Sentences of the later version that `is_note`
/// marks match equal ones only, because they repeat the words that they correct.
pub(super) fn align(old: &[Unit<'_>], new: &[Unit<'_>], is_note: &[bool]) -> Vec<Pair> {
    let sentences = Sentences::new(old, new);
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    for (one, other) in sentences.equal() {
        partner[other] = Some(one);
    }
    for (one, other) in sentences.similar(&partner, is_note) {
        partner[other] = Some(one);
    }
    let pairs: Vec<(usize, usize)> =
        partner.iter().enumerate().filter_map(|(new, old)| old.map(|old| (new, old))).collect();
    let mut in_order = rising(&pairs).into_iter().peekable();
    let moved: Vec<bool> = pairs.iter().map(|pair| in_order.next_if(|next| next == pair).is_none()).collect();
    pairs.into_iter().zip(moved).map(|((new, old), moved)| Pair { old, new, moved }).collect()
}

/// The sentences of two versions as numbers: equal words have equal numbers, and so do equal sentences.
struct Sentences {
    old: Vec<Sentence>,
    new: Vec<Sentence>,
    /// The rarity of each word, by its number.
    weights: Vec<f32>,
}

struct Sentence {
    part: Part,
    number: u32,
    /// Distinct words, ascending.
    words: Vec<u32>,
    /// The total weight of its words.
    weight: f32,
}

impl Sentences {
    fn new(old: &[Unit<'_>], new: &[Unit<'_>]) -> Self {
        let mut words: HashMap<String, u32> = HashMap::new();
        let mut sentences: HashMap<(Part, Vec<u32>), u32> = HashMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut read = |unit: &Unit<'_>| {
            let mut number = |word: &str| {
                let next = u32::try_from(words.len()).unwrap_or(u32::MAX);
                words.get(word).copied().unwrap_or_else(|| {
                    words.insert(word.to_owned(), next);
                    next
                })
            };
            let all: Vec<u32> = words_of(&fold(unit.text)).map(&mut number).collect();
            let mut distinct = all.clone();
            distinct.sort_unstable();
            distinct.dedup();
            counts.resize(words.len(), 0);
            for word in &distinct {
                counts[*word as usize] += 1;
            }
            let next = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
            let number = *sentences.entry((unit.part, all)).or_insert(next);
            Sentence { part: unit.part, number, words: distinct, weight: 0.0 }
        };
        let mut old: Vec<Sentence> = old.iter().map(&mut read).collect();
        let mut new: Vec<Sentence> = new.iter().map(&mut read).collect();
        let total = log2(old.len() + new.len());
        // Rare words weigh most. A word in every sentence still weighs a little, and function words hardly anything.
        let mut weights: Vec<f32> = counts.iter().map(|count| (total - log2(*count as usize)).max(0.0) + 0.5).collect();
        for (word, number) in &words {
            weights[*number as usize] *= if is_content(word) { 1.0 } else { 0.1 };
        }
        for sentence in old.iter_mut().chain(&mut new) {
            sentence.weight = sentence.words.iter().map(|word| weights[*word as usize]).sum();
        }
        Self { old, new, weights }
    }

    /// Equal sentences: first those in order, then those that moved.
    fn equal(&self) -> Vec<(usize, usize)> {
        let numbers = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.number).collect::<Vec<_>>();
        let (left, right) = (numbers(&self.old), numbers(&self.new));
        let mut pairs = common(&left, &right);
        let (mut taken, mut found) = (vec![false; left.len()], vec![false; right.len()]);
        for (one, other) in &pairs {
            (taken[*one], found[*other]) = (true, true);
        }
        let mut elsewhere: HashMap<u32, Vec<usize>> = HashMap::new();
        for at in (0..left.len()).rev().filter(|at| !taken[*at]) {
            elsewhere.entry(left[at]).or_default().push(at);
        }
        for other in (0..right.len()).filter(|other| !found[*other]) {
            pairs.extend(elsewhere.get_mut(&right[other]).and_then(Vec::pop).map(|one| (one, other)));
        }
        pairs
    }

    /// Among the sentences without a partner, pairs that are each other's best match.
    fn similar(&self, partner: &[Option<usize>], is_note: &[bool]) -> Vec<(usize, usize)> {
        let is_free = |other: &usize| partner[*other].is_none() && !is_note[*other];
        let mut taken = vec![false; self.old.len()];
        partner.iter().flatten().for_each(|one| taken[*one] = true);
        let postings = self.postings(is_free);
        let mut best_of_old: Vec<(f32, usize)> = vec![(0.0, 0); self.old.len()];
        let mut best_of_new: Vec<(f32, usize)> = vec![(0.0, 0); self.new.len()];
        let places = expected_places(partner, self.old.len());
        let is_between = between(partner, self.old.len());
        for one in (0..self.old.len()).filter(|one| !taken[*one]) {
            let place = places[one];
            let near = (place.saturating_sub(NEAR)..(place + NEAR).min(self.new.len())).filter(is_free);
            let mut candidates: Vec<usize> = near.collect();
            let sharing = self.old[one].words.iter().filter_map(|word| postings.get(word));
            candidates.extend(sharing.filter(|list| list.len() <= MOST_POSTINGS).flatten());
            candidates.sort_unstable();
            candidates.dedup();
            for other in candidates {
                let least = match (other == place, is_between[one]) {
                    (true, true) => SIMILAR_BETWEEN,
                    (true, false) => SIMILAR_IN_PLACE,
                    (false, _) => SIMILAR,
                };
                let score = self.score(one, other, least);
                if score > best_of_old[one].0 {
                    best_of_old[one] = (score, other);
                }
                if score > best_of_new[other].0 {
                    best_of_new[other] = (score, one);
                }
            }
        }
        let is_mutual = |(one, best): (usize, &(f32, usize))| {
            (best.0 > 0.0 && best_of_new[best.1].1 == one).then_some((one, best.1))
        };
        best_of_old.iter().enumerate().filter_map(is_mutual).collect()
    }

    /// The unmatched sentences of the later version that contain each word.
    fn postings(&self, is_free: impl Fn(&usize) -> bool) -> HashMap<u32, Vec<usize>> {
        let mut postings: HashMap<u32, Vec<usize>> = HashMap::new();
        for other in (0..self.new.len()).filter(is_free) {
            for word in &self.new[other].words {
                postings.entry(*word).or_default().push(other);
            }
        }
        postings
    }

    /// The share of common words of two sentences, from 0 to a little more than 1; 0 if they do not match. Of two
    /// equally similar sentences, the one in the expected place scores higher.
    fn score(&self, one: usize, other: usize, least: f32) -> f32 {
        let (old, new) = (&self.old[one], &self.new[other]);
        if old.part != new.part {
            return 0.0;
        }
        let mut shared = 0.0;
        let mut others = new.words.iter().peekable();
        for word in &old.words {
            while others.next_if(|other| *other < word).is_some() {}
            if others.next_if(|other| *other == word).is_some() {
                shared += self.weights[*word as usize];
            }
        }
        let similarity = 2.0 * shared / (old.weight + new.weight).max(f32::MIN_POSITIVE);
        // There is only one title, whatever it says.
        let is_title = matches!(old.part, Part::Title | Part::Subtitle);
        if similarity < least && !is_title {
            return 0.0;
        }
        similarity + if least < SIMILAR { 0.1 } else { 0.0 } + if is_title { 0.1 } else { 0.0 }
    }
}

/// The expected place of each earlier sentence in the later version, after the partner of the sentence before it.
fn expected_places(partner: &[Option<usize>], count: usize) -> Vec<usize> {
    let mut places: Vec<Option<usize>> = vec![None; count];
    for (other, one) in partner.iter().enumerate() {
        if let Some(one) = one {
            places[*one] = Some(other);
        }
    }
    let mut next = 0;
    let follow = |place: Option<usize>| {
        let here = place.unwrap_or(next);
        next = here + 1;
        here
    };
    places.into_iter().map(follow).collect()
}

/// Whether an earlier sentence is alone between two partners that are also that far apart in the later version.
fn between(partner: &[Option<usize>], count: usize) -> Vec<bool> {
    let mut places: Vec<Option<usize>> = vec![None; count + 2];
    (places[0], places[count + 1]) = (Some(0), Some(partner.len() + 1));
    for (other, one) in partner.iter().enumerate() {
        if let Some(one) = one {
            places[one + 1] = Some(other + 1);
        }
    }
    let is_between =
        |window: &[Option<usize>]| matches!(window, [Some(before), None, Some(after)] if before + 2 == *after);
    places.windows(3).map(is_between).collect()
}

/// The base-2 logarithm of a count.
#[allow(clippy::cast_precision_loss, reason = "a count of sentences is far below the 24 bits that are exact")]
fn log2(count: usize) -> f32 {
    (count.max(1) as f32).log2()
}

#[cfg(test)]
mod tests {
    use crate::text::span::ByteSpan;

    use super::*;

    fn unit(text: &str) -> Unit<'_> {
        Unit { part: Part::Paragraph, block: 0, paragraph: Some(0), id: "p1", span: ByteSpan::new(0, text.len()), text }
    }

    fn aligned(old: &[&str], new: &[&str]) -> Vec<(usize, usize, bool)> {
        let units = |texts: &[&'static str]| texts.iter().map(|text| unit(text)).collect::<Vec<_>>();
        let leak = |texts: &[&str]| texts.iter().map(|text| &*text.to_string().leak()).collect::<Vec<&'static str>>();
        let pairs = align(&units(&leak(old)), &units(&leak(new)), &vec![false; new.len()]);
        pairs.into_iter().map(|pair| (pair.old, pair.new, pair.moved)).collect()
    }

    #[test]
    fn sentences_are_aligned_across_changes_additions_moves_and_removals() {
        let old =
            ["The ferry sank on Monday.", "Nobody was aboard.", "The council meets in May.", "It rained all day."];
        let new = [
            "The ferry sank on Sunday night.",
            "Two boats came to help.",
            "Nobody was aboard.",
            "It rained all day.",
            "The council meets in May.",
        ];
        assert_eq!(aligned(&old, &new), [(0, 0, false), (1, 2, false), (3, 3, true), (2, 4, false)]);
        assert_eq!(aligned(&old, &old).len(), 4);
        assert_eq!(aligned(&[], &new), []);
    }

    #[test]
    fn sentences_that_share_only_small_words_are_different() {
        let old = ["The port of Holm was closed by the council in May.", "End."];
        let new = ["The price of bread was raised by the bakers in June.", "End."];
        assert_eq!(aligned(&old, &new), [(1, 1, false)]);
    }
}
