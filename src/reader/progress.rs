//! The status of each claim and the totals. They are cached, since recounting after every key takes longer in a longer
//! article.

use std::cell::RefCell;

use crate::analysis::workload::Workload;
use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::{priority, status};
use crate::model::annotation::judgement::{Standing, Status};
use crate::model::annotation::standing;
use crate::model::article::claim::{Claim, Priority};
use crate::model::article::subject::Subject;
use crate::model::journal::fold::Fold;
use crate::model::journal::{Change, Line, Target};

use crate::reader::app::App;

/// The progress of a single claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// The status of the work.
    status: Status,
    /// Whether it has a verdict on its present wording.
    judged: bool,
    /// Whether it is a draft, which no total counts.
    draft: bool,
    /// How much it deserves checking.
    priority: Priority,
}

/// Who takes something back and does it again voids a void; more than a few in a row are no work of ours.
const MOST_VOIDS: usize = 4;

/// A claim's place in the queue: the most urgent first, then by position in the article.
type Turn = (std::cmp::Reverse<Priority>, usize);

/// The progress of all claims, computed when first needed.
#[derive(Debug, Default)]
pub(crate) struct Ledger(RefCell<Option<Sums>>);

#[derive(Debug, Default)]
struct Sums {
    entries: Vec<Entry>,
    /// Claims judged, and claims that can be checked, in each section.
    sections: Vec<(usize, usize)>,
    work: Workload,
    /// How many drafts there are besides.
    drafts: usize,
    /// The claims to check, in order.
    queue: Vec<Turn>,
}

impl Ledger {
    /// Forgets everything.
    pub(crate) fn forget(&self) {
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

    /// The claim's share in the counts of judged and of checkable claims.
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

    /// How many claims of a section the annotator has judged, and how many can be checked.
    #[must_use]
    pub fn progress_of(&self, section: usize) -> (usize, usize) {
        self.with_sums(|sums| sums.sections.get(section).copied().unwrap_or_default())
    }

    /// How many claims are judged of all that the article makes.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.with_sums(|sums| sums.sections.iter().fold((0, 0), |sum, section| (sum.0 + section.0, sum.1 + section.1)))
    }

    /// How many claims are drafts that nobody has confirmed.
    #[must_use]
    pub fn draft_count(&self) -> usize {
        self.with_sums(|sums| sums.drafts)
    }

    /// How many claims of the article are to do, wait, are done or cannot be checked.
    #[must_use]
    pub fn workload(&self) -> Workload {
        self.with_sums(|sums| sums.work)
    }

    /// Calls `ask` with the claims to check that match the filter, the most urgent first.
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

    /// Forgets everything derived from annotations, since any of them may have changed.
    pub(crate) fn everything_changed(&mut self) {
        self.heights.judgements_changed();
        self.settle_own_claims();
        self.refresh_disagreements();
    }

    /// Updates what is derived from annotations for the claims of one more line, and no others.
    pub(crate) fn note_line(&mut self, line: &Line) {
        self.heights.claims.forget();
        self.heights.filter.forget();
        self.heights.details.take();
        self.heights.orphans.take();
        let Some(line) = self.set_by(line) else { return self.everything_changed() };
        let changes = line.changes();
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

    /// The line whose changes apply, or no longer apply, because of this line: itself or, if it is a void, the line at
    /// the end of what it voids. `None` if that is not certain.
    fn set_by(&self, line: &Line) -> Option<Line> {
        let mut line = line.clone();
        for _ in 0..MOST_VOIDS {
            let Some(id) = line.voids() else { return Some(line) };
            let [voided] = self.notes.mine()?.lines_of(id) else { return None };
            line = voided.clone();
        }
        None
    }

    /// The number of the claim with that id. The selected one is tried first, since most annotations are on it.
    pub(crate) fn claim_numbered(&self, id: &str) -> Option<usize> {
        if self.selected_claim().is_some_and(|(_, claim)| claim.id == id) {
            return self.place.claim;
        }
        self.document.article.claims().position(|(_, claim)| claim.id == id)
    }

    /// The target with this name. The selected claim and the current paragraph are tried first.
    pub(crate) fn subject(&self, on: &Target) -> Option<Subject<'_>> {
        if let Some((paragraph, claim)) = self.selected_claim().filter(|(_, claim)| on.claim_id() == Some(&claim.id)) {
            return Some(Subject::Claim(paragraph, claim));
        }
        let here = self.current_paragraph().filter(|paragraph| on.id_of("paragraph") == Some(&paragraph.id));
        here.map(Subject::Paragraph).or_else(|| Subject::find(&self.document.article, on))
    }
}

/// Whether a field is part of an added claim itself.
fn is_of_claim(field: &str) -> bool {
    field == "anchor" || Claim::IN_JOURNALS.contains(&field)
}
