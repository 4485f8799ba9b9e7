//! The verdicts for the selected claim.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::command::Command;
use crate::domain::judgement::{Opinion, Verdict};

use super::claims::verdict_style;
use super::paint::Painter;
use super::queue::is_given;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, opinion: &Opinion) -> Option<Position> {
    let (_, claim) = app.selected_claim()?;
    let judge = app.judge_box()?;
    let (inside, columns) = (judge.inside, judge.inside.width);
    painter.bordered(inside, &format!("Judge {}", claim.id));
    let strong = painter.role(painter.theme.focus).add_modifier(Modifier::BOLD);
    for (row, y) in judge.statement.iter().zip(inside.top()..) {
        painter.span(inside.x, y, columns, &claim.text, row.span, |_| strong);
    }
    for (binding, y) in judge.choices.iter().zip(judge.first_choice()..inside.bottom()) {
        let key = binding.keys.first().copied().unwrap_or("");
        painter.text(inside.x, y, 2, key, painter.role(painter.theme.accent));
        match binding.command {
            Command::Give(Some(verdict)) => draw_verdict(painter, inside, y, verdict, binding.help),
            command => {
                let sign = if is_given(command, opinion) { "●" } else { "" };
                painter.text(inside.x + 3, y, 1, sign, painter.role(painter.theme.accent));
                painter.text(inside.x + 5, y, columns.saturating_sub(5), binding.help, painter.role(painter.theme.ink));
            }
        }
    }
    Some(Position::new(inside.x, judge.first_choice()))
}

fn draw_verdict(painter: &mut Painter<'_>, inside: Rect, y: u16, verdict: Verdict, help: &str) {
    let style = verdict_style(painter, verdict);
    painter.text(inside.x + 3, y, 1, verdict.glyph(), style);
    let word = verdict.word();
    let room = inside.width.saturating_sub(5);
    painter.text(inside.x + 5, y, room, help, painter.role(painter.theme.ink));
    if help.starts_with(word) {
        painter.text(inside.x + 5, y, room, word, style);
    }
}
