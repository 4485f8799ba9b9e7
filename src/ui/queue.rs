//! The queue: one claim with its paragraph, the letters that judge it, what was judged and what comes next.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::command::Command;
use crate::app::keymap::Binding;
use crate::app::queue::Queue;
use crate::app::queue_page::{LETTERS, QueueRow};
use crate::domain::article::Paragraph;
use crate::domain::claim::Claim;
use crate::domain::judgement::Opinion;
use crate::text::cells;
use crate::text::span::ByteSpan;

use super::claims::{mark, verdict_style};
use super::paint::Painter;
use super::title;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, queue: &Queue) -> Option<Position> {
    painter.fill(Rect { height: area.height.saturating_sub(2), ..area }, painter.role(painter.theme.calm));
    head_line(app, painter, area);
    let page = app.queue_page()?;
    let mut cursor = Position::new(page.area.x, page.area.y);
    for (row, y) in page.rows.iter().zip(page.area.top()..page.area.bottom()) {
        let line = Rect { y, height: 1, ..page.area };
        if matches!(row, QueueRow::Statement(_, true)) {
            cursor = Position::new(line.x, y);
        }
        draw_row(app, painter, line, row, &queue.opinion);
    }
    Some(cursor)
}

fn head_line(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    painter.text(area.x + 1, area.y, area.width, "Queue", painter.role(theme.focus).add_modifier(Modifier::BOLD));
    let work = app.workload();
    let mut right = title::saving(app, painter, area);
    let waiting = if work.waiting > 0 { format!(", {} waiting", work.waiting) } else { String::new() };
    let count = format!("{} to do{waiting}", work.to_do);
    if cells::width(&count) + 10 < right {
        right = painter.text_right(right.saturating_sub(3), area.y, &count, painter.role(theme.ink));
    }
    let what = match &app.filter {
        Some(filter) => filter.name(app),
        None => app.document.article.head.title.clone(),
    };
    if cells::width(&what) + 10 < right {
        painter.text_right(right.saturating_sub(3), area.y, &what, painter.role(theme.calm));
    }
}

fn draw_row(app: &App, painter: &mut Painter<'_>, line: Rect, row: &QueueRow, opinion: &Opinion) {
    let Some((paragraph, claim)) = app.selected_claim() else { return };
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
        QueueRow::Statement(span, _) => {
            let strong = painter.role(theme.focus).add_modifier(Modifier::BOLD);
            painter.span(x, y, columns, &claim.text, *span, |_| strong);
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
        QueueRow::Text(span) => text(app, painter, line, paragraph, claim, *span),
        QueueRow::Rule => {
            painter.text(x, y, columns, &"─".repeat(usize::from(columns)), painter.role(theme.faint));
        }
        QueueRow::Questions => questions(app, painter, line, claim),
        QueueRow::Letters(left, right) => {
            let beside = Rect { x: x + LETTERS, width: columns.saturating_sub(LETTERS), ..line };
            let first = Rect { width: columns.min(LETTERS), ..line };
            for (binding, area) in [(left, first), (right, beside)] {
                if let Some(binding) = binding {
                    letter(painter, area, binding, opinion);
                }
            }
        }
        QueueRow::Brief(verdicts) => brief(painter, line, verdicts),
        QueueRow::Given => {
            let text = cells::cut(&format!("then: {}", opinion.words()), columns);
            painter.text(x, y, columns, &text, painter.role(theme.accent));
        }
        QueueRow::Heading(name) => {
            painter.text(x, y, columns, name, calm);
        }
        QueueRow::Beside(claim) => beside(app, painter, line, *claim),
    }
}

/// How far one is.
fn progress(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let work = app.workload();
    let all = work.to_do + work.waiting + work.done;
    let done = usize::from(line.width) * work.done / all.max(1);
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
            style = style.bg(theme.select).add_modifier(Modifier::UNDERLINED);
        }
        style
    };
    painter.span(line.x, line.y, line.width, &paragraph.text, span, style);
}

fn questions(app: &App, painter: &mut Painter<'_>, line: Rect, claim: &Claim) {
    let calm = painter.role(painter.theme.calm);
    painter.text(line.x, line.y, line.width.min(LETTERS), "Is it so?", calm);
    if line.width >= 2 * LETTERS && !claim.is_authors() {
        let speaker = claim.speaker_words(&app.document.article);
        let asks = format!("Did {} say so?", speaker.split(", “").next().unwrap_or(&speaker));
        let room = line.width - LETTERS;
        painter.text(line.x + LETTERS, line.y, room, &cells::cut(&asks, room), calm);
    }
}

fn letter(painter: &mut Painter<'_>, area: Rect, binding: &Binding, opinion: &Opinion) {
    let theme = painter.theme;
    let (x, y, room) = (area.x, area.y, area.width.saturating_sub(6));
    let key = binding.keys.first().copied().unwrap_or("");
    painter.text(x + 1, y, 1, key, painter.role(theme.accent));
    if let Command::Give(Some(verdict)) = binding.command {
        let style = verdict_style(painter, verdict);
        painter.text(x + 4, y, 1, verdict.glyph(), style);
        painter.text(x + 6, y, room, verdict.word(), style);
        return;
    }
    let (sign, color) = match (binding.command, is_given(binding.command, opinion)) {
        (_, true) => ("●", theme.accent),
        (Command::NotCheckable, false) => ("–", theme.ink),
        _ => ("", theme.ink),
    };
    painter.text(x + 4, y, 1, sign, painter.role(color));
    let words = binding.help.split(", then").next().unwrap_or(binding.help);
    painter.text(x + 6, y, room, &cells::cut(words, room), painter.role(theme.ink));
}

/// All letters that give a verdict, with their signs.
fn brief(painter: &mut Painter<'_>, line: Rect, verdicts: &[&Binding]) {
    let mut x = line.x;
    for binding in verdicts {
        let key = binding.keys.first().copied().unwrap_or("");
        x = painter.text(x, line.y, 1, key, painter.role(painter.theme.accent));
        let (sign, style) = match binding.command {
            Command::Give(Some(verdict)) => (verdict.glyph(), verdict_style(painter, verdict)),
            _ => ("–", painter.role(painter.theme.calm)),
        };
        x = painter.text(x, line.y, 1, sign, style) + 2;
    }
}

/// Whether that was said already of what waits for a verdict.
pub(super) fn is_given(command: Command, opinion: &Opinion) -> bool {
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
