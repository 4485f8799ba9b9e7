//! What differs between two sentences word by word.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::corpus::wording::words::tokens;
use crate::text::span::ByteSpan;

use crate::corpus::versions::subsequence::common;

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// In both versions.
    Same,
    /// In the earlier version only.
    Removed,
    /// In the later version only.
    Added,
}

/// Words that share a fate, with the white space before them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// What became of them.
    pub kind: RunKind,
    /// The words as they are printed.
    pub text: String,
}

/// Gives equal words equal numbers.
#[derive(Default)]
pub(super) struct Numbers<'a>(HashMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    pub(super) fn of(&mut self, word: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(word).or_insert(next)
    }
}

/// What differs between two sentences, word by word. Letters count as they are printed.
pub(super) fn runs(old: &str, new: &str) -> Vec<Run> {
    let (before, after) = (tokens(old), tokens(new));
    let mut numbers = Numbers::default();
    let left: Vec<u32> = before.iter().map(|span| numbers.of(&old[span.range()])).collect();
    let right: Vec<u32> = after.iter().map(|span| numbers.of(&new[span.range()])).collect();
    let mut runs = Vec::new();
    let (mut from_left, mut from_right) = (0, 0);
    let pairs = common(&left, &right);
    let mut at = 0;
    while at < pairs.len() {
        let (one, other) = pairs[at];
        push(&mut runs, RunKind::Removed, old, &before, from_left..one);
        push(&mut runs, RunKind::Added, new, &after, from_right..other);
        let length =
            pairs[at..].iter().zip(0..).take_while(|(pair, step)| **pair == (one + step, other + step)).count();
        push(&mut runs, RunKind::Same, new, &after, other..other + length);
        (from_left, from_right) = (one + length, other + length);
        at += length;
    }
    push(&mut runs, RunKind::Removed, old, &before, from_left..before.len());
    push(&mut runs, RunKind::Added, new, &after, from_right..after.len());
    runs
}

fn push(runs: &mut Vec<Run>, kind: RunKind, text: &str, tokens: &[ByteSpan], range: std::ops::Range<usize>) {
    let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else { return };
    let start = range.start.checked_sub(1).map_or(0, |before| tokens[before].end);
    let words = text[start..tokens[last].end].to_owned();
    runs.push(Run { kind, text: words });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let sign = |kind| match kind {
            RunKind::Same => "",
            RunKind::Removed => "-",
            RunKind::Added => "+",
        };
        let shown = runs(old, new).into_iter().map(|run| format!("{}{}|", sign(run.kind), run.text));
        shown.collect::<Vec<_>>().concat()
    }

    #[test]
    fn words_that_differ_are_told_apart_from_those_that_do_not() {
        let shown_words = shown("It came to US$800 million.", "It came to US$660 million.");
        assert_eq!(shown_words, "It came to US$|-800|+660| million.|");
        assert_eq!(shown("a", "a"), "a|");
        assert_eq!(shown("", "a b"), "+a b|");
        assert_eq!(shown("Ships pay.", "Ships don't pay."), "Ships|+ don't| pay.|");
    }
}
