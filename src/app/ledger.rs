//! How far the work on each claim is, and the sums of it: kept, since counting anew after every key would take longer in a
//! longer article.

use std::cell::RefCell;

use crate::domain::assessment::{priority, status};
use crate::domain::claim::{Claim, Priority};
use crate::domain::fold::Fold;
use crate::domain::journal::{Body, Change, Line, Target};
use crate::domain::judgement::{Standing, Status};
use crate::domain::notes::standing;
use crate::domain::own_claim::{KEYS, is_own};
use crate::domain::subject::Subject;
use crate::domain::workload::Workload;

use super::App;

/// How far one claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// How far the work is.
    status: Status,
    /// Whether it has a verdict of its present wording.
    judged: bool,
    /// Whether it is a draft, which counts nowhere.
    draft: bool,
    /// How much it deserves checking.
    priority: Priority,
}

/// Where a claim stands in the queue: the most urgent first, then by place.
type Turn = (std::cmp::Reverse<Priority>, usize);

/// What is known of all claims, once it was asked for.
#[derive(Debug, Default)]
pub(super) struct Ledger(RefCell<Option<Sums>>);

#[derive(Debug, Default)]
struct Sums {
    entries: Vec<Entry>,
    /// Claims judged, and claims that can be checked, of each section.
    sections: Vec<(usize, usize)>,
    work: Workload,
    /// How many drafts there are beside them.
    drafts: usize,
    /// What is to do, in its order.
    queue: Vec<Turn>,
}

impl Ledger {
    /// Forgets everything.
    pub(super) fn forget(&self) {
        *self.0.borrow_mut() = None;
    }
}

impl Entry {
    fn of(fold: Option<&Fold>, claim: &Claim) -> Self {
        let Some(fold) = fold else {
            return Self { status: Status::ToDo, judged: false, draft: claim.draft, priority: claim.priority };
        };
        let judged = matches!(standing(fold, claim), Standing::Current(_));
        Self { status: status(fold, claim), judged, draft: claim.draft, priority: priority(fold, claim) }
    }

    fn is_open(self) -> bool {
        !self.draft && matches!(self.status, Status::ToDo | Status::Checking)
    }

    /// Whether it counts as judged, and as something that can be checked.
    fn counts(self) -> (usize, usize) {
        let checkable = !self.draft && self.status != Status::NotCheckable;
        (usize::from(self.judged && checkable), usize::from(checkable))
    }
}

impl Sums {
    fn add(&mut self, section: usize, entry: Entry) {
        let (judged, checkable) = entry.counts();
        if let Some(sum) = self.sections.get_mut(section) {
            *sum = (sum.0 + judged, sum.1 + checkable);
        }
        if entry.draft {
            self.drafts += 1;
        } else {
            *self.work.with(entry.status) += 1;
        }
    }

    fn replace(&mut self, claim: usize, section: usize, entry: Entry) {
        let Some(before) = self.entries.get(claim).copied() else { return };
        let (judged, checkable) = before.counts();
        if let Some(sum) = self.sections.get_mut(section) {
            *sum = (sum.0 - judged, sum.1 - checkable);
        }
        if before.draft {
            self.drafts -= 1;
        } else {
            *self.work.with(before.status) -= 1;
        }
        let turn = |entry: Entry| (std::cmp::Reverse(entry.priority), claim);
        if let (true, Ok(at)) = (before.is_open(), self.queue.binary_search(&turn(before))) {
            self.queue.remove(at);
        }
        if let (true, Err(at)) = (entry.is_open(), self.queue.binary_search(&turn(entry))) {
            self.queue.insert(at, turn(entry));
        }
        self.entries[claim] = entry;
        self.add(section, entry);
    }
}

impl App {
    fn with_sums<T>(&self, ask: impl FnOnce(&Sums) -> T) -> T {
        let mut known = self.heights.ledger.0.borrow_mut();
        ask(known.get_or_insert_with(|| self.sums()))
    }

