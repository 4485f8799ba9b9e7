//! Cells of the line into which the words to find are typed, above the footer.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::screens::find::state::FindForm;
use crate::reader::widgets::canvas::Painter;
use crate::text::cells;

/// The line in which one types what to find, above the footer.
pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, form: &FindForm) -> Position {
    let theme = painter.theme;
    let line = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
    painter.fill(line, painter.role(theme.ink));
    let prompt = app.key_for(Command::Find);
    let x = painter.text(line.x + 1, line.y, line.width / 2, &prompt, painter.role(theme.accent));
    let x = if prompt == "/" { x } else { x + 1 };
    let end = painter.text(x, line.y, line.width.saturating_sub(24), form.field.text(), painter.role(theme.focus));
    if let Some(found) = &app.found {
        painter.text(end + 2, line.y, line.width, &found.count(), painter.role(theme.calm));
    }
    Position::new(x + cells::width(&form.field.before_cursor()), line.y)
}
