//! The queue: one claim with its paragraph, the letters that judge it, what was judged and what comes next.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::model::annotation::judgement::Opinion;
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::screens::queue::layout::{QueueRow, QueueSide};
use crate::reader::screens::queue::letters;
use crate::reader::screens::queue::letters::{LETTERS, Letter, LetterRow, sign};
use crate::reader::screens::queue::state::Queue;
use crate::text::cells;
use crate::text::counted::counted;
use crate::text::span::ByteSpan;

use crate::reader::screens::article::draw::claims::{mark, verdict_style};
use crate::reader::screens::detail::draw;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::title;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, queue: &Queue) -> Option<Position> {
    painter.fill(Rect { height: area.height.saturating_sub(2), ..area }, painter.role(painter.theme.calm));
    head_line(app, painter, area);
    let page = app.page_of_queue(queue)?;
    let mut cursor = Position::new(page.area.x, page.area.y);
    for (row, y) in page.rows.iter().zip(page.area.top()..page.area.bottom()) {
        let line = Rect { y, height: 1, ..page.area };
        if matches!(row, QueueRow::Statement { first: true, .. }) {
            cursor = Position::new(line.x, y);
        }
        draw_row(app, painter, line, row, &queue.opinion);
    }
    if let Some(side) = &page.side {
        draw_side(app, painter, side, &queue.opinion);
    }
    Some(cursor)
}

/// What is attached to the claim, behind a thin line; below it other claims.
fn draw_side(app: &App, painter: &mut Painter<'_>, side: &QueueSide, opinion: &Opinion) {
    let area = side.area;
    for y in area.top()..area.bottom() {
        painter.text(area.x.saturating_sub(2), y, 1, "│", painter.role(painter.theme.faint));
    }
    for (line, y) in side.lines.iter().zip(area.top()..area.bottom()) {
        if let Some(row) = side.rows.get(line.row) {
            draw::draw_line(painter, area, y, row, *line);
        }
    }
    let shown = usize::from(area.height).min(side.lines.len());
    let below = area.top() + u16::try_from(shown).unwrap_or(area.height);
    for (row, y) in side.beside.iter().zip(below..area.bottom()) {
        draw_row(app, painter, Rect { y, height: 1, ..area }, row, opinion);
    }
}

fn head_line(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    painter.text(area.x + 1, area.y, area.width, "Queue", painter.role(theme.focus).add_modifier(Modifier::BOLD));
    let mut right = title::saving(app, painter, area);
    let count = to_do_words(app);
    if cells::width(&count) + 10 < right {
        right = painter.text_right(right.saturating_sub(3), area.y, &count, painter.role(theme.ink));
    }
    let title = &app.document.article.head.title;
    // Which article one is in matters more than its last words.
    if app.is_in_round() {
        let room = right.saturating_sub(12);
        painter.text_right(right.saturating_sub(3), area.y, &cells::cut(title, room), painter.role(theme.calm));
        return;
    }
    let what = app.filter.as_ref().map_or(title.as_str(), |filter| filter.name());
    if cells::width(what) + 10 < right {
        painter.text_right(right.saturating_sub(3), area.y, what, painter.role(theme.calm));
    }
}

/// How much there is to do: in the article, or here and in all articles of the queue over a folder.
fn to_do_words(app: &App) -> String {
    let Some(folder) = &app.articles.round else {
        let work = app.workload();
        let waiting = if work.waiting > 0 { format!(", {} waiting", work.waiting) } else { String::new() };
        return format!("{} to do{waiting}", work.to_do);
    };
    let (round, articles) = (&folder.round, folder.round.articles_left());
    let articles = counted(articles, "article");
    // The article's title has the room that is left.
    if app.size.width < 110 {
        return format!("{} here, {} in all", round.left_here(), round.left());
    }
    format!("{} here, {} to do in {articles}, {} judged", round.left_here(), round.left(), round.done())
}

