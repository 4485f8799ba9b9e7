//! The mouse: a click focuses and selects, on what is selected already it follows; the wheel scrolls; a drag selects.

use ratatui::layout::{Position, Rect};

use super::compose::FieldKind;
use super::compose_box::choice_rows;
use super::layout::Layout;
use super::message::{Effect, Key, Pointer, PointerAction};
use super::overlay::Overlay;
use super::rows::TextRow;
use super::select::Selection;
use super::sheet::{self, Sheet};
use super::text_box::TextBox;
use super::{App, Pane, hints, rows, scroll};
use crate::app::command::Command;
use crate::app::layout::GUTTER;
use crate::text::cells;
use crate::text::span::ByteSpan;

/// Rows that a step of the wheel scrolls.
const WHEEL_ROWS: usize = 3;

impl App {
    /// Takes in what the mouse did; true when the panes are to stay as they were scrolled.
    pub(super) fn point(&mut self, pointer: Pointer) -> (Vec<Effect>, bool) {
        let Some(layout) = self.layout() else { return (Vec::new(), true) };
        let at = Position::new(pointer.column, pointer.row);
        if pointer.action == PointerAction::Press && layout.footer.contains(at) {
            let hint = hints::hints(self).into_iter().find(|hint| hint.column <= at.x && at.x < hint.end());
            return (hint.map_or(Vec::new(), |hint| self.run_if_available(hint.command)), false);
        }
        match (&self.overlay, pointer.action) {
            (None | Some(Overlay::Select(_)), PointerAction::Drag) => {
                self.drag(&layout, at);
                (Vec::new(), true)
            }
            (None, PointerAction::WheelUp | PointerAction::WheelDown) => {
                self.wheel(&layout, at, pointer.action == PointerAction::WheelDown);
                (Vec::new(), true)
            }
            (None | Some(Overlay::Select(_)), PointerAction::Press) => {
                self.overlay = None;
                (self.press(&layout, at), false)
            }
            _ => (self.point_at_overlay(pointer.action, at), false),
        }
    }

    fn point_at_overlay(&mut self, action: PointerAction, at: Position) -> Vec<Effect> {
        let wheel = match action {
            PointerAction::WheelDown => Some(Command::Next),
            PointerAction::WheelUp => Some(Command::Previous),
            _ => None,
        };
        match (&self.overlay, wheel) {
            (
                Some(
                    Overlay::Sheet(_)
                    | Overlay::List(_)
                    | Overlay::Help(_)
                    | Overlay::Queue(_)
                    | Overlay::Review(_)
                    | Overlay::Export(_),
                ),
                Some(command),
            ) => self.run(command),
            (Some(Overlay::Compose(_)), wheel) => self.point_at_form(action, at, wheel),
            (_, None) if action == PointerAction::Drag => Vec::new(),
            (Some(Overlay::Sheet(sheet)), None) => self.press_on_sheet(*sheet, at),
            (Some(Overlay::List(_)), None) => self.press_on_list(at),
            (Some(Overlay::Queue(_)), None) => {
                let letter = self.queue_page().and_then(|page| page.command_at(at));
                letter.map_or(Vec::new(), |command| self.run_if_available(command))
            }
            (Some(Overlay::Export(_)), None) => {
                if let Some(format) = self.export_format_at(at) {
                    self.choose_format(format);
                }
                Vec::new()
            }
            (Some(Overlay::Judge(_)), None) => {
                let choice = self.judge_box().and_then(|judge| judge.choice_at(at));
                choice.map_or(Vec::new(), |command| self.run_if_available(command))
            }
            _ => Vec::new(),
        }
    }

