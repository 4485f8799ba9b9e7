//! The review: one candidate after the other in its paragraph; each decision is written into the article's file at once.

mod act;
mod decide;
mod entity_form;
pub(super) mod form;
mod merge;
pub mod page;
mod saved;
mod walk;

use crate::domain::journal::ActionId;
use crate::domain::review::news::Intent;
use crate::domain::review::{Decision, Review};

use super::command::Command;

/// What is known of decisions, whether the review is open or not.
#[derive(Debug, Default)]
pub struct ReviewState {
    /// Those that the review journal has.
    journal: Review,
    /// Those of this run that are not written yet, oldest first.
    pending: Vec<(Intent, Decision)>,
    /// How many decisions the article's file no longer has.
    overwritten: usize,
    /// Whether the article's file could not be read when it was last looked at.
    pub(super) is_unreadable: bool,
}

/// The open review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewScreen {
    /// Whether entities are at hand, rather than claims.
    pub entities: bool,
    /// Whether all claims and entities are gone through, rather than candidates only.
    pub all: bool,
    /// Id of the claim at hand.
    claim: Option<String>,
    /// Id of the entity at hand.
    entity: Option<String>,
    /// Where one was before, the latest last.
    visited: Vec<String>,
    /// What is to be answered before something is done.
    pub asked: Option<Question>,
}

/// Something to know before a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is done if one says so.
    command: Command,
    /// The other item, where two are to become one.
    other: Option<String>,
    /// What to know.
    pub lines: Vec<String>,
}

impl ReviewState {
    /// The decisions of the journal, and those on their way into it.
    fn all(&self) -> Review {
        let mut all = self.journal.clone();
        for (_, decision) in &self.pending {
            all.add(decision.clone());
        }
        all
    }

    /// How many decisions the article's file no longer has, as after an editor saved what it had read before.
    #[must_use]
    pub fn overwritten(&self) -> usize {
        self.overwritten
    }

    fn greatest(&self) -> Option<ActionId> {
        self.pending.last().map(|(intent, _)| intent.signature.id).max(self.journal.greatest())
    }
}

impl ReviewScreen {
    /// Id of the item at hand.
    fn at(&self) -> Option<&str> {
        if self.entities { self.entity.as_deref() } else { self.claim.as_deref() }
    }

    fn put_at(&mut self, id: Option<String>) {
        *(if self.entities { &mut self.entity } else { &mut self.claim }) = id;
    }
}
