//! A page over the panes: rows of text, some of which lead somewhere. Card, dossier, figures and sourcing are such
//! pages.

pub mod answers;
pub(crate) mod asking;
pub(crate) mod draw;
pub(crate) mod pages;
pub(crate) mod pointing;
pub(crate) mod row_actions;
pub(crate) mod screen;
pub mod state;

use ratatui::layout::Rect;

use crate::model::annotation::added_claim::is_own;
use crate::reader::screens::detail::state::{Sheet, SheetKind, SheetRow, Target, Tone};
use crate::reader::screens::picker::state::ListKind;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::centred;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::pages::{
    card, dossier, figures, notes, orphans, problems, similar, sourcing, versions,
};

/// The page that a command opens, where there is nothing to ask for first.
pub(crate) const fn page_of(command: Command) -> Option<SheetKind> {
    match command {
        Command::Notes => Some(SheetKind::Notes),
        Command::Lost => Some(SheetKind::Lost),
        Command::Problems => Some(SheetKind::Problems),
        Command::Figures => Some(SheetKind::Figures),
        Command::Sourcing => Some(SheetKind::Sourcing),
        _ => None,
    }
}

/// A line of the screen: all or part of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLine {
    /// Index of the row.
    pub row: usize,
    /// Bytes of the row's text.
    pub span: ByteSpan,
    /// Whether it is the row's first line.
    pub first: bool,
}

/// Columns of the left column.
pub const LABEL_COLUMNS: u16 = 12;
/// A page of tables is never wider than this.
pub const WIDE_SHEET_COLUMNS: u16 = 132;
/// A page is never wider than this.
pub const SHEET_COLUMNS: u16 = 84;

/// The lines of a page in this many columns.
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
    /// The rows of the page.
    #[must_use]
    pub fn rows(&self, app: &App) -> Vec<SheetRow> {
        match self.kind {
            SheetKind::Card(claim) => card::rows(app, claim),
            SheetKind::Dossier(entity) => dossier::rows(app, entity),
            SheetKind::Figures => figures::rows(app),
            SheetKind::Sourcing => sourcing::rows(app),
            SheetKind::Lost => orphans::rows(app),
            SheetKind::Notes => notes::rows(app),
            SheetKind::Versions => versions::rows(app),
            SheetKind::Similar => similar::rows(app),
            SheetKind::Problems => problems::rows(app),
            SheetKind::LibraryEntity => app.library_entity_rows(),
            SheetKind::Statistics => app.statistics_rows(),
            SheetKind::Corrections => app.correction_rows(),
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, app: &App) -> String {
        match self.kind {
            SheetKind::Card(claim) => match app.document.outline.claim(&app.document.article, claim) {
                Some((_, claim)) if !is_own(&claim.id) => format!("Claim {}", claim.id),
                _ => "Claim of your own".to_owned(),
            },
            SheetKind::Notes => "Notes".to_owned(),
            SheetKind::Versions => "Versions".to_owned(),
            SheetKind::Similar => "Checked before".to_owned(),
            SheetKind::Problems => "Problems of the article's file".to_owned(),
            SheetKind::Dossier(entity) => {
                app.document.article.entities.get(entity).map_or(String::new(), |entity| entity.name.clone())
            }
            SheetKind::Figures => "Figures and dates".to_owned(),
            SheetKind::LibraryEntity => match &app.articles.dossier {
                Answer::Known(dossier) => format!("{} in all articles", dossier.name),
                _ => "An entity in all articles".to_owned(),
            },
            SheetKind::Statistics if !app.articles.are_all_in_view() => "Counts over the articles in view".to_owned(),
            SheetKind::Statistics => "Counts over all articles".to_owned(),
            SheetKind::Corrections => "Errors found, and whether they were fixed".to_owned(),
            SheetKind::Sourcing => "Sourcing".to_owned(),
            SheetKind::Lost => "No longer in the article".to_owned(),
        }
    }
}

impl App {
    /// Opens a page over what is open.
    pub(crate) fn open_sheet_over(&mut self, kind: SheetKind) {
        self.behind.extend(self.overlay.take());
        self.open_sheet(kind);
    }

    /// Opens a page, its first row that leads somewhere selected.
    pub(crate) fn open_sheet(&mut self, kind: SheetKind) {
        let mut sheet = Sheet::new(kind);
        // What is open decides how wide a page is.
        self.overlay = Some(Overlay::Sheet(sheet));
        let rows = sheet.rows(self);
        sheet.selected = first_target(&rows).unwrap_or(0);
        let (columns, height) = self.sheet_size();
        if kind == SheetKind::Lost {
            // One key moves annotations to other words, so the selected row has to be visible.
            show_selected(&mut sheet, &lines(&rows, columns), height);
        }
        self.overlay = Some(Overlay::Sheet(sheet));
        if let SheetKind::Card(claim) = kind {
            self.tell_of_linked(claim);
        }
    }

    /// Whether a page of this kind is open.
    #[must_use]
    pub fn shows_sheet(&self, kind: SheetKind) -> bool {
        matches!(self.overlay, Some(Overlay::Sheet(sheet)) if sheet.kind == kind)
    }

    /// Columns and lines inside the page's border on this screen.
    #[must_use]
    pub fn sheet_size(&self) -> (u16, usize) {
        let is_wide = self.shows_sheet(SheetKind::Statistics) || self.shows_sheet(SheetKind::Corrections);
        let most = if is_wide { WIDE_SHEET_COLUMNS } else { SHEET_COLUMNS };
        let columns = most.min(self.size.width.saturating_sub(6));
        (columns, usize::from(self.size.height.saturating_sub(6)))
    }

    /// The area inside the border of a page with these rows.
    #[must_use]
    pub fn sheet_inside(&self, rows: &[SheetRow]) -> Rect {
        let (columns, height) = self.sheet_size();
        let needed = u16::try_from(lines(rows, columns).len().min(height)).unwrap_or(u16::MAX);
        centred(Rect { height: self.size.height.saturating_sub(2), ..self.size }, columns, needed)
    }

    /// Carries out a command on the open page.
    pub(crate) fn browse_sheet(&mut self, mut sheet: Sheet, command: Command) -> Vec<Effect> {
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
            Command::Private => return self.keep_row_private(&rows, sheet),
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
            Some(Target::Elsewhere(path, id)) => return self.open_from_articles(path, Some(id)),
            Some(Target::FilePlace { line, column }) => return vec![Effect::EditArticleAt(line, column)],
            Some(Target::Same(on, key)) if self.annotator.name.is_some() => {
                self.open_list_of(ListKind::SameClaim, on, &format!("same:{key}"));
            }
            Some(Target::Form(..) | Target::Same(..)) => self.ask_for_name(Command::Follow),
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
            None => self.say("There is nothing to open in this row"),
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

/// Selects the next row that leads somewhere; scrolls by a line if there is none.
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

/// Scrolls as little as possible to the selection, unless the page was scrolled past its last selectable row.
fn show_selected(sheet: &mut Sheet, lines: &[SheetLine], height: usize) {
    let Some(first) = lines.iter().position(|line| line.row == sheet.selected) else { return };
    let end = lines.iter().rposition(|line| line.row == sheet.selected).map_or(first, |last| last + 1);
    let has_next = lines.iter().skip(end).any(|line| line.row > sheet.selected);
    if end > sheet.top + height {
        sheet.top = end - height;
    } else if first < sheet.top && (has_next || end + height > lines.len()) && end <= sheet.top {
        // Scrolled away on purpose: the selection may stay out of sight until it moves.
    } else if first < sheet.top {
        sheet.top = first;
    }
}
