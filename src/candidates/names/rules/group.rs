//! Groups of people: `Taliban`, `Afghan jihadist groups`.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::candidates::text::tagger::Tag;
use crate::model::article::entity::EntityKind;

/// A known name of a group, or a capitalised adjective with words up to `groups` and the like.
pub(super) const RULE: Rule = Rule { name: "group-word", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for (at, token) in scene.paragraph.tokens.iter().enumerate() {
        if token.is(Class::GroupName) && token.is_capital() {
            found.push(Mention::new(at..at + 1, EntityKind::Group, RULE.name));
        }
        if token.is(Class::GroupNoun)
            && scene.word(at).ends_with('s')
            && let Some(start) = named_before(scene, at)
        {
            found.push(Mention::new(start..at + 1, EntityKind::Group, RULE.name));
        }
    }
}

/// Where the name of the group begins whose noun is at `at`: at a capitalised adjective with a lower-case word after it.
fn named_before(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let paragraph = scene.paragraph;
    let mut start = at;
    while start > 0 && matches!(paragraph.tags[start - 1], Tag::Adjective | Tag::Noun | Tag::Name) {
        start -= 1;
        if at - start > 4 {
            return None;
        }
    }
    let named = (start..at).any(|at| paragraph.tokens[at].is_capital());
    let lower = (start..at).any(|at| !paragraph.tokens[at].is_capital());
    (named && lower).then_some(start)
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(found("group-word", "talks with the Taliban"), ["group Taliban"]);
        assert_eq!(found("group-word", "supporting the Afghan jihadist groups"), ["group Afghan jihadist groups"]);
        assert_eq!(found("group-word", "some groups left"), [""; 0]);
    }
}
