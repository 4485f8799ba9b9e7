//! The queue: one claim with its paragraph, the letters that judge it, what was judged and what comes next.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::command::Command;
use crate::app::keymap::{self, Binding, Scope};
use crate::app::queue::Queue;
use crate::app::{App, flow};
use crate::domain::article::Paragraph;
use crate::domain::claim::Claim;
use crate::domain::judgement::Opinion;

use super::claims::{mark, verdict_style};
use super::paint::Painter;

/// Columns of what is read.
const COLUMNS: u16 = 80;
/// Columns of a list of letters.
const LETTERS: u16 = 36;
/// Claims listed as judged just now, and as coming next.
const BESIDE: usize = 2;
/// Rows below the letters that the lists of claims need.
const LISTS: u16 = 8;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, queue: &Queue) -> Option<Position> {
    let room = Rect { height: area.height.saturating_sub(2), ..area };
    painter.fill(Rect { height: area.height.saturating_sub(1), ..area }, painter.role(painter.theme.calm));
    title(app, painter, room);
    let (paragraph, claim) = app.selected_claim()?;
    let columns = COLUMNS.min(room.width.saturating_sub(4));
    let x = (room.width - columns) / 2;
    let mut page = Page { x, y: if room.height > 24 { 2 } else { 1 }, columns, bottom: room.bottom() };
    bar(app, painter, &mut page, queue);
    let cursor = head(app, painter, &mut page, claim);
    let letters = letters(claim);
    let tall = letters.0.len().max(letters.1.len());
    let wanted = u16::try_from(if columns >= 2 * LETTERS { tall } else { letters.0.len() }).unwrap_or(0) + 3;
    text(app, painter, &mut page, paragraph, claim, wanted);
    draw_letters(painter, &mut page, &letters, claim, &queue.opinion, app);
    given(painter, &mut page, &queue.opinion);
    if page.left() >= LISTS {
        beside(app, painter, &mut page, queue);
    }
    Some(cursor)
}

/// Where the next row goes.
struct Page {
    x: u16,
    y: u16,
    columns: u16,
    bottom: u16,
}

impl Page {
    fn left(&self) -> u16 {
        self.bottom.saturating_sub(self.y)
    }

    /// The next row; past the end one that does not show.
    fn row(&mut self) -> u16 {
        let row = if self.y < self.bottom { self.y } else { u16::MAX };
        self.y = self.y.saturating_add(1);
        row
    }
}

fn title(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    painter.text(area.x + 1, area.y, area.width, "Queue", painter.role(theme.focus).add_modifier(Modifier::BOLD));
    let work = app.workload();
    let mut right = super::title::saving(app, painter, area);
    let waiting = if work.waiting > 0 { format!(", {} waiting", work.waiting) } else { String::new() };
    let count = format!("{} to do{waiting}", work.to_do);
    if flow::width(&count) + 10 < right {
        right = painter.text_right(right.saturating_sub(3), area.y, &count, painter.role(theme.ink));
    }
    let what = match &app.filter {
        Some(filter) => filter.name(app),
        None => app.document.article.head.title.clone(),
    };
    if flow::width(&what) + 10 < right {
        painter.text_right(right.saturating_sub(3), area.y, &what, painter.role(theme.calm));
    }
}

/// How far one is.
fn bar(app: &App, painter: &mut Painter<'_>, page: &mut Page, _queue: &Queue) {
    let work = app.workload();
    let all = work.to_do + work.waiting + work.done;
    let done = usize::from(page.columns) * work.done / all.max(1);
    let y = page.row();
    for column in 0..page.columns {
        let is_done = usize::from(column) < done;
        let color = if is_done { painter.theme.accent } else { painter.theme.faint };
        painter.text(page.x + column, y, 1, if is_done { "━" } else { "─" }, painter.role(color));
    }
    page.y += u16::from(page.left() > 20);
}

