//! The verdicts for the selected claim.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::model::annotation::judgement::{Opinion, Verdict};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::Binding;
use crate::text::cells;

use crate::reader::screens::article::draw::claims::verdict_style;
use crate::reader::screens::queue::draw::is_given;
use crate::reader::widgets::canvas::Painter;

/// Longer names of keys are cut.
const MOST_KEY_COLUMNS: u16 = 9;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, opinion: &Opinion) -> Option<Position> {
    let (_, claim) = app.selected_claim()?;
    let judge = app.judge_box()?;
    let (inside, columns) = (judge.inside, judge.inside.width);
    painter.bordered(inside, &format!("Judge {}", claim.id));
    let strong = painter.role(painter.theme.focus).add_modifier(Modifier::BOLD);
    for (row, y) in judge.statement.iter().zip(inside.top()..) {
        painter.span(inside.x, y, columns, &claim.text, row.span, |_| strong);
    }
    let wide = key_columns(judge.choices.iter().copied());
    for (binding, y) in judge.choices.iter().zip(judge.first_choice()..inside.bottom()) {
        painter.text(inside.x, y, wide, binding.first_key(), painter.role(painter.theme.accent));
        let inside = Rect { x: inside.x + wide - 1, width: columns.saturating_sub(wide - 1), ..inside };
        match binding.command {
            Command::Give(Some(verdict)) => draw_verdict(painter, inside, y, verdict, &binding.help),
            command => {
                let sign = if is_given(command, opinion) { "●" } else { "" };
                painter.text(inside.x + 3, y, 1, sign, painter.role(painter.theme.accent));
                painter.text(
                    inside.x + 5,
                    y,
                    inside.width.saturating_sub(5),
                    &binding.help,
                    painter.role(painter.theme.ink),
                );
            }
        }
    }
    Some(Position::new(inside.x, judge.first_choice()))
}

/// Columns that the longest key takes.
pub(crate) fn key_columns<'a>(bindings: impl Iterator<Item = &'a Binding>) -> u16 {
    bindings.map(|binding| cells::width(binding.first_key())).max().unwrap_or(1).clamp(1, MOST_KEY_COLUMNS)
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