fn draw_row(app: &App, painter: &mut Painter<'_>, line: Rect, row: &QueueRow, opinion: &Opinion) {
    let Some((_, claim)) = app.selected_claim() else { return };
    let theme = painter.theme;
    let (x, y, columns) = (line.x, line.y, line.width);
    let calm = painter.role(theme.calm);
    match row {
        QueueRow::Blank => {}
        QueueRow::Progress => progress(app, painter, line),
        QueueRow::Head => {
            let (glyph, color) = mark(app.own_standing(claim), theme);
            let after = painter.text(x, y, columns, glyph, painter.role(color)) + 1;
            let kind = format!("{} · priority {}", claim.kind_words(), app.priority_of(claim).word());
            let name = app.claim_name(claim);
            let room = columns.saturating_sub(cells::width(&name) + 3);
            painter.text(after, y, room, &cells::cut(&kind, room), calm);
            painter.text_right(line.right(), y, &name, calm);
        }
        QueueRow::Speaker => {
            let speaker = format!("{} · {}", claim.speaker_words(&app.document.article), claim.certainty.word());
            painter.text(x, y, columns, &cells::cut(&speaker, columns), calm.add_modifier(Modifier::ITALIC));
        }
        QueueRow::Place => {
            let section = app.document.outline.section_of(app.place.paragraph);
            let section = app.document.article.sections.get(section).map_or("", |section| section.title());
            let place = format!("¶{}  {section}", app.place.paragraph + 1);
            painter.text(x, y, columns, &cells::cut(&place, columns), calm);
        }
        QueueRow::Attached(words) => {
            painter.text(x, y, columns, &cells::cut(words, columns), painter.role(theme.accent));
        }
        QueueRow::Statement { .. } | QueueRow::Text { .. } | QueueRow::Neighbour(_) | QueueRow::NeighbourText(..) => {
            reading_row(app, painter, line, row);
        }
        QueueRow::Rule => {
            painter.text(x, y, columns, &"─".repeat(usize::from(columns)), painter.role(theme.faint));
        }
        QueueRow::Letters(LetterRow::Questions) => questions(app, painter, line, claim),
        QueueRow::Letters(row) => {
            let is_listed = matches!(row, LetterRow::Listed(_));
            for letter in row.letters() {
                let area = Rect { x: x + letter.column, width: letter.columns, ..line };
                draw_letter(painter, area, letter, is_listed, opinion);
            }
        }
        QueueRow::Given => {
            let text = cells::cut(&format!("then: {}", opinion.words()), columns);
            painter.text(x, y, columns, &text, painter.role(theme.accent));
        }
        QueueRow::Heading(name) => {
            painter.text(x, y, columns, name, calm);
        }
        QueueRow::Beside(claim) => beside(app, painter, line, *claim),
        QueueRow::Task(standing, text) => {
            let (glyph, color) = mark(*standing, theme);
            painter.text(x + 1, y, 1, glyph, painter.role(color));
            let room = columns.saturating_sub(3);
            painter.text(x + 3, y, room, &cells::cut(text, room), painter.role(theme.ink));
        }
    }
}

/// A row of what is read: the statement, its paragraph, and those around it.
fn reading_row(app: &App, painter: &mut Painter<'_>, line: Rect, row: &QueueRow) {
    let Some((paragraph, claim)) = app.selected_claim() else { return };
    let (x, y, columns, theme) = (line.x, line.y, line.width, painter.theme);
    let calm = painter.role(theme.calm);
    match row {
        QueueRow::Statement { span, cut, .. } => {
            let strong = painter.role(theme.focus).add_modifier(Modifier::BOLD);
            painter.span(x, y, columns, &claim.text, *span, |_| strong);
            cut_mark(painter, line, *cut);
        }
        QueueRow::Text { span, cut_above, cut_below } => {
            text(app, painter, line, paragraph, claim, *span);
            if *cut_above {
                painter.text(x.saturating_sub(2), y, 1, CUT, painter.role(theme.accent));
            }
            cut_mark(painter, line, *cut_below);
        }
        QueueRow::Neighbour(number) => {
            painter.text(x, y, columns, &format!("¶{}", number + 1), calm);
        }
        QueueRow::NeighbourText(number, span) => {
            let text = app.document.outline.paragraph(&app.document.article, *number);
            painter.span(x, y, columns, text.map_or("", |paragraph| &paragraph.text), *span, |_| calm);
        }
        _ => {}
    }
}

