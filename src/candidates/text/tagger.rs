//! Parts of speech, guessed word after word by a small model.
//!
//! The tags are those of the Penn Treebank, reduced to those that our rules need.

use crate::candidates::language::hash::hash;
use crate::candidates::language::perceptron::{Weights, feature};
use crate::candidates::language::{Class, Language};
use crate::candidates::text::seen_words::{SeenWords, tag_scores};
use crate::candidates::text::token::{Shape, Token};

/// A part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Punctuation and symbols.
    Mark,
    /// `and`, `but`.
    Conjunction,
    /// A number.
    Number,
    /// `the`, `some`.
    Determiner,
    /// `there` of `there is`.
    Existential,
    /// `in`, `that`, `because`.
    Preposition,
    /// `large`.
    Adjective,
    /// `larger`, `larger` or `largest`.
    Comparative,
    /// `most`, `largest`.
    Superlative,
    /// `can`, `will`.
    Modal,
    /// `port`.
    Noun,
    /// `ports`.
    Nouns,
    /// `Ostrow`.
    Name,
    /// `'s`.
    Possessive,
    /// `she`.
    Pronoun,
    /// `her` of `her port`.
    PossessivePronoun,
    /// `now`, `not`.
    Adverb,
    /// `up` of `give up`.
    Particle,
    /// `to` of `to go`, and the preposition.
    To,
    /// `go`.
    Verb,
    /// `went`.
    Past,
    /// `going`.
    Gerund,
    /// `gone`.
    Participle,
    /// `go` of `they go`.
    Present,
    /// `goes`.
    Present3,
    /// `which`, `who`, `what`, `when`.
    Wh,
    /// `oh`, foreign words and what else there is.
    Other,
}

impl Tag {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 27] = [
        Self::Mark,
        Self::Conjunction,
        Self::Number,
        Self::Determiner,
        Self::Existential,
        Self::Preposition,
        Self::Adjective,
        Self::Comparative,
        Self::Superlative,
        Self::Modal,
        Self::Noun,
        Self::Nouns,
        Self::Name,
        Self::Possessive,
        Self::Pronoun,
        Self::PossessivePronoun,
        Self::Adverb,
        Self::Particle,
        Self::To,
        Self::Verb,
        Self::Past,
        Self::Gerund,
        Self::Participle,
        Self::Present,
        Self::Present3,
        Self::Wh,
        Self::Other,
    ];

    /// The tag of a Penn Treebank label.
    #[must_use]
    pub fn from_penn(label: &str) -> Self {
        match label {
            "CC" => Self::Conjunction,
            "CD" => Self::Number,
            "DT" | "PDT" => Self::Determiner,
            "EX" => Self::Existential,
            "IN" => Self::Preposition,
            "JJ" => Self::Adjective,
            "JJR" | "RBR" => Self::Comparative,
            "JJS" | "RBS" => Self::Superlative,
            "MD" => Self::Modal,
            "NN" => Self::Noun,
            "NNS" => Self::Nouns,
            "NNP" | "NNPS" => Self::Name,
            "POS" => Self::Possessive,
            "PRP" => Self::Pronoun,
            "PRP$" | "WP$" => Self::PossessivePronoun,
            "RB" => Self::Adverb,
            "RP" => Self::Particle,
            "TO" => Self::To,
            "VB" => Self::Verb,
            "VBD" => Self::Past,
            "VBG" => Self::Gerund,
            "VBN" => Self::Participle,
            "VBP" => Self::Present,
            "VBZ" => Self::Present3,
            "WDT" | "WP" | "WRB" => Self::Wh,
            "UH" | "FW" | "LS" | "XX" | "ADD" | "GW" | "AFX" => Self::Other,
            _ => Self::Mark,
        }
    }

    /// Whether it is a verb that can carry a clause: `went`, `goes`, `can`.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::Present3 | Self::Modal)
    }

    /// Whether it is any form of a verb.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Verb | Self::Past | Self::Gerund | Self::Participle | Self::Present | Self::Present3 | Self::Modal
        )
    }

    /// Whether it is an adjective.
    #[must_use]
    pub const fn is_adjective(self) -> bool {
        matches!(self, Self::Adjective | Self::Comparative | Self::Superlative)
    }

    /// Whether it is a noun or a name.
    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name)
    }
}

