//! The queue: the claims to check, by priority, then by place, each with its paragraph. One letter judges a claim and
//! brings up the next.

pub(crate) mod draw;
pub mod layout;
pub mod letters;
pub(crate) mod screen;
pub mod state;

use crate::model::annotation::judgement::{Opinion, Verdict};
use crate::model::journal::Target;
use crate::reader::place::Pane;
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::picker::state::ListKind;
use crate::reader::screens::queue::state::Queue;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::queue::layout::QueueRow;

impl App {
    /// How many claims to check match the filter.
    fn to_do_count(&self) -> usize {
        if self.filter.is_none() { self.workload().to_do } else { self.with_queue(|claims| claims.count()) }
    }

    /// Opens the queue at the most urgent claim.
    pub(crate) fn open_queue(&mut self) {
        if self.is_in_round() {
            return self.return_to_round();
        }
        if self.with_queue(|claims| claims.next().is_none()) {
            let text = if self.filter.is_some() { "No claims to check match the filter" } else { "No claims to check" };
            return self.say(text);
        }
        self.remember(self.place);
        self.overlay = Some(Overlay::Queue(Queue::default()));
        self.settle_queue();
    }

    /// Selects the queue's claim in the article; closes the queue when nothing is left.
    pub(crate) fn settle_queue(&mut self) {
        let Some(Overlay::Queue(queue)) = &self.overlay else { return };
        if self.is_in_round() {
            return;
        }
        let (at, count) = (queue.at, self.to_do_count());
        let at = at.min(count.saturating_sub(1));
        let claim = self.with_queue(|claims| claims.nth(at));
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return };
        let Some(claim) = claim else {
            let judged = queue.judged.len();
            self.overlay = None;
            self.say(format!("No more claims to check; {judged} judged in this session"));
            return self.remember_end(Scope::Queue);
        };
        queue.at = at;
        if self.place.claim != Some(claim) {
            queue.scroll = 0;
            self.go_to_claim(claim);
        }
    }

    /// Carries out a command in the queue.
    pub(crate) fn run_queue(&mut self, command: Command) -> Vec<Effect> {
        let attaches = matches!(command, Command::Evidence | Command::Note | Command::Reply | Command::Tags);
        let moved_on = matches!(&self.overlay, Some(Overlay::Queue(queue)) if queue.just_moved_on);
        let is_for_judged = attaches && moved_on && self.is_hasty();
        if let (true, Some(judged)) = (is_for_judged, self.judged_last()) {
            // Nobody has read the next claim yet, so this is about the one that was judged.
            return self.attach_to(&judged, command);
        }
        if let (false, Some(Overlay::Queue(queue))) = (attaches, &mut self.overlay) {
            queue.just_moved_on = false;
        }
        if let Some(effects) = self.run_in_round(command) {
            return effects;
        }
        match command {
            Command::EvidenceForJudged => {
                let judged = self.judged_last();
                judged.map_or(Vec::new(), |judged| self.attach_to(&judged, Command::Evidence))
            }
            Command::Next => self.step_queue(true),
            Command::Previous => self.step_queue(false),
            Command::Close => {
                let effects = self.write_what_was_given();
                self.overlay = None;
                effects
            }
            Command::Follow => {
                let effects = self.write_what_was_given();
                self.overlay = None;
                self.set_focus(Pane::Text);
                effects
            }
            Command::Filter => {
                let effects = self.write_what_was_given();
                self.behind.extend(self.overlay.take());
                self.open_list(ListKind::Filters);
                effects
            }
            Command::PageDown => self.scroll_queue(true),
            Command::PageUp => self.scroll_queue(false),
            Command::AskForEvidence => self.switch_asking_for_evidence(),
            Command::Repeat => {
                let latest = self.repeatable().unwrap_or_default();
                self.conclude_in_queue(|opinion| *opinion = latest)
            }
            Command::Undo if self.forget_what_was_given() => Vec::new(),
            Command::Undo | Command::Redo => {
                let effects = if command == Command::Undo { self.undo() } else { self.redo() };
                self.return_to_selected();
                effects
            }
            other => self.run_in_panes(other),
        }
    }

    /// The id of the claim that was judged last in the open queue.
    #[must_use]
    pub(crate) fn judged_last(&self) -> Option<String> {
        let queue =
            [self.overlay.as_ref(), self.behind.last()].into_iter().flatten().find_map(|overlay| match overlay {
                Overlay::Queue(queue) => Some(queue),
                _ => None,
            });
        let (_, claim) = self.document.outline.claim(&self.document.article, *queue?.judged.last()?)?;
        Some(claim.id.clone())
    }

    /// The id of the claim that was judged last, if the queue has just moved on from it.
    #[must_use]
    pub(crate) fn moved_on_from(&self) -> Option<String> {
        let moved_on = |overlay: &Overlay| matches!(overlay, Overlay::Queue(queue) if queue.just_moved_on);
        self.behind.last().is_some_and(moved_on).then(|| self.judged_last())?
    }

    /// Attaches something to a claim that is no longer the current one.
    fn attach_to(&mut self, claim: &str, command: Command) -> Vec<Effect> {
        let (on, claim) = (Target::claim(claim), claim.to_owned());
        match command {
            Command::Note => self.compose(Form::Note { on, id: None }, "text"),
            Command::Reply => self.compose(Form::Reply { claim, id: None }, "who"),
            Command::Tags => self.open_tags(on),
            _ => self.compose(Form::Evidence { claim, id: None }, "url"),
        }
        Vec::new()
    }

    /// Scrolls the text by half of what shows of it, where more of it is there.
    fn scroll_queue(&mut self, forward: bool) -> Vec<Effect> {
        let rows = self.queue_page().map_or(Vec::new(), |page| page.rows);
        let text = rows.iter().filter_map(|row| match row {
            QueueRow::Text { cut_above, cut_below, .. } => Some((*cut_above, *cut_below)),
            _ => None,
        });
        let text: Vec<(bool, bool)> = text.collect();
        let has_more = text.iter().any(|(above, below)| if forward { *below } else { *above });
        let by = isize::try_from(text.len() / 2).unwrap_or(1).max(1);
        if let (Some(Overlay::Queue(queue)), true) = (&mut self.overlay, has_more) {
            queue.scroll += if forward { by } else { -by };
        }
        Vec::new()
    }

    /// Switches the question for evidence after “refuted” and “misleading” on or off.
    fn switch_asking_for_evidence(&mut self) -> Vec<Effect> {
        let asks = !self.preferences.asks_for_evidence;
        self.preferences.asks_for_evidence = asks;
        self.say(if asks {
            "The queue now asks for evidence after each refuted or misleading claim"
        } else {
            "The queue no longer asks for evidence"
        });
        Vec::new()
    }

    /// Opens the form for evidence after a claim was refuted or found misleading, if the queue asks for it and the
    /// claim has none.
    fn ask_for_evidence(&mut self, claim: Option<usize>, opinion: &Opinion) {
        let is_asked = matches!(opinion.verdict, Some(Some(Verdict::Refuted | Verdict::Misleading)));
        if !is_asked || !self.preferences.asks_for_evidence {
            return;
        }
        let claim = claim.and_then(|claim| self.document.outline.claim(&self.document.article, claim));
        let Some((_, claim)) = claim else { return };
        let (on, claim) = (Target::claim(&claim.id), claim.id.clone());
        if self.notes.mine().is_some_and(|fold| fold.elements(&on, "evidence:").next().is_none()) {
            self.compose(Form::Evidence { claim, id: None }, "url");
        }
    }

    /// After an undo, returns to the claim it concerned.
    fn return_to_selected(&mut self) {
        let selected = self.place.claim;
        let at =
            self.with_queue(|claims| claims.enumerate().find(|(_, claim)| Some(*claim) == selected).map(|(at, _)| at));
        if let (Some(Overlay::Queue(queue)), Some(at)) = (&mut self.overlay, at) {
            queue.judged.retain(|claim| Some(*claim) != selected);
            queue.at = at;
        }
        self.settle_queue();
    }

    /// Skips the selected claim or goes back, writing first what was entered for it.
    fn step_queue(&mut self, forward: bool) -> Vec<Effect> {
        let effects = self.write_what_was_given();
        let (count, selected) = (self.to_do_count(), self.place.claim);
        let here = self.with_queue(|claims| claims.enumerate().find(|(_, claim)| Some(*claim) == selected));
        if let Some(Overlay::Queue(queue)) = &mut self.overlay {
            // A claim that has left the queue has already made room for the next one.
            let (at, left) = here.map_or((queue.at, true), |(at, _)| (at, false));
            let last = count.saturating_sub(1);
            queue.at = if forward { (at + usize::from(!left)).min(last) } else { at.saturating_sub(1) };
        }
        self.settle_queue();
        effects
    }

    /// Discards the opinion on the current claim that is not written yet, because undo takes it back first; returns
    /// whether there was one.
    pub(crate) fn forget_what_was_given(&mut self) -> bool {
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return false };
        let given = std::mem::take(&mut queue.opinion);
        let was = !given.is_empty();
        if was {
            self.say(format!("Not written: {}", given.words()));
        }
        was
    }

    pub(crate) fn write_what_was_given(&mut self) -> Vec<Effect> {
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return Vec::new() };
        let opinion = std::mem::take(&mut queue.opinion);
        if opinion.is_empty() { Vec::new() } else { self.write_opinion(&opinion) }
    }

    /// Writes everything entered for the selected claim as one line, and goes on.
    pub(crate) fn conclude_in_queue(&mut self, add: impl FnOnce(&mut Opinion)) -> Vec<Effect> {
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return Vec::new() };
        let mut opinion = std::mem::take(&mut queue.opinion);
        add(&mut opinion);
        let effects = self.write_opinion(&opinion);
        let claim = self.place.claim;
        if let Some(Overlay::Queue(queue)) = &mut self.overlay {
            queue.judged.extend(claim);
        }
        self.settle_queue();
        if !effects.is_empty() {
            self.say_how_to_add_evidence(claim);
            self.ask_for_evidence(claim, &opinion);
        }
        effects
    }

    /// Says with the verdict how evidence is added to the claim, which the queue has moved on from.
    fn say_how_to_add_evidence(&mut self, judged: Option<usize>) {
        let key = self.key_in(Scope::Queue, Command::EvidenceForJudged);
        let moved_on = self.place.claim != judged;
        if let Some(Overlay::Queue(queue)) = &mut self.overlay {
            queue.just_moved_on = moved_on;
            if let Some(notice) = self.notice.as_mut().filter(|notice| !notice.trouble && moved_on) {
                notice.text.extend([" · ", &key, " adds evidence for it"]);
            }
        }
    }
}
