//! How well proposers agree: with what people decided, and with each other.

use std::collections::{HashMap, HashSet};

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Paragraph};
use crate::model::review::{Decision, Item, PlacedItem, Review, Verb};
use crate::proposers::dissent::{Dissent, proposers};
use crate::proposers::effort;
use crate::proposers::effort::Effort;
use crate::text::folding::fold;

/// What became of a claim or entity that somebody proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// A person confirmed it as it was.
    Kept,
    /// A person changed, divided or merged it.
    Edited,
    /// A person dropped it.
    Dropped,
    /// Nobody has decided yet.
    Open,
}

/// A claim or entity as it was proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// As it was proposed, with its paragraph.
    pub placed: PlacedItem,
    /// What became of it.
    pub fate: Fate,
    /// Who proposed it.
    pub by: Vec<String>,
    /// Who proposed it otherwise, and how.
    dissents: Vec<(String, Dissent)>,
    /// Ids of what it has become; its own where nobody has decided.
    becomes: Vec<String>,
    /// What the decisions on it took, but for confirming it.
    effort: Effort,
    /// Where its quote begins in the paragraph, in bytes; 0 for an entity.
    start: usize,
}

impl Proposal {
    fn new(placed: PlacedItem, fate: Fate, by: &str, becomes: Vec<String>, effort: Effort) -> Self {
        let dissents = proposers(by).filter_map(|(name, dissent)| Some((name.to_owned(), dissent?))).collect();
        let by = proposers(by).map(|(name, _)| name.to_owned()).collect();
        Self { placed, fate, by, dissents, becomes, effort, start: 0 }
    }

    fn dissent_of(&self, proposer: &str) -> Option<Dissent> {
        self.dissents.iter().find(|(name, _)| name == proposer).map(|(_, dissent)| *dissent)
    }

    /// The item as that proposer proposed it; `None` where only that it was otherwise is known.
    fn item_of(&self, proposer: &str) -> Option<Item> {
        match (self.dissent_of(proposer), &self.placed.item) {
            (None, item) => Some(item.clone()),
            (Some(Dissent::Kind(kind)), Item::Entity(entity)) => Some(Item::Entity(Entity { kind, ..entity.clone() })),
            _ => None,
        }
    }
}

/// Everything that was proposed for an article, and what people have in it beside.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// What was proposed.
    pub proposals: Vec<Proposal>,
    /// Confirmed claims and entities, whoever proposed them.
    pub confirmed: Vec<PlacedItem>,
}

impl Record {
    /// The record of an article with its review journal.
    #[must_use]
    pub fn of(article: &Article, review: &Review) -> Self {
        let mut record = Self::default();
        for placed in placed_items(article) {
            if placed.item.is_draft() {
                let by = placed.item.proposer().unwrap_or_default().to_owned();
                let becomes = vec![placed.item.id().to_owned()];
                record.proposals.push(Proposal::new(placed, Fate::Open, &by, becomes, Effort::default()));
            } else {
                record.confirmed.push(placed);
            }
        }
        let present: Vec<PlacedItem> = record.proposals.iter().map(|proposal| proposal.placed.clone()).collect();
        for decision in review.standing() {
            record.decide(decision, &present);
        }
        let paragraphs: HashMap<&str, &Paragraph> =
            article.paragraphs().map(|paragraph| (paragraph.id.as_str(), paragraph)).collect();
        for Proposal { placed: PlacedItem { paragraph, item, .. }, start, .. } in &mut record.proposals {
            if let (Some(id), Item::Claim(claim)) = (paragraph, item) {
                let span = paragraphs.get(id.as_str()).and_then(|paragraph| claim.quote_span(paragraph));
                *start = span.map_or(0, |span| span.start);
            }
        }
        record
    }

    /// Takes in a decision. Later ones on what an earlier one has made are decisions on the same proposal.
    fn decide(&mut self, decision: &Decision, present: &[PlacedItem]) {
        let after: Vec<String> = decision.items_after().iter().map(|placed| placed.item.id().to_owned()).collect();
        let fate = match decision.verb {
            Verb::Confirmed => Fate::Kept,
            Verb::Edited | Verb::Split | Verb::Merged => Fate::Edited,
            Verb::Dropped => Fate::Dropped,
            Verb::Added => return,
        };
        // The first item is the one decided on; of a merger all are. Others were only made to fit.
        let count = if decision.verb == Verb::Merged { usize::MAX } else { 1 };
        for (number, placed) in decision.items_before().into_iter().take(count).enumerate() {
            let effort = effort::of_decision(decision, number);
            let id = placed.item.id();
            // What was dropped becomes nothing, even where an earlier version of this program gave its id to another item.
            let is_decided = |fate: Fate| !matches!(fate, Fate::Open | Fate::Dropped);
            let known = self
                .proposals
                .iter_mut()
                .find(|proposal| is_decided(proposal.fate) && proposal.becomes.iter().any(|become_id| become_id == id));
            let is_open = || present.iter().any(|there| there.item.id() == id && are_same(there, &placed));
            if let Some(known) = known {
                known.fate = known.fate.max(fate);
                known.becomes.extend(after.iter().cloned());
                known.effort = known.effort.and(effort);
            } else if placed.item.is_draft() && !is_open() {
                let by = placed.item.proposer().or(decision.proposer.as_deref()).unwrap_or_default().to_owned();
                let becomes = after.iter().cloned().chain([id.to_owned()]).collect();
                self.proposals.push(Proposal::new(placed, fate, &by, becomes, effort));
            }
        }
    }