    /// A click puts the cursor, on a choice it chooses; a drag selects; the wheel moves the cursor by a row.
    fn point_at_form(&mut self, action: PointerAction, at: Position, wheel: Option<Command>) -> Vec<Effect> {
        let Some(form) = self.compose_box() else { return Vec::new() };
        let columns = form.columns();
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        if let Some(command) = wheel {
            let key = Key::named(if command == Command::Next { "Down" } else { "Up" });
            if compose.fields.get(compose.at).is_some_and(|field| field.kind == FieldKind::Lines) {
                return self.type_into_form(&key);
            }
            return Vec::new();
        }
        let Some((index, row, column)) = form.field_at(at) else { return Vec::new() };
        if action == PointerAction::Drag {
            if index == compose.at {
                compose.fields[index].text.drag(row, column, columns);
            }
            return Vec::new();
        }
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

    fn press_on_sheet(&mut self, mut sheet: Sheet, at: Position) -> Vec<Effect> {
        let rows = sheet.rows(self);
        let inside = self.sheet_inside(&rows);
        if !inside.with_border().contains(at) {
            return self.run(Command::Close);
        }
        let lines = sheet::lines(&rows, inside.width);
        let top = sheet.top.min(lines.len().saturating_sub(usize::from(inside.height)));
        let Some(line) = lines.get(top + usize::from(at.y.saturating_sub(inside.y))) else { return Vec::new() };
        if rows.get(line.row).is_none_or(|row| row.target.is_none()) {
            return Vec::new();
        }
        if sheet.selected == line.row {
            return self.run(Command::Follow);
        }
        sheet.selected = line.row;
        self.overlay = Some(Overlay::Sheet(sheet));
        Vec::new()
    }

    fn press_on_list(&mut self, at: Position) -> Vec<Effect> {
        let Some(Overlay::List(palette)) = &self.overlay else { return Vec::new() };
        if !palette.inside(self).with_border().contains(at) {
            return self.run(Command::Close);
        }
        let list = palette.list(self);
        if !list.contains(at) {
            return Vec::new();
        }
        let row = palette.top(list.height) + usize::from(at.y - list.y);
        let (count, again) = (palette.rows(self).len(), palette.selected == row);
        if row >= count {
            return Vec::new();
        }
        if again {
            return self.choose();
        }
        if let Some(Overlay::List(palette)) = &mut self.overlay {
            palette.selected = row;
        }
        Vec::new()
    }

    /// A click into the panes.
    fn press(&mut self, layout: &Layout, at: Position) -> Vec<Effect> {
        self.pressed = None;
        if layout.tabs.is_some_and(|tabs| tabs.contains(at)) {
            if let Some(pane) = Layout::tab_at(at.x) {
                self.set_focus(pane);
            }
            return Vec::new();
        }
        let hit = Pane::ALL.into_iter().find(|pane| layout.pane(*pane).is_some_and(|area| area.contains(at)));
        let Some(pane) = hit else { return Vec::new() };
        let before = (self.place.focus, self.place);
        let item = self.item_at(layout, pane, at);
        if pane == Pane::Text || item.is_none() {
            self.set_focus(pane);
        }
        match (pane, item) {
            (Pane::Text, Some((paragraph, row))) => self.press_on_text(layout, at, paragraph, row),
            (Pane::Claims, Some((claim, _))) => {
                self.set_focus(pane);
                self.go_to_claim(claim);
            }
            (Pane::Sections, Some((section, _))) => {
                self.set_focus(pane);
                if let Some(paragraph) = self.document.outline.first_paragraph(section) {
                    self.go_to_paragraph(paragraph);
                }
            }
            (Pane::Entities, Some((row, _))) => {
                let entity = self.entity_order().get(row).copied();
                self.place.focus = pane;
                self.select_entity(entity);
            }
            (_, None) => {}
        }
        let again = item.is_some() && pane != Pane::Text && before == (pane, self.place);
        if again { self.run_if_available(Command::Follow) } else { Vec::new() }
    }

    /// Selects the paragraph, the claim whose quote was hit, and the entity mentioned there.
    fn press_on_text(&mut self, layout: &Layout, at: Position, paragraph: usize, row: usize) {
        self.go_to_paragraph(paragraph);
        let letter = self.letter_at(layout, at, paragraph, row);
        self.pressed = Some((paragraph, letter));
        let Some(byte) = letter.range().next() else { return };
        let Some(content) = self.current_paragraph() else { return };
        let claims = self.document.outline.claims_of(paragraph);
        let quoted =
            claims.zip(&content.claims).filter(|(index, _)| self.passes(*index)).filter_map(|(index, claim)| {
                claim.quote_span(content).filter(|span| span.contains(byte)).map(|span| (span.end - span.start, index))
            });
        let claim = quoted.min().map(|(_, claim)| claim);
        let mentions = self.document.mentions.in_text(&content.text);
        let entity = mentions.iter().find(|mention| mention.span.contains(byte)).map(|mention| mention.entity);
        self.place.claim = claim.or(self.place.claim);
        if claim.is_none() && entity.is_some() {
            self.select_entity(entity);
        }
    }

    /// Selects from the letter on which the button went down to the one under the pointer, both of them within; outside
    /// the pane to what shows nearest, outside the paragraph to its end.
    fn drag(&mut self, layout: &Layout, at: Position) {
        let Some((paragraph, from)) = self.pressed else { return };
        let Some(area) = layout.pane(Pane::Text).filter(|area| area.height > 1) else { return };
        let at = Position::new(at.x.clamp(area.x, area.right() - 1), at.y.clamp(area.y + 1, area.bottom() - 1));
        let to = match self.item_at(layout, Pane::Text, at) {
            Some((here, row)) if here == paragraph => self.letter_at(layout, at, here, row),
            Some((here, _)) if here < paragraph => ByteSpan::new(0, 0),
            _ => self.letter_at(layout, at, paragraph, usize::MAX),
        };
        let (anchor, head) = cells::stretch(from, to);
        self.overlay = Some(Overlay::Select(Selection { paragraph, anchor, head }));
    }

    /// The item, and which of its rows, that shows there in a pane.
    fn item_at(&self, layout: &Layout, pane: Pane, at: Position) -> Option<(usize, usize)> {
        let area = layout.pane(pane).filter(|area| area.contains(at))?;
        let row = usize::from(at.y.checked_sub(area.y + 1)?);
        let (top, count, height) = self.scrolled(layout, pane, area);
        scroll::visible(top, layout.rows(pane), count, &*height).get(row).copied()
    }

    /// The first visible row of a pane, how many items it has, and how tall each is.
    fn scrolled<'a>(
        &'a self,
        layout: &Layout,
        pane: Pane,
        area: Rect,
    ) -> (scroll::Position, usize, Box<dyn Fn(usize) -> usize + 'a>) {
        let columns = layout.text_columns();
        let outline = &self.document.outline;
        match pane {
            Pane::Text => {
                (self.tops.text, outline.paragraph_count(), Box::new(move |item| self.paragraph_height(item, columns)))
            }
            Pane::Claims => {
                (self.tops.claims, outline.claim_count(), Box::new(move |item| self.claim_height(item, area.width)))
            }
            Pane::Sections => (
                self.tops.sections,
                self.document.article.sections.len(),
                Box::new(move |item| rows::section(&self.document, item, area.width).len()),
            ),
            Pane::Entities => (self.tops.entities, self.document.article.entities.len(), Box::new(|_| 1)),
        }
    }

