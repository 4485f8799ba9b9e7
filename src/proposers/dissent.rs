//! The names in the `by` of a draft that several have proposed, and what one of them proposes otherwise.
//!
//! A draft has one kind. Who proposes another follows with that in brackets: `nutgraf, model (organisation)`. Of a claim, whose
//! differences would need more room, the brackets say only that it is otherwise.

use std::collections::HashSet;

use crate::model::article::claim::Claim;
use crate::model::article::entity::{Entity, EntityKind};
use crate::text::folding::fold;

/// Between the names of those who proposed the same draft.
const BETWEEN: &str = ", ";
/// In brackets after the name of who proposes a claim with another kind, speaker or certainty.
const OTHERWISE: &str = "otherwise";

/// What a proposer proposes otherwise than the draft says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dissent {
    /// An entity of this kind.
    Kind(EntityKind),
    /// A claim of another kind, speaker or certainty.
    Claim,
}

impl Dissent {
    const fn word(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.word(),
            Self::Claim => OTHERWISE,
        }
    }

    fn named(word: &str) -> Option<Self> {
        let kind = EntityKind::ALL.into_iter().find(|kind| kind.word() == word).map(Self::Kind);
        kind.or_else(|| (word == OTHERWISE).then_some(Self::Claim))
    }
}

/// Who proposed a draft, each with what they propose otherwise.
pub fn proposers(by: &str) -> impl Iterator<Item = (&str, Option<Dissent>)> {
    let parts = by.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| {
        let bracketed = part.strip_suffix(')').and_then(|rest| rest.split_once(" ("));
        let dissent = bracketed.and_then(|(name, word)| Some((name, Dissent::named(word)?)));
        dissent.map_or((part, None), |(name, dissent)| (name, Some(dissent)))
    })
}

/// Adds a name to those who proposed a draft; answers whether it is new among them.
pub(super) fn add(by: &mut Option<String>, proposer: &str, dissent: Option<Dissent>) -> bool {
    if by.as_deref().is_some_and(|by| proposers(by).any(|(name, _)| name == proposer)) {
        return false;
    }
    let name = dissent.map_or_else(|| proposer.to_owned(), |dissent| format!("{proposer} ({})", dissent.word()));
    *by = Some(by.take().map_or(name.clone(), |by| format!("{by}{BETWEEN}{name}")));
    true
}

/// What a proposed entity says otherwise than a draft of the same name.
pub(super) fn of_entity(draft: &Entity, proposed: &Entity) -> Option<Dissent> {
    (draft.kind != proposed.kind).then_some(Dissent::Kind(proposed.kind))
}

/// What a proposed claim says otherwise than a draft with the same quote; `names` finds the names of an entity.
pub(super) fn of_claim(draft: &Claim, proposed: &Claim, names: impl Fn(&str) -> Vec<String>) -> Option<Dissent> {
    let speakers = |claim: &Claim| claim.speaker.iter().map(|id| names(id)).collect::<Vec<_>>();
    let (one, other) = (speakers(draft), speakers(proposed));
    let share_name = |one: &Vec<String>, other: &Vec<String>| {
        let known: HashSet<String> = one.iter().map(|name| fold(name)).collect();
        other.iter().any(|name| known.contains(&fold(name)))
    };
    let same_speakers =
        one.len() == other.len() && one.iter().all(|one| other.iter().any(|other| share_name(one, other)));
    let same_kind = draft.kind.iter().any(|kind| proposed.kind.contains(kind));
    let is_alike = same_speakers && same_kind && draft.certainty == proposed.certainty;
    (!is_alike).then_some(Dissent::Claim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_with_what_it_says_otherwise() {
        let read: Vec<_> = proposers("nutgraf, mine (organisation), gliner (otherwise), odd (name)").collect();
        let organisation = Some(Dissent::Kind(EntityKind::Organisation));
        assert_eq!(
            read,
            [("nutgraf", None), ("mine", organisation), ("gliner", Some(Dissent::Claim)), ("odd (name)", None)]
        );
    }

    #[test]
    fn a_name_is_added_once() {
        let mut by = Some("nutgraf".to_owned());
        assert!(add(&mut by, "mine", Some(Dissent::Kind(EntityKind::State))));
        assert!(!add(&mut by, "mine", None));
        assert_eq!(by.as_deref(), Some("nutgraf, mine (state)"));
    }
}
