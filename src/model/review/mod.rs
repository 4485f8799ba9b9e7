//! The review journal: decisions on an article's candidates, claims and entities.
//!
//! Like notes, it is append-only, and the order of its lines does not matter, since ids decide.

pub mod decide;
mod one_key;
pub mod operation;
pub(crate) mod overwritten;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::journal::ActionId;

/// The kind of decision on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// A candidate is now a claim or an entity of the article, as proposed.
    Confirmed,
    /// Its fields have changed; this also confirms a candidate.
    Edited,
    /// It is no longer in the article.
    Dropped,
    /// One claim became two.
    Split,
    /// Two claims or entities became one.
    Merged,
    /// A person added what nobody had proposed.
    Added,
}

impl Verb {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Confirmed, Self::Edited, Self::Dropped, Self::Split, Self::Merged, Self::Added];

    /// The word in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Edited => "edited",
            Self::Dropped => "dropped",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Added => "added",
        }
    }

    /// The decision of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.word() == word)
    }
}

/// A complete claim or entity, and its place in the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedItem {
    /// Id of a claim's paragraph; `None` for an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    /// Id of the item right before it in its list; `None` for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<String>,
    /// The item.
    #[serde(flatten)]
    pub item: Item,
}

/// A claim or an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    /// A claim of the article.
    Claim(Box<Claim>),
    /// An entity of the article.
    Entity(Entity),
}

impl Item {
    /// Its id in the article.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Claim(claim) => &claim.id,
            Self::Entity(entity) => &entity.id,
        }
    }

    /// Whether it is a candidate that nobody has confirmed.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        match self {
            Self::Claim(claim) => claim.draft,
            Self::Entity(entity) => entity.draft,
        }
    }

    /// Who proposed it, if known.
    #[must_use]
    pub fn proposer(&self) -> Option<&str> {
        match self {
            Self::Claim(claim) => claim.by.as_deref(),
            Self::Entity(entity) => entity.by.as_deref(),
        }
    }
}

/// A line of the review journal: one decision, with everything that it changed in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id, which orders the lines.
    pub id: ActionId,
    /// The time of the decision, RFC 3339 in UTC.
    pub at: String,
    /// Who decided.
    pub who: String,
    /// Who proposed the item; `None` if unknown or nobody.
    pub proposer: Option<String>,
    /// Id of the claim or entity decided on.
    pub item: String,
    /// The kind of decision.
    pub verb: Verb,
    /// The items before the decision, the one decided on first: a list of [`PlacedItem`]s without those that did not
    /// exist.
    pub before: Value,
    /// The items after the decision, in the same form, without those that are gone.
    pub after: Value,
    /// The decision that this one undoes; its `before` and `after` are exchanged here.
    pub undoes: Option<ActionId>,
    /// The line on disk, without its line break.
    pub raw: Box<str>,
}

impl Decision {
    /// The items before the decision, if this version understands them.
    #[must_use]
    pub fn items_before(&self) -> Vec<PlacedItem> {
        items(&self.before)
    }

    /// The items after the decision, if this version understands them.
    #[must_use]
    pub fn items_after(&self) -> Vec<PlacedItem> {
        items(&self.after)
    }
}

/// The items of a list, without those that only a newer version understands.
fn items(value: &Value) -> Vec<PlacedItem> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|item| PlacedItem::deserialize(item).ok()).collect()
}

/// Who decides, when, and with which id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Id of the line.
    pub id: ActionId,
    /// The time, RFC 3339 in UTC.
    pub at: String,
    /// Who decides.
    pub who: String,
}

/// All decisions on one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Sorted by id.
    decisions: Vec<Decision>,
}

impl Review {
    /// The decisions of these lines, in any order and with any repetitions.
    #[must_use]
    pub fn new(mut decisions: Vec<Decision>) -> Self {
        decisions.sort_by(|one, other| one.id.cmp(&other.id).then_with(|| one.raw.cmp(&other.raw)));
        decisions.dedup_by(|one, other| one.raw == other.raw);
        Self { decisions }
    }

    /// Adds a decision.
    pub fn add(&mut self, decision: Decision) {
        let mut decisions = std::mem::take(&mut self.decisions);
        decisions.push(decision);
        *self = Self::new(decisions);
    }

    /// Every decision, even if undone, the oldest first.
    #[must_use]
    pub fn all(&self) -> &[Decision] {
        &self.decisions
    }

    /// The current decisions: neither undone nor the undoing of another. The oldest first.
    #[must_use]
    pub fn standing(&self) -> Vec<&Decision> {
        self.in_force().into_iter().filter(|decision| decision.undoes.is_none()).collect()
    }

    /// The decisions and undoings that were not undone. The oldest first.
    #[must_use]
    pub fn in_force(&self) -> Vec<&Decision> {
        let mut undone: HashSet<ActionId> = HashSet::new();
        let mut in_force = Vec::new();
        // From the latest down, so that an undoing is known before the decision it undoes.
        for decision in self.decisions.iter().rev() {
            if !undone.contains(&decision.id) {
                undone.extend(decision.undoes);
                in_force.push(decision);
            }
        }
        in_force.reverse();
        in_force
    }

    /// The latest current decision of that person: what they undo next.
    #[must_use]
    pub fn undo(&self, who: &str) -> Option<&Decision> {
        self.standing().into_iter().rev().find(|decision| decision.who == who)
    }

    /// What that person redoes next: their latest undoing that was not itself undone, and the decision that it undid.
    /// `None` once they have decided something else.
    #[must_use]
    pub fn redo(&self, who: &str) -> Option<(&Decision, &Decision)> {
        self.redoable(who).into_iter().next()
    }

    /// Every id that an item had before or after a decision, undone or not: a new item with one of them would pass for the old
    /// one.
    #[must_use]
    pub fn item_ids(&self) -> HashSet<String> {
        let items = |decision: &Decision| decision.items_before().into_iter().chain(decision.items_after());
        self.decisions.iter().flat_map(items).map(|placed| placed.item.id().to_owned()).collect()
    }

    /// The greatest id.
    #[must_use]
    pub fn greatest(&self) -> Option<ActionId> {
        self.decisions.last().map(|decision| decision.id)
    }
}
