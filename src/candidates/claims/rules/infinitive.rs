//! Two aims in one sentence: `Hale is trying to close the port and raise dues`.

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::tagger::Tag;

/// `to VERB … and VERB …`: each aim for itself.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    let mut at = tokens.start;
    while at + 1 < tokens.end {
        let infinitive = sentence.word(at) == "to" && sentence.tag(at + 1) == Tag::Verb;
        let second = infinitive.then(|| second_verb(scene, at + 2, tokens.end)).flatten();
        let Some(and) = second else {
            at += 1;
            continue;
        };
        let lead = Piece::Tokens(tokens.start..at + 1);
        let shared = scene.clause.shared.clone().map(Piece::Tokens);
        let first_end = if sentence.word(and - 1) == "," { and - 1 } else { and };
        let first = shared.clone().into_iter().chain([Piece::Tokens(tokens.start..first_end)]).collect();
        found.push(Unit {
            quote: tokens.start..first_end,
            pieces: first,
            joint: None,
            implied: false,
            rule: "two-aims",
        });
        let start = if sentence.word(and + 1) == "to" { and + 2 } else { and + 1 };
        let second = shared.into_iter().chain([lead, Piece::Tokens(start..tokens.end)]).collect();
        found.push(Unit { quote: start..tokens.end, pieces: second, joint: None, implied: false, rule: "two-aims" });
        return;
    }
}

/// The `and` before a second verb of the same form.
fn second_verb(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let sentence = &scene.sentence;
    let finite = (start..end).find(|at| sentence.tag(*at).is_finite()).unwrap_or(end);
    (start..finite).find(|at| {
        let next = if sentence.word(at + 1) == "to" { at + 2 } else { at + 1 };
        matches!(sentence.word(*at), "and" | "or") && sentence.tag(next) == Tag::Verb
    })
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "Ostrow is trying to close the port and raise the dues."),
            ["Ostrow is trying to close the port.", "Ostrow is trying to raise the dues."]
        );
        assert!(found(super::find, "Ostrow is trying to close ports and canals.").is_empty());
    }
}
