//! What follows from a statement, hung on to it: `Dues rose, leading to a strike`.

use crate::candidates::claims::clause::finite;
use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::Unit;
use crate::candidates::text::tagger::Tag;

/// The statement without its tail. (The clause itself keeps the tail, and so says what led to what.)
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let tokens = scene.tokens();
    let tail =
        tokens.clone().skip(3).find(|at| scene.sentence.word(*at) == "," && scene.sentence.tag(at + 1) == Tag::Gerund);
    if let Some(comma) = tail.filter(|comma| finite(&scene.sentence, &(tokens.start..*comma))) {
        let mut unit = scene.clause.unit();
        unit.quote.end = comma;
        if let Some(crate::candidates::claims::unit::Piece::Tokens(last)) = unit.pieces.last_mut() {
            last.end = comma;
        }
        unit.rule = "without-participle";
        found.push(unit);
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "Relations began to change, leading to a new treaty."),
            ["Relations began to change."]
        );
        assert!(found(super::find, "Relations began to change.").is_empty());
    }
}
