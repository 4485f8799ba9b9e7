//! A page over the panes.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::reader::app::App;
use crate::reader::screens::detail::state::{Mark, Sheet, SheetRow, Tone};
use crate::reader::screens::detail::{LABEL_COLUMNS, SheetLine, lines};

use crate::reader::screens::article::draw::claims::verdict_style;
use crate::reader::widgets::canvas::Painter;
use crate::text::span::ByteSpan;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, sheet: &Sheet) -> Position {
    let rows = sheet.rows(app);
    let inside = app.sheet_inside(&rows);
    let lines = lines(&rows, app.sheet_size().0);
    painter.bordered(inside, &sheet.title(app));
    let top = sheet.top.min(lines.len().saturating_sub(usize::from(inside.height)));
    let mut cursor = Position::new(inside.x, inside.y);
    for (line, y) in lines.iter().skip(top).zip(inside.top()..inside.bottom()) {
        let Some(row) = rows.get(line.row) else { continue };
        draw_line(painter, inside, y, row, *line);
        if line.row == sheet.selected && row.target.is_some() {
            painter.select(Rect { x: inside.x.saturating_sub(1), y, width: inside.width + 2, height: 1 });
            if line.first {
                cursor = Position::new(inside.x, y);
            }
        }
    }
    more(painter, inside, lines.len().saturating_sub(top + usize::from(inside.height)));
    cursor
}

/// Says on the border how many lines or rows are below.
pub(crate) fn more(painter: &mut Painter<'_>, inside: Rect, below: usize) {
    if below > 0 {
        let style = painter.role(painter.theme.accent);
        painter.text_right(inside.right(), inside.bottom(), &format!(" {below} more "), style);
    }
}

pub(crate) fn draw_line(painter: &mut Painter<'_>, inside: Rect, y: u16, row: &SheetRow, line: SheetLine) {
    let theme = painter.theme;
    if row.tone == Tone::Heading {
        return painter.heading(Rect { y, height: 1, ..inside }, &row.label, false, &row.text);
    }
    let mut x = inside.x;
    if !row.label.is_empty() {
        if line.first {
            painter.text(x, y, LABEL_COLUMNS - 1, &row.label, painter.role(theme.calm));
        }
        x += LABEL_COLUMNS;
    }
    let style = tone(painter, row.tone);
    let mark = |mark: &Mark| match mark {
        Mark::Removed => painter.role(theme.refuted).add_modifier(Modifier::CROSSED_OUT),
        Mark::Added => painter.role(theme.supported).add_modifier(Modifier::BOLD),
    };
    let marks: Vec<(ByteSpan, Style)> = row.marks.iter().map(|(span, kind)| (*span, mark(kind))).collect();
    let at = |byte| marks.iter().find(|(span, _)| span.contains(byte)).map_or(style, |(_, style)| *style);
    painter.span(x, y, inside.right().saturating_sub(x), &row.text, line.span, at);
}

fn tone(painter: &Painter<'_>, tone: Tone) -> Style {
    let theme = painter.theme;
    match tone {
        Tone::Heading | Tone::Calm => painter.role(theme.calm),
        Tone::Strong => painter.role(theme.focus).add_modifier(Modifier::BOLD),
        Tone::Plain => painter.role(theme.ink),
        Tone::Alert => painter.role(theme.accent),
        Tone::Verdict(verdict) => verdict_style(painter, verdict),
    }
}
