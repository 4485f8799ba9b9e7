//! Writes the annotator's changes: each is one line for the journal, shown at once and saved in the background.

use serde_json::Value;

use crate::codec::journal_jsonl::{timestamp, write_set, write_void};
use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::priority;
use crate::model::annotation::judgement::{Opinion, Standing, Verdict};
use crate::model::annotation::settlement::{SETTLED, Settlement, overrules};
use crate::model::annotation::{OVERRULED, is_overruled, settings};
use crate::model::article::claim::{Claim, Priority};
use crate::model::journal::action::{Setting, action_on};
use crate::model::journal::fold::Fold;
use crate::model::journal::{ActionId, Body, Line, Target, next_id};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::judge::state::Judging;
use crate::reader::screens::name::state::NameForm;
use crate::reader::widgets::text_input::Field;
use crate::text::beginning::beginning;

/// Code points of a value that a message repeats.
const MOST_SHOWN: usize = 40;

/// The origin of a name that the annotator typed when asked.
pub(crate) const ASKED: &str = "asked";

impl App {
    /// The annotator's verdict or status for a claim.
    #[must_use]
    pub fn own_standing(&self, claim: &Claim) -> Standing {
        self.annotator.name.as_deref().map_or(Standing::NotJudged, |name| self.notes.standing(name, claim))
    }

    /// Whether the annotator has judged a claim, even in an earlier wording.
    #[must_use]
    pub fn has_judged(&self, claim: &Claim) -> bool {
        self.own_standing(claim) != Standing::NotJudged
    }

    /// The annotator's confidence in the verdict, and whether the speaker made the claim; empty if neither is known.
    #[must_use]
    pub fn own_grades(&self, claim: &Claim) -> String {
        let Some(name) = self.annotator.name.as_deref() else { return String::new() };
        let (confidence, said) = (self.notes.confidence(name, claim), self.notes.said(name, claim));
        Opinion { confidence, said, ..Opinion::default() }.words()
    }

    /// Others' judgements of a claim, if visible: the annotator has to judge first, or ask to see them.
    #[must_use]
    pub fn visible_others(&self, claim: &Claim) -> Vec<(String, Standing)> {
        if !self.show_others && self.own_standing(claim) == Standing::NotJudged {
            return Vec::new();
        }
        let others = self.notes.others_judgements(claim).into_iter();
        others.map(|(name, standing)| (name.to_owned(), standing)).collect()
    }

    /// The settlement of a claim, if it differs from the annotator's verdict.
    #[must_use]
    pub fn overruling(&self, claim: &Claim) -> Option<Settlement> {
        overrules(&self.notes, self.annotator.name.as_deref()?, claim)
    }

