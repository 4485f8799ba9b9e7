//! A page over the panes: rows of text, some of which lead somewhere. Card, dossier, figures and sourcing are such pages.

use ratatui::layout::Rect;

use crate::domain::anchor::Candidate;
use crate::domain::journal;
use crate::domain::judgement::Verdict;
use crate::domain::own_claim::is_own;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

use super::App;
use super::command::Command;
use super::forms::Form;
use super::layout::centred;
use super::message::Effect;
use super::overlay::Overlay;
use super::sheets::{card, dossier, figures, lost, notes, sourcing};

/// What a page is about; its rows follow from it and from the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// A claim, by its number.
    Card(usize),
    /// An entity, by its index.
    Dossier(usize),
    /// Every figure and date.
    Figures,
    /// Who is heard in the article, and how often.
    Sourcing,
    /// What was said of words that the article no longer has.
    Lost,
    /// Every note and tag.
    Notes,
}

/// An open page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about.
    pub kind: SheetKind,
    /// The selected row.
    pub selected: usize,
    /// First visible line.
    pub top: usize,
}

/// How a row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Begins a part of the page.
    Heading,
    /// What the page is about.
    Strong,
    /// What is to be read.
    Plain,
    /// What can be looked up.
    Calm,
    /// What must be looked at.
    Alert,
    /// A verdict.
    Verdict(Verdict),
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a paragraph.
    Paragraph(usize),
    /// To a claim in the list.
    Claim(usize),
    /// To the words in the text that make a claim.
    Quote(usize),
    /// To a claim that the page's claim hangs together with, by a relation of one's own: field of the journal.
    Related(usize, String),
    /// To a form in which it is changed, at the field of that key.
    Form(Form, &'static str),
    /// To the tags of something.
    Tags(journal::Target),
    /// To what was said in two places of a field.
    Conflict(journal::Target, String),
    /// To saying again, of the words of today, these fields of a thing.
    Confirm(journal::Target, Vec<String>),
    /// To saying these fields of a thing of another, where the words stand now that they were said of.
    MoveTo(journal::Target, Candidate, Vec<String>),
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// What it is, in the left column; empty where the text takes all of the line.
    pub label: String,
    /// What it says.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
    /// Where it leads.
    pub target: Option<Target>,
}

impl SheetRow {
    /// A row that leads nowhere.
    #[must_use]
    pub fn new(label: &str, text: impl Into<String>, tone: Tone) -> Self {
        Self { label: label.to_owned(), text: text.into(), tone, target: None }
    }

    /// The same, leading somewhere.
    #[must_use]
    pub fn to(self, target: Target) -> Self {
        Self { target: Some(target), ..self }
    }

    /// An empty line.
    #[must_use]
    pub fn empty() -> Self {
        Self::new("", "", Tone::Calm)
    }

    /// An empty line, and the beginning of a part with how much is in it.
    #[must_use]
    pub fn part(name: &str, count: usize) -> [Self; 2] {
        [Self::empty(), Self::new(name, count.to_string(), Tone::Heading)]
    }
}

/// A line of the screen: a part of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLine {
    /// Index of the row.
    pub row: usize,
    /// Which bytes of its text.
    pub span: ByteSpan,
    /// Whether it is the row's first line.
    pub first: bool,
}

/// Columns of the left column.
pub const LABEL_COLUMNS: u16 = 12;
/// A page is never wider than this.
pub const SHEET_COLUMNS: u16 = 84;

/// The rows of a page in so many columns.
#[must_use]
pub fn lines(rows: &[SheetRow], columns: u16) -> Vec<SheetLine> {
    let mut lines = Vec::new();
    for (row, content) in rows.iter().enumerate() {
        let indent = if content.label.is_empty() || content.tone == Tone::Heading { 0 } else { LABEL_COLUMNS };
        let wrapped = wrap(&content.text, columns.saturating_sub(indent).max(1)).into_iter().enumerate();
        lines.extend(wrapped.map(|(number, part)| SheetLine { row, span: part.span, first: number == 0 }));
    }
    lines
}

impl Sheet {
    /// A page at its beginning.
    #[must_use]
    pub fn new(kind: SheetKind) -> Self {
        Self { kind, selected: 0, top: 0 }
    }

    /// Whether it is about a claim.
    #[must_use]
    pub fn is_card(&self) -> bool {
        matches!(self.kind, SheetKind::Card(_))
    }

    /// Whether something written by the annotator can stand on it.
    #[must_use]
    pub fn holds_notes(&self) -> bool {
        matches!(self.kind, SheetKind::Card(_) | SheetKind::Notes | SheetKind::Dossier(_))
    }

    /// Whether something can stand on it that waits for a word of the annotator: what was said in two places, or of words
    /// that are others now or elsewhere.
    #[must_use]
    pub fn holds_doubts(&self) -> bool {
        self.holds_notes() || self.kind == SheetKind::Lost
    }

