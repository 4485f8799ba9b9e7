//! What somebody has, thinks or wants, named in passing: `Ostrow's fears about dues`.

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// `NAME's NOUN (about|of|to|for) …` with a noun for thoughts and aims, and `NAME's ADJECTIVE problems`: the name has it.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    for mark in tokens.start + 1..tokens.end {
        if sentence.tag(mark) != Tag::Possessive {
            continue;
        }
        let Some(noun) = (mark + 1..tokens.end.min(mark + 7)).find(|at| held(scene, *at)) else { continue };
        let inner = mark + 1..noun;
        let plain = inner.clone().all(|at| {
            matches!(
                sentence.tag(at),
                Tag::Adjective | Tag::Noun | Tag::Conjunction | Tag::Superlative | Tag::Participle
            )
        });
        let Some(owner) = sentence.noun_phrase_before(mark).filter(|owner| owner.start >= tokens.start && plain) else {
            continue;
        };
        let owner = last_noun_phrase(scene, owner);
        let end = phrase_end(scene, noun + 1, tokens.end);
        let owner = if owner.start > tokens.start && matches!(sentence.word(owner.start - 1), "that" | "this") {
            owner.start - 1..owner.end
        } else {
            owner
        };
        if owner.is_empty() {
            continue;
        }
        let plural = sentence.tag(noun) == Tag::Nouns;
        let has = match (sentence.tag(owner.end - 1) == Tag::Nouns, plural) {
            (true, _) => "have",
            (false, true) => "has",
            (false, false) => "has an",
        };
        let has = if has == "has an" && !starts_with_vowel(sentence.word(mark + 1)) { "has a" } else { has };
        let pieces = vec![Piece::Tokens(owner.clone()), Piece::Words(has.to_owned()), Piece::Tokens(mark + 1..end)];
        found.push(Unit::implied(owner.start..end, pieces, "holder"));
    }
}

/// Whether a noun is one for what people think, want or suffer from.
fn held(scene: &Scene<'_>, at: usize) -> bool {
    let sentence = &scene.sentence;
    let thought = (sentence.is(at, Class::NounThat)
        || sentence.is(at, Class::NounTo)
        || sentence.is(at, Class::NounFor))
        && matches!(sentence.word(at + 1), "about" | "to" | "that" | "for" | "over" | "on" | "against" | "with" | "of");
    let suffered =
        matches!(sentence.word(at), "problems" | "tensions" | "difficulties" | "crisis" | "interests" | "debts");
    sentence.tag(at).is_noun() && (thought || suffered)
}

/// How far the noun's own words reach: to a comma, a verb, or the end of what is wanted.
fn phrase_end(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let sentence = &scene.sentence;
    let stop = |at: &usize| sentence.tag(*at).is_finite() || matches!(sentence.word(*at), ";" | "(");
    let end = (start..end).find(stop).unwrap_or(end);
    let list = |at: usize| (at + 1..at + 10).any(|at| sentence.word(at) == "and");
    (start..end).find(|at| sentence.word(*at) == "," && (sentence.word(at + 1) == "to" || !list(*at))).unwrap_or(end)
}

/// The last simple noun phrase of an owner with prepositions: `Syria` of `the ports in Syria`.
fn last_noun_phrase(scene: &Scene<'_>, owner: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let joint = |at: &usize| matches!(scene.sentence.tag(*at), Tag::Preposition | Tag::Conjunction | Tag::To);
    let start = owner.clone().rev().find(|at| joint(at) && !matches!(scene.sentence.word(*at), "that" | "this"));
    start.map_or(owner.start, |at| at + 1)..owner.end
}

fn starts_with_vowel(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "They support Kenya's intent to cooperate with Ostrow."),
            ["Kenya has an intent to cooperate with Ostrow."]
        );
        assert_eq!(
            found(super::find, "They use Kenya's concerns about the port."),
            ["Kenya has concerns about the port."]
        );
        assert!(found(super::find, "They use Kenya's ports.").is_empty());
    }
}
