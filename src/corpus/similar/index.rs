//! An index of texts, ranked by Okapi BM25 over [`features`](crate::corpus::similar::features).

use std::collections::HashMap;
use std::ops::Range;

use crate::corpus::parallel;
use crate::corpus::similar::features::features;

/// How quickly repetitions of a feature count less.
const K1: f32 = 1.2;
/// How much the length of a text matters.
const B: f32 = 0.75;
/// In large indexes, a feature that more than one in this many texts has is skipped, because it says hardly anything.
const TOO_COMMON: usize = 8;
/// Indexes with fewer texts skip nothing.
const LARGE: usize = 20_000;

/// Texts by their features, for finding the most similar ones.
#[derive(Debug, Clone)]
pub struct Index {
    /// Where the postings of each bucket begin, with one more entry for the end. A feature is in the bucket of its
    /// hash's low bits.
    starts: Vec<u32>,
    /// Texts, ascending within a bucket, with the weight of the bucket's feature in each.
    postings: Vec<(u32, f32)>,
    /// The score of each text against itself.
    own_scores: Vec<f32>,
    /// Buckets that a search skips, each with the least that it weighs in a text.
    common: HashMap<usize, f32>,
}

/// A text of the index that resembles another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its index in the order of insertion.
    pub text: usize,
    /// Its similarity, above 0; comparable only between the hits of one query.
    pub score: f32,
    /// The score as a fraction of what the smaller of the two texts scores against itself: from 0 to about 1.
    pub likeness: f32,
}

impl Index {
    /// An index of these texts.
    #[must_use]
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        let hashed = in_order(texts.len(), |portion| Hashed::of(portion.start, &texts[portion]));
        // Buckets are assigned once the number of features is known.
        let features: usize = hashed.iter().map(|part| part.hashes.len()).sum();
        let buckets = features.next_power_of_two().clamp(1 << 10, 1 << 22);
        let mask = u32::try_from(buckets - 1).unwrap_or(u32::MAX);
        let counted = |portion: Range<usize>| hashed[portion].iter().map(|part| part.counted(mask)).collect::<Vec<_>>();
        let counted = in_order(hashed.len(), counted).concat();
        let lengths: Vec<usize> = hashed.iter().flat_map(Hashed::lengths).collect();
        drop(hashed);
        let mut index = Self::with_postings(&counted, &lengths, buckets);
        index.set_common_apart();
        index
    }

    fn with_postings(counted: &[Vec<Counted>], lengths: &[usize], buckets: usize) -> Self {
        let mut starts = vec![0_u32; buckets + 1];
        for (_, bucket, _) in counted.iter().flatten() {
            starts[*bucket as usize + 1] += 1;
        }
        let frequencies: Vec<u32> = starts[1..].to_vec();
        for bucket in 0..buckets {
            starts[bucket + 1] += starts[bucket];
        }
        let count = float(lengths.len());
        let average = float(lengths.iter().sum()) / count.max(1.0);
        let mut next = starts.clone();
        let mut postings = vec![(0, 0.0); counted.iter().map(Vec::len).sum()];
        let mut own_scores = vec![0.0; lengths.len()];
        for (text, bucket, times) in counted.iter().flatten() {
            let at = *text as usize;
            let length = float(lengths[at]);
            let frequency = float(frequencies[*bucket as usize] as usize);
            let rarity = (1.0 + (count - frequency + 0.5) / (frequency + 0.5)).ln();
            let times = f32::from(*times);
            let weight = rarity * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length / average.max(1.0)));
            let place = &mut next[*bucket as usize];
            postings[*place as usize] = (*text, weight);
            *place += 1;
            own_scores[at] += weight;
        }
        Self { starts, postings, own_scores, common: HashMap::new() }
    }

    /// Finds the buckets that a search in a large index skips.
    fn set_common_apart(&mut self) {
        if self.len() < LARGE {
            return;
        }
        let is_common = |bucket: &usize| self.postings_of(*bucket).len() > self.len() / TOO_COMMON;
        let least = |bucket: usize| (bucket, least_weight(self.postings_of(bucket), self.rarest()));
        self.common = (0..self.starts.len() - 1).filter(is_common).map(least).collect();
    }

    fn postings_of(&self, bucket: usize) -> &[(u32, f32)] {
        &self.postings[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// The number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.own_scores.len()
    }

    /// Whether it has no texts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own_scores.is_empty()
    }

    /// The texts most similar to this one, the best first; of equals the earlier one.
    #[must_use]
    pub fn search(&self, text: &str, most: usize) -> Vec<Hit> {
        let mask = self.starts.len() - 2;
        let mut buckets: Vec<usize> = features(text).into_iter().map(|hash| hash as usize & mask).collect();
        buckets.sort_unstable();
        buckets.dedup();
        let mut scores = vec![0.0_f32; self.len()];
        let (mut whole, rarest) = (0.0, self.rarest());
        for bucket in buckets {
            // What the text itself would score, were it one of the index.
            if let Some(least) = self.common.get(&bucket) {
                whole += least;
                continue;
            }
            let postings = self.postings_of(bucket);
            whole += least_weight(postings, rarest);
            for (text, weight) in postings {
                scores[*text as usize] += weight;
            }
        }
        let hit = |(score, text): (f32, usize)| Hit {
            text,
            score,
            likeness: score / self.own_scores[text].min(whole).max(f32::MIN_POSITIVE),
        };
        best(scores, most).into_iter().map(hit).collect()
    }

    /// The weight of a feature that no text has.
    fn rarest(&self) -> f32 {
        (1.0 + (float(self.len()) + 0.5) / 0.5).ln()
    }
}

