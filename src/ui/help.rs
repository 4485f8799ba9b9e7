//! All keys, from the table of bindings.

use ratatui::layout::{Position, Rect};

use crate::app::flow;
use crate::app::keymap::{self, Scope};

use super::paint::Painter;

const KEY_COLUMNS: u16 = 18;

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, top: usize) -> Position {
    let columns = 78.min(area.width.saturating_sub(8));
    let lines = lines(columns.saturating_sub(KEY_COLUMNS));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inside = painter.sheet(area, columns, height, "Keys");
    let top = top.min(lines.len().saturating_sub(usize::from(inside.height)));
    let theme = painter.theme;
    for ((keys, text), y) in lines.iter().skip(top).zip(inside.top()..inside.bottom()) {
        painter.text(inside.x, y, KEY_COLUMNS - 1, keys, painter.role(theme.accent));
        painter.text(inside.x + KEY_COLUMNS, y, columns, text, painter.role(theme.ink));
    }
    Position::new(inside.x, inside.y)
}

/// Keys and what they do, wrapped to so many columns; a heading has text and no keys.
fn lines(columns: u16) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (scope, heading) in [(Scope::Reader, ""), (Scope::Judge, "after v"), (Scope::Sheet, "on a page")] {
        if !heading.is_empty() {
            lines.push((String::new(), String::new()));
            lines.push((heading.to_owned(), String::new()));
        }
        for binding in keymap::of(scope) {
            let mut keys = binding.shown_keys();
            for row in flow::wrap(binding.help, columns) {
                lines.push((std::mem::take(&mut keys), binding.help[row.span.range()].trim_end().to_owned()));
            }
        }
    }
    lines
}
