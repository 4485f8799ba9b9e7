//! Events by their word: `Second Harbour War`, `Battle of Ostrow`, `World War II`.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::candidates::text::token::Shape;
use crate::model::article::entity::EntityKind;

/// A capitalised run that ends with a word for events, or begins with one and goes on with `of`.
pub(super) const RULE: Rule = Rule { name: "event-word", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let Some(word) = scene.last_of(run, Class::Event) else { continue };
        if scene.is(word, Class::Organisation) && word + 1 == run.end && run.len() == 1 {
            continue;
        }
        let numeral = (word + 1..run.end)
            .all(|at| scene.paragraph.tokens[at].shape == Shape::Upper || scene.is(at, Class::NameEnd));
        if !numeral {
            continue;
        }
        let end = scene.over_of(run.end);
        if run.len() == 1 && end == run.end {
            continue;
        }
        let year = run.start > 0
            && scene.paragraph.tokens[run.start - 1].shape == Shape::Number
            && scene.word(run.start - 1).len() == 4;
        let start = if year { run.start - 1 } else { run.start };
        found.push(Mention::new(start..end, EntityKind::Event, RULE.name));
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("event-word", "after the Second Harbour War"), ["event Second Harbour War"]);
        assert_eq!(found("event-word", "in World War II and later"), ["event World War II"]);
        assert_eq!(found("event-word", "the Battle of Ostrow ended"), ["event Battle of Ostrow"]);
        assert_eq!(found("event-word", "at the 2012 Summer Olympics"), ["event 2012 Summer Olympics"]);
        assert_eq!(found("event-word", "War is costly."), [""; 0]);
    }
}
