//! Statements in relative clauses: `the ships, which carry 20,000 tonnes, …`.

use std::ops::Range;

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::tagger::Tag;

/// `NOUN, which VERB …`: the noun phrase becomes the subject.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    for wh in tokens.start + 2..tokens.end {
        let relative = matches!(sentence.word(wh), "which" | "who") && sentence.word(wh - 1) == ",";
        if !relative || !sentence.tag(after_adverbs(scene, wh + 1)).is_finite() {
            continue;
        }
        let Some(noun) = sentence.noun_phrase_before(wh - 1) else { continue };
        let end = (wh + 1..tokens.end).find(|at| matches!(sentence.word(*at), "," | ";")).unwrap_or(tokens.end);
        let noun: Range<usize> = noun.start.max(tokens.start)..noun.end;
        let noun = if sentence.word(wh) == "who" { nearest(scene, noun) } else { noun };
        let pieces = vec![Piece::Tokens(noun.clone()), Piece::Tokens(wh + 1..end)];
        found.push(Unit { quote: noun.start..end, pieces, joint: None, implied: false, rule: "relative-clause" });
    }
}

/// The last simple noun phrase, which `who` refers to: `Hale` of `the plans of Hale`.
fn nearest(scene: &Scene<'_>, noun: Range<usize>) -> Range<usize> {
    let joint = noun.clone().rev().find(|at| matches!(scene.sentence.tag(*at), Tag::Preposition | Tag::To));
    joint.map_or(noun.start, |at| at + 1)..noun.end
}

fn after_adverbs(scene: &Scene<'_>, start: usize) -> usize {
    (start..scene.tokens().end).find(|at| scene.sentence.tag(*at) != Tag::Adverb).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "Unlike the dues of Ostrow, which amount to $10 million a year, these are small."),
            ["The dues of Ostrow amount to $10 million a year."]
        );
        assert!(found(super::find, "The dues which rose are small.").is_empty());
    }
}