/// How far one is.
fn progress(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let (done, all) = app.articles.round.as_ref().map_or_else(
        || {
            let work = app.workload();
            (work.done, work.to_do + work.waiting + work.done)
        },
        |folder| (folder.round.done(), folder.round.done() + folder.round.left()),
    );
    let done = usize::from(line.width) * done / all.max(1);
    for column in 0..line.width {
        let is_done = usize::from(column) < done;
        let color = if is_done { painter.theme.accent } else { painter.theme.faint };
        painter.text(line.x + column, line.y, 1, if is_done { "━" } else { "─" }, painter.role(color));
    }
}

/// A row of the paragraph, its mentions coloured and the quote marked.
fn text(app: &App, painter: &mut Painter<'_>, line: Rect, paragraph: &Paragraph, claim: &Claim, span: ByteSpan) {
    let theme = painter.theme;
    let quote = claim.quote_span(paragraph);
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
        style
    };
    painter.span(line.x, line.y, line.width, &paragraph.text, span, style);
}

/// The sign of a place at which text has no room.
const CUT: &str = "…";

/// That what a row shows goes on, in the column after it.
fn cut_mark(painter: &mut Painter<'_>, line: Rect, is_cut: bool) {
    if is_cut {
        painter.text(line.right(), line.y, 1, CUT, painter.role(painter.theme.accent));
    }
}

fn questions(app: &App, painter: &mut Painter<'_>, line: Rect, claim: &Claim) {
    let calm = painter.role(painter.theme.calm);
    let list = (line.width / 2).min(LETTERS);
    painter.text(line.x, line.y, list, "Is it true?", calm);
    if claim.has_named_speaker() {
        let speaker = claim.speaker_words(&app.document.article);
        let asks = format!("Did {} say it?", speaker.split(", “").next().unwrap_or(&speaker));
        painter.text(line.x + list, line.y, list, &cells::cut(&asks, list), calm);
    }
}

/// A letter and what it does: in a list with the signs in a column, elsewhere as close together as can be read.
fn draw_letter(painter: &mut Painter<'_>, area: Rect, letter: &Letter, is_listed: bool, opinion: &Opinion) {
    let theme = painter.theme;
    let given = is_given(letter.command, opinion);
    let style = match letter.command {
        Command::Give(Some(verdict)) => verdict_style(painter, verdict),
        _ if given => painter.role(theme.accent).add_modifier(Modifier::BOLD),
        _ => painter.role(theme.ink),
    };
    let sign = if given { Some("●") } else { sign(letter.command) };
    let key = painter.role(theme.accent);
    if is_listed {
        let (x, room) = (area.x, area.width.saturating_sub(7));
        painter.text(x + 1, area.y, 3, &letter.key, key);
        painter.text(x + 4, area.y, 1, sign.unwrap_or(""), style);
        painter.text(x + 6, area.y, room, &cells::cut(&letter.words, room), style);
        return;
    }
    let x = painter.text(area.x, area.y, area.width, &letter.key, key);
    let sign = letters::sign(letter.command);
    if letter.words.is_empty() {
        painter.text(x, area.y, 1, sign.unwrap_or(""), style);
        return;
    }
    let x = sign.map_or(x, |sign| painter.text(x + 1, area.y, 1, sign, style));
    painter.text(x + 1, area.y, area.right().saturating_sub(x + 1), &letter.words, style);
}

/// Whether that was said already of what waits for a verdict.
pub(crate) fn is_given(command: Command, opinion: &Opinion) -> bool {
    match command {
        Command::Sure(confidence) => opinion.confidence == Some(confidence),
        Command::Said(said) => opinion.said == Some(said),
        Command::Reason => opinion.why.as_ref().is_some_and(|text| !text.is_empty()),
        Command::Correct => opinion.correction.as_ref().is_some_and(|text| !text.is_empty()),
        Command::Status => opinion.status.is_some(),
        _ => false,
    }
}

fn beside(app: &App, painter: &mut Painter<'_>, line: Rect, claim: usize) {
    let Some((_, claim)) = app.document.outline.claim(&app.document.article, claim) else { return };
    let (glyph, color) = mark(app.own_standing(claim), painter.theme);
    painter.text(line.x + 1, line.y, 1, glyph, painter.role(color));
    let room = line.width.saturating_sub(3);
    painter.text(line.x + 3, line.y, room, &cells::cut(&claim.text, room), painter.role(painter.theme.ink));
}
