//! What the annotator says: every change is one line for the journal, shown at once and saved behind the screen.

use std::collections::BTreeMap;

use crate::domain::claim::Claim;
use crate::domain::fingerprint::{Fingerprint, seen};
use crate::domain::fold::Fold;
use crate::domain::journal::{ActionId, Body, Line, next_id};
use crate::domain::judgement::{Opinion, Standing, Verdict};
use crate::domain::notes::{OVERRULED, is_overruled, judge};
use crate::format::journal::{timestamp, write_set, write_void};

use super::App;
use super::command::Command;
use super::field::Field;
use super::message::Effect;
use super::overlay::{NameForm, Overlay};

/// Where a name is from that was typed in answer to the question.
pub(super) const ASKED: &str = "asked";

impl App {
    /// What the annotator says of a claim.
    #[must_use]
    pub fn own_standing(&self, claim: &Claim) -> Standing {
        self.annotator.name.as_deref().map_or(Standing::NotJudged, |name| self.notes.standing(name, claim))
    }

    /// How sure one is of a claim, and whether one found that its speaker said so; empty where one says neither.
    #[must_use]
    pub fn own_grades(&self, claim: &Claim) -> String {
        let Some(name) = self.annotator.name.as_deref() else { return String::new() };
        let (confidence, said) = (self.notes.confidence(name, claim), self.notes.said(name, claim));
        Opinion { confidence, said, ..Opinion::default() }.words()
    }

    /// What others say of a claim, as far as it is to be seen: not before one has judged it oneself, or asked for it.
    #[must_use]
    pub fn visible_others(&self, claim: &Claim) -> Vec<(String, Standing)> {
        if !self.show_others && self.own_standing(claim) == Standing::NotJudged {
            return Vec::new();
        }
        let others = self.notes.others_judgements(claim).into_iter();
        others.map(|(name, standing)| (name.to_owned(), standing)).collect()
    }

    /// How many claims of a section the annotator has judged, of how many that can be checked.
    #[must_use]
    pub fn progress_of(&self, section: usize) -> (usize, usize) {
        self.progress_by_section(|sections| sections.get(section).copied().unwrap_or_default())
    }