/// How many features a word has.
pub const FEATURES: usize = 17;

/// Guesses the tags of one sentence and adds them to `tags`. In a headline with capitals throughout, the verbs that the
/// language lists are read as if they were written small.
pub fn tag(text: &str, tokens: &[Token], language: &Language, seen: &mut SeenWords, tags: &mut Vec<Tag>) {
    if !is_headline(tokens) {
        return tag_tokens(text, tokens, language, seen, tags);
    }
    let verbs = [Class::Say, Class::Think, Class::Want, Class::Judge];
    let is_verb = |token: &Token| verbs.iter().any(|class| token.is(*class));
    let mut small = tokens.to_vec();
    for token in small.iter_mut().skip(1).filter(|token| is_verb(token) && token.shape == Shape::Capital) {
        token.shape = Shape::Lower;
    }
    tag_tokens(text, &small, language, seen, tags);
}

/// Whether most words are written with a capital.
#[must_use]
pub fn is_headline(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| !token.is_mark()).count();
    let capital = tokens.iter().filter(|token| token.is_capital()).count();
    words > 3 && capital * 3 >= words * 2
}

fn tag_tokens(text: &str, tokens: &[Token], language: &Language, seen: &mut SeenWords, tags: &mut Vec<Tag>) {
    let Some(model) = language.tagger() else {
        tags.extend(tokens.iter().map(guess));
        return;
    };
    let Some(places) = seen.places(text, tokens, &model) else { return tag_with(text, tokens, &model, tags) };
    let pairs = language.tag_scores(|| tag_scores(&model));
    let first = tags.len();
    for at in 0..tokens.len() {
        if tokens[at].is_mark() {
            tags.push(Tag::Mark);
            continue;
        }
        let before = &tags[first..];
        let tag = if at == 0 {
            best_tag(text, tokens, at, before, &model)
        } else {
            let mut scores = seen.scores(&places[at..], before, pairs);
            model.add_all(&features_of_both(text, tokens, at, before), &mut scores);
            best(&scores)
        };
        tags.push(if is_hidden_name(&tokens[at], at, tag) { Tag::Name } else { tag });
    }
}

/// Guesses the tags of one sentence with the weights given.
pub fn tag_with(text: &str, tokens: &[Token], weights: &impl Weights, tags: &mut Vec<Tag>) {
    let first = tags.len();
    for at in 0..tokens.len() {
        if tokens[at].is_mark() {
            tags.push(Tag::Mark);
            continue;
        }
        let tag = best_tag(text, tokens, at, &tags[first..], weights);
        tags.push(if is_hidden_name(&tokens[at], at, tag) { Tag::Name } else { tag });
    }
}

fn best_tag(text: &str, tokens: &[Token], at: usize, before: &[Tag], weights: &impl Weights) -> Tag {
    let mut scores = [0_i32; Tag::ALL.len()];
    weights.add_all(&features(text, tokens, at, before), &mut scores);
    best(&scores)
}

/// Whether a capitalised word that the model takes for a comparative or the like is a name: `Borger asked`.
fn is_hidden_name(token: &Token, at: usize, tag: Tag) -> bool {
    let unlikely = match tag {
        Tag::Comparative | Tag::Superlative => true,
        Tag::Adverb | Tag::Verb | Tag::Gerund | Tag::Participle | Tag::Past | Tag::Present | Tag::Present3 => at > 0,
        _ => false,
    };
    unlikely && token.shape == Shape::Capital && !token.is(Class::NotName)
}