/// What is at hand: how it stands, the statement, and who says it how firmly.
fn head(app: &App, painter: &mut Painter<'_>, page: &mut Page, claim: &Claim) -> Position {
    let theme = painter.theme;
    let standing = app.own_standing(claim);
    let (glyph, color) = mark(standing, theme);
    let y = page.row();
    let x = painter.text(page.x, y, page.columns, glyph, painter.role(color)) + 1;
    let kind = format!("{} · priority {}", claim.kind_words(), app.priority_of(claim).word());
    painter.text(x, y, page.columns.saturating_sub(2), &kind, painter.role(theme.calm));
    painter.text_right(page.x + page.columns, y, &app.claim_name(claim), painter.role(theme.calm));
    page.y += u16::from(page.left() > 20);
    let cursor = Position::new(page.x, page.y.min(page.bottom.saturating_sub(1)));
    let strong = painter.role(theme.focus).add_modifier(Modifier::BOLD);
    for row in flow::wrap(&claim.text, page.columns) {
        let y = page.row();
        painter.span(page.x, y, page.columns, &claim.text, row.span, |_| strong);
    }
    let speaker = format!("{} · {}", claim.speaker_words(&app.document.article), claim.certainty.word());
    let style = painter.role(theme.calm).add_modifier(Modifier::ITALIC);
    let y = page.row();
    painter.text(page.x, y, page.columns, &flow::cut(&speaker, page.columns), style);
    page.y += u16::from(page.left() > 16);
    cursor
}

/// The paragraph, as much of it as leaves `wanted` rows: the quote is always in sight.
fn text(app: &App, painter: &mut Painter<'_>, page: &mut Page, paragraph: &Paragraph, claim: &Claim, wanted: u16) {
    let theme = painter.theme;
    let section = app.document.outline.section_of(app.place.paragraph);
    let section = app.document.article.sections.get(section).map_or("", |section| section.title());
    let y = page.row();
    let place = format!("¶{}  {section}", app.place.paragraph + 1);
    painter.text(page.x, y, page.columns, &flow::cut(&place, page.columns), painter.role(theme.calm));
    let rows = flow::wrap(&paragraph.text, page.columns);
    let room = usize::from(page.left().saturating_sub(wanted).max(3));
    let quote = claim.quote_span(paragraph);
    let first = quote.map_or(0, |quote| rows.iter().position(|row| row.span.end > quote.start).unwrap_or(0));
    let top = if rows.len() <= room { 0 } else { first.saturating_sub(1).min(rows.len() - room) };
    let mentions = app.document.mentions.in_text(&paragraph.text);
    let style = |byte: usize| {
        let mut style = ratatui::style::Style::new().fg(theme.ink).bg(theme.paper);
        if mentions.iter().any(|mention| mention.span.contains(byte)) {
            style = style.fg(theme.entity);
        }
        if quote.is_some_and(|quote| quote.contains(byte)) {
            style = style.bg(theme.select).add_modifier(Modifier::UNDERLINED);
        }
        style
    };
    for row in rows.iter().skip(top).take(room) {
        let y = page.row();
        painter.span(page.x, y, page.columns, &paragraph.text, row.span, style);
    }
    page.y += u16::from(page.left() > wanted);
}

type Letters = (Vec<&'static Binding>, Vec<&'static Binding>);

/// The letters that give a verdict, and those that say more.
fn letters(claim: &Claim) -> Letters {
    let of = |wanted: &dyn Fn(Command) -> bool| -> Vec<&'static Binding> {
        keymap::of(Scope::Queue).filter(|binding| wanted(binding.command)).collect()
    };
    let verdicts = of(&|command| matches!(command, Command::Give(_) | Command::NotCheckable));
    let authors = claim.is_authors();
    let more = of(&|command| match command {
        Command::Said(_) => !authors,
        Command::Sure(_) | Command::Reason | Command::Correct => true,
        _ => false,
    });
    (verdicts, more)
}

