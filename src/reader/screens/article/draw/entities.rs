//! Whom and what the article names, those of the current paragraph first.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::reader::app::App;
use crate::reader::place::Pane;
use crate::reader::widgets::scroll;
use crate::text::cells;

use crate::reader::screens::article::draw::claims::DRAFT;
use crate::reader::widgets::canvas::Painter;

/// Columns for the longest word of a kind, and for a count.
const KIND_COLUMNS: u16 = 13;
const COUNT_COLUMNS: u16 = 4;

/// Columns of the largest count.
fn count_columns(app: &App) -> u16 {
    cells::width(&app.document.counts.iter().max().copied().unwrap_or(0).to_string())
}

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
    let entities = &app.document.article.entities;
    let focused = app.place.focus == Pane::Entities;
    let drafts = entities.iter().filter(|entity| entity.draft).count();
    let counts = match (entities.len() - drafts, drafts) {
        (confirmed, 0) => confirmed.to_string(),
        (confirmed, 1) => format!("{confirmed} · 1 draft"),
        (confirmed, drafts) => format!("{confirmed} · {drafts} drafts"),
    };
    painter.heading(area, "Entities", focused, &counts);
    let content = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let order = app.entity_order();
    let here = app.entities_here().len();
    let visible = scroll::visible(app.tops.entities, usize::from(content.height), order.len(), &|_| 1);
    let mut cursor = None;
    for ((place, _), y) in visible.into_iter().zip(content.top()..) {
        let Some(&entity) = order.get(place) else { continue };
        let at = Rect { y, height: 1, ..area };
        draw_row(app, painter, at, entity, place < here);
        if app.place.entity == Some(entity) && (focused || app.place.mark_entity) {
            painter.select(at);
            cursor = Some(Position::new(area.x + 1, y));
        }
    }
    cursor
}

fn draw_row(app: &App, painter: &mut Painter<'_>, at: Rect, entity: usize, here: bool) {
    let theme = painter.theme;
    let Some(content) = app.document.article.entities.get(entity) else { return };
    let (glyph, mark, ink) = match (content.draft, here) {
        (true, true) => (DRAFT, theme.entity, theme.calm),
        (true, false) => (DRAFT, theme.calm, theme.calm),
        (false, true) => ("●", theme.entity, theme.ink),
        (false, false) => ("○", theme.calm, theme.calm),
    };
    let chosen = app.place.mark_entity && app.place.entity == Some(entity);
    let style = if chosen { painter.role(theme.focus).add_modifier(Modifier::BOLD) } else { painter.role(ink) };
    let style = if content.draft { style.add_modifier(Modifier::ITALIC) } else { style };
    painter.text(at.x + 1, at.y, 1, glyph, painter.role(mark));
    let count = app.document.counts.get(entity).copied().unwrap_or(0);
    painter.text_right(at.right() - 1, at.y, &count.to_string(), painter.role(theme.calm));
    let (begin, end) = (at.x + 3, at.right().saturating_sub(count_columns(app) + 2));
    let kind = content.kind.word();
    let after_name = begin + cells::width(&content.name) + 2;
    // A long name pushes the kind to the right, and takes its place where there is no room for both.
    let column = after_name.max(at.right().saturating_sub(KIND_COLUMNS + COUNT_COLUMNS));
    let has_room = column + cells::width(kind) <= end;
    if has_room {
        painter.text(column, at.y, KIND_COLUMNS, kind, painter.role(theme.calm));
    }
    let room = if has_room { column } else { end }.saturating_sub(begin);
    let name = cells::cut(&content.name, room);
    painter.text(begin, at.y, room, &name, style);
}
