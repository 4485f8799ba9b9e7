//! The mouse on a page.

use ratatui::layout::Position;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::with_border;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::detail;
use crate::reader::screens::detail::state::Sheet;

impl App {
    pub(crate) fn press_on_sheet(&mut self, mut sheet: Sheet, at: Position) -> Vec<Effect> {
        let rows = sheet.rows(self);
        let inside = self.sheet_inside(&rows);
        if !with_border(inside).contains(at) {
            return self.run(Command::Close);
        }
        let lines = detail::lines(&rows, inside.width);
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
}
