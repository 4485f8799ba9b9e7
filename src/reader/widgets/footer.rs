//! The last line, with the place and the next keys, and above it the notices.

use ratatui::layout::Rect;

use crate::reader::app::App;
use crate::reader::widgets::hints;
use crate::text::cells;

use crate::reader::widgets::canvas::Painter;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    painter.fill(area, painter.role(theme.calm));
    painter.text(area.x + 1, area.y, area.width, &hints::place(app), painter.role(theme.calm));
    for hint in hints::hints(app) {
        let x = painter.text(hint.column, area.y, area.width, &hint.key, painter.role(theme.accent)) + 1;
        painter.text(x, area.y, area.width, &hint.words, painter.role(theme.calm));
    }
    draw_notice(app, painter, Rect { y: area.y.saturating_sub(1), ..area });
}

pub(crate) fn draw_notice(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    // A new notice is read first; a lasting one comes after what must not be overlooked.
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
