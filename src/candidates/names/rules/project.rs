//! Projects by their word: `Ostrow Ring Road Project`, `Northern Gas Pipeline`.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::model::article::entity::EntityKind;

/// A capitalised run that ends with a word for projects.
pub(super) const RULE: Rule = Rule { name: "project-word", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let last = run.end - 1;
        if !scene.is(last, Class::Project) {
            continue;
        }
        let mut start = run.start;
        // `China-Pakistan Economic Corridor`: the hyphen parts two runs that are one name.
        while start >= 2 && scene.word(start - 1) == "-" && !scene.paragraph.tokens[start].spaced {
            match scene.runs.iter().find(|other| other.end == start - 1) {
                Some(left) => start = left.start,
                None => break,
            }
        }
        if last > start {
            found.push(Mention::new(start..run.end, EntityKind::Project, RULE.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("project-word", "the Northern Gas Pipeline leaks"), ["project Northern Gas Pipeline"]);
        assert_eq!(found("project-word", "the India-Nepal Rail Corridor"), ["project India-Nepal Rail Corridor"]);
        assert_eq!(found("project-word", "Project managers met."), [""; 0]);
    }
}