    /// Who has proposed anything, in the order of the alphabet.
    #[must_use]
    pub fn proposers(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.proposals.iter().flat_map(|proposal| &proposal.by).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// How a proposer and people agree, on claims or on entities.
    #[must_use]
    pub fn with_people(&self, proposer: &str, sort: Sort) -> WithPeople {
        let own: Vec<Proposal> = self.own(proposer, sort).map(|proposal| self.as_of(proposal, proposer)).collect();
        let own: Vec<&Proposal> = own.iter().collect();
        let count = |fate: Fate| own.iter().filter(|proposal| proposal.fate == fate).count();
        let covered: HashSet<&str> = own
            .iter()
            .filter(|proposal| proposal.fate != Fate::Dropped)
            .flat_map(|proposal| &proposal.becomes)
            .map(String::as_str)
            .collect();
        let is_missed = |placed: &&PlacedItem| {
            sort.is_of(&placed.item)
                && !covered.contains(placed.item.id())
                && !own.iter().any(|proposal| are_same(&proposal.placed, placed))
        };
        let missed: Vec<PlacedItem> = self.confirmed.iter().filter(is_missed).cloned().collect();
        WithPeople {
            effort: effort_of(&own, &missed),
            kept: count(Fate::Kept),
            edited: count(Fate::Edited),
            dropped: count(Fate::Dropped),
            open: count(Fate::Open),
            missed,
        }
    }

    /// How two proposers agree, on claims or on entities.
    #[must_use]
    pub fn with_each_other(&self, one: &str, other: &str, sort: Sort) -> WithEachOther {
        let mut theirs: Vec<&Proposal> = self.own(other, sort).collect();
        let mut agreement = WithEachOther::default();
        for proposal in self.own(one, sort) {
            match theirs.iter().position(|their| are_same(&proposal.placed, &their.placed)) {
                Some(at) => {
                    let their = theirs.swap_remove(at);
                    agreement.both += 1;
                    let (ours, theirs) = (proposal.item_of(one), their.item_of(other));
                    agreement.alike +=
                        usize::from(ours.zip(theirs).is_some_and(|(one, other)| are_alike(&one, &other)));
                }
                None => agreement.only_one.push(proposal.clone()),
            }
        }
        agreement.only_other = theirs.into_iter().cloned().collect();
        agreement
            .only_other
            .sort_by_key(|proposal| self.proposals.iter().position(|other| other == proposal).unwrap_or(usize::MAX));
        agreement
    }

    /// A proposal with the fate of what this proposer proposed, where that differs from the draft.
    fn as_of(&self, proposal: &Proposal, proposer: &str) -> Proposal {
        let Some(dissent) = proposal.dissent_of(proposer) else { return proposal.clone() };
        let fate = match (proposal.fate, dissent) {
            (Fate::Open | Fate::Dropped, _) => proposal.fate,
            (_, Dissent::Kind(kind)) if self.became(proposal).any(|entity| entity.kind == kind) => Fate::Kept,
            _ => Fate::Edited,
        };
        let effort = if fate == Fate::Kept { Effort::default() } else { proposal.effort };
        Proposal { fate, effort, ..proposal.clone() }
    }

    /// The confirmed entities that a proposal has become.
    fn became<'a>(&'a self, proposal: &'a Proposal) -> impl Iterator<Item = &'a Entity> {
        let is_it = |placed: &&PlacedItem| proposal.becomes.iter().any(|id| id == placed.item.id());
        self.confirmed.iter().filter(is_it).filter_map(|placed| match &placed.item {
            Item::Entity(entity) => Some(entity),
            Item::Claim(_) => None,
        })
    }

    fn own(&self, proposer: &str, sort: Sort) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(move |proposal| {
            sort.is_of(&proposal.placed.item) && proposal.by.iter().any(|name| name == proposer)
        })
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Entities.
    Entities,
    /// Claims.
    Claims,
}

impl Sort {
    const fn is_of(self, item: &Item) -> bool {
        matches!((self, item), (Self::Entities, Item::Entity(_)) | (Self::Claims, Item::Claim(_)))
    }
}

/// How a proposer and people agree.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WithPeople {
    /// Confirmed as they were proposed.
    pub kept: usize,
    /// Confirmed with changes.
    pub edited: usize,
    /// Dropped.
    pub dropped: usize,
    /// Not decided yet.
    pub open: usize,
    /// What people have in the article and the proposer did not propose.
    pub missed: Vec<PlacedItem>,
    /// What it takes at least to review this proposer's decided items alone, and to add what it missed.
    pub effort: Effort,
}

