//! What the keys of a card do with its selected row: remove it, settle it, confirm it.

use serde_json::Value;

use crate::domain::action::Setting;
use crate::domain::anchor::{Candidate, words};
use crate::domain::journal::{Line, Target};
use crate::domain::own_claim::{anchor_value, is_own};
use crate::domain::subject::Subject;

use super::App;
use super::forms::Form;
use super::message::Effect;
use super::overlay::Overlay;
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

    /// Settles the conflict of the selected row, or confirms or moves what it says of earlier words; where the row waits for
    /// nothing, the first one does that has only to be settled or confirmed.
    pub(super) fn settle_row(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
        let selected = rows.get(sheet.selected).and_then(|row| row.target.clone());
        if let Some(Leads::MoveTo(on, place, fields)) = &selected {
            return self.say_there(on, place, fields);
        }
        let waits = |target: &Leads| matches!(target, Leads::Conflict(..) | Leads::Confirm(..));
        let first = || rows.iter().filter_map(|row| row.target.clone()).find(waits);
        match selected.filter(waits).or_else(first) {
            Some(Leads::Conflict(on, field)) => self.open_list_of(ListKind::Conflict, on, &field),
            Some(Leads::Confirm(on, fields)) => return self.confirm(&on, &fields),
            _ => self.say(if sheet.is_card() {
                "Nothing of this claim is in doubt"
            } else {
                "Choose a row that says what ! does"
            }),
        }
        Vec::new()
    }

    /// Whether the selected row of the open page waits to be settled, confirmed or moved.
    #[must_use]
    pub fn row_waits(&self) -> bool {
        let Some(Overlay::Sheet(sheet)) = &self.overlay else { return false };
        let rows = if sheet.holds_doubts() { sheet.rows(self) } else { Vec::new() };
        let target = rows.get(sheet.selected).and_then(|row| row.target.as_ref());
        matches!(target, Some(Leads::MoveTo(..) | Leads::Confirm(..) | Leads::Conflict(..)))
    }

    /// Says again, of the present words, what was said of earlier ones.
    fn confirm(&mut self, on: &Target, fields: &[String]) -> Vec<Effect> {
        let Some(fold) = self.notes.mine() else { return Vec::new() };
        let again = |field: &String| {
            let winner = fold.winner(on, field)?;
            // What is in dispute is settled by a choice, and not by the way.
            if winner.change.to.is_null() || !winner.conflicts.is_empty() {
                return None;
            }
            let to = if field == "anchor" { self.anchor_now(on)? } else { winner.change.to.clone() };
            Some(Setting::new(on, field, to))
        };
        let settings: Vec<Setting> = fields.iter().filter_map(again).collect();
        self.write(&settings, "Confirmed: it holds of the present wording")
    }

    /// The anchor of an own claim at the words where it stands now.
    fn anchor_now(&self, on: &Target) -> Option<Value> {
        let Some(Subject::Claim(paragraph, claim)) = self.subject(on) else { return None };
        Some(anchor_value(&words::of_span(paragraph, claim.quote_span(paragraph)?)))
    }

    /// Says of another thing, or of an own claim's words in another place, what was said of words that stand there now.
    fn say_there(&mut self, on: &Target, place: &Candidate, fields: &[String]) -> Vec<Effect> {
        let name = place.words(&self.document.article);
        if on.claim_id().is_some_and(is_own) {
            let paragraph =
                place.paragraph.and_then(|number| self.document.outline.paragraph(&self.document.article, number));
            let (Some(paragraph), Some(span)) = (paragraph, place.span) else { return Vec::new() };
            let anchor = Setting::new(on, "anchor", anchor_value(&words::of_span(paragraph, span)));
            return self.write(&[anchor], &format!("Your claim stands in {name} now"));
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
            self.say(format!("{name} has something else of yours there already, which is left as it is"));
            return Vec::new();
        }
        let kept = if left == 0 { String::new() } else { "; what you had said there already stays".to_owned() };
        self.write(&settings, &format!("Moved to {name}{kept}; u brings it back"))
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
