//! Answers in an interview: a paragraph that begins with `A:`.

use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};

/// The letter of an answer before a colon. Who answers is not in the paragraph, so that the source is open.
pub(super) const RULE: Rule = Rule { name: "label", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    let paragraph = scene.paragraph;
    let end = paragraph.tokens.len();
    if end > 3 && matches!(paragraph.word(0), "A" | "A." | "Answer") && paragraph.word(1) == ":" {
        found.push(Attribution {
            source: None,
            cue: 0..2,
            content: std::iter::once(2..end).collect(),
            rule: RULE.name,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found("label", "A: No. The region needs a larger fund."),
            [" | A: | No. The region needs a larger fund."]
        );
        assert_eq!(found("label", "A port: the largest of Ostrow."), [""; 0]);
    }
}
