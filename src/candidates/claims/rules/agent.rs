//! Two causes in one sentence: `Dues are shaped by trade and then by war`.

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::tagger::Tag;

/// `PARTICIPLE by … and (then) by …`: each cause for itself.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    let passive = |at: usize| sentence.word(at) == "by" && matches!(sentence.tag(at - 1), Tag::Participle | Tag::Past);
    let Some(first) = (tokens.start + 1..tokens.end).find(|at| passive(*at)) else { return };
    let Some(second) = (first + 1..tokens.end).find(|at| sentence.word(*at) == "by" && joins(scene, *at)) else {
        return;
    };
    let and = (first..second).rev().find(|at| sentence.word(*at) == "and").unwrap_or(second);
    found.push(Unit { rule: "two-causes", ..Unit::plain(tokens.start..and, "two-causes") });
    let pieces = vec![Piece::Tokens(tokens.start..first), Piece::Tokens(second..tokens.end)];
    found.push(Unit { quote: and + 1..tokens.end, pieces, joint: None, implied: false, rule: "two-causes" });
}

/// Whether `and`, perhaps with an adverb, is before the second `by`.
fn joins(scene: &Scene<'_>, by: usize) -> bool {
    let before = scene.sentence.word(by - 1);
    before == "and" || (scene.sentence.tag(by - 1) == Tag::Adverb && scene.sentence.word(by - 2) == "and")
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "Dues have been influenced by trade and then by the war."),
            ["Dues have been influenced by trade.", "Dues have been influenced by the war."]
        );
        assert!(found(super::find, "Dues have been influenced by trade and war.").is_empty());
    }
}