    /// The same of the whole article.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.progress_by_section(|sections| {
            sections.iter().fold((0, 0), |sum, section| (sum.0 + section.0, sum.1 + section.1))
        })
    }

    fn progress_by_section<T>(&self, of: impl FnOnce(&[(usize, usize)]) -> T) -> T {
        let mut known = self.heights.progress.borrow_mut();
        let sections = known.get_or_insert_with(|| {
            let name = self.annotator.name.as_deref();
            let sections = self.document.article.sections.iter();
            let claims = sections.map(|section| section.paragraphs.iter().flat_map(|paragraph| &paragraph.claims));
            claims.map(|claims| self.notes.progress(name, claims)).collect()
        });
        of(sections)
    }

    /// Asks for a verdict; before the very first one, for a name that is anyone's own.
    pub(super) fn ask_for_verdict(&mut self) {
        self.below = match self.overlay {
            Some(Overlay::Sheet(sheet)) => Some(sheet),
            _ => None,
        };
        self.overlay = Some(if self.annotator.name.is_some() {
            Overlay::Judge(Opinion::default())
        } else {
            name_form(Command::Judge)
        });
    }

    /// Says something more of the selected claim, before its verdict.
    pub(super) fn add_to_opinion(&mut self, add: impl FnOnce(&mut Opinion)) {
        if let Some(Overlay::Judge(opinion)) = &mut self.overlay {
            add(opinion);
        }
    }

    /// Gives the selected claim a verdict, or takes its own away, with all that was said before.
    pub(super) fn give(&mut self, verdict: Option<Verdict>) -> Vec<Effect> {
        self.conclude(|opinion| opinion.verdict = Some(verdict))
    }

    /// Writes all that was said of the selected claim as one line, and closes what it was said in.
    pub(super) fn conclude(&mut self, add: impl FnOnce(&mut Opinion)) -> Vec<Effect> {
        let mut opinion = match self.overlay.take() {
            Some(Overlay::Judge(opinion)) => opinion,
            _ => Opinion::default(),
        };
        self.overlay = self.below.take().map(Overlay::Sheet);
        add(&mut opinion);
        if opinion.is_empty() { Vec::new() } else { self.write_opinion(opinion) }
    }

    /// Judges the selected claim as the last one of this run.
    pub(super) fn repeat(&mut self) -> Vec<Effect> {
        let Some(mut opinion) = self.latest.clone() else { return Vec::new() };
        if self.selected_claim().is_some_and(|(_, claim)| claim.is_authors()) {
            opinion.said = None;
        }
        self.write_opinion(opinion)
    }

    fn write_opinion(&mut self, opinion: Opinion) -> Vec<Effect> {
        let Some(name) = self.annotator.name.clone() else { return Vec::new() };
        let Some((paragraph, claim)) = self.selected_claim() else { return Vec::new() };
        let (id, words) = (claim.id.clone(), opinion.words());
        let Some(changes) = judge(&self.notes, &name, claim, &opinion) else {
            self.say(format!("{id} is {words} already"));
            return Vec::new();
        };
        let new_id = self.new_id();
        if is_overruled(&changes, new_id) {
            self.warn(OVERRULED);
            return Vec::new();
        }
        let judged = BTreeMap::from([(Fingerprint::of_claim(claim), seen(paragraph, claim))]);
        let line = write_set(new_id, &timestamp(self.moment.unix_ms), &name, &changes, &judged);
        self.latest = Some(opinion);
        self.say(format!("{id}: {words}"));
        self.keep(line)
    }

    /// Takes back the latest action.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let target = self.notes.mine().and_then(Fold::undo).cloned();
        self.void(target, "Taken back")
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let target = self.notes.mine().and_then(Fold::redo).cloned();
        self.void(target, "Done again")
    }

    fn void(&mut self, target: Option<Line>, what: &str) -> Vec<Effect> {
        let (Some(target), Some(name)) = (target, self.annotator.name.clone()) else { return Vec::new() };
        let line = write_void(self.new_id(), &timestamp(self.moment.unix_ms), &name, target.id);
        self.say(format!("{what}: {}", self.description(&target)));
        self.show_target(&target);
        self.keep(line)
    }

    /// Folds a new line in, and hands it to the writer.
    fn keep(&mut self, line: Line) -> Vec<Effect> {
        self.notes.add(line.clone());
        self.heights.judgements_changed();
        self.saving.pending.push(line.clone());
        vec![Effect::Append(line)]
    }

    fn new_id(&self) -> ActionId {
        let greatest = self.notes.mine().and_then(Fold::greatest);
        next_id(self.moment.unix_ms, greatest, self.moment.random)
    }

    /// The changes of a line in words, also of the line that a void voids.
    fn description(&self, line: &Line) -> String {
        match &self.acted_on(line).body {
            Body::Void(_) => "an action of yours".to_owned(),
            Body::Set(changes) => changes.iter().map(described).collect::<Vec<_>>().join(", "),
        }
    }

    /// Selects the claim that a line is about, so that one sees what changes.
    fn show_target(&mut self, line: &Line) {
        let Body::Set(changes) = &self.acted_on(line).body else { return };
        let Some(id) = changes.first().and_then(|change| change.on.claim_id()) else { return };
        let found = self.document.article.claims().position(|(_, claim)| claim.id == id);
        if let Some(claim) = found {
            self.place.claim = Some(claim);
            self.place.paragraph = self.document.outline.paragraph_of_claim(claim).unwrap_or(self.place.paragraph);
        }
    }

    fn acted_on<'a>(&'a self, line: &'a Line) -> &'a Line {
        let Body::Void(id) = line.body else { return line };
        let lines = self.notes.mine().map_or(&[][..], Fold::lines);
        lines.iter().find(|other| other.id == id).unwrap_or(line)
    }

    /// Takes the answer to who writes.
    pub(super) fn take_name(&mut self) -> Vec<Effect> {
        let Some(Overlay::Name(form)) = &self.overlay else { return Vec::new() };
        let name = form.field.text().trim().to_owned();
        let then = form.then;
        if name.is_empty() {
            return Vec::new();
        }
        self.annotator.name = Some(name.clone());
        ASKED.clone_into(&mut self.annotator.from);
        self.notes.me = Some(name.clone());
        self.heights.judgements_changed();
        self.overlay = None;
        if then == Command::Judge {
            self.overlay = Some(Overlay::Judge(Opinion::default()));
        }
        vec![Effect::Remember(name)]
    }
}

fn described(change: &crate::domain::journal::Change) -> String {
    let on = change.on.claim_id().unwrap_or(&change.on.0);
    let value = change.to.as_str().map_or_else(|| change.to.to_string(), str::to_owned);
    match (change.field.as_str(), change.to.is_null()) {
        ("verdict", true) => format!("{on} not judged"),
        ("verdict", false) => {
            let word = Verdict::from_stored(&value).map(|verdict| verdict.word().to_owned());
            format!("{on} {}", word.unwrap_or(value))
        }
        ("status", false) => format!("{on} {}", value.replace('-', " ")),
        (field, true) => format!("{on} without {field}"),
        (field, false) => format!("{on} {field} {}", value.replace('-', " ")),
    }
}

fn name_form(then: Command) -> Overlay {
    let field = Field::new("your name, as colleagues know it");
    Overlay::Name(Box::new(NameForm { field, then }))
}
