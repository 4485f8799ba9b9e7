//! Agreements and laws by their word: `Treaty of Ostrow`, `Harbour Dues Act 1998`.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::candidates::text::token::Shape;
use crate::model::article::entity::EntityKind;

/// A capitalised run that ends with a word for agreements, or begins with one and goes on with `of`.
pub(super) const RULE: Rule = Rule { name: "agreement-word", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let Some(word) = scene.last_of(run, Class::Agreement) else { continue };
        if word + 1 != run.end {
            continue;
        }
        let mut end = scene.over_of(run.end);
        if run.len() == 1 && end == run.end {
            continue;
        }
        if end == run.end
            && scene.paragraph.tokens.get(end).is_some_and(|next| next.shape == Shape::Number)
            && scene.word(end).len() == 4
        {
            end += 1;
        }
        found.push(Mention::new(run.start..end, EntityKind::Agreement, RULE.name));
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("agreement-word", "They signed the Treaty of Ostrow."), ["agreement Treaty of Ostrow"]);
        assert_eq!(found("agreement-word", "under the Harbour Dues Act 1998"), ["agreement Harbour Dues Act 1998"]);
        assert_eq!(found("agreement-word", "Act now, he said."), [""; 0]);
    }
}
