//! What two claims are compared by: runs of four letters, which forgive other endings and misspelt names, and stems.
//!
//! Measured on the Snopes part of "That is a Known Lie": letters alone find the check among the first five as often as stems and
//! letters together, and the two together put it first more often. docs/similar.md has the figures.

use crate::corpus::wording::lexicon::stem;
use crate::text::folding::fold;

/// Letters of a run.
const RUN: usize = 4;

/// The features of a text as hashes, each as often as it occurs.
pub(super) fn features(text: &str) -> Vec<u32> {
    let folded = fold(text);
    let mut joined = String::with_capacity(folded.len() + 2);
    joined.push(' ');
    let mut features = Vec::with_capacity(folded.len() * 5 / 4);
    for word in folded.split_whitespace().filter(|word| !is_address(word)) {
        // What signs join is several words here: `three-year` and `three years` are to meet.
        for part in word.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()) {
            features.push(hash(1, stem(part).as_bytes()));
            joined.push_str(part);
            joined.push(' ');
        }
    }
    let mut starts: Vec<usize> = joined.char_indices().map(|(at, _)| at).collect();
    starts.push(joined.len());
    features.extend(starts.windows(RUN + 1).map(|window| hash(0, &joined.as_bytes()[window[0]..window[RUN]])));
    features
}

/// Whether a word is the address of a page or picture, which says nothing.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.split_once('/').is_some_and(|(host, _)| host.contains('.'))
}

/// FNV-1a, and a last mix, since its low bits alone choose a bucket.
fn hash(kind: u8, bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(kind);
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mixed = (hash ^ (hash >> 32)) & u64::from(u32::MAX);
    u32::try_from(mixed).unwrap_or(u32::MAX)
}
