//! The page of disagreements: a claim, and beside each other what each side says of it.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::model::annotation::outcome::Outcome;
use crate::reader::app::App;
use crate::reader::screens::disagreements::page::{DisagreementRow, DisagreementsPage, SideLine, SideTone};
use crate::reader::screens::disagreements::state::DisagreementsScreen;
use crate::text::cells;
use crate::text::span::ByteSpan;

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::title;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, screen: &DisagreementsScreen) -> Option<Position> {
    painter.fill(Rect { height: area.height.saturating_sub(2), ..area }, painter.role(painter.theme.calm));
    head_line(app, painter, area, screen);
    let page = app.disagreements_page()?;
    let mut cursor = Position::new(page.area.x, page.area.y);
    for (row, y) in page.rows.iter().zip(page.area.top()..page.area.bottom()) {
        if matches!(row, DisagreementRow::Strong(_, true)) {
            cursor.y = y;
        }
        draw_row(app, painter, Rect { y, height: 1, ..page.area }, row, &page);
    }
    Some(cursor)
}

fn head_line(app: &App, painter: &mut Painter<'_>, area: Rect, screen: &DisagreementsScreen) {
    let theme = painter.theme;
    let mut right = title::saving(app, painter, area);
    let style = painter.role(theme.focus).add_modifier(Modifier::BOLD);
    let room = right.saturating_sub(area.x + 2);
    let end = painter.text(area.x + 1, area.y, room, &cells::cut("Disagreements", room), style);
    let names = if screen.hides_names { "names hidden" } else { "" };
    if cells::width(names) + end + 4 < right && !names.is_empty() {
        right = painter.text_right(right.saturating_sub(3), area.y, names, painter.role(theme.ink));
    }
    let what = &app.document.article.head.title;
    if cells::width(what) + end + 4 < right {
        painter.text_right(right.saturating_sub(3), area.y, what, painter.role(theme.calm));
    }
}

fn draw_row(app: &App, painter: &mut Painter<'_>, line: Rect, row: &DisagreementRow, page: &DisagreementsPage) {
    let theme = painter.theme;
    let (x, y, columns) = (line.x, line.y, line.width);
    let calm = painter.role(theme.calm);
    let put = |painter: &mut Painter<'_>, text: &str, style: Style| {
        painter.text(x, y, columns, &cells::cut(text, columns), style);
    };
    match row {
        DisagreementRow::Blank => {}
        DisagreementRow::Progress => progress(app, painter, line),
        DisagreementRow::Head => head(app, painter, line),
        DisagreementRow::Strong(text, _) => put(painter, text, painter.role(theme.focus).add_modifier(Modifier::BOLD)),
        DisagreementRow::Place => {
            let section = app.document.outline.section_of(app.place.paragraph);
            let section = app.document.article.sections.get(section).map_or("", |section| section.title());
            put(painter, &format!("¶{}  {section}", app.place.paragraph + 1), calm);
        }
        DisagreementRow::Text(span) => text(app, painter, line, *span),
        DisagreementRow::Settled(text) => put(painter, text, painter.role(theme.supported)),
        DisagreementRow::Trouble(text) => put(painter, text, painter.role(theme.refuted)),
        DisagreementRow::Detail(text) => put(painter, text, calm),
        DisagreementRow::Rule => put(painter, &"─".repeat(usize::from(columns)), painter.role(theme.faint)),
        DisagreementRow::Other(sign, at_hand, words) => {
            let color = if *at_hand { theme.focus } else { theme.ink };
            painter.text(x, y, 1, sign, painter.role(theme.accent));
            let room = columns.saturating_sub(2);
            painter.text(x + 2, y, room, &cells::cut(words, room), painter.role(color));
            if *at_hand {
                painter.select(line);
            }
        }
        DisagreementRow::Sides(sides) => {
            for (number, side) in sides.iter().enumerate() {
                side_line(painter, (page.side_column(number), y), page.side_columns, side);
            }
        }
    }
}

fn side_line(painter: &mut Painter<'_>, (x, y): (u16, u16), columns: u16, line: &SideLine) {
    let theme = painter.theme;
    let style = match line.tone {
        SideTone::Found(Outcome::Verdict(verdict)) => painter.role(theme.verdict(verdict)).add_modifier(Modifier::BOLD),
        SideTone::Found(Outcome::NotCheckable) => painter.role(theme.ink).add_modifier(Modifier::BOLD),
        SideTone::Plain => painter.role(theme.ink),
        SideTone::Calm => painter.role(theme.calm),
    };
    painter.text(x, y, columns, &cells::cut(&line.text, columns), style);
}

/// A bar, and behind it `3 of 12, 2 settled`.
fn progress(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let progress = app.disagreements_progress();
    if progress.all == 0 {
        return;
    }
    let words = format!("{} of {}, {} settled", progress.at, progress.all, progress.settled);
    let end = painter.text_right(line.right(), line.y, &words, painter.role(painter.theme.ink));
    let width = end.saturating_sub(line.x + 2);
    let done = usize::from(width) * progress.settled / progress.all;
    for column in 0..width {
        let is_done = usize::from(column) < done;
        let color = if is_done { painter.theme.accent } else { painter.theme.faint };
        painter.text(line.x + column, line.y, 1, if is_done { "━" } else { "─" }, painter.role(color));
    }
}

fn head(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let Some((_, claim)) = app.selected_claim() else { return };
    let calm = painter.role(painter.theme.calm);
    let name = app.claim_name(claim);
    let room = line.width.saturating_sub(cells::width(&name) + 2);
    let speaker = claim.speaker_words(&app.document.article);
    let words = format!("{} · {speaker}, {}", claim.kind_words(), claim.certainty.word());
    painter.text(line.x, line.y, room, &cells::cut(&words, room), calm);
    painter.text_right(line.right(), line.y, &name, calm);
}

/// A row of the paragraph, the quote marked.
fn text(app: &App, painter: &mut Painter<'_>, line: Rect, span: ByteSpan) {
    let Some((paragraph, claim)) = app.selected_claim() else { return };
    let theme = painter.theme;
    let quote = claim.quote_span(paragraph);
    let style = |byte: usize| {
        let style = Style::new().fg(theme.ink).bg(theme.paper);
        if quote.is_some_and(|quote| quote.contains(byte)) {
            return theme.selected(style).add_modifier(Modifier::UNDERLINED);
        }
        style
    };
    painter.span(line.x, line.y, line.width, &paragraph.text, span, style);
}
