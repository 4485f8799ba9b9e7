//! The hits of a search: each in a row with the words around it, and the whole origin of the selected one.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::corpus::search::Hit;
use crate::reader::app::App;
use crate::text::cells;

use crate::reader::widgets::canvas::Painter;

/// Rows narrower than this have no date, and those narrower than the next no outlet.
const LEAST_FOR_DATE: u16 = 70;
const LEAST_FOR_OUTLET: u16 = 140;
/// Columns of a date, and of an outlet.
const DATE: u16 = 10;
const OUTLET: u16 = 20;

/// Draws a hit: day and outlet, title and place, the words found with those around them, and the judgements.
pub(super) fn draw(painter: &mut Painter<'_>, line: Rect, hit: &Hit, is_selected: bool) {
    let theme = painter.theme;
    let mut x = line.x + 2;
    if line.width >= LEAST_FOR_DATE {
        painter.text(x, line.y, DATE, hit.published.as_deref().unwrap_or(""), painter.role(theme.calm));
        x += DATE + 1;
    }
    if line.width >= LEAST_FOR_OUTLET {
        let outlet = cells::cut(hit.outlet.as_deref().unwrap_or(""), OUTLET);
        painter.text(x, line.y, OUTLET, &outlet, painter.role(theme.calm));
        x += OUTLET + 1;
    }
    let x = title_and_place(painter, Rect { x, width: (line.width / 4).min(40), ..line }, hit, is_selected) + 2;
    let mut right = line.right();
    let judgements = cells::cut(&hit.judgements(), line.width / 5);
    if !judgements.is_empty() {
        right = painter.text_right(right, line.y, &judgements, painter.role(theme.accent)).saturating_sub(2);
    }
    let columns = right.saturating_sub(x);
    let left = if hit.spans.is_empty() { 0 } else { columns * 2 / 5 };
    let context = hit.context(left, columns.saturating_sub(left));
    let begin = x + left.saturating_sub(cells::width(&context.left));
    let at = painter.text(begin, line.y, left, &context.left, painter.role(theme.calm));
    let strong = painter.role(theme.accent).add_modifier(Modifier::BOLD);
    let at = painter.text(at, line.y, right.saturating_sub(at), &context.hit, strong);
    painter.text(at, line.y, right.saturating_sub(at), &context.right, painter.role(theme.calm));
}

/// Draws the title and, never cut off by it, the place in the article; returns the column after them.
fn title_and_place(painter: &mut Painter<'_>, area: Rect, hit: &Hit, is_selected: bool) -> u16 {
    let theme = painter.theme;
    let place = if hit.number > 0 { format!("¶{}", hit.number) } else { hit.kind.word().to_owned() };
    let place = if hit.claim_or_entity() { format!("{place} {}", hit.id) } else { place };
    let place = cells::cut(&place, area.width);
    let room = area.width.saturating_sub(cells::width(&place) + 1);
    let color = if is_selected { theme.focus } else { theme.ink };
    let end = painter.text(area.x, area.y, room, &cells::cut(&hit.title, room), painter.role(color));
    let at = if end == area.x { end } else { end + 1 };
    painter.text(at, area.y, area.right().saturating_sub(at), &place, painter.role(theme.calm));
    area.right()
}

/// Draws the selected hit's origin and judgements in full, where its row has to cut them.
pub(super) fn draw_selected(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let Some(search) = app.articles_screen().and_then(|screen| screen.search.as_ref()) else { return };
    let Some(hit) = search.found.as_ref().and_then(|found| found.hits.get(search.selected)) else { return };
    let (outlet, day, judgements) = (hit.outlet.as_deref(), hit.published.as_deref(), hit.judgements());
    let parts = [Some(hit.title.as_str()), outlet, day, Some(&judgements), Some(&hit.path)];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let words = cells::cut(&parts.join(" · "), line.width.saturating_sub(2));
    painter.text(line.x + 1, line.y, line.width.saturating_sub(2), &words, painter.role(painter.theme.calm));
}
