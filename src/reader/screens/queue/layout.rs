//! The layout of the queue, for drawing and for the mouse.
//!
//! The quoted words always show. If space is short, this goes first, in this order: other claims, empty rows,
//! explanations of the letters, speaker and place, the end of the statement.

use ratatui::layout::{Position, Rect};

use crate::corpus::round::Round;
use crate::corpus::to_do::Task;
use crate::model::annotation::judgement::Standing;
use crate::reader::screens::detail::state::SheetRow;
use crate::reader::screens::queue::state::Queue;
use crate::text::span::ByteSpan;
use crate::text::wrap::{Row, wrap};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;
use crate::reader::screens::article::rows;
use crate::reader::screens::detail;
use crate::reader::screens::detail::SheetLine;
use crate::reader::screens::detail::pages::card;
use crate::reader::screens::queue::letters::{LetterRow, Level, letters};
use crate::reader::widgets::text_window::TextWindow;

/// The text is at most this wide.
const COLUMNS: u16 = 84;
/// The text is at least this wide beside a second column: two lists of letters.
const COLUMNS_BESIDE: u16 = 72;
/// From this width on, the annotations of the claim have a column of their own.
pub const WIDE: u16 = 120;
/// Both columns together are at most this wide.
const BOTH: u16 = 160;
/// The column of annotations is at most this wide.
const SIDE: u16 = 68;
/// Columns between the two.
const GAP: u16 = 4;
/// How many claims are listed as just judged, and as next.
const BESIDE: usize = 2;
/// How many claims are listed as just judged, and as next, in a column of their own.
const MOST_BESIDE: usize = 9;
/// With fewer rows than this only the statement and the quoted words show.
const BARE_ROWS: usize = 11;

/// The queue on this screen.
pub struct QueuePage {
    /// The area for its rows.
    pub area: Rect,
    /// Its rows, from the top.
    pub rows: Vec<QueueRow>,
    /// The column beside it, if there is room.
    pub side: Option<QueueSide>,
}

