//! Acronyms: `NATO`, `CPEC`, also in brackets after what they stand for.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::candidates::text::token::Shape;
use crate::model::article::entity::EntityKind;

/// A word of two to eight capital letters.
pub(super) const RULE: Rule = Rule { name: "acronym", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in scene.runs.iter().filter(|run| run.len() == 1) {
        let token = &scene.paragraph.tokens[run.start];
        let letters = scene.word(run.start).chars().filter(|char| char.is_alphabetic()).count();
        if token.shape == Shape::Upper && (2..=8).contains(&letters) && !token.is(Class::NameEnd) {
            found.push(Mention::new(run.clone(), EntityKind::Organisation, RULE.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("acronym", "the Harbour Board (HB) said"), ["organisation HB"]);
        assert_eq!(found("acronym", "Henry VIII and I"), [""; 0]);
    }
}
