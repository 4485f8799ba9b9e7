//! A small model that decides where names begin and end and of which kind they are.
//!
//! It looks at the words, at how they are written, at their parts of speech, and at what the rules say; so the rules
//! carry over to texts that are unlike those of its training.

use std::ops::Range;

use crate::candidates::language::Class;
use crate::candidates::language::hash::hash;
use crate::candidates::language::perceptron::{Weights, feature};
use crate::candidates::names::mention::Mention;
use crate::candidates::names::run::opens_clause;
use crate::candidates::text::Analysed;
use crate::candidates::text::token::Shape;
use crate::model::article::entity::EntityKind;

/// Kinds that the model tells apart; the last one is for names that are no entities here (songs, prizes, substances).
pub const KINDS: [&str; 9] =
    ["person", "state", "place", "organisation", "group", "agreement", "project", "event", "other"];
/// Labels of a token: outside (0), then for each kind its first token and the following ones.
pub const LABELS: usize = 1 + 2 * KINDS.len();
const MAY_NOT: i32 = -1_000_000;

/// What the rules say of each token, for the model: 0 for nothing, else a number of kind, rule and place.
fn hints(tokens: usize, mentions: &[Mention]) -> Vec<(u32, u32)> {
    let mut hints = vec![(0, 0); tokens];
    for mention in mentions {
        for at in mention.tokens.clone() {
            let place = match (at == mention.tokens.start, at + 1 == mention.tokens.end) {
                (true, true) => 1,
                (true, false) => 2,
                (false, true) => 3,
                (false, false) => 4,
            };
            hints[at] = (1 + mention.kind as u32 * 8 + place, hash(mention.rule));
        }
    }
    hints
}

/// The parts of a paragraph that the model looks at: capitalised words and numbers, with a few words on each side.
#[must_use]
pub fn stretches(paragraph: &Analysed<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for sentence in &paragraph.sentences {
        let mut fence = sentence.start;
        for at in sentence.clone() {
            let token = &paragraph.tokens[at];
            let small = token.is(Class::NotName) && token.shape == Shape::Capital;
            if small || !token.is_capital() && !matches!(token.shape, Shape::WithDigits) && !is_year(paragraph, at) {
                continue;
            }
            let (start, end) = (at.saturating_sub(1).max(fence), (at + 3).min(sentence.end));
            match found.last_mut() {
                Some(last) if last.end >= start && last.start >= sentence.start => last.end = end.max(last.end),
                _ => found.push(start..end),
            }
            fence = sentence.start;
        }
    }
    found
}

fn is_year(paragraph: &Analysed<'_>, at: usize) -> bool {
    paragraph.tokens[at].shape == Shape::Number && paragraph.word(at).len() == 4
}

/// The features of the tokens of a sentence.
pub struct Features<'a> {
    paragraph: &'a Analysed<'a>,
    hints: Vec<(u32, u32)>,
    runs: Vec<(u32, u32, u32, u32)>,
    /// Whether a sentence or a quotation begins at the token.
    opens: Vec<bool>,
}

impl<'a> Features<'a> {
    /// Prepares the features of a paragraph in which the rules found `mentions`.
    #[must_use]
    pub fn new(paragraph: &'a Analysed<'a>, mentions: &[Mention]) -> Self {
        let hints = hints(paragraph.tokens.len(), mentions);
        let sentences = paragraph.sentences.iter();
        let opens =
            sentences.flat_map(|sentence| sentence.clone().map(|at| opens_clause(paragraph, sentence, at))).collect();
        Self { paragraph, hints, runs: capitalised(paragraph), opens }
    }

    /// The features of the token at `at`.
    pub fn of(&self, at: usize, found: &mut Vec<u32>) {
        found.clear();
        let tokens = &self.paragraph.tokens;
        let token = &tokens[at];
        let near = |step: isize| at.checked_add_signed(step).and_then(|index| tokens.get(index));
        let word = |step| near(step).map_or(1, |token| token.word);
        let shape = |step| near(step).map_or(9, |token| token.shape as u32);
        let classes = |step| near(step).map_or(0, |token| token.classes.name_bits());
        let hint =
            |step: isize| at.checked_add_signed(step).and_then(|at| self.hints.get(at)).copied().unwrap_or_default();
        let tag = |step: isize| {
            at.checked_add_signed(step).and_then(|at| self.paragraph.tags.get(at)).map_or(99, |tag| *tag as u32)
        };
        let text = token.text(self.paragraph.text);
        let bytes = text.as_bytes();
        let end = |length: usize| hash_bytes(&bytes[bytes.len().saturating_sub(length)..]);
        let (first, last, before, after) = self.runs[at];
        let opens = u32::from(self.opens[at]);
        found.extend([
            feature(21, hash(text), 0),
            feature(22, token.word, 0),
            feature(23, token.shape as u32, opens),
            feature(24, end(3), token.shape as u32),
            feature(25, end(4), token.shape as u32),
            feature(26, word(-1), token.shape as u32),
            feature(27, word(1), token.shape as u32),
            feature(28, word(-2), word(-1)),
            feature(29, word(1), word(2)),
            feature(30, word(-1), token.word),
            feature(31, word(1), token.word),
            feature(32, shape(-1) * 16 + token.shape as u32, shape(1)),
            feature(33, tag(-1) * 128 + tag(0), tag(1)),
            feature(34, classes(0), 0),
            feature(35, classes(-1), token.shape as u32),
            feature(36, classes(1), token.shape as u32),
            feature(37, hint(0).0, 0),
            feature(38, hint(0).1, hint(0).0),
            feature(39, hint(0).0, hint(1).0 + hint(-1).0 * 256),
            feature(40, first, token.shape as u32),
            feature(41, last, token.shape as u32),
            feature(42, before, token.shape as u32),
            feature(43, after, token.shape as u32),
            feature(44, hint(0).0, opens * 16 + token.shape as u32),
            feature(45, hint(0).0, after),
            feature(46, hint(0).0, before),
            feature(47, word(-2), token.shape as u32),
            feature(48, word(2), token.shape as u32),
        ]);
    }
}

