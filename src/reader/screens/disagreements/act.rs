//! The commands of the page of disagreements.

use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::{reason_for, settle, unsettle};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::place::Pane;
use crate::reader::screens::form::forms::kind::Form;

impl App {
    /// Carries out a command on the page.
    pub(crate) fn run_disagreements(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Next => self.step_dispute(true),
            Command::Previous => self.step_dispute(false),
            Command::PageDown => self.scroll_sides(true),
            Command::PageUp => self.scroll_sides(false),
            Command::SettleAs(side) => return self.settle_as(self.outcome_of_side(side), false),
            Command::SettleBecause(side) => return self.settle_as(self.outcome_of_side(side), true),
            Command::Give(Some(verdict)) => return self.settle_as(Some(Outcome::Verdict(verdict)), false),
            Command::NotCheckable => return self.settle_as(Some(Outcome::NotCheckable), false),
            Command::Unsettle => return self.unsettle_at_hand(),
            Command::Names => self.switch_names(),
            Command::Others => {
                let effects = self.run_in_panes(command);
                self.refresh_disagreements();
                self.go_to_first_open_dispute();
                return effects;
            }
            Command::Follow => {
                self.close();
                self.set_focus(Pane::Text);
            }
            other => return self.run_in_panes(other),
        }
        Vec::new()
    }

    /// Whether a dispute is selected.
    pub(crate) fn has_dispute(&self) -> bool {
        self.disagreements_progress().all > 0
    }

    /// Whether the selected dispute has a side with this number, counted from 0.
    pub(crate) fn has_side(&self, side: u8) -> bool {
        self.outcome_of_side(side).is_some()
    }

    /// The outcome of a side, by its number counted from 0.
    fn outcome_of_side(&self, side: u8) -> Option<Outcome> {
        self.disagreement_at_hand()?.outcomes().get(usize::from(side)).copied()
    }

    /// Whether the annotator has settled the selected dispute.
    pub(crate) fn settled_it(&self) -> bool {
        let own =
            |one: &crate::model::annotation::settlement::Settlement| Some(one.by.as_str()) == self.notes.me.as_deref();
        self.disagreement_at_hand().is_some_and(|one| one.settled.all().iter().any(own))
    }

    /// Settles the selected dispute with the reason that the winning side gives; opens a form for the reason if there
    /// is none or if `ask`.
    fn settle_as(&mut self, outcome: Option<Outcome>, ask: bool) -> Vec<Effect> {
        let (Some(outcome), Some(one)) = (outcome, self.disagreement_at_hand()) else { return Vec::new() };
        let reason = reason_for(&self.notes, one.claim, &one.findings, outcome);
        let claim = one.claim.id.clone();
        if let Some(reason) = reason.filter(|_| !ask) {
            return self.write_settlement(&claim, outcome, &reason);
        }
        self.compose(Form::Settlement { claim, outcome }, "because");
        Vec::new()
    }

    /// Writes a settlement as a line of its own and goes on to the next open dispute.
    pub(crate) fn write_settlement(&mut self, claim: &str, outcome: Outcome, because: &str) -> Vec<Effect> {
        let Some(number) = self.claim_numbered(claim) else { return Vec::new() };
        let Some((_, claim)) = self.document.outline.claim(&self.document.article, number) else { return Vec::new() };
        let setting = settle(&self.notes, claim, outcome, because);
        let said = format!("{}: settled as {}, because “{because}”", self.claim_name(claim), outcome.word());
        let effects = self.write(&[setting], &said);
        if effects.is_empty() && self.notice.is_none() {
            self.say(format!("Already settled as {} for that reason", outcome.word()));
        }
        self.after_settling(!effects.is_empty());
        effects
    }

    /// Goes on if something was written, and reports when no dispute is left.
    fn after_settling(&mut self, wrote: bool) {
        if !wrote || self.disagreements_screen().is_none() {
            return;
        }
        let settled = self.disagreement_at_hand().is_some_and(|one| one.settled.word().is_some());
        if let Some(screen) = self.disagreements_mut() {
            screen.put_settled(settled);
        }
        if !self.go_to_open_dispute() && settled {
            let all = self.disagreements_progress().all;
            let hidden = self.disagreements_screen().map_or(0, |screen| screen.hidden);
            self.say(match (all, hidden) {
                (1, 0) => "The only dispute is settled".to_owned(),
                (all, 0) => format!("All {all} disputes are settled"),
                (all, hidden) => format!("All {all} visible disputes are settled; {hidden} more are hidden"),
            });
        }
    }

    /// Withdraws the annotator's own settlement of the selected dispute, as an action of its own.
    fn unsettle_at_hand(&mut self) -> Vec<Effect> {
        let Some(one) = self.disagreement_at_hand() else { return Vec::new() };
        let (setting, name) = (unsettle(one.claim), self.claim_name(one.claim));
        let effects = self.write(&[setting], &format!("{name}: your settlement is withdrawn"));
        self.refresh_disagreements();
        effects
    }

    fn switch_names(&mut self) {
        let Some(screen) = self.disagreements_mut() else { return };
        screen.hides_names = !screen.hides_names;
        let hidden = screen.hides_names;
        let key = self.key_in(Scope::Disagreements, Command::Names);
        self.say(if hidden {
            format!("Names are hidden; {key} shows them")
        } else {
            "Names are visible again".to_owned()
        });
    }

    /// Scrolls the sides by half of their height.
    fn scroll_sides(&mut self, forward: bool) {
        let Some(page) = self.disagreements_page() else { return };
        let (step, last) = (page.side_room.div_ceil(2).max(1), page.last_top);
        let Some(screen) = self.disagreements_mut() else { return };
        let top = screen.top();
        screen.put_top(if forward { (top + step).min(last) } else { top.min(last).saturating_sub(step) });
    }
}
