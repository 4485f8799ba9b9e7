//! After each message, brings the selection into view.

use crate::reader::app::App;
use crate::reader::layout::Layout;
use crate::reader::place::Pane;
use crate::reader::screens::article::rows;
use crate::reader::widgets::scroll;

impl App {
    /// The current layout; `None` if the terminal is too small.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        Layout::of(self.size, self.place.focus, &self.preferences.panes)
    }

    /// Scrolls each pane as little as possible, so that its selection shows.
    pub(crate) fn settle(&mut self) {
        let Some(layout) = self.layout() else { return };
        if self.filter.is_some() {
            // A claim that the filter hides shows while it is selected.
            self.heights.claims.forget();
        }
        self.tops.text = self.settled_text(&layout);
        self.tops.claims = self.settled_claims(&layout);
        self.tops.entities = self.settled_entities(&layout);
        self.tops.sections = self.settled_sections(&layout);
    }

    fn settled_text(&self, layout: &Layout) -> scroll::Position {
        let columns = layout.text_columns();
        let height = |paragraph: usize| self.paragraph_height(paragraph, columns);
        let count = self.document.outline.paragraph_count();
        scroll::follow(self.tops.text, self.place.paragraph, layout.rows(Pane::Text), count, &height)
    }

    /// Scrolls a paragraph taller than the pane so that the row with this byte of its text shows.
    pub(crate) fn show_in_text(&mut self, byte: usize) {
        let Some(layout) = self.layout() else { return };
        let (paragraph, columns) = (self.place.paragraph, layout.text_columns());
        let (tall, viewport) = (self.paragraph_height(paragraph, columns), layout.rows(Pane::Text));
        if tall <= viewport {
            return;
        }
        let rows = rows::text(&self.document, paragraph, columns);
        let holds = |row: &rows::TextRow| matches!(row, rows::TextRow::Text { span, .. } if byte < span.end);
        let at = rows.iter().position(holds).unwrap_or(0);
        let top = self.tops.text;
        if top.item != paragraph || !(top.row..top.row + viewport).contains(&at) {
            let row = at.saturating_sub(viewport / 4).min(tall - viewport);
            self.tops.text = scroll::Position { item: paragraph, row };
        }
    }

    fn settled_claims(&self, layout: &Layout) -> scroll::Position {
        let Some(area) = layout.claims else { return self.tops.claims };
        let height = |claim: usize| self.claim_height(claim, area.width);
        let count = self.document.outline.claim_count();
        let Some(selected) = self.place.claim.or_else(|| self.claim_nearby()) else { return self.tops.claims };
        let viewport = layout.rows(Pane::Claims);
        scroll::follow(self.tops.claims, selected, viewport, count, &height)
    }

    fn settled_entities(&self, layout: &Layout) -> scroll::Position {
        let order = self.entity_order();
        let selected = self.place.entity.and_then(|entity| order.iter().position(|&other| other == entity));
        // The paragraph's entities come first, and they should show unless the reader selects another.
        let selected = if self.place.focus == Pane::Entities { selected.unwrap_or(0) } else { 0 };
        scroll::follow(self.tops.entities, selected, layout.rows(Pane::Entities), order.len(), &|_| 1)
    }

    fn settled_sections(&self, layout: &Layout) -> scroll::Position {
        let Some(area) = layout.sections else { return self.tops.sections };
        let height = |section: usize| rows::section(&self.document, section, area.width).len();
        let selected = self.document.outline.section_of(self.place.paragraph);
        let count = self.document.article.sections.len();
        scroll::follow(self.tops.sections, selected, layout.rows(Pane::Sections), count, &height)
    }

    /// Rows of a paragraph in a column of text.
    #[must_use]
    pub fn paragraph_height(&self, paragraph: usize, columns: u16) -> usize {
        self.heights.text.of(paragraph, columns, || rows::text(&self.document, paragraph, columns).len())
    }

    /// Rows of a claim in a list this many columns wide.
    #[must_use]
    pub fn claim_height(&self, claim: usize, columns: u16) -> usize {
        self.heights.claims.of(claim, columns, || rows::claim(self, claim, columns).len())
    }

    /// The next claim after the current paragraph, if that paragraph has none.
    fn claim_nearby(&self) -> Option<usize> {
        let start = self.document.outline.claims_of(self.place.paragraph).start;
        self.document.outline.claim_count().checked_sub(1).map(|last| start.min(last))
    }
}