/// The annotations of the claim, in a column of their own.
pub struct QueueSide {
    /// The area for its lines.
    pub area: Rect,
    /// The annotations.
    pub rows: Vec<SheetRow>,
    /// The annotations, wrapped into lines.
    pub lines: Vec<SheetLine>,
    /// Other claims, below the annotations.
    pub beside: Vec<QueueRow>,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueRow {
    /// An empty row.
    Blank,
    /// How many claims of the article are done.
    Progress,
    /// The claim's verdict or status, kind and priority.
    Head,
    /// A part of the statement.
    Statement {
        /// Bytes of the claim's text.
        span: ByteSpan,
        /// Whether it is the first row.
        first: bool,
        /// Whether the rest of the statement is cut off.
        cut: bool,
    },
    /// The speaker and the certainty.
    Speaker,
    /// Counts of evidence and notes, and the tags.
    Attached(String),
    /// Number and section of the paragraph.
    Place,
    /// A part of the paragraph.
    Text {
        /// Bytes of the paragraph's text.
        span: ByteSpan,
        /// Whether rows above it are cut off.
        cut_above: bool,
        /// Whether rows below it are cut off.
        cut_below: bool,
    },
    /// The number of a paragraph before or after, counted from 0.
    Neighbour(usize),
    /// A part of that paragraph's text.
    NeighbourText(usize, ByteSpan),
    /// A thin line.
    Rule,
    /// Letters and what they do.
    Letters(LetterRow),
    /// What was entered and waits for the verdict.
    Given,
    /// The heading of the claims below.
    Heading(&'static str),
    /// Another claim.
    Beside(usize),
    /// A claim of the queue over a folder: its status, and what it says.
    Task(Standing, String),
}

impl QueuePage {
    /// The command of the letter at a cell.
    #[must_use]
    pub fn command_at(&self, at: Position) -> Option<Command> {
        let row = usize::from(at.y.checked_sub(self.area.y)?);
        match self.rows.get(row).filter(|_| self.area.contains(at))? {
            QueueRow::Letters(letters) => letters.command_at(at.x - self.area.x),
            _ => None,
        }
    }
}

impl App {
    /// The queue, if it is open and a claim is selected.
    #[must_use]
    pub fn queue_page(&self) -> Option<QueuePage> {
        let Some(Overlay::Queue(queue)) = &self.overlay else { return None };
        self.page_of_queue(queue)
    }

    /// The layout of a queue that is open or behind another screen.
    #[must_use]
    pub fn page_of_queue(&self, queue: &Queue) -> Option<QueuePage> {
        self.selected_claim()?;
        let top = if self.size.height > 26 { 2 } else { 1 };
        let height = self.size.height.saturating_sub(top + 2);
        let room = self.size.width.saturating_sub(4);
        if self.size.width < WIDE {
            let columns = COLUMNS.min(room);
            let area = Rect::new((self.size.width - columns) / 2, top, columns, height);
            let rows = self.queue_rows(queue, columns, usize::from(height), false);
            return Some(QueuePage { area, rows, side: None });
        }
        let both = BOTH.min(room - 2);
        let columns = (both * 3 / 5).clamp(COLUMNS_BESIDE, COLUMNS);
        let beside = SIDE.min(both - columns - GAP);
        let area = Rect::new((self.size.width - columns - GAP - beside) / 2, top, columns, height);
        let rows = self.queue_rows(queue, columns, usize::from(height), true);
        let side = self.queue_side(queue, Rect { x: area.right() + GAP, width: beside, ..area });
        Some(QueuePage { area, rows, side: Some(side) })
    }

    fn queue_side(&self, queue: &Queue, area: Rect) -> QueueSide {
        let rows = self.place.claim.map_or(Vec::new(), |claim| card::beside(self, claim));
        let lines = detail::lines(&rows, area.width);
        let left = usize::from(area.height).saturating_sub(lines.len());
        let most = left.saturating_sub(6).clamp(BESIDE, MOST_BESIDE);
        let mut beside = self.beside(queue, most);
        beside.truncate(left);
        QueueSide { area, rows, lines, beside }
    }

    /// The rows in this many columns and rows.
    fn queue_rows(&self, queue: &Queue, columns: u16, height: usize, wide: bool) -> Vec<QueueRow> {
        let Some((paragraph, claim)) = self.selected_claim() else { return Vec::new() };
        let statement = wrap(&claim.text, columns);
        let text = wrap(&paragraph.text, columns);
        let quote = claim.quote_span(paragraph);
        let quoted = TextWindow::rows_of(&text, quote);
        let attached = rows::attached(self, claim).filter(|_| !wide);
        let given = usize::from(!queue.opinion.is_empty());
        let around = 4 + usize::from(attached.is_some()) + given;
        let fits = |level: Level, least: usize| {
            let choices = letters(&self.keymap, level, claim, columns).len() + 2;
            around + statement.len() + choices + text.len().min(least.max(quoted + 2)) <= height
        };
        let level = match () {
            () if Level::Listed.has_room(columns) && fits(Level::Listed, 12) => Level::Listed,
            () if fits(Level::Packed, 8) => Level::Packed,
            () => Level::Brief,
        };
        let choices = choice_rows(level, letters(&self.keymap, level, claim, columns), height);
        let mut parts = Parts { height, above: Vec::new(), statement, attached, choices, given: given > 0 };
        parts.arrange(quoted, text.len());
        let room = parts.room_for_text();
        let window = TextWindow::around(&text, quote, room, queue.scroll);
        let spare = room - window.rows.len();
        let (before, after) = if wide { self.neighbours(columns, spare) } else { (Vec::new(), Vec::new()) };
        let mut rows = parts.above;
        let at = rows.iter().position(|row| *row == QueueRow::Place).unwrap_or(rows.len());
        rows.splice(at..at, before);
        rows.extend(text_rows(&window));
        rows.extend(after);
        let air =
            parts.choices.first() == Some(&QueueRow::Rule) && spare > 1 && rows.len() + parts.choices.len() < height;
        rows.extend(air.then_some(QueueRow::Blank));
        rows.extend(parts.choices);
        rows.extend(parts.given.then_some(QueueRow::Given));
        if !wide {
            rows.extend(self.beside(queue, BESIDE));
        }
        rows.truncate(height);
        rows
    }

    /// The paragraphs before and after the selected one, in this many rows together.
    fn neighbours(&self, columns: u16, room: usize) -> (Vec<QueueRow>, Vec<QueueRow>) {
        /// An empty row, the number, and two rows of text: fewer would be useless.
        const LEAST: usize = 4;
        let rows = |number: usize| {
            let text = self.document.outline.paragraph(&self.document.article, number);
            text.map_or(Vec::new(), |paragraph| wrap(&paragraph.text, columns))
        };
        let here = self.place.paragraph;
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let next = rows(here + 1);
        let wanted_after = if next.is_empty() { 0 } else { next.len() + 2 };
        if let Some(number) = here.checked_sub(1) {
            let (previous, most) = (rows(number), room.saturating_sub(wanted_after).max(room / 2));
            if most >= LEAST {
                let shown = previous.len().min(most - 2);
                before.push(QueueRow::Neighbour(number));
                let last = previous.iter().skip(previous.len() - shown);
                before.extend(last.map(|row| QueueRow::NeighbourText(number, row.span)));
                before.push(QueueRow::Blank);
            }
        }
        let mut left = room.saturating_sub(before.len() + 1);
        for number in here + 1..self.document.outline.paragraph_count() {
            if left < LEAST {
                break;
            }
            after.extend([QueueRow::Blank, QueueRow::Neighbour(number)]);
            let text = rows(number);
            let first = text.iter().take(left - 2);
            after.extend(first.map(|row| QueueRow::NeighbourText(number, row.span)));
            left = left.saturating_sub(text.len() + 2);
        }
        (before, after)
    }

    /// The claims judged last, and those that come next.
    fn beside(&self, queue: &Queue, most: usize) -> Vec<QueueRow> {
        if let Some(folder) = &self.articles.round {
            return beside_in_round(&folder.round, most);
        }
        let judged: Vec<usize> = queue.judged.iter().rev().take(most.min(4)).copied().collect();
        let next: Vec<usize> = self.with_queue(|claims| claims.skip(queue.at + 1).take(most).collect());
        let list = |(name, claims): (&'static str, Vec<usize>)| {
            let heading = (!claims.is_empty()).then_some([QueueRow::Blank, QueueRow::Heading(name)]);
            heading.into_iter().flatten().chain(claims.into_iter().map(QueueRow::Beside))
        };
        [("Just judged", judged), ("Next", next)].into_iter().flat_map(list).collect()
    }
}

/// The claims judged last in a folder's queue, and the next; those of other articles begin with the article's title.
fn beside_in_round(round: &Round, most: usize) -> Vec<QueueRow> {
    let here = round.task().map_or("", |task| &task.path);
    let row = |task: &Task, standing: Standing| {
        let title = if task.path == here { String::new() } else { format!("{}: ", task.title) };
        QueueRow::Task(standing, title + &task.text)
    };
    let judged: Vec<QueueRow> = round.latest(most.min(4)).map(|(task, standing)| row(task, *standing)).collect();
    let next: Vec<QueueRow> = round.next(most).map(|task| row(task, Standing::NotJudged)).collect();
    let list = |(name, rows): (&'static str, Vec<QueueRow>)| {
        let heading = (!rows.is_empty()).then_some([QueueRow::Blank, QueueRow::Heading(name)]);
        heading.into_iter().flatten().chain(rows)
    };
    [("Just judged", judged), ("Next", next)].into_iter().flat_map(list).collect()
}

/// What is shown around the text, before it is known how much of it fits.
struct Parts {
    height: usize,
    above: Vec<QueueRow>,
    statement: Vec<Row>,
    attached: Option<String>,
    choices: Vec<QueueRow>,
    given: bool,
}

impl Parts {
    /// Fits the parts above the text into the space that these rows of quoted words and of the paragraph leave.
    fn arrange(&mut self, quoted: usize, text: usize) {
        let below = self.choices.len() + usize::from(self.given);
        let room = self.height.saturating_sub(below);
        let is_bare = self.height < BARE_ROWS;
        let extras = [QueueRow::Speaker, QueueRow::Place];
        let attached = self.attached.take().map(QueueRow::Attached);
        let fixed = if is_bare { 1 } else { 1 + extras.len() + usize::from(attached.is_some()) };
        let for_both = room.saturating_sub(fixed);
        // If both cannot be complete, the statement gets at least a third.
        let statement = self.statement.len().min(for_both.saturating_sub(quoted).max(for_both / 3).max(1));
        let spare = for_both.saturating_sub(statement + text);
        self.above.extend((spare > 0 && !is_bare).then_some(QueueRow::Progress));
        let airy = spare > 6;
        let air = || airy.then_some(QueueRow::Blank);
        self.above.extend(air());
        self.above.push(QueueRow::Head);
        self.above.extend(air());
        let cut = statement < self.statement.len();
        for (number, row) in self.statement.iter().take(statement).enumerate() {
            let cut = cut && number + 1 == statement;
            self.above.push(QueueRow::Statement { span: row.span, first: number == 0, cut });
        }
        if !is_bare {
            let [speaker, place] = extras;
            self.above.push(speaker);
            self.above.extend(attached);
            self.above.extend(air());
            self.above.push(place);
        }
    }

    fn room_for_text(&self) -> usize {
        self.height.saturating_sub(self.above.len() + self.choices.len() + usize::from(self.given))
    }
}

/// The visible rows of a paragraph, with marks where it is cut.
fn text_rows(window: &TextWindow) -> impl Iterator<Item = QueueRow> {
    let last = window.rows.len().saturating_sub(1);
    let (above, below) = (window.cut_above, window.cut_below);
    window.rows.iter().enumerate().map(move |(number, span)| QueueRow::Text {
        span: *span,
        cut_above: above && number == 0,
        cut_below: below && number == last,
    })
}

/// The letters, between thin lines if there is room.
fn choice_rows(level: Level, letters: Vec<LetterRow>, height: usize) -> Vec<QueueRow> {
    let rows = letters.into_iter().map(QueueRow::Letters);
    match level {
        Level::Brief if height < BARE_ROWS => rows.collect(),
        Level::Brief => [QueueRow::Rule].into_iter().chain(rows).collect(),
        Level::Packed | Level::Listed => [QueueRow::Rule].into_iter().chain(rows).chain([QueueRow::Rule]).collect(),
    }
}
