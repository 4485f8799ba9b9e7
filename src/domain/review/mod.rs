//! The review journal: what people decided of an article's candidates, and of its claims and entities.
//!
//! Like notes, it is append-only and does not depend on the order of its lines: ids decide.

pub mod decide;
pub mod news;
pub mod operation;
mod overwritten;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::claim::Claim;
use crate::domain::entity::Entity;
use crate::domain::journal::ActionId;

/// What was decided of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// A candidate is now a claim or an entity of the article, as proposed.
    Confirmed,
    /// It has other fields now; a candidate is confirmed by that.
    Edited,
    /// It is no longer in the article.
    Dropped,
    /// One claim became two.
    Split,
    /// Two became one.
    Merged,
    /// A person added what nobody had proposed.
    Added,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Confirmed, Self::Edited, Self::Dropped, Self::Split, Self::Merged, Self::Added];

    /// The word that files and screens use.
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

/// A claim or an entity, whole, and where in the article it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedItem {
    /// Id of a claim's paragraph; none for an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    /// Id of the item right before it in its list; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<String>,
    /// What it is.
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

    /// Who proposed it, where that is known.
    #[must_use]
    pub fn proposer(&self) -> Option<&str> {
        match self {
            Self::Claim(claim) => claim.by.as_deref(),
            Self::Entity(entity) => entity.by.as_deref(),
        }
    }
}

/// A line of the review journal: one decision, with everything in the article that it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// By which lines are ordered.
    pub id: ActionId,
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// By whom.
    pub who: String,
    /// Who had proposed the item; none where nobody or nobody known had.
    pub proposer: Option<String>,
    /// Id of the claim or entity that was decided on.
    pub item: String,
    /// What was decided.
    pub verb: Verb,
    /// The items as they were, the one decided on first: a list of [`PlacedItem`]s. Those that were not there are not in it.
    pub before: Value,
    /// The items as they are now, in the same way. Those that are gone are not in it.
    pub after: Value,
    /// The decision that this one takes back; its `before` and `after` are that one's, exchanged.
    pub undoes: Option<ActionId>,
    /// The line as it stands on the disk, without its end.
    pub raw: Box<str>,
}

impl Decision {
    /// The items as they were, as far as this version understands them.
    #[must_use]
    pub fn items_before(&self) -> Vec<PlacedItem> {
        items(&self.before)
    }

    /// The items as they are since, as far as this version understands them.
    #[must_use]
    pub fn items_after(&self) -> Vec<PlacedItem> {
        items(&self.after)
    }
}

/// The items of a list, but for those that only a newer version understands.
fn items(value: &Value) -> Vec<PlacedItem> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|item| PlacedItem::deserialize(item).ok()).collect()
}

/// Who decides, when, and under which id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Id of the line.
    pub id: ActionId,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// By whom.
    pub who: String,
}

/// All decisions on one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// In the order of their ids.
    decisions: Vec<Decision>,
}

impl Review {
    /// The decisions of any lines, in any order, with any repetitions.
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

    /// Every decision, undone or not, the oldest first.
    #[must_use]
    pub fn all(&self) -> &[Decision] {
        &self.decisions
    }

    /// The decisions that hold: neither undone nor the undoing of another. The oldest first.
    #[must_use]
    pub fn standing(&self) -> Vec<&Decision> {
        let mut undone: HashSet<ActionId> = HashSet::new();
        let mut standing = Vec::new();
        // From the latest down, so that what undoes an undoing is known before it.
        for decision in self.decisions.iter().rev() {
            let holds = !undone.contains(&decision.id);
            match decision.undoes {
                Some(undoes) if holds => {
                    undone.insert(undoes);
                }
                None if holds => standing.push(decision),
                _ => {}
            }
        }
        standing.reverse();
        standing
    }

    /// The latest decision that holds on the item of that id.
    #[must_use]
    pub fn latest_on(&self, id: &str) -> Option<&Decision> {
        self.standing().into_iter().rev().find(|decision| decision.item == id)
    }

    /// The claims and entities that were dropped, as they were: an annotator need not propose them again.
    #[must_use]
    pub fn dropped(&self) -> Vec<PlacedItem> {
        let dropped = self.standing().into_iter().filter(|decision| decision.verb == Verb::Dropped);
        dropped.filter_map(|decision| decision.items_before().into_iter().next()).collect()
    }

    /// The greatest id.
    #[must_use]
    pub fn greatest(&self) -> Option<ActionId> {
        self.decisions.last().map(|decision| decision.id)
    }
}
