//! How far the work on each claim is, remembered: counting it anew after every key would take longer in a longer article.

use std::cell::RefCell;

use crate::domain::assessment::{priority, status};
use crate::domain::claim::{Claim, Priority};
use crate::domain::fold::Fold;
use crate::domain::journal::{Body, Line};
use crate::domain::judgement::{Standing, Status};
use crate::domain::notes::standing;
use crate::domain::own_claim::is_own;

use super::App;

/// How far one claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// How far the work is.
    pub status: Status,
    /// Whether it has a verdict of its present wording.
    pub judged: bool,
    /// How much it deserves checking.
    pub priority: Priority,
}

/// The entries of all claims, once they were asked for.
#[derive(Debug, Default)]
pub(super) struct Ledger(RefCell<Option<Vec<Entry>>>);

impl Ledger {
    /// Forgets everything.
    pub(super) fn forget(&self) {
        *self.0.borrow_mut() = None;
    }
}

impl Entry {
    fn of(fold: Option<&Fold>, claim: &Claim) -> Self {
        let Some(fold) = fold else {
            return Self { status: Status::ToDo, judged: false, priority: claim.priority };
        };
        let judged = matches!(standing(fold, claim), Standing::Current(_));
        Self { status: status(fold, claim), judged, priority: priority(fold, claim) }
    }

    /// Claims judged, and claims that can be checked, of some entries.
    fn progress(entries: &[Self]) -> (usize, usize) {
        let judged = entries.iter().filter(|entry| entry.judged && entry.status != Status::NotCheckable).count();
        (judged, entries.iter().filter(|entry| entry.status != Status::NotCheckable).count())
    }
}

impl App {
    /// Asks something of the entries of all claims.
    pub(super) fn with_ledger<T>(&self, ask: impl FnOnce(&[Entry]) -> T) -> T {
        let mut known = self.heights.ledger.0.borrow_mut();
        let entries = known.get_or_insert_with(|| {
            let fold = self.notes.mine();
            self.document.article.claims().map(|(_, claim)| Entry::of(fold, claim)).collect()
        });
        ask(entries)
    }

    /// How many claims of a section the annotator has judged, of how many that can be checked.
    #[must_use]
    pub fn progress_of(&self, section: usize) -> (usize, usize) {
        let claims = self.document.outline.claims_of_section(section);
        self.with_ledger(|entries| Entry::progress(entries.get(claims).unwrap_or_default()))
    }

    /// The same of the whole article.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.with_ledger(Entry::progress)
    }

    /// Everything that was said may be another: nothing that follows from it is remembered.
    pub(super) fn everything_changed(&mut self) {
        self.heights.judgements_changed();
        self.settle_own_claims();
    }

    /// Takes in what follows from one more line: of the claims that it speaks of, and no others.
    pub(super) fn note_line(&mut self, line: &Line) {
        self.heights.claims.forget();
        let Body::Set(changes) = &line.body else { return self.everything_changed() };
        if changes.iter().any(|change| change.on.claim_id().is_some_and(is_own)) {
            return self.everything_changed();
        }
        let ids: Vec<&str> = changes.iter().filter_map(|change| change.on.claim_id()).collect();
        if let (Some(entries), false) = (self.heights.ledger.0.borrow_mut().as_mut(), ids.is_empty()) {
            let fold = self.notes.mine();
            for (entry, (_, claim)) in entries.iter_mut().zip(self.document.article.claims()) {
                if ids.contains(&claim.id.as_str()) {
                    *entry = Entry::of(fold, claim);
                }
            }
        }
    }
}
