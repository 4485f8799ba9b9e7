//! What the text says of somebody in passing: `Hale, the harbour's director, left`, `Ostrow as the largest port has …`.

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::tagger::Tag;

/// `NAME, the NOUN …,` and `NAME as the NOUN …`: the name is the noun.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    for at in tokens.start + 1..tokens.end {
        let comma = sentence.word(at) == "," && matches!(sentence.word(at + 1), "the" | "a" | "an");
        let role = sentence.word(at) == "as" && sentence.tag(at - 1) == Tag::Name && begins_phrase(scene, at + 1);
        let named = sentence.tag(at - 1) == Tag::Name;
        if !named || !(comma || role) {
            continue;
        }
        let Some(name) = sentence.noun_phrase_before(at) else { continue };
        let Some(phrase) = sentence.noun_phrase_after(at + 1, tokens.end) else { continue };
        let ends = comma && (matches!(sentence.word(phrase.end), "," | "." | "") || phrase.end == tokens.end);
        let verb = role && (phrase.end..phrase.end + 3).any(|at| sentence.tag(at).is_finite());
        let both = name.start..phrase.end;
        let listed = name.start > tokens.start && sentence.word(name.start - 1) == ",";
        let single = !listed && !both.into_iter().any(|at| matches!(sentence.word(at), "and" | "or"));
        if (ends || verb) && single && name.start >= tokens.start && !is_list(scene, phrase.end) {
            let is = if sentence.tag(name.end - 1) == Tag::Nouns { "are" } else { "is" };
            let pieces = vec![Piece::Tokens(name.clone()), Piece::Words(is.to_owned()), Piece::Tokens(phrase.clone())];
            found.push(Unit::implied(name.start..phrase.end, pieces, "apposition"));
        }
    }
}

fn begins_phrase(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.sentence.tag(at), Tag::Determiner | Tag::Name | Tag::PossessivePronoun)
}

/// Whether the comma goes on with a list: `Ostrow, the islands and Maris`.
fn is_list(scene: &Scene<'_>, end: usize) -> bool {
    scene.sentence.word(end) == "and" || (scene.sentence.word(end) == "," && scene.sentence.word(end + 1) == "and")
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "Anna Hale, the director of the port, has left."),
            ["Anna Hale is the director of the port."]
        );
        assert_eq!(
            found(super::find, "Pakistan as the board's strongest partner has paid."),
            ["Pakistan is the board's strongest partner."]
        );
        assert!(found(super::find, "In Kenya, the islands and Maris have closed.").is_empty());
    }
}
