//! Questions that must be answered before anything is lost or written.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::overlay::NameForm;
use crate::app::save_as::SaveForm;
use crate::text::cells;
use crate::text::wrap::wrap;

use super::paint::Painter;

const COLUMNS: u16 = 64;

/// Something is not on the disk: leave all the same?
pub(super) fn leave(app: &App, painter: &mut Painter<'_>, area: Rect) -> Position {
    let count = app.saving.pending.len();
    let what = if count == 1 { "1 action is".to_owned() } else { format!("{count} actions are") };
    let reason = app.saving.failure.as_deref().unwrap_or("the disk has not answered yet");
    let unsaved = (count > 0).then(|| format!("{what} not saved: {reason}"));
    let vanished = app.saving.vanished_words().map(|words| format!("{words}: another branch?"));
    let mut choices = vec!["y leaves and loses what is not on the disk"];
    choices.extend(unsaved.as_ref().map(|_| "S tries again"));
    choices.extend(vanished.as_ref().map(|_| "! writes again what has vanished, then leaves"));
    choices.push("Esc stays");
    let choices = choices.join(" · ");
    let paragraphs: Vec<&str> = unsaved.as_deref().into_iter().chain(vanished.as_deref()).collect();
    sheet(painter, area, "Leave?", &[&paragraphs[..], &["", &choices]].concat())
}

/// Who writes?
pub(super) fn name(form: &NameForm, painter: &mut Painter<'_>, area: Rect) -> Position {
    let text = "Who is writing? Your notes are kept in a file of that name, beside the article.";
    let typed = form.field.text();
    let shown = if typed.is_empty() { form.field.placeholder() } else { typed };
    let end = sheet(painter, area, "Your name", &[text, "", shown]);
    let before = form.field.before_cursor();
    Position::new(end.x + cells::width(&before), end.y)
}

/// Where should the article be written?
pub(super) fn save_as(form: &SaveForm, painter: &mut Painter<'_>, area: Rect) -> Position {
    const TEXT: &str =
        "Where should the article be written? Your notes go beside it. A file that exists is never replaced.";
    let before = form.field.before_cursor();
    // The end of a long path tells more than its beginning.
    let room = columns(area).saturating_sub(1);
    let hidden = (0..before.len()).find(|from| before.is_char_boundary(*from) && cells::width(&before[*from..]) < room);
    let hidden = hidden.unwrap_or(before.len());
    let typed = if form.field.text().is_empty() { form.field.placeholder() } else { &form.field.text()[hidden..] };
    let shown = cells::cut(typed, room);
    let problem = form.problem.as_deref();
    let paragraphs: Vec<&str> =
        [TEXT].into_iter().chain(problem.map(|_| "")).chain(problem).chain(["", &shown]).collect();
    let end = sheet(painter, area, "Write the article", &paragraphs);
    Position::new(end.x + cells::width(&before[hidden..]), end.y)
}

/// Paste an article.
pub(super) fn paste(typed: &str, painter: &mut Painter<'_>, area: Rect) -> Position {
    let text = "Paste the text of an article here. It opens as a draft; nothing is written until you ask for it.";
    let lines = match typed.lines().count() {
        0 => "Waiting for a paste …".to_owned(),
        1 => "1 line typed; C-d opens it".to_owned(),
        count => format!("{count} lines typed; C-d opens them"),
    };
    sheet(painter, area, "Paste an article", &[text, "", &lines])
}

/// Columns of a box within its border.
fn columns(area: Rect) -> u16 {
    COLUMNS.min(area.width.saturating_sub(8))
}

/// Draws paragraphs in a box; answers where the last one begins.
fn sheet(painter: &mut Painter<'_>, area: Rect, title: &str, paragraphs: &[&str]) -> Position {
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
