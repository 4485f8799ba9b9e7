//! Whom and what the article names, those of the current paragraph first.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::{App, Pane, scroll};
use crate::text::cells;

use super::claims::DRAFT;
use super::paint::Painter;

/// Columns for the longest word of a kind, and for a count.
const KIND_COLUMNS: u16 = 13;
const COUNT_COLUMNS: u16 = 4;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
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
    let kind = at.right().saturating_sub(KIND_COLUMNS + COUNT_COLUMNS);
    painter.text(kind, at.y, KIND_COLUMNS, content.kind.word(), painter.role(theme.calm));
    let name = cells::cut(&content.name, kind.saturating_sub(at.x + 4));
    painter.text(at.x + 3, at.y, kind.saturating_sub(at.x + 3), &name, style);
}
