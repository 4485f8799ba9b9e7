//! What has no name of its own and is named by a description: `Kenyan military`, `Soviet-led war in Kenya`, `joint military
//! exercise`, `intergovernmental commission`, `agreement on cooperation`.

use std::ops::Range;

use crate::candidates::language::{Class, Role};
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::candidates::text::tagger::Tag;
use crate::model::article::entity::EntityKind;

/// Noun phrases that a desk would list although they are written small.
pub(super) const RULE: Rule = Rule { name: "described", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for at in 0..scene.paragraph.tokens.len() {
        let token = &scene.paragraph.tokens[at];
        if !token.is_capital() && !token.is(Class::Described) {
            continue;
        }
        let described = of_state(scene, at)
            .or_else(|| joint(scene, at))
            .or_else(|| war(scene, at))
            .or_else(|| agreement(scene, at));
        found.extend(described.map(|(tokens, kind)| Mention::new(tokens, kind, RULE.name)));
    }
}

/// `Kenyan military`, `Muslim republics`: an adjective of a state or people before a noun written small.
fn of_state(scene: &Scene<'_>, at: usize) -> Option<(Range<usize>, EntityKind)> {
    if !scene.paragraph.tokens[at].is_capital() {
        return None;
    }
    let known = scene.language.gazetteer.get(scene.paragraph.word(at));
    let adjective = known.iter().any(|known| known.role == Role::Adjective);
    let kind = match (scene.word(at + 1), scene.word(at + 2)) {
        ("military", next) if adjective && !is_noun(scene, at + 2, next) => EntityKind::Organisation,
        ("republics" | "provinces" | "territories", _) if adjective || scene.paragraph.tags[at] == Tag::Adjective => {
            EntityKind::Place
        }
        _ => return None,
    };
    Some((at..at + 2, kind))
}

fn is_noun(scene: &Scene<'_>, at: usize, word: &str) -> bool {
    !word.is_empty() && scene.paragraph.tags[at].is_noun()
}

/// `joint military exercise`, `intergovernmental commission`.
fn joint(scene: &Scene<'_>, at: usize) -> Option<(Range<usize>, EntityKind)> {
    if !matches!(scene.word(at), "joint" | "intergovernmental" | "bilateral" | "trilateral") {
        return None;
    }
    let noun = (at + 1..scene.paragraph.tokens.len().min(at + 4))
        .find(|at| scene.paragraph.tags[*at].is_noun() && !next_is_noun(scene, *at))?;
    let kind = match scene.word(noun) {
        "exercise" | "exercises" | "drill" | "drills" | "summit" | "manoeuvres" | "maneuvers" => EntityKind::Event,
        "commission" | "committee" | "council" | "body" | "board" => EntityKind::Organisation,
        "project" | "venture" => EntityKind::Project,
        _ => return None,
    };
    Some((at..noun + 1, kind))
}

fn next_is_noun(scene: &Scene<'_>, at: usize) -> bool {
    scene.paragraph.tags.get(at + 1).is_some_and(|tag| tag.is_noun())
}

/// `Soviet-led war in Kenya`.
fn war(scene: &Scene<'_>, at: usize) -> Option<(Range<usize>, EntityKind)> {
    let war = matches!(scene.word(at), "war" | "invasion" | "occupation")
        && scene.word(at + 1) == if scene.word(at) == "war" { "in" } else { "of" };
    let place = war && scene.is(at + 2, Class::Gazetteer) && scene.paragraph.tokens[at + 2].is_capital();
    let led = at > 0 && scene.is(at - 1, Class::NameTail);
    if !(place && led) {
        return None;
    }
    let mut start = at;
    while start > 0
        && (scene.is(start - 1, Class::NameTail) || scene.word(start - 1) == "-" || is_state_word(scene, start - 1))
    {
        start -= 1;
    }
    let end = scene.run_at(at + 2).map_or(at + 3, |run| run.end);
    Some((start..end, EntityKind::Event))
}

fn is_state_word(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Class::Gazetteer) && scene.paragraph.tokens[at].is_capital()
}

/// `reached an agreement on cooperation in …`: the agreement with what it is on.
fn agreement(scene: &Scene<'_>, at: usize) -> Option<(Range<usize>, EntityKind)> {
    let noun = matches!(scene.word(at), "agreement" | "accord" | "treaty" | "pact" | "memorandum")
        && scene.word(at + 1) == "on";
    let made = (at.saturating_sub(10)..at)
        .any(|at| matches!(scene.word(at), "reached" | "signed" | "concluded" | "sign" | "reach"));
    if !(noun && made) {
        return None;
    }
    let inside = |at: &usize| matches!(scene.paragraph.tags[*at], Tag::Noun | Tag::Nouns | Tag::Adjective);
    let end = (at + 2..scene.paragraph.tokens.len()).find(|at| !inside(at)).unwrap_or(at + 2);
    (end > at + 2).then_some((at..end, EntityKind::Agreement))
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("described", text);
        assert_eq!(
            all("The Kenyan military held a joint naval exercise."),
            ["organisation Kenyan military", "event joint naval exercise"]
        );
        assert_eq!(all("after the Soviet-led war in Kenya"), ["event Soviet-led war in Kenya"]);
        assert_eq!(all("They signed an agreement on cooperation."), ["agreement agreement on cooperation"]);
        assert_eq!(
            all("They set up an intergovernmental commission on trade."),
            ["organisation intergovernmental commission"]
        );
        assert_eq!(all("a joint plan for Kenyan military bases"), [""; 0]);
    }
}
