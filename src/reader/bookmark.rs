//! Returns to an earlier place, of this run or a previous one.

use crate::reader::place::Pane;
use crate::session::bookmark::Bookmark;

use crate::reader::app::App;

impl App {
    /// The current place, by names that survive changes of the article.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            pane: self.place.focus.name().to_lowercase(),
            paragraph: self.current_paragraph().map_or(String::new(), |paragraph| paragraph.id.clone()),
            claim: self.selected_claim().map(|(_, claim)| claim.id.clone()),
        }
    }

    /// Goes to a bookmarked place, or as close to it as the article allows.
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

    /// Goes to the claim, paragraph, section or entity with this id; returns false if the article has none.
    pub fn go_to_id(&mut self, id: &str) -> bool {
        let article = &self.document.article;
        if let Some(entity) = article.entities.iter().position(|entity| entity.id == id) {
            self.place.entity = Some(entity);
            self.set_focus(Pane::Entities);
            self.settle();
            return true;
        }
        let first =
            article.sections.iter().find(|section| section.id == id).and_then(|section| section.paragraphs.first());
        let paragraph = first.map_or(id, |paragraph| &paragraph.id).to_owned();
        let is_claim = article.claims().any(|(_, claim)| claim.id == id);
        if !is_claim && article.paragraphs().all(|other| other.id != paragraph) {
            return false;
        }
        let pane = if is_claim { Pane::Claims } else { Pane::Text };
        let claim = is_claim.then(|| id.to_owned());
        self.open_at(&Bookmark { pane: pane.name().to_lowercase(), paragraph, claim });
        true
    }
}
