//! Coming back to where one was, in this run or an earlier one.

use crate::domain::bookmark::Bookmark;

use super::{App, Pane};

impl App {
    /// Where one is, by names that survive changes of the article.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            pane: self.place.focus.name().to_lowercase(),
            paragraph: self.current_paragraph().map_or(String::new(), |paragraph| paragraph.id.clone()),
            claim: self.selected_claim().map(|(_, claim)| claim.id.clone()),
        }
    }

    /// Goes to where one was, as far as that is still there.
    pub fn open_at(&mut self, bookmark: &Bookmark) {
        let article = &self.document.article;
        let claim = bookmark.claim.as_ref().and_then(|id| article.claims().position(|(_, claim)| claim.id == *id));
        let paragraph = article.paragraphs().position(|paragraph| paragraph.id == bookmark.paragraph);
        match (claim, paragraph) {
            (Some(claim), _) => self.go_to_claim(claim),
            (None, Some(paragraph)) => self.go_to_paragraph(paragraph),
            (None, None) => return,
        }
        let pane = Pane::ALL.into_iter().find(|pane| pane.name().to_lowercase() == bookmark.pane);
        self.set_focus(pane.unwrap_or(Pane::Text));
        self.settle();
    }
}
