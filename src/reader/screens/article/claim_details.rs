//! The column of details of the selected claim: the content of its card, without a key.

use std::rc::Rc;

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::layout::Layout;
use crate::reader::overlay::Overlay;
use crate::reader::screens::detail;
use crate::reader::screens::detail::SheetLine;
use crate::reader::screens::detail::pages::card;
use crate::reader::screens::detail::state::{Sheet, SheetKind, SheetRow};

/// The column, laid out.
pub struct Details {
    /// The area for its lines, below the title.
    pub area: Rect,
    /// The rows of the claim's details.
    pub rows: Rc<Vec<SheetRow>>,
    /// The rows, wrapped into lines.
    pub lines: Vec<SheetLine>,
    /// Index of the first visible line.
    pub top: usize,
}

impl App {
    /// The details of the selected claim, if the layout has a column for them and claims are not hidden.
    #[must_use]
    pub fn claim_details(&self) -> Option<Details> {
        self.details_in(&self.layout()?)
    }

    fn details_in(&self, layout: &Layout) -> Option<Details> {
        let area = layout.details?;
        let claim = self.place.claim.filter(|_| !self.claims_hidden)?;
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let rows = self.details_of(claim);
        let lines = detail::lines(&rows, area.width.saturating_sub(1));
        let last = lines.len().saturating_sub(usize::from(area.height));
        let top = if self.tops.details.0 == Some(claim) { self.tops.details.1.min(last) } else { 0 };
        Some(Details { area, rows, lines, top })
    }

    /// The rows of a claim's details, cached until something changes.
    fn details_of(&self, claim: usize) -> Rc<Vec<SheetRow>> {
        let mut known = self.heights.details.borrow_mut();
        // A deadline passes without a change of the notes.
        let of_now = (claim, self.today());
        if let Some((_, rows)) = known.as_ref().filter(|(of, _)| *of == of_now) {
            return Rc::clone(rows);
        }
        let rows = Rc::new(card::rows(self, claim));
        *known = Some((of_now, Rc::clone(&rows)));
        rows
    }

    /// Scrolls the details by this many lines.
    pub(crate) fn scroll_details(&mut self, forward: bool, by: usize) {
        let Some(details) = self.claim_details() else { return };
        let last = details.lines.len().saturating_sub(usize::from(details.area.height));
        let top = if forward { (details.top + by).min(last) } else { details.top.saturating_sub(by) };
        self.tops.details = (self.place.claim, top);
    }

    /// Opens the card of the selected claim at the clicked row.
    pub(crate) fn press_on_details(&mut self, at: Position) {
        let (Some(details), Some(claim)) = (self.claim_details(), self.place.claim) else { return };
        let line = details.top + usize::from(at.y.saturating_sub(details.area.y));
        let row = details.lines.get(line).map(|line| line.row);
        let row = row.filter(|row| details.rows.get(*row).is_some_and(|row| row.target.is_some()));
        self.open_sheet(SheetKind::Card(claim));
        if let (Some(row), Some(Overlay::Sheet(Sheet { selected, .. }))) = (row, &mut self.overlay) {
            *selected = row;
        }
    }
}