    /// Scrolls the pane under the pointer; the selection stays where it is, even out of sight.
    fn wheel(&mut self, layout: &Layout, at: Position, forward: bool) {
        let hit = Pane::ALL.into_iter().find(|pane| layout.pane(*pane).is_some_and(|area| area.contains(at)));
        let Some((pane, area)) = hit.and_then(|pane| Some((pane, layout.pane(pane)?))) else { return };
        let (top, count, height) = self.scrolled(layout, pane, area);
        let top = scroll::by(top, forward, WHEEL_ROWS, layout.rows(pane), count, &*height);
        drop(height);
        match pane {
            Pane::Text => self.tops.text = top,
            Pane::Claims => self.tops.claims = top,
            Pane::Sections => self.tops.sections = top,
            Pane::Entities => self.tops.entities = top,
        }
    }

    /// The letter of a paragraph's text at a cell of one of its rows; above the text its beginning, below it its end.
    fn letter_at(&self, layout: &Layout, at: Position, paragraph: usize, row: usize) -> ByteSpan {
        let columns = layout.text_columns();
        let left = layout.text.x + (layout.text.width.saturating_sub(columns + GUTTER)) / 2 + GUTTER;
        let rows = rows::text(&self.document, paragraph, columns);
        let content = self.document.outline.paragraph(&self.document.article, paragraph);
        let text = content.map_or("", |content| content.text.as_str());
        match rows.get(row) {
            Some(TextRow::Text { span, .. }) => cells::grapheme_at(text, *span, at.x.saturating_sub(left)),
            Some(_) if rows[row..].iter().any(|row| matches!(row, TextRow::Text { .. })) => ByteSpan::new(0, 0),
            _ => ByteSpan::new(text.len(), text.len()),
        }
    }
}

/// The room within a border, with the border.
trait WithBorder {
    fn with_border(self) -> Self;
}

impl WithBorder for Rect {
    fn with_border(self) -> Self {
        let (x, y) = (self.x.saturating_sub(2), self.y.saturating_sub(1));
        Self::new(x, y, self.width + 4, self.height + 2)
    }
}
