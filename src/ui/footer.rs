//! The last line: where one is and what the next key could be; above it, what there is to say.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::find::FindForm;
use crate::app::hints;
use crate::text::cells;

use super::paint::Painter;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    painter.fill(area, painter.role(theme.calm));
    painter.text(area.x + 1, area.y, area.width, &hints::place(app), painter.role(theme.calm));
    for hint in hints::hints(app) {
        let x = painter.text(hint.column, area.y, area.width, hint.key, painter.role(theme.accent)) + 1;
        painter.text(x, area.y, area.width, hint.words, painter.role(theme.calm));
    }
    draw_notice(app, painter, Rect { y: area.y.saturating_sub(1), ..area });
}

fn draw_notice(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    // What was said just now is read first; what stays, after what must not be overlooked.
    let passing =
        app.notice.as_ref().filter(|notice| !notice.stays).map(|notice| (notice.text.clone(), notice.trouble));
    let failed = app.saving.failure.clone().map(|reason| (reason, true));
    let vanished = || app.vanished_words().map(|words| (words, true));
    let staying = || app.notice.as_ref().map(|notice| (notice.text.clone(), notice.trouble));
    let Some((text, trouble)) = failed.or(passing).or_else(vanished).or_else(staying) else { return };
    let color = if trouble { theme.refuted } else { theme.ink };
    let text = cells::cut(&text.replace('\n', " · "), area.width.saturating_sub(2));
    painter.fill(area, painter.role(color));
    painter.text(area.x + 1, area.y, area.width - 1, &text, painter.role(color));
}

/// The line in which one types what to find, above the footer.
pub(super) fn draw_find(app: &App, painter: &mut Painter<'_>, area: Rect, form: &FindForm) -> Position {
    let theme = painter.theme;
    let line = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
    painter.fill(line, painter.role(theme.ink));
    let x = painter.text(line.x + 1, line.y, 1, "/", painter.role(theme.accent));
    let end = painter.text(x, line.y, line.width.saturating_sub(24), form.field.text(), painter.role(theme.focus));
    if let Some(found) = &app.found {
        painter.text(end + 2, line.y, line.width, &found.count(), painter.role(theme.calm));
    }
    Position::new(x + cells::width(&form.field.before_cursor()), line.y)
}
