//! Everything to look at before an export is sent, and all that the format leaves out: in full, in the place of the preview.

use ratatui::layout::Rect;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;
use crate::reader::screens::export::state::Export;
use crate::reader::widgets::canvas::Painter;
use crate::text::wrap::wrapped;

impl Export {
    /// Whether there is anything to tell.
    pub(crate) fn tells(&self) -> bool {
        !self.warnings.is_empty() || !self.losses.is_empty()
    }

    /// All of it in rows of this width: first what to look at, then what the format leaves out. Later rows of one thing
    /// are indented.
    fn told_rows(&self, columns: u16) -> Vec<String> {
        let rows = |line: &String| -> Vec<String> {
            let rows = wrapped(line, columns.saturating_sub(2)).into_iter().enumerate();
            rows.map(|(number, row)| if number == 0 { row } else { format!("  {row}") }).collect()
        };
        self.warnings.iter().chain(&self.losses).flat_map(rows).collect()
    }
}

impl App {
    /// Scrolls the warnings and losses, while they are shown in full, but not past the last row; returns whether the
    /// command asked for that.
    pub(crate) fn scrolls_told(&mut self, command: Command, page: usize) -> bool {
        let area = self.export_page().preview;
        let Some(Overlay::Export(export)) = &mut self.overlay else { return false };
        let Some(top) = export.told_from else { return false };
        let last = export.told_rows(area.width).len().saturating_sub(area.height.into());
        export.told_from = Some(match command {
            Command::Next => (top + 1).min(last),
            Command::PageDown => (top + page).min(last),
            Command::Previous => top.saturating_sub(1),
            Command::PageUp => top.saturating_sub(page),
            Command::First => 0,
            _ => return false,
        });
        true
    }
}

/// Draws the warnings and losses, from the row `top` on.
pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, export: &Export, top: usize) {
    let style = painter.role(painter.theme.accent);
    let rows = export.told_rows(area.width);
    for (row, y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
        painter.text(area.x, y, area.width, row, style);
    }
}