    /// What stands on it.
    #[must_use]
    pub fn rows(&self, app: &App) -> Vec<SheetRow> {
        match self.kind {
            SheetKind::Card(claim) => card::rows(app, claim),
            SheetKind::Dossier(entity) => dossier::rows(app, entity),
            SheetKind::Figures => figures::rows(app),
            SheetKind::Sourcing => sourcing::rows(app),
            SheetKind::Lost => lost::rows(app),
            SheetKind::Notes => notes::rows(app),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self, app: &App) -> String {
        match self.kind {
            SheetKind::Card(claim) => match app.document.outline.claim(&app.document.article, claim) {
                Some((_, claim)) if !is_own(&claim.id) => format!("Claim {}", claim.id),
                _ => "Claim of your own".to_owned(),
            },
            SheetKind::Notes => "Notes".to_owned(),
            SheetKind::Dossier(entity) => {
                app.document.article.entities.get(entity).map_or(String::new(), |entity| entity.name.clone())
            }
            SheetKind::Figures => "Figures and dates".to_owned(),
            SheetKind::Sourcing => "Sourcing".to_owned(),
            SheetKind::Lost => "No longer in the article".to_owned(),
        }
    }
}

impl App {
    /// Opens a page, its first row that leads somewhere selected.
    pub(super) fn open_sheet(&mut self, kind: SheetKind) {
        let mut sheet = Sheet::new(kind);
        let rows = sheet.rows(self);
        sheet.selected = first_target(&rows).unwrap_or(0);
        let (columns, height) = self.sheet_size();
        if kind == SheetKind::Lost {
            // One key puts here what was said at other words: nobody does that at a row out of sight.
            show_selected(&mut sheet, &lines(&rows, columns), height);
        }
        self.overlay = Some(Overlay::Sheet(sheet));
    }

    /// Whether that page is open.
    #[must_use]
    pub fn shows_sheet(&self, kind: SheetKind) -> bool {
        matches!(self.overlay, Some(Overlay::Sheet(sheet)) if sheet.kind == kind)
    }

    /// Columns and lines of a page on this screen, within its border.
    #[must_use]
    pub fn sheet_size(&self) -> (u16, usize) {
        let columns = SHEET_COLUMNS.min(self.size.width.saturating_sub(6));
        (columns, usize::from(self.size.height.saturating_sub(6)))
    }

    /// The room within the border of a page with these rows.
    #[must_use]
    pub fn sheet_inside(&self, rows: &[SheetRow]) -> Rect {
        let (columns, height) = self.sheet_size();
        let needed = u16::try_from(lines(rows, columns).len().min(height)).unwrap_or(u16::MAX);
        centred(Rect { height: self.size.height.saturating_sub(2), ..self.size }, columns, needed)
    }

    /// Moves about on the open page.
    pub(super) fn browse_sheet(&mut self, mut sheet: Sheet, command: Command) -> Vec<Effect> {
        let rows = sheet.rows(self);
        let (columns, height) = self.sheet_size();
        let lines = lines(&rows, columns);
        let last = lines.len().saturating_sub(height);
        let page = height.saturating_sub(2).max(1);
        match command {
            Command::Next => step(&mut sheet, &rows, true, last),
            Command::Previous => step(&mut sheet, &rows, false, last),
            Command::PageDown => sheet.top = (sheet.top + page).min(last),
            Command::PageUp => sheet.top = sheet.top.saturating_sub(page),
            Command::First => (sheet.top, sheet.selected) = (0, first_target(&rows).unwrap_or(0)),
            Command::Last => (sheet.top, sheet.selected) = (last, last_target(&rows).unwrap_or(0)),
            Command::Follow => return self.follow_row(&rows, sheet),
            Command::Remove => return self.remove_row(&rows, sheet),
            Command::Settle => return self.settle_row(&rows, sheet),
            _ => {}
        }
        if matches!(command, Command::Next | Command::Previous) {
            show_selected(&mut sheet, &lines, height);
        }
        self.overlay = Some(Overlay::Sheet(sheet));
        Vec::new()
    }

    fn follow_row(&mut self, rows: &[SheetRow], sheet: Sheet) -> Vec<Effect> {
        match rows.get(sheet.selected).and_then(|row| row.target.clone()) {
            Some(Target::Form(form, first)) if self.annotator.name.is_some() => self.compose(form, first),
            Some(Target::Form(..)) => self.ask_for_name(Command::Follow),
            Some(Target::Tags(on)) => self.open_tags(on),
            Some(Target::Conflict(..) | Target::Confirm(..)) => return self.settle_row(rows, sheet),
            Some(target) => {
                let entity = match sheet.kind {
                    SheetKind::Dossier(entity) => Some(entity),
                    _ => None,
                };
                self.overlay = None;
                self.go_to_target(&target, entity);
            }
            None => self.say("This row leads nowhere"),
        }
        Vec::new()
    }
}

fn first_target(rows: &[SheetRow]) -> Option<usize> {
    rows.iter().position(|row| row.target.is_some())
}

fn last_target(rows: &[SheetRow]) -> Option<usize> {
    rows.iter().rposition(|row| row.target.is_some())
}

/// To the next row that leads somewhere; where there is none, a line further.
fn step(sheet: &mut Sheet, rows: &[SheetRow], forward: bool, last: usize) {
    let leads = |row: &usize| rows.get(*row).is_some_and(|row| row.target.is_some());
    let next =
        if forward { (sheet.selected + 1..rows.len()).find(leads) } else { (0..sheet.selected).rev().find(leads) };
    match next {
        Some(row) => sheet.selected = row,
        None if forward => sheet.top = (sheet.top + 1).min(last),
        None => sheet.top = sheet.top.saturating_sub(1),
    }
}

/// Scrolls as little as possible; not when the page was scrolled past the last row that leads anywhere.
fn show_selected(sheet: &mut Sheet, lines: &[SheetLine], height: usize) {
    let Some(first) = lines.iter().position(|line| line.row == sheet.selected) else { return };
    let end = lines.iter().rposition(|line| line.row == sheet.selected).map_or(first, |last| last + 1);
    let has_next = lines.iter().skip(end).any(|line| line.row > sheet.selected);
    if end > sheet.top + height {
        sheet.top = end - height;
    } else if first < sheet.top && (has_next || end + height > lines.len()) && end <= sheet.top {
        // Scrolled away on purpose: the selection is out of sight until it moves.
    } else if first < sheet.top {
        sheet.top = first;
    }
}
