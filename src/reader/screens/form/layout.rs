//! The layout of an open form, for drawing and for the mouse.

use ratatui::layout::{Position, Rect};

use crate::reader::keymap::scope::Scope;
use crate::reader::screens::form::state::{Compose, FieldKind};
use crate::text::cells;
use crate::text::wrap::wrap;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::centred;
use crate::reader::overlay::Overlay;
use crate::reader::screens::form::forms;

/// Columns inside the border.
const COLUMNS: u16 = 72;
/// Columns of the names of fields.
const LABELS: u16 = 13;
/// A field of several lines is at least this tall, so that it looks like one.
const LEAST_LINES: usize = 3;
/// Rows for what the form is about.
const MOST_ABOUT: usize = 3;

/// The form on this screen.
pub struct ComposeBox {
    /// The area inside the border.
    pub inside: Rect,
    /// Columns of the names of fields.
    pub labels: u16,
    /// Its lines, from the top.
    pub lines: Vec<ComposeLine>,
    /// Index of the first visible line.
    pub top: usize,
}

/// A line of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComposeLine {
    /// An empty line.
    Blank,
    /// A line of what the form is about.
    About(String),
    /// A row of a field: index of the field, and index of its row.
    Field(usize, usize),
    /// A warning about the field above.
    Doubt(String),
    /// A remark on what was typed.
    Remark(String),
    /// The purpose of the current field.
    Explanation(String),
    /// A hint that the form has more fields.
    More(String),
}

impl ComposeBox {
    /// Index of the field at a cell, with the row and column within it.
    #[must_use]
    pub fn field_at(&self, at: Position) -> Option<(usize, usize, u16)> {
        let row = self.top + usize::from(at.y.checked_sub(self.inside.y)?);
        match self.lines.get(row).filter(|_| self.inside.contains(at))? {
            ComposeLine::Field(field, row) => Some((*field, *row, at.x.saturating_sub(self.inside.x + self.labels))),
            _ => None,
        }
    }

    /// Columns for typed text.
    #[must_use]
    pub fn columns(&self) -> u16 {
        self.inside.width.saturating_sub(self.labels).max(2)
    }
}

impl App {
    /// Columns for typed text in the open form.
    pub(crate) fn compose_columns(&self) -> u16 {
        let (columns, labels) = self.compose_width();
        columns.saturating_sub(labels).max(2)
    }

    fn compose_width(&self) -> (u16, u16) {
        let columns = COLUMNS.min(self.size.width.saturating_sub(6)).max(4);
        (columns, LABELS.min(columns / 3))
    }

    /// The form, if it is open.
    #[must_use]
    pub fn compose_box(&self) -> Option<ComposeBox> {
        let Some(Overlay::Compose(compose)) = &self.overlay else { return None };
        let (columns, labels) = self.compose_width();
        let typed = self.compose_columns();
        let mut lines = self.about_lines(compose, columns);
        let mut cursor = 0;
        for index in compose.shown() {
            let field = &compose.fields[index];
            let rows = match field.kind {
                FieldKind::Choice(..) => choice_rows(compose, index, typed).len(),
                FieldKind::Line => field.text.rows(typed).len(),
                FieldKind::Lines => field.text.rows(typed).len().max(LEAST_LINES),
            };
            if index == compose.at {
                cursor = lines.len()
                    + if matches!(field.kind, FieldKind::Choice(..)) { 0 } else { field.text.cursor(typed).0 };
            }
            lines.extend((0..rows).map(|row| ComposeLine::Field(index, row)));
            let doubt = forms::doubt(compose, index, &self.today()).unwrap_or_default();
            let wrapped = wrap(&doubt, typed).into_iter().filter(|_| !doubt.is_empty());
            lines.extend(wrapped.map(|row| ComposeLine::Doubt(doubt[row.span.range()].trim_end().to_owned())));
        }
        lines.extend(explanation_lines(compose, columns));
        lines.extend(self.remark_lines(compose, columns));
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let mut inside = centred(Rect { height: self.size.height.saturating_sub(1), ..self.size }, columns, rows);
        if compose.form.settles() {
            // The sides between which one settles stay in sight above it.
            inside.y = self.size.height.saturating_sub(inside.height + 3).max(inside.y);
        }
        let height = usize::from(inside.height);
        let below = explanation_lines(compose, columns).len();
        // The purpose of the field shows too if the form has room for both.
        let least = if height > below + 6 { 2 } else { 1 };
        let top = (cursor + least).saturating_sub(height).min(lines.len().saturating_sub(height));
        Some(ComposeBox { inside, labels, lines, top })
    }

    fn about_lines(&self, compose: &Compose, columns: u16) -> Vec<ComposeLine> {
        let about = forms::about(self, &compose.form);
        // The page of disagreements shows the claim already.
        if about.is_empty() || compose.form.settles() || self.size.height < 16 {
            return Vec::new();
        }
        let rows = wrap(&about, columns).into_iter().take(MOST_ABOUT);
        let lines = rows.map(|row| ComposeLine::About(about[row.span.range()].trim_end().to_owned()));
        lines.chain([ComposeLine::Blank]).collect()
    }

    fn remark_lines(&self, compose: &Compose, columns: u16) -> Vec<ComposeLine> {
        let mut lines = Vec::new();
        let wrapped = |text: &str, line: &dyn Fn(String) -> ComposeLine| {
            let rows = wrap(text, columns).into_iter();
            rows.map(|row| line(text[row.span.range()].trim_end().to_owned())).collect::<Vec<_>>()
        };
        let remarks = forms::remarks(self, compose);
        if !remarks.is_empty() {
            lines.push(ComposeLine::Blank);
            lines.extend(remarks.iter().flat_map(|text| wrapped(text, &ComposeLine::Remark)));
        }
        let hidden = (0..compose.fields.len()).filter(|index| !compose.shown().any(|shown| shown == *index));
        let hidden: Vec<&str> = hidden.map(|index| compose.fields[index].label).collect();
        if !hidden.is_empty() {
            let more = self.key_in(Scope::Compose, Command::MoreFields);
            lines.push(ComposeLine::Blank);
            lines.extend(wrapped(&format!("{more} more: {}", hidden.join(", ")), &ComposeLine::More));
        }
        lines
    }
}

/// The purpose of the current field, unless the field's own hint shows it.
fn explanation_lines(compose: &Compose, columns: u16) -> Vec<ComposeLine> {
    let text = forms::explanation(compose);
    if text.is_empty() {
        return Vec::new();
    }
    let rows = wrap(&text, columns).into_iter();
    let lines = rows.map(|row| ComposeLine::Explanation(text[row.span.range()].trim_end().to_owned()));
    [ComposeLine::Blank].into_iter().chain(lines).collect()
}

/// The words of a choice in rows of this many columns: the words of each row, each with its first column.
#[must_use]
pub fn choice_rows(compose: &Compose, index: usize, columns: u16) -> Vec<Vec<(u16, &'static str)>> {
    let FieldKind::Choice(words, _) = &compose.fields[index].kind else { return Vec::new() };
    let mut rows: Vec<Vec<(u16, &'static str)>> = vec![Vec::new()];
    let mut column = 0;
    for word in words {
        let width = cells::width(word) + 2;
        if column > 0 && column + width > columns {
            rows.push(Vec::new());
            column = 0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((column, *word));
        }
        column += width + 3;
    }
    rows
}
