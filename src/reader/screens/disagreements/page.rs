//! The content of each row of the page of disagreements.

use ratatui::layout::Rect;

use crate::analysis::disagreement::Disagreement;
use crate::model::annotation::settlement::{Settled, Settlement};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::disagreements::side::sides;
pub use crate::reader::screens::disagreements::side::{SideLine, SideTone};
use crate::reader::widgets::text_window::TextWindow;
use crate::text::cells;
use crate::text::span::ByteSpan;
use crate::text::wrap::{wrap, wrapped};

/// The page is at most this many columns wide.
const COLUMNS: u16 = 132;
/// Columns that a side needs before it may share a row with another.
const LEAST_SIDE: u16 = 34;
/// Columns between two sides.
const GAP: u16 = 3;
/// The paragraph shows at least and at most this many rows.
const LEAST_TEXT: usize = 2;
const MOST_TEXT: usize = 6;
/// On a page with fewer rows the paragraph does not show.
const LEAST_ROWS_WITH_TEXT: u16 = 12;
/// Disputes that are listed before the sides get all the room: the selected one with its neighbours.
const LEAST_LISTED: usize = 3;
/// With fewer rows below the claim than this the sides get them all.
const LEAST_ROWS_WITH_LIST: usize = 9;
/// Columns of the statement and the paragraph, for a measure that reads well.
const MEASURE: u16 = 88;
/// On a page with fewer rows no blank rows separate the parts.
const AIRY_ROWS: u16 = 22;

