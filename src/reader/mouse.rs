//! The mouse: a click focuses and selects, on what is selected already it follows; the wheel scrolls; a drag selects.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::{Pointer, PointerAction};
use crate::reader::layout::GUTTER;
use crate::reader::layout::Layout;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::place::Pane;
use crate::reader::screen::Screen;
use crate::reader::screens::article::rows::TextRow;
use crate::reader::screens::article::{pane_widths, rows};
use crate::reader::screens::select::state::Selection;
use crate::reader::widgets::{hints, scroll};
use crate::text::cells;
use crate::text::span::ByteSpan;

/// Rows that a step of the wheel scrolls.
pub(crate) const WHEEL_ROWS: usize = 3;

impl App {
    /// Takes in what the mouse did; true when the panes are to stay as they were scrolled.
    pub(crate) fn point(&mut self, pointer: Pointer) -> (Vec<Effect>, bool) {
        let Some(layout) = self.layout() else { return (Vec::new(), true) };
        let at = Position::new(pointer.column, pointer.row);
        if pointer.action == PointerAction::Press && layout.footer.contains(at) {
            let hint = hints::hints(self).into_iter().find(|hint| hint.column <= at.x && at.x < hint.end());
            return (hint.map_or(Vec::new(), |hint| self.run_if_available(hint.command)), false);
        }
        let panes_have_mouse = self.screen().is_none_or(Screen::leaves_mouse_to_panes);
        match (&self.overlay, pointer.action) {
            (None, PointerAction::Drag) if self.held_divider.is_some() => {
                if let Some(divider) = self.held_divider {
                    self.drag_divider(divider, at.x);
                }
                (Vec::new(), false)
            }
            (_, PointerAction::Drag) if panes_have_mouse => {
                self.drag(&layout, at);
                (Vec::new(), true)
            }
            (None, PointerAction::WheelUp | PointerAction::WheelDown) => {
                self.wheel(&layout, at, pointer.action == PointerAction::WheelDown);
                (Vec::new(), true)
            }
            (_, PointerAction::Press) if panes_have_mouse => {
                self.overlay = None;
                self.held_divider = pane_widths::divider_at(&layout, at.x, at.y);
                if self.held_divider.is_some() {
                    self.pressed = None;
                    return (Vec::new(), true);
                }
                if layout.details.is_some_and(|area| area.contains(at)) {
                    self.press_on_details(at);
                    return (Vec::new(), false);
                }
                (self.press(&layout, at), false)
            }
            _ => (self.point_at_screen(pointer.action, at), false),
        }
    }

    fn point_at_screen(&mut self, action: PointerAction, at: Position) -> Vec<Effect> {
        let Some(handlers) = self.handlers() else { return Vec::new() };
        match action {
            PointerAction::Press => (handlers.press)(self, at),
            PointerAction::Drag => (handlers.drag)(self, at),
            PointerAction::WheelDown => (handlers.wheel)(self, at, Command::Next),
            PointerAction::WheelUp => (handlers.wheel)(self, at, Command::Previous),
        }
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
        let claim = self.claims_quoting(paragraph, letter).first().copied();
        let Some(content) = self.current_paragraph() else { return };
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
        self.overlay = Some(Overlay::Select(Selection { paragraph, anchor, head, extends: true }));
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
        if layout.details.is_some_and(|area| area.contains(at)) {
            return self.scroll_details(forward, WHEEL_ROWS);
        }
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
