//! What stands in each row of the queue; drawing and the mouse both ask here.

use ratatui::layout::{Position, Rect};

use crate::domain::claim::Claim;
use crate::text::span::ByteSpan;
use crate::text::wrap::{Row, wrap};

use super::App;
use super::command::Command;
use super::keymap::{self, Binding, Scope};
use super::overlay::Overlay;
use super::queue::Queue;

/// Columns of what is read.
const COLUMNS: u16 = 80;
/// Columns of a list of letters.
pub const LETTERS: u16 = 36;
/// Claims listed as judged just now, and as coming next.
const BESIDE: usize = 2;
/// Rows of the text that show at least.
const LEAST_TEXT: usize = 2;
/// With fewer rows than this the letters stand in one row.
const BRIEF_ROWS: u16 = 13;

/// The queue on this screen.
pub struct QueuePage {
    /// The room for its rows.
    pub area: Rect,
    /// Its rows, from the top.
    pub rows: Vec<QueueRow>,
}

/// A row of the queue.
#[derive(Debug, Clone)]
pub enum QueueRow {
    /// Nothing.
    Blank,
    /// How far one is.
    Progress,
    /// How the claim stands, its kind and priority.
    Head,
    /// A part of the statement; whether it is the first.
    Statement(ByteSpan, bool),
    /// Who says it, how firmly.
    Speaker,
    /// The paragraph's number and section.
    Place,
    /// A part of the paragraph.
    Text(ByteSpan),
    /// A thin line.
    Rule,
    /// What the letters answer.
    Questions,
    /// A letter that gives a verdict, and one that says more.
    Letters(Option<&'static Binding>, Option<&'static Binding>),
    /// All letters that give a verdict, with their signs, where there is no room for their words.
    Brief(Vec<&'static Binding>),
    /// What was said and waits for the verdict.
    Given,
    /// What the claims below are.
    Heading(&'static str),
    /// Another claim.
    Beside(usize),
}

impl QueuePage {
    /// The command of the letter at a cell.
    #[must_use]
    pub fn command_at(&self, at: Position) -> Option<Command> {
        let row = usize::from(at.y.checked_sub(self.area.y)?);
        let QueueRow::Letters(left, right) = self.rows.get(row).filter(|_| self.area.contains(at))? else {
            return None;
        };
        let binding = if at.x < self.area.x + LETTERS { left } else { right };
        binding.map(|binding| binding.command)
    }
}

impl App {
    /// The queue, where it is open and there is a claim at hand.
    #[must_use]
    pub fn queue_page(&self) -> Option<QueuePage> {
        let Some(Overlay::Queue(queue)) = &self.overlay else { return None };
        let (paragraph, claim) = self.selected_claim()?;
        let columns = COLUMNS.min(self.size.width.saturating_sub(4));
        let top = if self.size.height > 26 { 2 } else { 1 };
        let height = self.size.height.saturating_sub(top + 2);
        let area = Rect::new((self.size.width - columns) / 2, top, columns, height);
        let airy = height > 20;
        let air = |rows: &mut Vec<QueueRow>| rows.extend(airy.then_some(QueueRow::Blank));
        let brief = height < BRIEF_ROWS;
        let mut rows = if brief { Vec::new() } else { vec![QueueRow::Progress] };
        air(&mut rows);
        rows.push(QueueRow::Head);
        air(&mut rows);
        let statement = wrap(&claim.text, columns).into_iter().enumerate();
        rows.extend(statement.map(|(number, row)| QueueRow::Statement(row.span, number == 0)));
        if !brief {
            rows.push(QueueRow::Speaker);
            air(&mut rows);
            rows.push(QueueRow::Place);
        }
        let letters = letters(claim, columns, height);
        let room = usize::from(height).saturating_sub(rows.len() + letters.len() + usize::from(airy));
        let quote = claim.quote_span(paragraph);
        let text = around(&wrap(&paragraph.text, columns), quote, room.max(LEAST_TEXT));
        rows.extend(text.into_iter().map(QueueRow::Text));
        air(&mut rows);
        rows.extend(letters);
        rows.extend((!queue.opinion.is_empty()).then_some(QueueRow::Given));
        rows.extend(self.beside(queue));
        rows.truncate(usize::from(height));
        Some(QueuePage { area, rows })
    }

    /// What was judged just now, and what comes next.
    fn beside(&self, queue: &Queue) -> Vec<QueueRow> {
        let judged: Vec<usize> = queue.judged.iter().rev().take(BESIDE).copied().collect();
        let next: Vec<usize> = self.with_queue(|claims| claims.skip(queue.at + 1).take(BESIDE).collect());
        let list = |(name, claims): (&'static str, Vec<usize>)| {
            let heading = (!claims.is_empty()).then_some([QueueRow::Blank, QueueRow::Heading(name)]);
            heading.into_iter().flatten().chain(claims.into_iter().map(QueueRow::Beside))
        };
        [("Just judged", judged), ("Next", next)].into_iter().flat_map(list).collect()
    }
}

/// So many rows of a paragraph that its quote is among them, with a row before it.
pub(super) fn around(rows: &[Row], quote: Option<ByteSpan>, room: usize) -> Vec<ByteSpan> {
    let first = quote.map_or(0, |quote| rows.iter().position(|row| row.span.end > quote.start).unwrap_or(0));
    let top = first.saturating_sub(1).min(rows.len().saturating_sub(room));
    let top = if rows.len() <= room { 0 } else { top };
    rows.iter().skip(top).take(room).map(|row| row.span).collect()
}

/// The letters that give a verdict, and beside them, where there is room, those that say more.
fn letters(claim: &Claim, columns: u16, height: u16) -> Vec<QueueRow> {
    let of = |wanted: &dyn Fn(Command) -> bool| -> Vec<&'static Binding> {
        keymap::of(Scope::Queue).filter(|binding| wanted(binding.command)).collect()
    };
    let verdicts = of(&|command| matches!(command, Command::Give(_) | Command::NotCheckable));
    let more = of(&|command| match command {
        Command::Said(_) => !claim.is_authors(),
        Command::Sure(_) | Command::Reason | Command::Correct => columns >= 2 * LETTERS,
        _ => false,
    });
    if height < BRIEF_ROWS {
        return vec![QueueRow::Brief(verdicts)];
    }
    let more = if columns >= 2 * LETTERS { more } else { Vec::new() };
    let pairs = (0..verdicts.len().max(more.len()))
        .map(|row| QueueRow::Letters(verdicts.get(row).copied(), more.get(row).copied()));
    let mut rows = vec![QueueRow::Rule];
    rows.extend((height > 14).then_some(QueueRow::Questions));
    rows.extend(pairs);
    rows.push(QueueRow::Rule);
    rows
}
