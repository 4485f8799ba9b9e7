//! The mouse in a form.

use ratatui::layout::Position;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::form::layout::choice_rows;
use crate::reader::screens::form::state::{FieldKind, FormField};
use crate::reader::widgets::text_area::TextBox;

impl App {
    /// A click puts the cursor where it hit, and chooses the word of a choice.
    pub(crate) fn press_on_form(&mut self, at: Position) -> Vec<Effect> {
        let Some(form) = self.compose_box() else { return Vec::new() };
        let columns = form.columns();
        let Some((index, row, column)) = form.field_at(at) else { return Vec::new() };
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        compose.fields.iter_mut().for_each(FormField::accept);
        compose.at = index;
        if let FieldKind::Choice(..) = compose.fields[index].kind {
            let rows = choice_rows(compose, index, columns);
            let word = rows.get(row).and_then(|cells| cells.iter().rev().find(|(start, _)| *start <= column));
            if let Some((_, word)) = word {
                compose.fields[index].text = TextBox::new(word);
            }
            return self.keep_draft();
        }
        compose.fields[index].text.click(row, column, columns);
        Vec::new()
    }

    /// A drag selects words of the field in which it began.
    pub(crate) fn drag_on_form(&mut self, at: Position) -> Vec<Effect> {
        let Some(form) = self.compose_box() else { return Vec::new() };
        let columns = form.columns();
        let Some((index, row, column)) = form.field_at(at) else { return Vec::new() };
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        if index == compose.at {
            compose.fields[index].text.drag(row, column, columns);
        }
        Vec::new()
    }

    /// The wheel moves the cursor by a row where the field has several.
    pub(crate) fn turn_wheel_on_form(&mut self, step: Command) -> Vec<Effect> {
        if self.compose_box().is_none() {
            return Vec::new();
        }
        let Some(Overlay::Compose(compose)) = &self.overlay else { return Vec::new() };
        let key = Key::named(if step == Command::Next { "Down" } else { "Up" });
        if compose.fields.get(compose.at).is_some_and(|field| field.kind == FieldKind::Lines) {
            return self.type_into_form(&key);
        }
        Vec::new()
    }
}
