//! A box with paragraphs, for questions that must be answered before anything is lost or written.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::text::wrap::wrap;

use crate::reader::widgets::canvas::Painter;

const COLUMNS: u16 = 64;

/// Columns of a box within its border.
pub(crate) fn columns(area: Rect) -> u16 {
    COLUMNS.min(area.width.saturating_sub(8))
}

/// Draws paragraphs in a box; answers where the last one begins.
pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, title: &str, paragraphs: &[&str]) -> Position {
    let columns = columns(area);
    let rows: Vec<(usize, String)> = paragraphs
        .iter()
        .enumerate()
        .flat_map(|(number, text)| {
            let wrapped = wrap(text, columns).into_iter();
            wrapped.map(move |row| (number, text[row.span.range()].trim_end().to_owned()))
        })
        .collect();
    let inside = painter.sheet(area, columns, u16::try_from(rows.len()).unwrap_or(u16::MAX), title);
    let mut last = Position::new(inside.x, inside.y);
    let mut begun = usize::MAX;
    for ((number, text), y) in rows.iter().zip(inside.top()..inside.bottom()) {
        let style = painter.role(painter.theme.ink);
        let style = if *number + 1 == paragraphs.len() { style.add_modifier(Modifier::BOLD) } else { style };
        painter.text(inside.x, y, columns, text, style);
        if *number != begun {
            last = Position::new(inside.x, y);
            begun = *number;
        }
    }
    last
}
