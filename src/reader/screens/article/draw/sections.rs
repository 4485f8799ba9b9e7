//! The outline, with what is judged of each section and how many claims each paragraph makes.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::reader::app::App;
use crate::reader::place::Pane;
use crate::reader::screens::article::rows;
use crate::reader::screens::article::rows::SECTION_INDENT;
use crate::reader::widgets::scroll;
use crate::text::span;

use crate::reader::widgets::canvas::Painter;

/// Heights of the bars of the chart, from none to full.
const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
    painter.heading(area, "Sections", app.place.focus == Pane::Sections, "");
    let content = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let count = app.document.article.sections.len();
    let height = |section: usize| rows::section(&app.document, section, area.width).len();
    let visible = scroll::visible(app.tops.sections, usize::from(content.height), count, &height);
    let current = app.document.outline.section_of(app.place.paragraph);
    let mut cursor = None;
    for (&(section, row), y) in visible.iter().zip(content.top()..) {
        let at = Rect { y, height: 1, ..area };
        draw_row(app, painter, at, section, row);
        if section == current {
            painter.select(at);
            cursor = cursor.or(Some(Position::new(area.x, y)));
        }
    }
    let used = u16::try_from(visible.len()).unwrap_or(content.height);
    let rest = Rect { y: content.y + used, height: content.height.saturating_sub(used), ..content };
    draw_chart(app, painter, rest);
    cursor
}

fn draw_row(app: &App, painter: &mut Painter<'_>, at: Rect, section: usize, row: usize) {
    let theme = painter.theme;
    let Some(content) = app.document.article.sections.get(section) else { return };
    let current = section == app.document.outline.section_of(app.place.paragraph);
    let style = if current { painter.role(theme.focus).add_modifier(Modifier::BOLD) } else { painter.role(theme.calm) };
    if row == 0 {
        painter.text_right(at.x + 2, at.y, &(section + 1).to_string(), painter.role(theme.calm));
        let (judged, total) = app.progress_of(section);
        painter.text_right(at.right() - 1, at.y, &format!("{judged}/{total}"), painter.role(theme.calm));
    }
    if let Some(&row) = rows::section(&app.document, section, at.width).get(row) {
        let hits = if content.heading.is_some() { app.hits_in(content.title()) } else { Vec::new() };
        let style = |byte: usize| if span::cover(&hits, byte) { painter.theme.hit(style) } else { style };
        painter.span(at.x + SECTION_INDENT, at.y, at.width, content.title(), row, style);
    }
}

/// One bar per paragraph, as high as it makes claims; paragraphs that do not fit are left out at the end.
fn draw_chart(app: &App, painter: &mut Painter<'_>, area: Rect) {
    if area.height < 4 {
        return;
    }
    let claims = |paragraph: usize| app.document.outline.confirmed_claims(paragraph);
    let paragraphs = app.document.outline.paragraph_count();
    let shown = paragraphs.min(usize::from(area.width.saturating_sub(2)));
    let most = (0..paragraphs).map(claims).max().unwrap_or(0).max(1);
    let theme = painter.theme;
    for (paragraph, x) in (0..shown).zip(area.x + 2..) {
        let bar = BARS[(claims(paragraph) * (BARS.len() - 1)).div_ceil(most)];
        let color = if paragraph == app.place.paragraph { theme.accent } else { theme.calm };
        painter.text(x, area.y + 1, 1, bar, painter.role(color));
    }
    painter.text(area.x + 2, area.y + 2, area.width - 2, "claims per paragraph", painter.role(theme.calm));
}