fn draw_letters(
    painter: &mut Painter<'_>,
    page: &mut Page,
    letters: &Letters,
    claim: &Claim,
    opinion: &Opinion,
    app: &App,
) {
    let theme = painter.theme;
    let rule = painter.role(theme.faint);
    let two = page.columns >= 2 * LETTERS;
    let y = page.row();
    painter.text(page.x, y, page.columns, &"─".repeat(usize::from(page.columns)), rule);
    if page.left() > 7 {
        let y = page.row();
        painter.text(page.x, y, LETTERS, "Is it so?", painter.role(theme.calm));
        if two && !claim.is_authors() {
            let speaker = claim.speaker_words(&app.document.article);
            let asks = format!("Did {} say so?", speaker.split(", “").next().unwrap_or(&speaker));
            let room = page.columns - LETTERS;
            painter.text(page.x + LETTERS, y, room, &flow::cut(&asks, room), painter.role(theme.calm));
        }
    }
    let rows = if two { letters.0.len().max(letters.1.len()) } else { letters.0.len() };
    for row in 0..rows {
        let y = page.row();
        if let Some(binding) = letters.0.get(row) {
            letter(painter, page.x, y, page.columns.min(LETTERS), binding, opinion);
        }
        if let Some(binding) = letters.1.get(row).filter(|_| two) {
            letter(painter, page.x + LETTERS, y, page.columns - LETTERS, binding, opinion);
        }
    }
    let y = page.row();
    painter.text(page.x, y, page.columns, &"─".repeat(usize::from(page.columns)), rule);
}

fn letter(painter: &mut Painter<'_>, x: u16, y: u16, columns: u16, binding: &Binding, opinion: &Opinion) {
    let theme = painter.theme;
    let key = binding.keys.first().copied().unwrap_or("");
    painter.text(x + 1, y, 1, key, painter.role(theme.accent));
    let room = columns.saturating_sub(6);
    if let Command::Give(Some(verdict)) = binding.command {
        let style = verdict_style(painter, verdict);
        painter.text(x + 4, y, 1, verdict.glyph(), style);
        painter.text(x + 6, y, room, verdict.word(), style);
        return;
    }
    let given = match binding.command {
        Command::Sure(confidence) => opinion.confidence == Some(confidence),
        Command::Said(said) => opinion.said == Some(said),
        Command::Reason => opinion.why.is_some(),
        Command::Correct => opinion.correction.is_some(),
        _ => false,
    };
    if given {
        painter.text(x + 4, y, 1, "●", painter.role(theme.accent));
    }
    let words = binding.help.split(", then").next().unwrap_or(binding.help);
    painter.text(x + 6, y, room, &flow::cut(words, room), painter.role(theme.ink));
}

/// What was said and waits for the verdict.
fn given(painter: &mut Painter<'_>, page: &mut Page, opinion: &Opinion) {
    if opinion.is_empty() {
        return;
    }
    let y = page.row();
    let text = flow::cut(&format!("then: {}", opinion.words()), page.columns);
    painter.text(page.x, y, page.columns, &text, painter.role(painter.theme.accent));
}

fn beside(app: &App, painter: &mut Painter<'_>, page: &mut Page, queue: &Queue) {
    let judged: Vec<usize> = queue.judged.iter().rev().take(BESIDE).copied().collect();
    let next: Vec<usize> = app.to_do().into_iter().skip(queue.at + 1).take(BESIDE).collect();
    for (name, claims) in [("Just judged", judged), ("Next", next)] {
        if claims.is_empty() {
            continue;
        }
        page.row();
        let y = page.row();
        painter.text(page.x, y, page.columns, name, painter.role(painter.theme.calm));
        for claim in claims {
            let Some((_, claim)) = app.document.outline.claim(&app.document.article, claim) else { continue };
            let (glyph, color) = mark(app.own_standing(claim), painter.theme);
            let y = page.row();
            painter.text(page.x + 1, y, 1, glyph, painter.role(color));
            let room = page.columns.saturating_sub(3);
            painter.text(page.x + 3, y, room, &flow::cut(&claim.text, room), painter.role(painter.theme.ink));
        }
    }
}
