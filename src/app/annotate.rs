//! What the annotator says: every change is one line for the journal, shown at once and saved behind the screen.

use serde_json::Value;

use crate::domain::action::{Setting, action_on};
use crate::domain::assessment::priority;
use crate::domain::claim::{Claim, Priority};
use crate::domain::fold::Fold;
use crate::domain::journal::{ActionId, Body, Line, Target, next_id};
use crate::domain::judgement::{Opinion, Standing, Verdict};
use crate::domain::notes::{OVERRULED, is_overruled, settings};
use crate::domain::own_claim::is_own;
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

    /// Asks for a verdict.
    pub(super) fn ask_for_verdict(&mut self) {
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Judge(Opinion::default()));
    }

    /// What is being said of the selected claim, and not written yet.
    pub(super) fn opinion_now(&mut self) -> Option<&mut Opinion> {
        match &mut self.overlay {
            Some(Overlay::Judge(opinion)) => Some(opinion),
            Some(Overlay::Queue(queue)) => Some(&mut queue.opinion),
            _ => None,
        }
    }

    /// The same, while a form lies over it.
    #[must_use]
    pub fn opinion_behind(&self) -> Option<&Opinion> {
        match self.overlay.as_ref().or(self.behind.last()) {
            Some(Overlay::Judge(opinion)) => Some(opinion),
            Some(Overlay::Queue(queue)) => Some(&queue.opinion),
            _ => None,
        }
    }

    /// Says something more of the selected claim, before its verdict.
    pub(super) fn add_to_opinion(&mut self, add: impl FnOnce(&mut Opinion)) {
        if let Some(opinion) = self.opinion_now() {
            add(opinion);
        }
    }

    /// Gives the selected claim a verdict, or takes its own away, with all that was said before.
    pub(super) fn give(&mut self, verdict: Option<Verdict>) -> Vec<Effect> {
        self.conclude(|opinion| opinion.verdict = Some(verdict))
    }

    /// Writes all that was said of the selected claim as one line, and closes what it was said in; the queue steps on.
    pub(super) fn conclude(&mut self, add: impl FnOnce(&mut Opinion)) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Queue(_))) {
            return self.conclude_in_queue(add);
        }
        let mut opinion = match self.overlay.take() {
            Some(Overlay::Judge(opinion)) => opinion,
            _ => Opinion::default(),
        };
        self.overlay = self.behind.pop();
        add(&mut opinion);
        if opinion.is_empty() { Vec::new() } else { self.write_opinion(&opinion) }
    }

    /// Closes the verdicts and writes nothing; what was typed for them can be taken up again.
    pub(super) fn abandon(&mut self) -> Vec<Effect> {
        self.close();
        std::mem::take(&mut self.opinion_drafts).into_iter().map(Effect::ReleaseDraft).collect()
    }

    /// Judges the selected claim as the last one of this run; reasons are of the one they were given for.
    pub(super) fn repeat(&mut self) -> Vec<Effect> {
        let opinion = self.repeatable();
        opinion.map_or(Vec::new(), |opinion| self.write_opinion(&opinion))
    }

    /// What of the latest judgement can be said of the selected claim too.
    pub(super) fn repeatable(&self) -> Option<Opinion> {
        let latest = self.latest.as_ref()?;
        let authors = self.selected_claim().is_some_and(|(_, claim)| claim.is_authors());
        let said = latest.said.filter(|_| !authors);
        Some(Opinion { said, why: None, correction: None, status_reason: None, ..latest.clone() })
    }

    pub(super) fn write_opinion(&mut self, opinion: &Opinion) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let (id, words) = (self.claim_name(claim), opinion.words());
        let settings = settings(self.notes.mine(), claim, opinion);
        let mut effects = self.write(&settings, &format!("{id}: {words}"));
        if effects.is_empty() {
            if self.notice.is_none() {
                self.say(format!("{id} is {words} already"));
            }
            effects.extend(std::mem::take(&mut self.opinion_drafts).into_iter().map(Effect::DropDraft));
        } else {
            self.latest = Some(opinion.clone());
            let line = self.saving.pending.last().map(|line| line.id);
            let drafts = std::mem::take(&mut self.opinion_drafts).into_iter();
            self.saving.drafts.extend(drafts.filter_map(|draft| Some((line?, draft))));
        }
        effects
    }

    /// What a claim is called where one reads: own claims have ids that nobody reads.
    #[must_use]
    pub fn claim_name(&self, claim: &Claim) -> String {
        if is_own(&claim.id) { "your claim".to_owned() } else { claim.id.clone() }
    }

    /// The next of the levels of priority for the selected claim.
    pub(super) fn step_priority(&mut self) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let now = self.priority_of(claim);
        let at = Priority::ALL.iter().position(|priority| *priority == now).unwrap_or(0);
        let next = Priority::ALL[(at + 1) % Priority::ALL.len()];
        // What the article proposes needs no word of one's own.
        let to = if next == claim.priority { Value::Null } else { next.word().into() };
        let setting = Setting::new(&Target::claim(&claim.id), "priority", to);
        let said = format!("{}: priority {}", self.claim_name(claim), next.word());
        self.write(&[setting], &said)
    }

    /// How much a claim deserves checking, in the annotator's view.
    #[must_use]
    pub fn priority_of(&self, claim: &Claim) -> Priority {
        self.notes.mine().map_or(claim.priority, |fold| priority(fold, claim))
    }

    /// Writes settings as one line of the journal, and says so; nothing where all of it is said already.
    pub(super) fn write(&mut self, settings: &[Setting], said: &str) -> Vec<Effect> {
        let Some(name) = self.annotator.name.clone() else { return Vec::new() };
        let of_earlier = |setting: &Setting| match &self.earlier {
            Some((on, earlier)) if setting.on == *on => Setting { earlier: Some(earlier.clone()), ..setting.clone() },
            _ => setting.clone(),
        };
        let settings: Vec<Setting> = settings.iter().map(of_earlier).collect();
        let Some(action) = action_on(&|on| self.subject(on), self.notes.mine(), &settings) else { return Vec::new() };
        let id = self.new_id();
        if is_overruled(&action.changes, id) {
            self.warn(OVERRULED);
            return Vec::new();
        }
        let line = write_set(id, &timestamp(self.moment.unix_ms), &name, &action.changes, &action.seen);
        self.say(said);
        self.keep(line)
    }

    /// An id for an element made by the message at hand; several of one message are told apart by their number.
    pub(super) fn element_id(&self, number: u64) -> String {
        ActionId::from_parts(self.moment.unix_ms + number, self.moment.random).to_string()
    }

    /// The day of the message at hand, in UTC: `2026-11-24`.
    #[must_use]
    pub fn today(&self) -> String {
        timestamp(self.moment.unix_ms).chars().take(10).collect()
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
        self.note_line(&line);
        self.saving.pending.push(line.clone());
        vec![Effect::Append(line)]
    }

    fn new_id(&self) -> ActionId {
        let greatest = self.notes.mine().and_then(Fold::greatest);
        next_id(self.moment.unix_ms, greatest, self.moment.random)
    }

    /// The changes of a line in words, also of the line that a void voids.
    fn description(&self, line: &Line) -> String {
        match self.acted_on(line).body() {
            Body::Void(_) => "an action of yours".to_owned(),
            Body::Set(changes) => changes.iter().map(described).collect::<Vec<_>>().join(", "),
        }
    }

    /// Selects the claim that a line is about, so that one sees what changes.
    fn show_target(&mut self, line: &Line) {
        let Body::Set(changes) = self.acted_on(line).body() else { return };
        let Some(id) = changes.first().and_then(|change| change.on.claim_id()) else { return };
        let found = self.document.article.claims().position(|(_, claim)| claim.id == id);
        if let Some(claim) = found {
            self.go_to_claim(claim);
        }
    }

    fn acted_on<'a>(&'a self, line: &'a Line) -> &'a Line {
        let voided = line.voids().and_then(|id| self.notes.mine()?.line(id));
        voided.unwrap_or(line)
    }

    /// Asks who writes, and then does the command that needed to know.
    pub(super) fn ask_for_name(&mut self, then: Command) {
        let field = Field::new("your name, as colleagues know it");
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Name(Box::new(NameForm { field, then })));
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
        self.everything_changed();
        self.overlay = self.behind.pop();
        let mut effects = vec![Effect::Remember(name)];
        effects.extend(self.run(then));
        effects
    }
}

