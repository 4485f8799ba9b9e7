//! Cells of the question for the name.

use ratatui::layout::{Position, Rect};

use crate::reader::screens::name::state::NameForm;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::question;
use crate::text::cells;

/// Who writes?
pub(crate) fn draw(form: &NameForm, painter: &mut Painter<'_>, area: Rect) -> Position {
    let text = "What is your name? Your notes are kept in a file with that name, beside the article.";
    let typed = form.field.text();
    let shown = if typed.is_empty() { form.field.placeholder() } else { typed };
    let end = question::draw(painter, area, "Your name", &[text, "", shown]);
    let before = form.field.before_cursor();
    Position::new(end.x + cells::width(&before), end.y)
}
