//! The queue: what is to do, by priority, then place, each claim with its paragraph; a letter judges and steps on.

use crate::domain::judgement::Opinion;

use super::App;
use super::Pane;
use super::command::Command;
use super::message::Effect;
use super::overlay::Overlay;
use super::palette::ListKind;

/// The open queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many claims of those that are to do come before the one at hand.
    pub at: usize,
    /// What is said of the claim at hand, and not written yet.
    pub opinion: Opinion,
    /// Claims judged since it was opened, the latest last.
    pub judged: Vec<usize>,
}

impl App {
    /// How many claims are to do and pass the filter.
    fn to_do_count(&self) -> usize {
        if self.filter.is_none() { self.workload().to_do } else { self.with_queue(|claims| claims.count()) }
    }

    /// Opens the queue at what is most urgent.
    pub(super) fn open_queue(&mut self) {
        if self.with_queue(|claims| claims.next().is_none()) {
            let text =
                if self.filter.is_some() { "Nothing that passes the filter is to do" } else { "Nothing is to do" };
            return self.say(text);
        }
        self.remember(self.place);
        self.overlay = Some(Overlay::Queue(Queue::default()));
        self.settle_queue();
    }

    /// Selects the claim at hand; closes the queue once nothing is left.
    pub(super) fn settle_queue(&mut self) {
        let Some(Overlay::Queue(queue)) = &self.overlay else { return };
        let (at, count) = (queue.at, self.to_do_count());
        let at = at.min(count.saturating_sub(1));
        let claim = self.with_queue(|claims| claims.nth(at));
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return };
        let Some(claim) = claim else {
            let judged = queue.judged.len();
            self.overlay = None;
            return self.say(format!("Nothing more is to do: {judged} judged just now"));
        };
        queue.at = at;
        if self.place.claim != Some(claim) {
            self.go_to_claim(claim);
        }
    }

    /// Does a command in the queue.
    pub(super) fn run_queue(&mut self, command: Command) -> Vec<Effect> {
        match command {
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

    /// What was taken back is at hand again.
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

    /// Skips the claim at hand, or goes back to the one before; what was said of it is written first.
    fn step_queue(&mut self, forward: bool) -> Vec<Effect> {
        let effects = self.write_what_was_given();
        let (count, selected) = (self.to_do_count(), self.place.claim);
        let here = self.with_queue(|claims| claims.enumerate().find(|(_, claim)| Some(*claim) == selected));
        if let Some(Overlay::Queue(queue)) = &mut self.overlay {
            // What has left the queue has made room for the next one.
            let (at, left) = here.map_or((queue.at, true), |(at, _)| (at, false));
            let last = count.saturating_sub(1);
            queue.at = if forward { (at + usize::from(!left)).min(last) } else { at.saturating_sub(1) };
        }
        self.settle_queue();
        effects
    }

    /// What was said of the claim at hand, and not written, is what one takes back first; whether there was anything.
    fn forget_what_was_given(&mut self) -> bool {
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return false };
        let given = std::mem::take(&mut queue.opinion);
        let was = !given.is_empty();
        if was {
            // Its drafts stay: what was typed can be taken up again.
            self.say(format!("Not written: {}", given.words()));
        }
        was
    }

    fn write_what_was_given(&mut self) -> Vec<Effect> {
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return Vec::new() };
        let opinion = std::mem::take(&mut queue.opinion);
        if opinion.is_empty() { Vec::new() } else { self.write_opinion(&opinion) }
    }

    /// Writes all that was said of the claim at hand as one line, and steps on.
    pub(super) fn conclude_in_queue(&mut self, add: impl FnOnce(&mut Opinion)) -> Vec<Effect> {
        let Some(Overlay::Queue(queue)) = &mut self.overlay else { return Vec::new() };
        let mut opinion = std::mem::take(&mut queue.opinion);
        add(&mut opinion);
        let effects = self.write_opinion(&opinion);
        let claim = self.place.claim;
        if let Some(Overlay::Queue(queue)) = &mut self.overlay {
            queue.judged.extend(claim);
        }
        self.settle_queue();
        effects
    }
}
