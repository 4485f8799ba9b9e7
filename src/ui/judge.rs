//! The verdicts for the selected claim.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::command::Command;
use crate::app::keymap::{self, Scope};
use crate::app::{App, flow};
use crate::domain::judgement::Verdict;

use super::claims::verdict_style;
use super::paint::Painter;

const COLUMNS: u16 = 60;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
    let (_, claim) = app.selected_claim()?;
    let columns = COLUMNS.min(area.width.saturating_sub(8));
    let rows: Vec<_> = keymap::of(Scope::Judge).filter(|binding| binding.command != Command::Close).collect();
    // Where there is no room for both, the choices count more than the statement.
    let room = usize::from(area.height.saturating_sub(4)).saturating_sub(rows.len() + 1);
    let mut statement = flow::wrap(&claim.text, columns);
    statement.truncate(room);
    let height = u16::try_from(statement.len() + rows.len() + usize::from(!statement.is_empty())).unwrap_or(u16::MAX);
    let inside = painter.sheet(area, columns, height, &format!("Judge {}", claim.id));
    let strong = painter.role(painter.theme.focus).add_modifier(Modifier::BOLD);
    let mut y = inside.y;
    for row in &statement {
        painter.span(inside.x, y, columns, &claim.text, row.span, |_| strong);
        y += 1;
    }
    y += u16::from(!statement.is_empty());
    for binding in rows {
        if y >= inside.bottom() {
            break;
        }
        let key = binding.keys.first().copied().unwrap_or("");
        painter.text(inside.x, y, 2, key, painter.role(painter.theme.accent));
        match binding.command {
            Command::Give(Some(verdict)) => draw_verdict(painter, inside, y, verdict, binding.help),
            _ => {
                painter.text(inside.x + 5, y, columns - 5, binding.help, painter.role(painter.theme.ink));
            }
        }
        y += 1;
    }
    Some(Position::new(inside.x, inside.y + u16::try_from(statement.len()).unwrap_or(0)))
}

fn draw_verdict(painter: &mut Painter<'_>, inside: Rect, y: u16, verdict: Verdict, help: &str) {
    let style = verdict_style(painter, verdict);
    painter.text(inside.x + 3, y, 1, verdict.glyph(), style);
    let word = verdict.word();
    let x = painter.text(inside.x + 5, y, inside.width - 5, help, painter.role(painter.theme.ink));
    if help.starts_with(word) {
        painter.text(inside.x + 5, y, x, word, style);
    }
}