/// The tag with the greatest score; the first of several.
#[must_use]
pub fn best(scores: &[i32]) -> Tag {
    let scores = &scores[..Tag::ALL.len()];
    let greatest = scores.iter().copied().fold(i32::MIN, i32::max);
    let best = scores.iter().position(|score| *score == greatest);
    Tag::ALL[best.unwrap_or(0)]
}

/// A tag without a model: by how the word is written.
fn guess(token: &Token) -> Tag {
    match token.shape {
        Shape::Mark => Tag::Mark,
        Shape::Number => Tag::Number,
        Shape::Lower => Tag::Noun,
        _ if token.is(Class::NotName) => Tag::Other,
        _ => Tag::Name,
    }
}

/// The features of the word at `at`, `tags` being those of the words before it in the sentence.
#[must_use]
pub fn features(text: &str, tokens: &[Token], at: usize, tags: &[Tag]) -> [u32; FEATURES] {
    let token = &tokens[at];
    let near = |step: isize| at.checked_add_signed(step).and_then(|index| tokens.get(index));
    let near_word = |step| near(step).map_or(1, |token| token.word);
    let [one, three, two, prefix, mut shape, mut classes] = features_of_word(token.text(text), token);
    if at == 0 {
        (shape, classes) = (feature(4, token.shape as u32, 1), feature(16, token.classes.folded(), 1));
    }
    let before = |back: usize| at.checked_sub(back).map(|index| tags[index]);
    let [last, pair] = features_of_tags(before(1), before(2));
    let [behind, _, _, _] = features_round_word(near_word(-1));
    let [_, ahead, _, _] = features_round_word(near_word(1));
    let [_, _, behind_two, _] = features_round_word(near_word(-2));
    let [_, _, _, ahead_two] = features_round_word(near_word(2));
    let [with_tag, with_next, ends_after, with_classes, next_shape] = features_of_both(text, tokens, at, tags);
    [
        one,
        three,
        two,
        shape,
        prefix,
        last,
        pair,
        with_tag,
        behind,
        ahead,
        with_next,
        behind_two,
        ahead_two,
        ends_after,
        classes,
        with_classes,
        next_shape,
    ]
}

/// The features of a word by itself that is not the first of its sentence.
pub(super) fn features_of_word(word: &str, token: &Token) -> [u32; 6] {
    [
        feature(1, token.word, 0),
        feature(2, ending(word, 3), token.shape as u32),
        feature(3, ending(word, 2), 0),
        feature(5, hash(word.get(..2).unwrap_or(word)), 0),
        feature(4, token.shape as u32, 0),
        feature(16, token.classes.folded(), 0),
    ]
}

/// The features of a word for the words one behind it, one before it, two behind it and two before it.
pub(super) fn features_round_word(word: u32) -> [u32; 4] {
    [9, 10, 12, 13].map(|template| feature(template, word, 0))
}

/// The features of the tags of the last two words.
pub(super) fn features_of_tags(last: Option<Tag>, before: Option<Tag>) -> [u32; 2] {
    let number = |tag: Option<Tag>| tag.map_or(99, |tag| tag as u32);
    [feature(6, number(last), 0), feature(7, number(last), number(before))]
}

/// The features that a word makes together with what is round it.
fn features_of_both(text: &str, tokens: &[Token], at: usize, tags: &[Tag]) -> [u32; 5] {
    let token = &tokens[at];
    let word = token.text(text);
    let last = at.checked_sub(1).map_or(99, |index| tags[index] as u32);
    let next = tokens.get(at + 1);
    [
        feature(8, last, token.word),
        feature(11, next.map_or(1, |next| ending(next.text(text), 3)), token.word),
        feature(14, ending(word, 3), last),
        feature(17, token.classes.folded(), last),
        feature(15, next.map_or(9, |next| next.shape as u32), ending(word, 2)),
    ]
}

/// Hash of the last `length` bytes of a word in lower case.
fn ending(word: &str, length: usize) -> u32 {
    let bytes = word.as_bytes();
    let last = &bytes[bytes.len().saturating_sub(length)..];
    last.iter().fold(7, |hash, byte| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}