    /// Opens the choice of verdicts.
    pub(crate) fn ask_for_verdict(&mut self) {
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Judge(Judging::default()));
    }

    /// What was entered for the selected claim and is not written yet.
    pub(crate) fn opinion_now(&mut self) -> Option<&mut Opinion> {
        match &mut self.overlay {
            Some(Overlay::Judge(judging)) => Some(&mut judging.opinion),
            Some(Overlay::Queue(queue)) => Some(&mut queue.opinion),
            _ => None,
        }
    }

    /// What was entered for the selected claim and is not written yet, even while a form covers it.
    #[must_use]
    pub fn opinion_behind(&self) -> Option<&Opinion> {
        match self.overlay.as_ref().or(self.behind.last()) {
            Some(Overlay::Judge(judging)) => Some(&judging.opinion),
            Some(Overlay::Queue(queue)) => Some(&queue.opinion),
            _ => None,
        }
    }

    /// Adds something to what was entered for the selected claim, before its verdict.
    pub(crate) fn add_to_opinion(&mut self, add: impl FnOnce(&mut Opinion)) {
        if let Some(opinion) = self.opinion_now() {
            add(opinion);
        }
    }

    /// Gives the selected claim a verdict, or withdraws it, together with everything entered before.
    pub(crate) fn give(&mut self, verdict: Option<Verdict>) -> Vec<Effect> {
        self.conclude(|opinion| opinion.verdict = Some(verdict))
    }

    /// Writes everything entered for the selected claim as one line, and closes the screen for it; the queue goes on.
    pub(crate) fn conclude(&mut self, add: impl FnOnce(&mut Opinion)) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Queue(_))) {
            return self.conclude_in_queue(add);
        }
        let mut opinion = match self.overlay.take() {
            Some(Overlay::Judge(judging)) => judging.opinion,
            _ => Opinion::default(),
        };
        self.overlay = self.behind.pop();
        add(&mut opinion);
        if opinion.is_empty() { Vec::new() } else { self.write_opinion(&opinion) }
    }

    /// Closes the choice of verdicts and writes nothing; drafts typed for it can be reopened.
    pub(crate) fn abandon(&mut self) -> Vec<Effect> {
        self.close();
        self.release_opinion_drafts()
    }

    /// Lets drafts be reopened that were typed for a verdict which is no longer asked for.
    pub(crate) fn release_opinion_drafts(&mut self) -> Vec<Effect> {
        let waits = |overlay: &Overlay| match overlay {
            Overlay::Judge(judging) => judging.opinion.has_text(),
            Overlay::Queue(queue) => queue.opinion.has_text(),
            _ => false,
        };
        if self.overlay.iter().chain(&self.behind).any(waits) {
            return Vec::new();
        }
        std::mem::take(&mut self.opinion_drafts).into_iter().map(Effect::ReleaseDraft).collect()
    }

    /// Judges the selected claim like the last one of this run. A reason belongs to its own claim and is not repeated.
    pub(crate) fn repeat(&mut self) -> Vec<Effect> {
        let opinion = self.repeatable();
        opinion.map_or(Vec::new(), |opinion| self.write_opinion(&opinion))
    }

    /// The part of the latest judgement that also applies to the selected claim.
    pub(crate) fn repeatable(&self) -> Option<Opinion> {
        let latest = self.latest.as_ref()?;
        let is_asked = self.selected_claim().is_some_and(|(_, claim)| claim.has_named_speaker());
        let said = latest.said.filter(|_| is_asked);
        Some(Opinion { said, why: None, correction: None, status_reason: None, ..latest.clone() })
    }

    pub(crate) fn write_opinion(&mut self, opinion: &Opinion) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let (id, words) = (self.claim_name(claim), opinion.words());
        let settings = settings(self.notes.mine(), claim, opinion);
        let mut effects = self.write(&settings, &format!("{id}: {words}"));
        if effects.is_empty() {
            if self.notice.is_none() {
                self.say(format!("{id} is already {words}"));
            }
            let drafts = std::mem::take(&mut self.opinion_drafts).into_iter();
            // What could not be written can be reopened.
            let refused = self.notice.as_ref().is_some_and(|notice| notice.trouble);
            effects.extend(drafts.map(if refused { Effect::ReleaseDraft } else { Effect::DropDraft }));
        } else {
            self.latest = Some(opinion.clone());
            let line = self.saving.pending.last().map(|line| line.id);
            let drafts = std::mem::take(&mut self.opinion_drafts).into_iter();
            self.saving.drafts.extend(drafts.filter_map(|draft| Some((line?, draft))));
        }
        effects
    }

    /// The name of a claim on screen. The ids of the annotator's own claims mean nothing to a reader.
    #[must_use]
    pub fn claim_name(&self, claim: &Claim) -> String {
        if is_own(&claim.id) { "your claim".to_owned() } else { claim.id.clone() }
    }

    /// Gives the selected claim the next priority.
    pub(crate) fn step_priority(&mut self) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let now = self.priority_of(claim);
        let at = Priority::ALL.iter().position(|priority| *priority == now).unwrap_or(0);
        let next = Priority::ALL[(at + 1) % Priority::ALL.len()];
        // The priority that the article proposes is not stored.
        let to = if next == claim.priority { Value::Null } else { next.word().into() };
        let setting = Setting::new(&Target::claim(&claim.id), "priority", to);
        let said = format!("{}: priority {}", self.claim_name(claim), next.word());
        self.write(&[setting], &said)
    }

    /// The priority of a claim: the annotator's, or else the article's.
    #[must_use]
    pub fn priority_of(&self, claim: &Claim) -> Priority {
        self.notes.mine().map_or(claim.priority, |fold| priority(fold, claim))
    }

    /// Writes changes as one line of the journal and shows `said`; writes nothing if they change nothing.
    pub(crate) fn write(&mut self, settings: &[Setting], said: &str) -> Vec<Effect> {
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

    /// An id for an element made by the current message. A number distinguishes several made by one message.
    pub(crate) fn element_id(&self, number: u64) -> String {
        ActionId::from_parts(self.moment.unix_ms + number, self.moment.random).to_string()
    }

    /// The date of the current message in the user's time zone, such as `2026-11-24`.
    #[must_use]
    pub fn today(&self) -> String {
        let local_ms = self.moment.unix_ms.saturating_add_signed(i64::from(self.utc_offset_minutes) * 60_000);
        timestamp(local_ms).chars().take(10).collect()
    }

    /// Undoes the latest action.
    pub(crate) fn undo(&mut self) -> Vec<Effect> {
        let target = self.notes.mine().and_then(Fold::undo).cloned();
        self.void(target, "Undone")
    }

    /// Redoes the action undone last.
    pub(crate) fn redo(&mut self) -> Vec<Effect> {
        let target = self.notes.mine().and_then(Fold::redo).cloned();
        self.void(target, "Redone")
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
        if line.voids().is_some() {
            self.refresh_disagreements();
        }
        self.saving.pending.push(line.clone());
        vec![Effect::Append(line)]
    }

    fn new_id(&self) -> ActionId {
        let greatest = self.notes.mine().and_then(Fold::greatest);
        next_id(self.moment.unix_ms, greatest, self.moment.random)
    }

    /// The changes of a line in words; for a void, those of the line it voids.
    fn description(&self, line: &Line) -> String {
        match self.acted_on(line).body() {
            Body::Void(_) => "an action of yours".to_owned(),
            Body::Set(changes) => changes.iter().map(described).collect::<Vec<_>>().join(", "),
        }
    }

    /// Selects the claim of a line, so that the change is visible.
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

    /// Asks for the annotator's name, then runs the command that needed it.
    pub(crate) fn ask_for_name(&mut self, then: Command) {
        let field = Field::new("your name, as colleagues know it");
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Name(Box::new(NameForm { field, then })));
    }

    /// Receives the annotator's name.
    pub(crate) fn take_name(&mut self) -> Vec<Effect> {
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

/// A change in words, for the message after undo.
fn described(change: &crate::model::journal::Change) -> String {
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
        (SETTLED, false) => format!("{on} settled as {}", change.to["verdict"].as_str().unwrap_or("?")),
        ("status", false) => format!("{on} {}", value.replace('-', " ")),
        ("tag", removed) => format!("{on} {} tag {of_element}", if removed { "without" } else { "with" }),
        ("note", false) => format!("note on {on} “{}”", beginning(&value, MOST_SHOWN)),
        ("note" | "evidence" | "reply" | "found", true) => format!("{on} without {element}"),
        ("reply" | "found", false) => format!("{on} with {element}"),
        (field, true) => format!("{on} without {field}"),
        (field, false) => format!("{on} {field} {}", beginning(&value.replace('-', " "), MOST_SHOWN)),
    }
}
