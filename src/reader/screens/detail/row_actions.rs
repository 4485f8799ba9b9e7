//! The actions of a page's selected row: remove it, resolve a conflict, confirm or move an annotation.

use serde_json::Value;

use crate::model::annotation::added_claim::{anchor_value, is_own};
use crate::model::article::subject::Subject;
use crate::model::journal::action::Setting;
use crate::model::journal::anchor::{Candidate, words};
use crate::model::journal::privacy::{PRIVATE, is_private};
use crate::model::journal::{Line, Target};
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::{Sheet, SheetKind, SheetRow, Target as Leads};
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;

impl App {
    /// Removes the annotation of the selected row. Undo restores it.
    pub(crate) fn remove_row(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
        let removed = match rows.get(sheet.selected).and_then(|row| row.target.clone()) {
            Some(Leads::Form(form, field)) => removal(&form, field),
            Some(Leads::Related(_, field)) => self.claim_of(sheet).map(|on| Setting::new(&on, field, Value::Null)),
            _ => None,
        };
        let answered = |setting: &Setting| {
            let note = setting.field.strip_prefix("note:").map(|id| Target::element("note", id));
            note.is_some_and(|on| self.notes.mine().is_some_and(|fold| fold.elements(&on, "note:").next().is_some()))
        };
        if removed.as_ref().is_some_and(answered) {
            self.say("This note has answers. Remove them first");
            return Vec::new();
        }
        let Some(setting) = removed else {
            self.say("This row has no annotation of yours");
            return Vec::new();
        };
        let effects = self.write(&[setting], &format!("Removed. {} restores it", self.key_for(Command::Undo)));
        if effects.is_empty() {
            self.say("This row has no annotation of yours");
        }
        effects
    }

    /// Marks the note or evidence of the selected row as private, or removes the mark.
    pub(crate) fn keep_row_private(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
        let on = match rows.get(sheet.selected).and_then(|row| row.target.as_ref()) {
            Some(Leads::Form(Form::Note { id: Some(id), .. }, _)) => Target::element("note", id),
            Some(Leads::Form(Form::Evidence { id: Some(id), .. }, _)) => Target::element("evidence", id),
            _ => {
                self.say("Select one of your notes or pieces of evidence");
                return Vec::new();
            }
        };
        let was_private = self.notes.mine().is_some_and(|fold| is_private(fold, &on));
        let (to, words) = if was_private {
            (Value::Null, "No longer private: exports include it again")
        } else {
            (Value::Bool(true), "Private: left out of every export")
        };
        self.write(&[Setting::new(&on, PRIVATE, to)], words)
    }

    fn claim_of(&self, sheet: Sheet) -> Option<Target> {
        let SheetKind::Card(claim) = sheet.kind else { return None };
        let (_, claim) = self.document.outline.claim(&self.document.article, claim)?;
        Some(Target::claim(&claim.id))
    }

    /// Resolves the conflict of the selected row, or confirms or moves its annotation. If the row needs no decision,
    /// acts on the first row that only has to be resolved or confirmed.
    pub(crate) fn settle_row(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
        let selected = rows.get(sheet.selected).and_then(|row| row.target.clone());
        if let Some(Leads::MoveTo(on, place, fields)) = &selected {
            return self.say_there(on, place, fields);
        }
        let waits = |target: &Leads| matches!(target, Leads::Conflict(..) | Leads::Confirm(..));
        let first = || rows.iter().filter_map(|row| row.target.clone()).find(waits);
        match selected.filter(waits).or_else(first) {
            Some(Leads::Conflict(on, field)) => self.open_list_of(ListKind::Conflict, on, &field),
            Some(Leads::Confirm(on, fields)) => return self.confirm(&on, &fields),
            _ if sheet.is_card() => self.say("This claim has nothing to resolve"),
            _ => {
                let settle = self.key_in(Scope::Sheet, Command::Settle);
                self.say(format!("Select a row that mentions {settle}"));
            }
        }
        Vec::new()
    }

    /// Whether the selected row of the open page has something to resolve, confirm or move.
    #[must_use]
    pub fn row_waits(&self) -> bool {
        let Some(Overlay::Sheet(sheet)) = &self.overlay else { return false };
        let rows = if sheet.holds_doubts() { sheet.rows(self) } else { Vec::new() };
        let target = rows.get(sheet.selected).and_then(|row| row.target.as_ref());
        matches!(target, Some(Leads::MoveTo(..) | Leads::Confirm(..) | Leads::Conflict(..)))
    }

