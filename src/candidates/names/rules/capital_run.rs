//! What is written as a name, and no other rule knows.

use crate::candidates::language::{Class, Role};
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::model::article::entity::EntityKind;

/// Any capitalised run: a person when it has two or three words, a place after `in`, an organisation otherwise.
pub(super) const RULE: Rule = Rule { name: "capitalised", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let words = scene.paragraph.words(run.clone());
        let known = scene.language.gazetteer.get(words);
        let single = run.len() == 1;
        let adjective = known.iter().any(|known| matches!(known.role, Role::Adjective));
        let calendar = single
            && (scene.is(run.start, Class::Month)
                || scene.is(run.start, Class::Weekday)
                || scene.is(run.start, Class::Title));
        if adjective || calendar {
            continue;
        }
        let before = if run.start > 0 { scene.word(run.start - 1) } else { "" };
        let kind = match run.len() {
            1 if matches!(before, "in" | "at" | "near" | "from" | "to") => EntityKind::Place,
            1 if before == "the" => EntityKind::Organisation,
            1..=3 => EntityKind::Person,
            _ => EntityKind::Organisation,
        };
        found.push(Mention::new(run.clone(), kind, RULE.name));
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("capitalised", "Vask was born in Marisport."), ["person Vask", "place Marisport"]);
        assert_eq!(found("capitalised", "in May the Afghan port"), [""; 0]);
    }
}
