//! The review: one candidate with its paragraph, and the others around it.

use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::review::state::ReviewScreen;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::reader::app::App;
use crate::reader::screens::review::layout::ReviewRow;
use crate::text::cells;
use crate::text::span::ByteSpan;

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::title;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, screen: &ReviewScreen) -> Option<Position> {
    painter.fill(Rect { height: area.height.saturating_sub(2), ..area }, painter.role(painter.theme.calm));
    head_line(app, painter, area, screen);
    let page = app.review_page()?;
    let mut cursor = Position::new(page.area.x, page.area.y);
    for (row, y) in page.rows.iter().zip(page.area.top()..page.area.bottom()) {
        if *row == ReviewRow::Head {
            cursor.y = y + 1;
        }
        draw_row(app, painter, Rect { y, height: 1, ..page.area }, row);
    }
    Some(cursor)
}

fn head_line(app: &App, painter: &mut Painter<'_>, area: Rect, screen: &ReviewScreen) {
    let theme = painter.theme;
    let name = if screen.entities { "Review of entities" } else { "Review of claims" };
    let mut right = title::saving(app, painter, area);
    let room = right.saturating_sub(area.x + 2);
    let style = painter.role(theme.focus).add_modifier(Modifier::BOLD);
    let end = painter.text(area.x + 1, area.y, room, &cells::cut(name, room), style);
    let other = app.review_progress(!screen.entities).left;
    let key = app.key_in(Scope::Review, Command::NextPane);
    let others = match (screen.entities, other) {
        (_, 0) => String::new(),
        (true, 1) => format!("1 claim to decide ({key})"),
        (true, count) => format!("{count} claims to decide ({key})"),
        (false, 1) => format!("1 entity to decide ({key})"),
        (false, count) => format!("{count} entities to decide ({key})"),
    };
    if cells::width(&others) + end + 4 < right {
        right = painter.text_right(right.saturating_sub(3), area.y, &others, painter.role(theme.ink));
    }
    let what = &app.document.article.head.title;
    if cells::width(what) + end + 4 < right {
        painter.text_right(right.saturating_sub(3), area.y, what, painter.role(theme.calm));
    }
}

fn draw_row(app: &App, painter: &mut Painter<'_>, line: Rect, row: &ReviewRow) {
    let theme = painter.theme;
    let (x, y, columns) = (line.x, line.y, line.width);
    let calm = painter.role(theme.calm);
    let put = |painter: &mut Painter<'_>, text: &str, style: Style| {
        painter.text(x, y, columns, &cells::cut(text, columns), style);
    };
    match row {
        ReviewRow::Blank => {}
        ReviewRow::Progress => progress(app, painter, line),
        ReviewRow::Head => head(app, painter, line),
        ReviewRow::Strong(text) => put(painter, text, painter.role(theme.focus).add_modifier(Modifier::BOLD)),
        ReviewRow::Detail(text) | ReviewRow::Heading(text) => put(painter, text, calm),
        ReviewRow::Trouble(text) => put(painter, text, painter.role(theme.refuted)),
        ReviewRow::Question(text) => put(painter, text, painter.role(theme.accent)),
        ReviewRow::Place => {
            let section = app.document.outline.section_of(app.place.paragraph);
            let section = app.document.article.sections.get(section).map_or("", |section| section.title());
            put(painter, &format!("¶{}  {section}", app.place.paragraph + 1), calm);
        }
        ReviewRow::Text(span) => text(app, painter, line, *span),
        ReviewRow::Other(other) => {
            let color = if other.is_at_hand { theme.focus } else { theme.ink };
            painter.text(x + 1, y, 1, other.sign, painter.role(theme.accent));
            let room = columns.saturating_sub(3);
            painter.text(x + 3, y, room, &cells::cut(&other.words, room), painter.role(color));
            if other.is_at_hand {
                painter.select(line);
            }
        }
    }
}

/// A bar, and behind it `12 of 40`.
fn progress(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let Some(screen) = app.review_screen() else { return };
    let progress = app.review_progress(screen.entities);
    let all = progress.decided + progress.left;
    let words = match progress.left {
        _ if screen.all => format!("all, {} left to decide", progress.left),
        0 => format!("all {all} decided"),
        _ => format!("{} of {all}", progress.decided + progress.before + 1),
    };
    let end = painter.text_right(line.right(), line.y, &words, painter.role(painter.theme.ink));
    let width = end.saturating_sub(line.x + 2);
    let done = usize::from(width) * progress.decided / all.max(1);
    for column in 0..width {
        let is_done = usize::from(column) < done;
        let color = if is_done { painter.theme.accent } else { painter.theme.faint };
        painter.text(line.x + column, line.y, 1, if is_done { "━" } else { "─" }, painter.role(color));
    }
}

fn head(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let theme = painter.theme;
    let Some((item, sort)) = app.review_head() else { return };
    let state = match (item.is_draft(), item.proposer()) {
        (true, Some(by)) => format!("candidate by {by}"),
        (true, None) => "candidate".to_owned(),
        (false, _) => "confirmed".to_owned(),
    };
    let sign = if item.is_draft() { "◌" } else { "●" };
    let color = if item.is_draft() { theme.accent } else { theme.supported };
    let id_width = cells::width(item.id());
    let after = painter.text(line.x, line.y, line.width, sign, painter.role(color)) + 1;
    let room = line.width.saturating_sub(id_width + 4);
    let words = format!("{sort} · {state}");
    painter.text(after, line.y, room, &cells::cut(&words, room), painter.role(theme.calm));
    painter.text_right(line.right(), line.y, item.id(), painter.role(theme.calm));
}

/// A row of the paragraph, its mentions coloured and the quote marked.
fn text(app: &App, painter: &mut Painter<'_>, line: Rect, span: ByteSpan) {
    let Some((paragraph, claim)) = app.selected_claim() else { return };
    let theme = painter.theme;
    let quote = claim.quote_span(paragraph);
    let cue = claim.cue.as_ref().and_then(|cue| paragraph.text.find(cue.as_str()).map(|at| at..at + cue.len()));
    let part = paragraph.text.get(span.range()).unwrap_or("");
    let mentions = app.document.mentions.in_text(part);
    let style = |byte: usize| {
        let mut style = Style::new().fg(theme.ink).bg(theme.paper);
        if mentions.iter().any(|mention| byte >= span.start && mention.span.contains(byte - span.start)) {
            style = style.fg(theme.entity);
        }
        if quote.is_some_and(|quote| quote.contains(byte)) {
            style = theme.selected(style).add_modifier(Modifier::UNDERLINED);
        }
        if cue.as_ref().is_some_and(|cue| cue.contains(&byte)) {
            style = style.fg(theme.accent);
        }
        style
    };
    painter.span(line.x, line.y, line.width, &paragraph.text, span, style);
}