/// The page as laid out on this screen.
pub struct DisagreementsPage {
    /// The area of its rows.
    pub area: Rect,
    /// Its rows, from the top.
    pub rows: Vec<DisagreementRow>,
    /// Columns of a side.
    pub side_columns: u16,
    /// Rows for the sides.
    pub(crate) side_room: usize,
    /// The furthest row to which the sides can scroll.
    pub(crate) last_top: usize,
}

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisagreementRow {
    /// An empty row.
    Blank,
    /// How many disputes are settled.
    Progress,
    /// The claim's kind, and its id.
    Head,
    /// A part of the statement, and whether it is the first.
    Strong(String, bool),
    /// The paragraph's number and section.
    Place,
    /// A part of the paragraph.
    Text(ByteSpan),
    /// The settlement, in words.
    Settled(String),
    /// Why there is no final word despite a settlement.
    Trouble(String),
    /// One line of each side that shares this row.
    Sides(Vec<SideLine>),
    /// Background, such as the measures of agreement.
    Detail(String),
    /// A dispute in the list: the sign of its state, whether it is selected, its words.
    Other(&'static str, bool, String),
    /// A thin line.
    Rule,
}

/// The sign of an open dispute, and of a settled one.
const OPEN: &str = "○";
const SETTLED: &str = "●";

impl DisagreementsPage {
    /// The column at which a side begins, by its number counted from 0 within its row.
    #[must_use]
    pub fn side_column(&self, number: usize) -> u16 {
        let number = u16::try_from(number).unwrap_or(0);
        self.area.x + number * (self.side_columns + GAP)
    }
}

impl App {
    /// The page, if it is open.
    #[must_use]
    pub fn disagreements_page(&self) -> Option<DisagreementsPage> {
        let screen = self.disagreements_screen()?;
        let columns = COLUMNS.min(self.size.width.saturating_sub(4));
        let top = if self.size.height > 26 { 2 } else { 1 };
        let height = self.size.height.saturating_sub(top + 2);
        let area = Rect::new((self.size.width - columns) / 2, top, columns, height);
        let mut rows = vec![DisagreementRow::Progress];
        let Some(one) = self.disagreement_at_hand() else {
            rows.push(DisagreementRow::Blank);
            rows.extend(self.no_dispute_words(screen.hidden).into_iter().map(DisagreementRow::Detail));
            rows.push(DisagreementRow::Blank);
            rows.extend(screen.agreement.iter().cloned().map(DisagreementRow::Detail));
            rows.truncate(usize::from(height));
            return Some(DisagreementsPage { area, rows, side_columns: columns, side_room: 0, last_top: 0 });
        };
        let airy = height >= AIRY_ROWS;
        let count = one.outcomes().len();
        let abreast = usize::from((columns + GAP) / (LEAST_SIDE + GAP)).clamp(1, count.max(1));
        let gaps = GAP * u16::try_from(abreast - 1).unwrap_or(0);
        let side_columns = columns.saturating_sub(gaps) / u16::try_from(abreast).unwrap_or(1);
        let lines = abreast_rows(&sides(self, &one, screen.hides_names, side_columns), abreast);
        let settled: Vec<DisagreementRow> = settled_rows(&one.settled, screen.hides_names, columns);
        claim_rows(&one, &mut rows, area, lines.len() + settled.len() + 1);
        rows.extend(settled);
        rows.push(if airy { DisagreementRow::Rule } else { DisagreementRow::Blank });
        let room = usize::from(height).saturating_sub(rows.len());
        let all = screen.disputes.len();
        let listed = if all > 1 && room >= LEAST_ROWS_WITH_LIST { 1 + all.min(LEAST_LISTED) } else { 0 };
        let below = self.rows_below(columns, room.saturating_sub(lines.len()).max(listed));
        let side_room = room.saturating_sub(below.len());
        let last_top = lines.len().saturating_sub(side_room);
        let key = self.key_in(Scope::Disagreements, Command::PageDown);
        rows.extend(window(lines, screen.top().min(last_top), side_room, &key));
        rows.extend(below);
        rows.truncate(usize::from(height));
        Some(DisagreementsPage { area, rows, side_columns, side_room, last_top })
    }

    /// The disputes around the selected one. In any rows to spare above them: how many disputes are hidden, and how
    /// far annotators agree.
    fn rows_below(&self, columns: u16, room: usize) -> Vec<DisagreementRow> {
        let Some(screen) = self.disagreements_screen() else { return Vec::new() };
        let (all, at) = (screen.disputes.len(), screen.at);
        let listed = if all > 1 { all.min(LEAST_LISTED) } else { 0 };
        let mut told: Vec<String> =
            (screen.hidden > 0).then(|| self.hidden_disputes(screen.hidden)).into_iter().collect();
        let agreement = screen.agreement.join(" · ");
        let is_one_line = cells::width(&agreement) <= columns;
        told.extend(if is_one_line { vec![agreement] } else { screen.agreement.clone() });
        told.truncate(room.saturating_sub(1 + listed));
        let told = told.into_iter().map(DisagreementRow::Detail);
        let mut rows: Vec<DisagreementRow> = std::iter::once(DisagreementRow::Rule).chain(told).collect();
        let mut shown = room.saturating_sub(rows.len());
        if listed > 0 && shown >= listed {
            if rows.len() > 1 && shown > listed {
                rows.push(DisagreementRow::Blank);
                shown -= 1;
            }
            let first = at.saturating_sub(1).min(all.saturating_sub(shown));
            let one = |number: usize| {
                let dispute = screen.disputes.get(number)?;
                let (_, claim) = self.document.outline.claim(&self.document.article, dispute.claim)?;
                let sign = if dispute.settled { SETTLED } else { OPEN };
                Some(DisagreementRow::Other(sign, number == at, format!("{}  {}", self.claim_name(claim), claim.text)))
            };
            rows.extend((first..all.min(first + shown)).filter_map(one));
        }
        if rows.len() > 1 && rows.len() <= room { rows } else { Vec::new() }
    }

    fn hidden_disputes(&self, hidden: usize) -> String {
        let key = self.key_in(Scope::Disagreements, Command::Others);
        match hidden {
            1 => format!("1 dispute is on a claim that you have not judged; {key} shows it"),
            count => format!("{count} disputes are on claims that you have not judged; {key} shows them"),
        }
    }

    fn no_dispute_words(&self, hidden: usize) -> Vec<String> {
        if hidden == 0 {
            return vec!["There are no disagreements.".to_owned()];
        }
        vec!["There are no disagreements on claims that you have judged.".to_owned(), self.hidden_disputes(hidden)]
    }
}

/// The claim and its paragraph, leaving `rest` rows free. The sentence around the quote shows if there is any room at
/// all.
fn claim_rows(one: &Disagreement<'_>, rows: &mut Vec<DisagreementRow>, area: Rect, rest: usize) {
    let measure = MEASURE.min(area.width);
    rows.extend((area.height >= AIRY_ROWS).then_some(DisagreementRow::Blank));
    rows.push(DisagreementRow::Head);
    let statement = wrap(&one.claim.text, measure).into_iter().enumerate();
    rows.extend(statement.filter_map(|(number, row)| {
        Some(DisagreementRow::Strong(one.claim.text.get(row.span.range())?.trim_end().to_owned(), number == 0))
    }));
    if area.height > LEAST_ROWS_WITH_TEXT {
        rows.push(DisagreementRow::Place);
        let left = usize::from(area.height).saturating_sub(rows.len() + rest);
        let room = left.clamp(LEAST_TEXT, MOST_TEXT);
        let rows_of_text = wrap(&one.paragraph.text, measure);
        let text = TextWindow::around(&rows_of_text, one.claim.quote_span(one.paragraph), room, 0).rows;
        rows.extend(text.into_iter().map(DisagreementRow::Text));
    }
}

/// As many sides beside each other as `abreast`, the others below them.
fn abreast_rows(sides: &[Vec<SideLine>], abreast: usize) -> Vec<DisagreementRow> {
    let mut rows = Vec::new();
    for group in sides.chunks(abreast) {
        rows.extend((!rows.is_empty()).then_some(DisagreementRow::Blank));
        let height = group.iter().map(Vec::len).max().unwrap_or(0);
        let empty = || SideLine::new("", SideTone::Plain);
        let row = |at: usize| group.iter().map(|side| side.get(at).cloned().unwrap_or_else(empty)).collect();
        rows.extend((0..height).map(|at| DisagreementRow::Sides(row(at))));
    }
    rows
}

/// As many rows as fit; the last says how many are left.
fn window(mut rows: Vec<DisagreementRow>, top: usize, room: usize, key: &str) -> Vec<DisagreementRow> {
    let left = rows.len().saturating_sub(top + room);
    rows = rows.into_iter().skip(top).take(room).collect();
    if let (true, Some(last)) = (left > 0, rows.last_mut()) {
        *last = DisagreementRow::Detail(format!("{} more rows; {key} shows them", left + 1));
    }
    rows
}

/// The settlement, and whether it counts.
fn settled_rows(settled: &Settled, hides_names: bool, columns: u16) -> Vec<DisagreementRow> {
    let words = |one: &Settlement| {
        if hides_names {
            format!("settled as {}, because: {}", one.outcome.word(), one.because)
        } else {
            one.sentence()
        }
    };
    let mut rows = Vec::new();
    if matches!(settled, Settled::Conflict(_)) {
        rows.extend(
            wrapped("settled in different ways: there is no final word", columns)
                .into_iter()
                .map(DisagreementRow::Trouble),
        );
    }
    for one in settled.all() {
        let lines = wrapped(&words(one), columns).into_iter();
        if matches!(settled, Settled::As(_)) {
            rows.extend(lines.map(DisagreementRow::Settled));
        } else {
            rows.extend(lines.map(DisagreementRow::Trouble));
        }
    }
    rows
}
