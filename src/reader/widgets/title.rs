//! The title line: the article, the progress and the save status.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::model::article::Wording;
use crate::reader::app::App;
use crate::reader::layout::TWO_COLUMNS;
use crate::reader::save_status::{Reading, SavingState};
use crate::text::cells;

use crate::reader::widgets::canvas::Painter;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    let mut right = saving(app, painter, area);
    let (judged, total) = app.progress();
    let progress = format!("{judged}/{total} judged");
    if cells::width(&progress) + 8 < right {
        right = painter.text_right(right.saturating_sub(3), area.y, &progress, painter.role(theme.ink));
    }
    let head = &app.document.article.head;
    let title_columns = cells::width(&head.title).min(right.saturating_sub(4));
    let room = right.saturating_sub(title_columns + 7);
    if let Some(source) = sources(app).into_iter().find(|source| cells::width(source) <= room) {
        painter.text_right(right.saturating_sub(3), area.y, &source, painter.role(theme.calm));
    }
    let style = painter.role(theme.focus).add_modifier(Modifier::BOLD);
    let title = cells::cut(&head.title, title_columns);
    painter.text(area.x + 1, area.y, title_columns, &title, style);
}

/// The save status, at the right end; returns its first column.
pub(crate) fn saving(app: &App, painter: &mut Painter<'_>, area: Rect) -> u16 {
    let theme = painter.theme;
    let (words, color) = match app.saving.state() {
        SavingState::Nothing if app.saving.reading != Reading::Done => ("reading notes".to_owned(), theme.calm),
        // What was judged in a queue over a folder is on the disk before the next article opens.
        SavingState::Nothing if app.has_acted_in_round() => ("saved".to_owned(), theme.supported),
        SavingState::Nothing => (writing_as(app), theme.calm),
        SavingState::Saved => ("saved".to_owned(), theme.supported),
        SavingState::Saving => ("saving".to_owned(), theme.accent),
        SavingState::Vanished(count) => (format!("{count} vanished"), theme.refuted),
        SavingState::NotSaved(count) => (format!("{count} not saved"), theme.refuted),
    };
    let words = cells::cut(&words, area.width.saturating_sub(2));
    painter.text_right(area.right() - 1, area.y, &words, painter.role(color))
}

/// The origin of the text, from the full form to the shortest; “our paraphrase” is dropped last.
fn sources(app: &App) -> Vec<String> {
    let head = &app.document.article.head;
    let (outlet, genre) = (head.outlet.as_deref(), head.genre.as_deref());
    let paraphrase = (head.wording == Wording::Retold).then_some("our paraphrase");
    let joined = |parts: &[Option<&str>]| parts.iter().flatten().copied().collect::<Vec<_>>().join(" · ");
    let all = [joined(&[outlet, genre, paraphrase]), joined(&[outlet, paraphrase]), joined(&[paraphrase])];
    all.into_iter().filter(|source| !source.is_empty()).collect()
}

fn writing_as(app: &App) -> String {
    match &app.annotator.name {
        Some(name) if app.size.width < TWO_COLUMNS => cells::cut(&format!("as {name}"), app.size.width / 4),
        Some(name) => cells::cut(&format!("writing as {name} ({})", app.annotator.from), 36),
        None => "no notes yet".to_owned(),
    }
}