    /// Confirms for the current wording what was written for an earlier one.
    fn confirm(&mut self, on: &Target, fields: &[String]) -> Vec<Effect> {
        let Some(fold) = self.notes.mine() else { return Vec::new() };
        let again = |field: &String| {
            let winner = fold.winner(on, field)?;
            // A conflict needs an explicit choice; confirming must not decide it in passing.
            if winner.change.to.is_null() || !winner.conflicts.is_empty() {
                return None;
            }
            let to = if field == "anchor" { self.anchor_now(on)? } else { winner.change.to.clone() };
            Some(Setting::new(on, field, to))
        };
        let settings: Vec<Setting> = fields.iter().filter_map(again).collect();
        self.write(&settings, "Confirmed for the current wording")
    }

    /// The anchor of the annotator's own claim at the current place of its words.
    fn anchor_now(&self, on: &Target) -> Option<Value> {
        let Some(Subject::Claim(paragraph, claim)) = self.subject(on) else { return None };
        Some(anchor_value(&words::of_span(paragraph, claim.quote_span(paragraph)?)))
    }

    /// Moves annotations to the target that now has their words, or an added claim to the new place of its words.
    fn say_there(&mut self, on: &Target, place: &Candidate, fields: &[String]) -> Vec<Effect> {
        let name = place.words(&self.document.article);
        if on.claim_id().is_some_and(is_own) {
            let paragraph =
                place.paragraph.and_then(|number| self.document.outline.paragraph(&self.document.article, number));
            let (Some(paragraph), Some(span)) = (paragraph, place.span) else { return Vec::new() };
            let anchor = Setting::new(on, "anchor", anchor_value(&words::of_span(paragraph, span)));
            return self.write(&[anchor], &format!("Your claim is in {name} now"));
        }
        let Some(fold) = self.notes.mine() else { return Vec::new() };
        let (mut settings, mut left) = (Vec::new(), 0);
        for field in fields {
            let Some(winner) = fold.winner(on, field).filter(|winner| !winner.change.to.is_null()) else { continue };
            let relates_to_itself = field.split_once(':').is_some_and(|(_, other)| other == place.on.id());
            if fold.value(&place.on, field).is_some() || !winner.conflicts.is_empty() || relates_to_itself {
                left += 1;
                continue;
            }
            settings.push(Setting::new(on, field, Value::Null));
            settings.push(Setting::new(&place.on, field, winner.change.to.clone()));
        }
        if settings.is_empty() {
            self.say(format!("{name} already has a different annotation of yours; both stay where they are"));
            return Vec::new();
        }
        let kept = if left == 0 { String::new() } else { "; your other annotations there stay".to_owned() };
        let undo = self.key_for(Command::Undo);
        self.write(&settings, &format!("Moved to {name}{kept}. {undo} moves it back"))
    }

    /// The competing values of a field with conflicting edits.
    pub(crate) fn conflict_choices(&self, on: &Target, field: &str) -> Vec<Choice> {
        let Some(winner) = self.notes.mine().and_then(|fold| fold.winner(on, field)) else { return Vec::new() };
        let choice = |line: &Line, value: &Value| Choice {
            name: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            help: line.at().replace(['T', 'Z'], " "),
            right: String::new(),
            available: true,
            pick: Pick::Value(value.clone()),
        };
        let mut choices = vec![choice(winner.line, &winner.change.to)];
        for line in &winner.conflicts {
            let change = line.changes().iter().find(|change| change.on == *on && change.field == field);
            choices.extend(change.map(|change| choice(line, &change.to)));
        }
        choices
    }

    /// Makes one of several values win. The new line names the others, so the conflict is over everywhere.
    pub(crate) fn let_hold(&mut self, on: &Target, field: &str, value: Value) -> Vec<Effect> {
        self.write(&[Setting::new(on, field, value)], "Settled")
    }
}

/// The change that removes what a form wrote.
fn removal(form: &Form, field: &str) -> Option<Setting> {
    let on = form.on();
    let null = |field: String| Some(Setting::new(&on, field, Value::Null));
    match form {
        Form::Note { id: Some(id), .. } => null(format!("note:{id}")),
        Form::Evidence { id: Some(id), .. } => null(format!("evidence:{id}")),
        Form::Reply { id: Some(id), .. } => null(format!("reply:{id}")),
        Form::Figure { figure, .. } => null(format!("found:{figure}")),
        Form::Reason { .. } => null(field.to_owned()),
        Form::OwnClaim { id: Some(id), .. } => Some(Setting::new(&Target::claim(id), "text", Value::Null)),
        _ => None,
    }
}
