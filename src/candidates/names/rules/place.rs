//! Places by their word: `Port of Ostrow`, `Lake Maris`, `Hale County`.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::model::article::entity::EntityKind;

/// A capitalised run with a word for places at its end, before a name, or before `of`.
pub(super) const RULE: Rule = Rule { name: "place-word", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let last = run.end - 1;
        if !scene.language.gazetteer.get(scene.paragraph.words(run.clone())).is_empty() {
            continue;
        }
        if scene.is(last, Class::Place) {
            let end = scene.over_of(run.end);
            if end - run.start > 1 {
                found.push(Mention::new(run.start..end, EntityKind::Place, RULE.name));
            }
        } else if run.len() > 1 && (scene.is(run.start, Class::PlaceBefore) || scene.is(run.start, Class::Compass)) {
            found.push(Mention::new(run.clone(), EntityKind::Place, RULE.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("place-word", "ships in the Port of Ostrow"), ["place Port of Ostrow"]);
        assert_eq!(found("place-word", "near Lake Maris in Hale County"), ["place Lake Maris", "place Hale County"]);
        assert_eq!(found("place-word", "Rivers rose."), [""; 0]);
    }
}
