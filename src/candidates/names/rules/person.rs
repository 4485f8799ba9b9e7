//! People: `Minister Ana Hale`, `Ana Hale`, `J. Hale`.

use std::ops::Range;

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::model::article::entity::EntityKind;

/// A capitalised run after a title, or one that begins with a given name or an initial. The title is no part of it.
pub(super) const RULE: Rule = Rule { name: "person", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let name = scene.without_title(run);
        let titled = name.start > run.start || (run.start > 0 && is_title_before(scene, run.start - 1));
        let given = scene.is(name.start, Class::GivenName) || is_initial(scene.word(name.start));
        let person = (titled && !scene.is(name.start, Class::Gazetteer)) || (given && name.len() > 1);
        if person && plausible(scene, &name) {
            found.push(Mention::new(name, EntityKind::Person, RULE.name));
        }
    }
}

/// Whether the word before a run is a title written small: `minister Ana Hale`.
fn is_title_before(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Class::Title) && !scene.paragraph.tokens[at].is_capital()
}

fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(|char: char| char.is_ascii_uppercase())
}

/// Whether no word of it speaks for something other than a person.
fn plausible(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    name.len() <= 5
        && !name.clone().any(|at| scene.is(at, Class::Organisation) || scene.is(at, Class::Month) && name.len() == 1)
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("person", "Trade Minister Oren Vask said"), [""; 0]);
        assert_eq!(found("person", "Minister Oren Vask said"), ["person Oren Vask"]);
        assert_eq!(found("person", "the economist Oren Vask"), ["person Oren Vask"]);
        assert_eq!(found("person", "Anna Hale and J. Ward"), ["person Anna Hale", "person J. Ward"]);
        assert_eq!(found("person", "the Grace Hale University"), [""; 0]);
    }
}