/// The least that a feature weighs in these texts, and at most `most`.
fn least_weight(postings: &[(u32, f32)], most: f32) -> f32 {
    postings.iter().map(|(_, weight)| *weight).fold(most, f32::min)
}

/// The greatest scores above 0 with their texts, the best first; of equals the earlier one.
fn best(scores: Vec<f32>, most: usize) -> Vec<(f32, usize)> {
    let order = |one: &(f32, usize), other: &(f32, usize)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
    let mut best: Vec<(f32, usize)> = Vec::new();
    let mut least = 0.0;
    for (text, score) in scores.into_iter().enumerate() {
        if score <= least {
            continue;
        }
        best.push((score, text));
        // Now and then those that cannot be among the best are dropped, and less than what is left no longer counts.
        if most > 0 && best.len() >= most.saturating_mul(2) {
            best.select_nth_unstable_by(most - 1, order);
            best.truncate(most);
            least = best[most - 1].0;
        }
    }
    best.sort_unstable_by(order);
    best.truncate(most);
    best
}

/// A text, the bucket of one of its features, and how often the text has it.
type Counted = (u32, u32, u8);

/// What `work` returns for each portion of this many items, in order; processors share the portions.
fn in_order<T: Send>(items: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let parts = parallel::share(items, Vec::new, |parts: &mut Vec<(usize, T)>, portion| {
        parts.push((portion.start, work(portion)));
    });
    let mut parts: Vec<(usize, T)> = parts.into_iter().flatten().collect();
    parts.sort_unstable_by_key(|(start, _)| *start);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// The features of some texts, one after the other.
struct Hashed {
    /// The number of the first text.
    first: usize,
    hashes: Vec<u32>,
    /// Where the features of each text end.
    ends: Vec<usize>,
}

impl Hashed {
    fn of(first: usize, texts: &[&str]) -> Self {
        let (mut hashes, mut ends) = (Vec::new(), Vec::with_capacity(texts.len()));
        for text in texts {
            hashes.extend(features(text));
            ends.push(hashes.len());
        }
        Self { first, hashes, ends }
    }

    /// The features of each text, ascending.
    fn counted(&self, mask: u32) -> Vec<Counted> {
        let mut counted = Vec::with_capacity(self.hashes.len());
        let mut start = 0;
        let mut own: Vec<u32> = Vec::new();
        for (text, end) in (self.first..).zip(&self.ends) {
            let text = u32::try_from(text).unwrap_or(u32::MAX);
            own.clear();
            own.extend(self.hashes[start..*end].iter().map(|hash| hash & mask));
            own.sort_unstable();
            let alike = own.chunk_by(|one, other| one == other);
            counted.extend(alike.map(|group| (text, group[0], u8::try_from(group.len()).unwrap_or(u8::MAX))));
            start = *end;
        }
        counted
    }

    /// How many features each text has.
    fn lengths(&self) -> impl Iterator<Item = usize> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        self.ends.iter().zip(starts).map(|(end, start)| end - start)
    }
}
#[allow(clippy::cast_precision_loss, reason = "counts of texts and features are far below the 24 bits that are exact")]
fn float(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] = [
        "Trade between Holm and Ostrow was worth 800 million crowns in 2018.",
        "The mayor of Holm resigned over the ferry contract.",
        "Wolves killed 2,000 sheep in the north.",
        "The ferry to Ostrow burned in May.",
    ];

    #[test]
    fn the_most_similar_text_comes_first_despite_different_words() {
        let index = Index::new(TEXTS);
        let first = |text: &str| index.search(text, 3).first().map(|hit| hit.text);
        assert_eq!(first("Holm traded goods worth 660 million with Ostrow"), Some(0));
        assert_eq!(first("Sheep killed by wolves"), Some(2));
        assert_eq!(first("mayors resign"), Some(1));
        assert_eq!(index.search("xyzzy", 3), []);
    }

    #[test]
    fn a_text_is_wholly_like_itself() {
        let index = Index::new(TEXTS);
        for (number, text) in TEXTS.iter().enumerate() {
            let hit = index.search(text, 1)[0];
            assert!(hit.text == number && hit.likeness > 0.9, "{hit:?}");
        }
        assert!(Index::new([]).search("anything", 5).is_empty());
    }
    #[test]
    fn the_best_scores_are_those_of_a_sorted_list() {
        let mut seed = 7_u32;
        let scores: Vec<f32> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Few values, so that many are equal.
            float((seed >> 24) as usize % 40)
        })
        .take(500)
        .collect();
        let mut sorted: Vec<(f32, usize)> = scores.iter().copied().zip(0..).filter(|(score, _)| *score > 0.0).collect();
        sorted.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for most in [0, 1, 2, 5, 40, 499, 1000] {
            assert_eq!(best(scores.clone(), most), sorted[..most.min(sorted.len())], "{most}");
        }
    }
}