impl WithPeople {
    /// Of what was decided, the share that was kept or edited; none before anything is.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.kept + self.edited, self.kept + self.edited + self.dropped)
    }

    /// Of what people want, the share that was proposed; none where they want nothing.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.kept + self.edited, self.kept + self.edited + self.missed.len())
    }
}

/// What deciding on these proposals took, and adding what was missed.
fn effort_of(proposals: &[&Proposal], missed: &[PlacedItem]) -> Effort {
    let mut decided: Vec<&&Proposal> = proposals.iter().filter(|proposal| proposal.fate != Fate::Open).collect();
    decided.sort_by_key(|proposal| (&proposal.placed.paragraph, proposal.start));
    let paragraphs = decided.chunk_by(|one, other| one.placed.paragraph == other.placed.paragraph);
    let kept = paragraphs.map(|proposals| {
        let kept: Vec<bool> = proposals.iter().map(|proposal| proposal.fate == Fate::Kept).collect();
        Effort { keys: effort::of_paragraph(&kept), letters: 0 }
    });
    let others = decided.iter().map(|proposal| proposal.effort);
    let added = missed.iter().map(|placed| effort::of_missed(&placed.item));
    kept.chain(others).chain(added).fold(Effort::default(), Effort::and)
}

/// How two proposers agree.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WithEachOther {
    /// Proposed by both.
    pub both: usize,
    /// Of those, how many with the same kind and, for claims, speaker and certainty.
    pub alike: usize,
    /// Proposed by the first alone.
    pub only_one: Vec<Proposal>,
    /// Proposed by the second alone.
    pub only_other: Vec<Proposal>,
}

impl WithEachOther {
    /// Of all that either proposed, the share that both did; none where neither proposed anything.
    #[must_use]
    pub fn overlap(&self) -> Option<f64> {
        share(self.both, self.both + self.only_one.len() + self.only_other.len())
    }
}

// Counts of an article are far below the 52 bits that a float holds exactly.
#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Every claim and entity of an article, with its place.
fn placed_items(article: &Article) -> impl Iterator<Item = PlacedItem> {
    let entities = article.entities.iter().map(|entity| PlacedItem {
        paragraph: None,
        behind: None,
        item: Item::Entity(entity.clone()),
    });
    let claims = article.claims().map(|(paragraph, claim)| PlacedItem {
        paragraph: Some(paragraph.id.clone()),
        behind: None,
        item: Item::Claim(Box::new(claim.clone())),
    });
    entities.chain(claims)
}

/// Whether two proposals mean the same: entities that share a name; claims of a paragraph whose quotes share more than half
/// of their words.
fn are_same(one: &PlacedItem, other: &PlacedItem) -> bool {
    match (&one.item, &other.item) {
        (Item::Entity(one), Item::Entity(other)) => share_name(one, other),
        (Item::Claim(first), Item::Claim(second)) => one.paragraph == other.paragraph && share_words(first, second),
        _ => false,
    }
}

fn share_name(one: &Entity, other: &Entity) -> bool {
    one.names().any(|name| other.names().any(|other| fold(name) == fold(other)))
}

fn share_words(one: &Claim, other: &Claim) -> bool {
    if one.quote == other.quote {
        return one.nth.unwrap_or(1) == other.nth.unwrap_or(1);
    }
    let words = |claim: &Claim| fold(&claim.quote).split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
    let (one, other) = (words(one), words(other));
    let common = one.intersection(&other).count();
    2 * common > one.union(&other).count()
}

fn are_alike(one: &Item, other: &Item) -> bool {
    match (one, other) {
        (Item::Entity(one), Item::Entity(other)) => one.kind == other.kind,
        (Item::Claim(one), Item::Claim(other)) => {
            one.kind.iter().any(|kind| other.kind.contains(kind))
                && one.speaker == other.speaker
                && one.certainty == other.certainty
        }
        _ => false,
    }
}