    fn sums(&self) -> Sums {
        let fold = self.notes.mine();
        let outline = &self.document.outline;
        let mut sums = Sums { sections: vec![(0, 0); self.document.article.sections.len()], ..Sums::default() };
        sums.entries.reserve_exact(outline.claim_count());
        for (number, (_, claim)) in self.document.article.claims().enumerate() {
            let entry = Entry::of(fold, claim);
            sums.entries.push(entry);
            sums.add(outline.section_of_claim(number), entry);
            sums.queue.extend(entry.is_open().then_some((std::cmp::Reverse(entry.priority), number)));
        }
        sums.queue.sort_unstable();
        sums
    }

    /// How many claims of a section the annotator has judged, of how many that can be checked.
    #[must_use]
    pub fn progress_of(&self, section: usize) -> (usize, usize) {
        self.with_sums(|sums| sums.sections.get(section).copied().unwrap_or_default())
    }

    /// The same of the whole article.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.with_sums(|sums| sums.sections.iter().fold((0, 0), |sum, section| (sum.0 + section.0, sum.1 + section.1)))
    }

    /// How many claims are drafts that nobody has confirmed.
    #[must_use]
    pub fn draft_count(&self) -> usize {
        self.with_sums(|sums| sums.drafts)
    }

    /// How much of the article is to do, waits, and is done or cannot be.
    #[must_use]
    pub fn workload(&self) -> Workload {
        self.with_sums(|sums| sums.work)
    }

    /// Asks something of the claims that are to do and pass the filter, the most urgent first.
    pub fn with_queue<T>(&self, ask: impl FnOnce(&mut dyn Iterator<Item = usize>) -> T) -> T {
        self.with_sums(|sums| {
            let claims = sums.queue.iter().map(|(_, claim)| *claim);
            if self.filter.is_none() {
                ask(&mut claims.into_iter())
            } else {
                ask(&mut claims.filter(|claim| self.passes(*claim)))
            }
        })
    }

    /// Everything that was said may be another: nothing that follows from it is remembered.
    pub(super) fn everything_changed(&mut self) {
        self.heights.judgements_changed();
        self.settle_own_claims();
    }

    /// Takes in what follows from one more line: of the claims that it speaks of, and no others.
    pub(super) fn note_line(&mut self, line: &Line) {
        self.heights.claims.forget();
        self.heights.orphans.take();
        let Body::Set(changes) = line.body() else { return self.everything_changed() };
        // What makes an own claim may move others; what is said of it does not.
        let makes =
            |change: &Change| is_own(change.on.id()) && change.on.sort() == "claim" && is_of_claim(&change.field);
        if changes.iter().any(makes) {
            return self.everything_changed();
        }
        let mut ids: Vec<&str> = changes.iter().filter_map(|change| change.on.claim_id()).collect();
        ids.dedup();
        for id in ids {
            let Some(number) = self.claim_numbered(id) else { continue };
            let Some((_, claim)) = self.document.outline.claim(&self.document.article, number) else { continue };
            let entry = Entry::of(self.notes.mine(), claim);
            if let Some(sums) = self.heights.ledger.0.borrow_mut().as_mut() {
                sums.replace(number, self.document.outline.section_of_claim(number), entry);
            }
        }
    }

    /// The number of the claim of that id; the selected one is looked at first, since most is said of it.
    pub(super) fn claim_numbered(&self, id: &str) -> Option<usize> {
        if self.selected_claim().is_some_and(|(_, claim)| claim.id == id) {
            return self.place.claim;
        }
        self.document.article.claims().position(|(_, claim)| claim.id == id)
    }

    /// The thing of that name; the selected claim and the current paragraph are looked at first.
    pub(super) fn subject(&self, on: &Target) -> Option<Subject<'_>> {
        if let Some((paragraph, claim)) = self.selected_claim().filter(|(_, claim)| on.claim_id() == Some(&claim.id)) {
            return Some(Subject::Claim(paragraph, claim));
        }
        let here = self.current_paragraph().filter(|paragraph| on.id_of("paragraph") == Some(&paragraph.id));
        here.map(Subject::Paragraph).or_else(|| Subject::find(&self.document.article, on))
    }
}

/// Whether a field makes a claim what it is.
fn is_of_claim(field: &str) -> bool {
    field == "anchor" || KEYS.contains(&field)
}
