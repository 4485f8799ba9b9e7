//! Labels of `spaCy`, `CoNLL`, `GLiNER` and the like, as kinds of entities.

use crate::candidates::language::{Language, Role};

use crate::model::article::entity::EntityKind;

/// What a label says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// It is of this kind.
    Kind(EntityKind),
    /// It is a state where the name is a state's, else a place.
    StateOrPlace,
    /// It names nothing that an article lists: a date, a number, a language.
    NoEntity,
}

/// What a label means, in any case and with the marks of `CoNLL` (`B-PER`) before it; none where it is not known.
pub(super) fn label(written: &str) -> Option<Label> {
    use EntityKind::{Agreement, Event, Group, Organisation, Person, Place, Project, State};
    let lower = written.trim().to_lowercase().replace(['_', '-'], " ");
    let marked = lower.split_once(' ').filter(|(mark, _)| matches!(*mark, "b" | "i" | "e" | "s" | "l" | "u"));
    Some(match marked.map_or(lower.as_str(), |(_, rest)| rest) {
        "person" | "per" | "people" | "human" | "politician" | "journalist" => Label::Kind(Person),
        "state" | "country" | "nation" => Label::Kind(State),
        "gpe" | "geopolitical entity" | "political entity" => Label::StateOrPlace,
        "place" | "loc" | "location" | "fac" | "facility" | "building" | "city" | "town" | "region" | "county"
        | "province" | "river" | "mountain" | "sea" | "island" | "continent" | "address" => Label::Kind(Place),
        "organisation"
        | "organization"
        | "org"
        | "company"
        | "business"
        | "party"
        | "political party"
        | "agency"
        | "government agency"
        | "institution"
        | "university"
        | "newspaper"
        | "media"
        | "team"
        | "bank"
        | "international organisation"
        | "international organization" => Label::Kind(Organisation),
        "group" | "norp" | "nationality" | "religious group" | "ethnic group" | "militant group" | "religion" => {
            Label::Kind(Group)
        }
        "agreement" | "treaty" | "law" | "contract" | "deal" | "legislation" => Label::Kind(Agreement),
        "project" | "programme" | "program" | "product" | "infrastructure" | "pipeline" => Label::Kind(Project),
        "event" | "war" | "election" | "conference" | "summit" | "disaster" => Label::Kind(Event),
        "date" | "time" | "percent" | "percentage" | "money" | "quantity" | "ordinal" | "cardinal" | "number"
        | "language" | "work of art" | "misc" | "miscellaneous" | "o" | "currency" | "email" | "url"
        | "phone number" => Label::NoEntity,
        _ => return None,
    })
}

/// The kind of a name under a label, and the state that the name is an adjective or the people of: `Pakistani` under `NORP`.
pub(super) fn kind(name: &str, label: Label) -> Option<(EntityKind, Option<&'static str>)> {
    let known = Language::english().gazetteer.get(name);
    let is_states = |role: Role| known.iter().find(|known| known.kind == EntityKind::State && known.role == role);
    match label {
        Label::NoEntity => None,
        Label::StateOrPlace if is_states(Role::Name).is_some() => Some((EntityKind::State, None)),
        Label::StateOrPlace => Some((EntityKind::Place, None)),
        Label::Kind(EntityKind::Group) => match is_states(Role::Adjective).or(is_states(Role::People)) {
            Some(state) => Some((EntityKind::State, Some(state.name))),
            None => Some((EntityKind::Group, None)),
        },
        Label::Kind(kind) => Some((kind, None)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_usual_tools_are_kinds() {
        let kind = |name, written| label(written).and_then(|label| kind(name, label)).map(|(kind, _)| kind);
        assert_eq!(kind("Ana Peres", "PERSON"), Some(EntityKind::Person));
        assert_eq!(kind("Ana Peres", "B-PER"), Some(EntityKind::Person));
        assert_eq!(kind("Kenya", "GPE"), Some(EntityKind::State));
        assert_eq!(kind("Ostrow", "GPE"), Some(EntityKind::Place));
        assert_eq!(kind("Ostrow Port", "organization"), Some(EntityKind::Organisation));
        assert_eq!(kind("Pier Law", "LAW"), Some(EntityKind::Agreement));
        assert_eq!(kind("Tuesday", "DATE"), None);
        assert_eq!(label("DATE"), Some(Label::NoEntity));
        assert_eq!(label("flavour"), None);
    }

    #[test]
    fn an_adjective_is_another_name_of_its_state() {
        let group = label("NORP").unwrap();
        assert_eq!(kind("Pakistani", group), Some((EntityKind::State, Some("Pakistan"))));
        assert_eq!(kind("Ostrowers", group), Some((EntityKind::Group, None)));
    }

    #[test]
    fn every_kind_of_ours_is_a_label_of_itself() {
        for kind in EntityKind::ALL {
            assert_eq!(label(kind.word()), Some(Label::Kind(kind)));
        }
    }
}
