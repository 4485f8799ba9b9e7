//! What the keys of a card do with its selected row: remove it, settle it, confirm it.

use serde_json::Value;

use crate::domain::action::Setting;
use crate::domain::assessment::JUDGED_FIELDS;
use crate::domain::journal::{Line, Target};
use crate::domain::subject::Subject;

use super::App;
use super::forms::Form;
use super::message::Effect;
use super::palette::{Choice, ListKind, Pick};
use super::sheet::{Sheet, SheetKind, SheetRow, Target as Leads};

impl App {
    /// Removes what the selected row says; undo brings it back.
    pub(super) fn remove_row(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
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
            self.say("This note has answers; remove those first");
            return Vec::new();
        }
        let Some(setting) = removed else {
            self.say("Nothing of yours stands in this row");
            return Vec::new();
        };
        let effects = self.write(&[setting], "Removed; u brings it back");
        if effects.is_empty() {
            self.say("Nothing of yours stands in this row");
        }
        effects
    }

    fn claim_of(&self, sheet: Sheet) -> Option<Target> {
        let SheetKind::Card(claim) = sheet.kind else { return None };
        let (_, claim) = self.document.outline.claim(&self.document.article, claim)?;
        Some(Target::claim(&claim.id))
    }

    /// Settles the conflict of the selected row, or the first there is; otherwise confirms what was said of earlier words.
    pub(super) fn settle_row(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
        let target = |row: &SheetRow| match &row.target {
            Some(target @ (Leads::Conflict(..) | Leads::Confirm)) => Some(target.clone()),
            _ => None,
        };
        let selected = rows.get(sheet.selected).and_then(target);
        match selected.or_else(|| rows.iter().find_map(target)) {
            Some(Leads::Conflict(on, field)) => self.open_list_of(ListKind::Conflict, on, &field),
            Some(_) => return self.confirm(sheet),
            None => self.say("Nothing of this claim is in doubt"),
        }
        Vec::new()
    }

    /// Says again, of the present words, what was said of earlier ones.
    fn confirm(&mut self, sheet: Sheet) -> Vec<Effect> {
        let (Some(on), Some(fold)) = (self.claim_of(sheet), self.notes.mine()) else { return Vec::new() };
        let now = Subject::find(&self.document.article, &on).and_then(|subject| subject.fingerprint());
        let stale = |field: &str| {
            let winner = fold.winner(&on, field)?;
            // What is in dispute is settled by a choice, and not by the way.
            let is_stale = !winner.change.to.is_null() && winner.change.of != now && winner.conflicts.is_empty();
            is_stale.then(|| Setting::new(&on, field, winner.change.to.clone()))
        };
        let settings: Vec<Setting> = JUDGED_FIELDS.iter().filter_map(|field| stale(field)).collect();
        self.write(&settings, "Confirmed: it holds of the present wording")
    }

    /// The values that a field was given in places that did not know of each other.
    pub(super) fn conflict_choices(&self, on: &Target, field: &str) -> Vec<Choice> {
        let Some(winner) = self.notes.mine().and_then(|fold| fold.winner(on, field)) else { return Vec::new() };
        let choice = |line: &Line, value: &Value| Choice {
            name: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            help: line.at.replace(['T', 'Z'], " "),
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

    /// Lets one of several values hold, from now on known to all places.
    pub(super) fn let_hold(&mut self, on: &Target, field: &str, value: Value) -> Vec<Effect> {
        self.write(&[Setting::new(on, field, value)], "Settled")
    }
}

/// The change that removes what a form writes.
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