fn hash_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(11, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// For each token: the first and last word of the capitalised stretch around it, and the words before and after that.
fn capitalised(paragraph: &Analysed<'_>) -> Vec<(u32, u32, u32, u32)> {
    let tokens = &paragraph.tokens;
    let mut found = vec![(0, 0, 0, 0); tokens.len()];
    for sentence in &paragraph.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            if !tokens[at].is_capital() {
                at += 1;
                continue;
            }
            let end = (at..sentence.end).find(|next| !tokens[*next].is_capital()).unwrap_or(sentence.end);
            let before = if at > sentence.start { tokens[at - 1].word } else { 1 };
            let after = if end < sentence.end { tokens[end].word } else { 2 };
            for slot in &mut found[at..end] {
                *slot = (tokens[at].word, tokens[end - 1].word, before, after);
            }
            at = end;
        }
    }
    found
}

/// The feature of a label after another.
#[must_use]
pub const fn transition(before: usize, label: usize) -> u32 {
    // There are 19 labels.
    #[allow(clippy::cast_possible_truncation)]
    feature(50, before as u32, label as u32)
}

/// Room for the labels in the tables below: a multiple of 8, so that eight labels are compared at once.
const ROOM: usize = 24;
/// The weights of each label (column) after each other (row).
pub type Transitions = Vec<i32>;

/// The best labels of a stretch (Viterbi).
#[must_use]
pub fn decode(
    features: &Features<'_>,
    stretch: Range<usize>,
    weights: &impl Weights,
    transitions: &[i32],
) -> Vec<usize> {
    // The scores before each token; where the best path came from is only asked along that path.
    let mut before: Vec<[i32; ROOM]> = Vec::with_capacity(stretch.len());
    let mut scores = [MAY_NOT; ROOM];
    scores[0] = 0;
    let mut list = Vec::with_capacity(32);
    for at in stretch {
        let mut emission = [0_i32; ROOM];
        features.of(at, &mut list);
        weights.add_all(&list, &mut emission);
        let mut next = [i32::MIN / 2; ROOM];
        for (score, row) in scores.iter().zip(transitions.chunks_exact(ROOM)) {
            for label in 0..ROOM {
                next[label] = next[label].max(score + row[label]);
            }
        }
        for label in 0..ROOM {
            next[label] += emission[label];
        }
        before.push(scores);
        scores = next;
    }
    let mut label = (0..LABELS).max_by_key(|label| scores[*label]).unwrap_or(0);
    let mut labels = vec![0; before.len()];
    for (at, scores) in before.iter().enumerate().rev() {
        labels[at] = label;
        label = best_before(label, scores, transitions);
    }
    labels
}

/// The label from which the best path came to `label`; the first of several.
fn best_before(label: usize, scores: &[i32; ROOM], transitions: &[i32]) -> usize {
    let mut best = (0, i32::MIN / 2);
    for (number, (score, row)) in scores.iter().zip(transitions.chunks_exact(ROOM)).enumerate() {
        if score + row[label] > best.1 {
            best = (number, score + row[label]);
        }
    }
    best.0
}

/// The weights of each label after each other; what cannot be is forbidden: to go on with a kind that has not begun.
#[must_use]
pub fn transitions(weights: &impl Weights) -> Transitions {
    let mut table = vec![MAY_NOT; LABELS * ROOM];
    for before in 0..LABELS {
        for label in 0..LABELS {
            let goes_on = label > 0 && label % 2 == 0;
            if goes_on && before != label && before + 1 != label {
                continue;
            }
            let mut scores = [0; ROOM];
            weights.add(transition(before, label), &mut scores);
            table[before * ROOM + label] = scores[label];
        }
    }
    table
}

/// The mentions of a labelled stretch that begins at `start`; `None` for the kind `other`.
#[must_use]
pub fn spans(labels: &[usize], start: usize) -> Vec<(Range<usize>, Option<EntityKind>)> {
    let mut found: Vec<(Range<usize>, Option<EntityKind>)> = Vec::new();
    for (index, label) in labels.iter().enumerate().filter(|(_, label)| **label > 0) {
        let at = start + index;
        match found.last_mut() {
            Some((range, _)) if label % 2 == 0 && range.end == at => range.end = at + 1,
            _ => found.push((at..at + 1, kind((label - 1) / 2))),
        }
    }
    found
}

fn kind(index: usize) -> Option<EntityKind> {
    use EntityKind as Kind;
    let kinds = [
        Kind::Person,
        Kind::State,
        Kind::Place,
        Kind::Organisation,
        Kind::Group,
        Kind::Agreement,
        Kind::Project,
        Kind::Event,
    ];
    kinds.get(index).copied()
}
