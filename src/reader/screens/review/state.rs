//! The open review, and what the reader knows of decisions.

use crate::model::journal::ActionId;
use crate::model::review::{Decision, Review};
use crate::reader::command::Command;
use crate::session::article_edit::Intent;

/// What is known of decisions, whether the review is open or not.
#[derive(Debug, Default)]
pub struct ReviewState {
    /// Those that the review journal has.
    pub(super) journal: Review,
    /// Those of this run that are not written yet, oldest first.
    pub(super) pending: Vec<(Intent, Decision)>,
    /// How many decisions the article's file no longer has.
    pub(super) overwritten: usize,
    /// Whether the article's file could not be read when it was last looked at.
    pub(crate) is_unreadable: bool,
}

/// The open review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewScreen {
    /// Whether it shows entities, rather than claims.
    pub entities: bool,
    /// Whether all claims and entities are gone through, rather than candidates only.
    pub all: bool,
    /// Id of the current claim.
    pub(super) claim: Option<String>,
    /// Id of the current entity.
    pub(super) entity: Option<String>,
    /// How far the paragraph is scrolled from where its quote is in the middle, in rows; down where it is positive.
    pub(crate) text_scroll: isize,
    /// How far the list of other items is scrolled from where the current one shows, in rows.
    pub(crate) list_scroll: isize,
    /// The items visited before, the latest last.
    pub(super) visited: Vec<String>,
    /// What is to be answered before something is done.
    pub asked: Option<Question>,
}

/// Something to know before a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The command to carry out if the answer is yes.
    pub(super) command: Command,
    /// The other item, where two are to become one.
    pub(super) other: Option<String>,
    /// What to know.
    pub lines: Vec<String>,
}

impl ReviewState {
    /// The decisions of the journal, and those on their way into it.
    pub(super) fn all(&self) -> Review {
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

    pub(super) fn greatest(&self) -> Option<ActionId> {
        self.pending.last().map(|(intent, _)| intent.signature.id).max(self.journal.greatest())
    }
}

impl ReviewScreen {
    /// Id of the current item.
    pub(super) fn at(&self) -> Option<&str> {
        if self.entities { self.entity.as_deref() } else { self.claim.as_deref() }
    }

    pub(super) fn put_at(&mut self, id: Option<String>) {
        (self.text_scroll, self.list_scroll) = (0, 0);
        *(if self.entities { &mut self.entity } else { &mut self.claim }) = id;
    }
}
