//! After each message: the selection is somewhere, and in sight.

use super::layout::Layout;
use super::{App, Pane, rows, scroll};

impl App {
    /// Where everything stands now; none when the terminal is too small.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        Layout::of(self.size, self.place.focus)
    }

    /// Moves each pane as little as possible, so that what is selected shows.
    pub(super) fn settle(&mut self) {
        let Some(layout) = self.layout() else { return };
        if self.filter.is_some() {
            // Whether a claim shows depends on whether it is selected.
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
        // Those of the paragraph stand first: without a choice of one's own, they are what should show.
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

    /// Rows of a claim in a list so many columns wide.
    #[must_use]
    pub fn claim_height(&self, claim: usize, columns: u16) -> usize {
        self.heights.claims.of(claim, columns, || rows::claim(self, claim, columns).len())
    }

    /// The claim that follows the current paragraph, where that paragraph makes none.
    fn claim_nearby(&self) -> Option<usize> {
        let start = self.document.outline.claims_of(self.place.paragraph).start;
        self.document.outline.claim_count().checked_sub(1).map(|last| start.min(last))
    }
}