/// A change in words, for the one who took it back.
fn described(change: &crate::domain::journal::Change) -> String {
    let on = match change.on.sort() {
        "claim" if is_own(change.on.id()) => "your claim".to_owned(),
        "evidence" => "evidence".to_owned(),
        "article" => "the article".to_owned(),
        _ => change.on.id().to_owned(),
    };
    let value = change.to.as_str().map_or_else(|| change.to.to_string(), str::to_owned);
    let (element, of_element) = change.field.split_once(':').unwrap_or((&change.field, ""));
    match (element, change.to.is_null()) {
        ("verdict", true) => format!("{on} not judged"),
        ("verdict", false) => {
            let word = Verdict::from_stored(&value).map(|verdict| verdict.word().to_owned());
            format!("{on} {}", word.unwrap_or(value))
        }
        ("status", false) => format!("{on} {}", value.replace('-', " ")),
        ("tag", removed) => format!("{on} {} tag {of_element}", if removed { "without" } else { "with" }),
        ("note", false) => format!("note on {on} “{}”", shortened(&value)),
        ("note" | "evidence" | "reply" | "found", true) => format!("{on} without {element}"),
        ("reply" | "found", false) => format!("{on} with {element}"),
        (field, true) => format!("{on} without {field}"),
        (field, false) => format!("{on} {field} {}", shortened(&value.replace('-', " "))),
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
