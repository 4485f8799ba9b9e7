//! Cells of the question where to write the article.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::reader::screens::save_as::state::SaveForm;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::question;
use crate::text::cells;

/// Where should the article be written?
pub(crate) fn draw(form: &SaveForm, painter: &mut Painter<'_>, area: Rect) -> Position {
    const TEXT: &str =
        "Where should the article be written? Your notes go beside it. nutgraf never replaces an existing file.";
    let before = form.field.before_cursor();
    // The end of a long path tells more than its beginning.
    let room = question::columns(area).saturating_sub(1);
    let hidden = (0..before.len()).find(|from| before.is_char_boundary(*from) && cells::width(&before[*from..]) < room);
    let hidden = hidden.unwrap_or(before.len());
    let typed = if form.field.text().is_empty() { form.field.placeholder() } else { &form.field.text()[hidden..] };
    let shown = cells::cut(typed, room);
    let problem = form.problem.as_deref();
    let paragraphs: Vec<&str> =
        [TEXT].into_iter().chain(problem.map(|_| "")).chain(problem).chain(["", &shown]).collect();
    let end = question::draw(painter, area, "Write the article", &paragraphs);
    if form.field.is_offered() {
        let style = painter.theme.hit(painter.role(painter.theme.ink)).add_modifier(Modifier::BOLD);
        painter.text(end.x, end.y, room, &shown, style);
    }
    Position::new(end.x + cells::width(&before[hidden..]), end.y)
}
