//! What the labels of annotators mean.

use crate::model::article::entity::EntityKind;

/// The kind of entity that a label names, in the words of `spaCy`, `CoNLL`, `OntoNotes`, brat and their users; none for
/// labels of anything else.
pub(in crate::import) fn entity_kind(label: &str) -> Option<EntityKind> {
    let label = label.trim().trim_start_matches("B-").trim_start_matches("I-").to_lowercase();
    Some(match label.replace([' ', '_'], "-").as_str() {
        "per" | "pers" | "person" | "people" | "politician" | "human" => EntityKind::Person,
        "org" | "organization" | "organisation" | "company" | "institution" | "political-party" | "party"
        | "agency" | "media" | "corp" => EntityKind::Organisation,
        "state" | "country" | "nation" => EntityKind::State,
        "gpe" | "loc" | "location" | "place" | "city" | "fac" | "facility" | "region" | "geo" => EntityKind::Place,
        "norp" | "group" | "nationality" | "ethnic-group" | "people-group" => EntityKind::Group,
        "law" | "treaty" | "agreement" | "contract" => EntityKind::Agreement,
        "project" | "programme" | "program" => EntityKind::Project,
        "event" | "election" | "conference" => EntityKind::Event,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_several_schools_are_known() {
        for (label, kind) in [
            ("PER", Some(EntityKind::Person)),
            ("B-ORG", Some(EntityKind::Organisation)),
            ("GPE", Some(EntityKind::Place)),
            ("Political Party", Some(EntityKind::Organisation)),
            ("NORP", Some(EntityKind::Group)),
            ("Claim", None),
            ("DATE", None),
        ] {
            assert_eq!(entity_kind(label), kind, "{label}");
        }
    }
}
