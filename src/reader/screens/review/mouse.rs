//! The mouse in the review: a click selects an item, a second click edits it; the wheel scrolls what is under it.

use ratatui::layout::Position;

use crate::model::annotation::added_claim::is_own;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::mouse::WHEEL_ROWS;
use crate::reader::screens::review::layout::ReviewRow;
use crate::reader::screens::review::state::ReviewScreen;
use crate::text::cells;
use crate::text::span::ByteSpan;

impl App {
    /// A click at a cell, or a turn of the wheel there, forward or back.
    pub(crate) fn point_at_review(&mut self, at: Position, wheel: Option<bool>) -> Vec<Effect> {
        let Some(page) = self.review_page() else { return Vec::new() };
        let row = page.area.contains(at).then(|| page.rows.get(usize::from(at.y - page.area.y))).flatten();
        if let Some(forward) = wheel {
            let is_list = matches!(row, Some(ReviewRow::Other(_))) || self.reviewed_claim().is_none();
            self.scroll_review(forward, is_list);
            return Vec::new();
        }
        if let Some(screen) = self.review_screen_mut() {
            // A click answers no question, and puts none off.
            screen.asked = None;
        }
        match row {
            Some(ReviewRow::Other(other)) if other.is_at_hand => self.run_if_available(Command::EditItem),
            Some(ReviewRow::Other(other)) => {
                self.select_reviewed(&other.id);
                Vec::new()
            }
            Some(ReviewRow::Strong(_)) => self.run_if_available(Command::EditItem),
            Some(ReviewRow::Trouble(_)) => self.run_if_available(Command::WriteAgain),
            Some(ReviewRow::Text(span)) => {
                self.select_quoting(*span, at.x - page.area.x);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Scrolls the current paragraph by a step of the wheel.
    pub(crate) fn scroll_review_text(&mut self, forward: bool) {
        self.scroll_review(forward, false);
    }

    /// Scrolls the list of other items, or else the paragraph, and stops where it ends.
    fn scroll_review(&mut self, forward: bool, is_list: bool) {
        let step = if forward { 1 } else { -1 };
        for _ in 0..WHEEL_ROWS {
            let before = self.review_page().map(|page| page.rows);
            self.change_scroll(is_list, step);
            if self.review_page().map(|page| page.rows) == before {
                return self.change_scroll(is_list, -step);
            }
        }
    }

    fn change_scroll(&mut self, is_list: bool, rows: isize) {
        if let Some(screen) = self.review_screen_mut() {
            *(if is_list { &mut screen.list_scroll } else { &mut screen.text_scroll }) += rows;
        }
    }

    /// Selects the claim that quotes the words at that column of a row; of several, the one after the selected claim.
    fn select_quoting(&mut self, row: ByteSpan, column: u16) {
        let Some(paragraph) = self.current_paragraph() else { return };
        let letter = cells::grapheme_at(&paragraph.text, row, column);
        let quotes = |quote: ByteSpan| quote.start <= letter.start && letter.start < quote.end;
        let is_hit = |claim: &&crate::model::article::claim::Claim| {
            !is_own(&claim.id) && claim.quote_span(paragraph).is_some_and(quotes)
        };
        let hit: Vec<&String> = paragraph.claims.iter().filter(is_hit).map(|claim| &claim.id).collect();
        let here = self.review_screen().and_then(ReviewScreen::at);
        let next = hit.iter().position(|id| Some(id.as_str()) == here).map_or(0, |at| (at + 1) % hit.len());
        if let Some(id) = hit.get(next).map(|id| (*id).clone()) {
            self.select_reviewed(&id);
        }
    }

    /// Selects an item; the key that goes back returns to the one before.
    fn select_reviewed(&mut self, id: &str) {
        if let Some(screen) = self.review_screen_mut() {
            let here = screen.at().map(str::to_owned).filter(|here| here != id);
            screen.visited.extend(here);
        }
        self.review_item(id);
    }
}
