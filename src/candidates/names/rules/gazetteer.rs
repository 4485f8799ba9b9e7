//! States and places that are known, with their capitals, adjectives and peoples.

use crate::candidates::language::{Known, Role};
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::model::article::entity::EntityKind;

/// The longest known name at each place.
pub(super) const RULE: Rule = Rule { name: "state-or-place", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    let paragraph = scene.paragraph;
    let mut at = 0;
    while at < paragraph.tokens.len() {
        let token = &paragraph.tokens[at];
        let longest = if token.is_capital() { scene.language.gazetteer.longest(token.word) } else { 0 };
        let end = (at + longest * 2).min(paragraph.tokens.len());
        let hit = (at + 1..=end).rev().find_map(|end| Some((end, choose(scene, at, end)?)));
        let Some((end, known)) = hit else {
            at += 1;
            continue;
        };
        let money = paragraph.tokens.get(end).is_some_and(|next| next.text(paragraph.text) == "$");
        if known.role != Role::Adjective && !money {
            let kind = if known.role == Role::Capital { EntityKind::Place } else { known.kind };
            let stands_for = Some(known.name);
            found.push(Mention { tokens: at..end, kind, rule: RULE.name, stands_for });
        }
        at = end;
    }
}

/// What the tokens name, if it is known. A word that is both adjective and people is a people before `and`, a verb or a mark.
fn choose(scene: &Scene<'_>, start: usize, end: usize) -> Option<Known> {
    let known = scene.language.gazetteer.get(scene.paragraph.words(start..end));
    let has = |role| known.iter().find(|known| known.role == role).copied();
    has(Role::Name).or_else(|| has(Role::Capital)).or_else(|| has(Role::Adjective)).or_else(|| has(Role::People))
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("state-or-place", text);
        assert_eq!(all("The United Kingdom and New Zealand"), ["state United Kingdom", "state New Zealand"]);
        assert_eq!(all("talks in Islamabad with the Pakistanis"), ["place Islamabad", "state Pakistanis"]);
        assert_eq!(all("a Pakistani port on the Arabian Sea"), ["place Arabian Sea"]);
    }
}
