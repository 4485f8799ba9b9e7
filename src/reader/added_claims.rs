//! Places the annotator's own claims among those of the article.

use std::rc::Rc;

use crate::model::annotation::added_claim::{OwnClaim, own_claims, put_among};
use crate::model::annotation::orphan::{Orphan, orphans};
use crate::model::journal::anchor::{Candidate, Locator};
use crate::reader::screens::detail::state::SheetKind;

use crate::model::article::outline::Outline;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;

impl App {
    /// Updates the annotator's own claims if they have changed. Everything that refers to a claim by number still
    /// refers to the same claim afterwards.
    pub(crate) fn settle_own_claims(&mut self) {
        let Some(own) = self.new_own_claims() else { return };
        let ids: Vec<String> = self.document.article.claims().map(|(_, claim)| claim.id.clone()).collect();
        self.put_among_claims(own);
        let now: std::collections::HashMap<&str, usize> = self
            .document
            .article
            .claims()
            .enumerate()
            .map(|(number, (_, claim))| (claim.id.as_str(), number))
            .collect();
        let renumbered = |claim: usize| ids.get(claim).and_then(|id| now.get(id.as_str()).copied());
        let places = std::iter::once(&mut self.place).chain(&mut self.back).chain(&mut self.forward);
        for place in places {
            place.claim = place.claim.and_then(renumbered);
        }
        for overlay in self.overlay.iter_mut().chain(&mut self.behind) {
            overlay.screen_mut().renumber(&renumbered);
        }
        drop(now);
        // The card of a claim that is gone has to close.
        let gone =
            |overlay: &Overlay| matches!(overlay, Overlay::Sheet(sheet) if sheet.kind == SheetKind::Card(usize::MAX));
        self.behind.retain(|overlay| !gone(overlay));
        if self.overlay.as_ref().is_some_and(gone) {
            self.overlay = self.behind.pop();
        }
        self.place.claim = self.place.claim.or_else(|| self.first_claim_shown(self.place.paragraph));
        self.find_again();
    }

    /// Puts the annotator's own claims among the others. Numbers of claims are as they were.
    pub(crate) fn put_own_claims(&mut self) {
        if let Some(own) = self.new_own_claims() {
            self.put_among_claims(own);
        }
    }

    /// The annotator's own claims, if they have changed.
    fn new_own_claims(&self) -> Option<Vec<OwnClaim>> {
        let article = &self.document.article;
        let own = self.notes.mine().map_or(Vec::new(), |fold| own_claims(article, fold));
        (own != self.document.own_claims).then_some(own)
    }

    fn put_among_claims(&mut self, own: Vec<OwnClaim>) {
        put_among(&mut self.document.article, &own);
        self.document.own_claims = own;
        self.document.outline = Outline::new(&self.document.article);
        self.document.searchable.take();
        self.heights.claims.forget();
        self.heights.ledger.forget();
    }

    /// The annotations whose words are no longer in the article; cached until something changes.
    pub(crate) fn orphans(&self) -> Rc<Vec<Orphan>> {
        let find = || {
            let locator = Locator::new(&self.document.article);
            Rc::new(self.notes.mine().map_or(Vec::new(), |fold| orphans(&locator, fold)))
        };
        Rc::clone(self.heights.orphans.borrow_mut().get_or_insert_with(find))
    }

    /// Reports that more annotations than before have lost their words, unless another message is showing.
    pub(crate) fn tell_of_orphans(&mut self, known: usize) {
        let count = self.orphans().len();
        if count > known && self.notice.is_none() {
            self.say(orphans_in_words(count, &self.key_for(Command::Lost)));
        }
    }

    /// Goes to the present place of an annotation's words.
    pub(crate) fn go_to_candidate(&mut self, place: &Candidate) {
        let claim = self.document.article.claims().position(|(_, claim)| place.on.claim_id() == Some(&claim.id));
        let section =
            self.document.article.sections.iter().position(|section| place.on.id_of("section") == Some(&section.id));
        let entity =
            self.document.article.entities.iter().position(|entity| place.on.id_of("entity") == Some(&entity.id));
        match (claim, place.paragraph) {
            (Some(claim), _) => self.go_to_claim(claim),
            (None, Some(number)) => self.go_to_paragraph(number),
            _ => {
                if let Some(first) = section.and_then(|section| self.document.outline.first_paragraph(section)) {
                    self.go_to_paragraph(first);
                }
                if entity.is_some() {
                    self.select_entity(entity);
                }
            }
        }
    }

    /// Selects the claim with this id, if there is one.
    pub(crate) fn select_claim_named(&mut self, id: &str) {
        let number = self.document.article.claims().position(|(_, claim)| claim.id == id);
        if let Some(claim) = number {
            self.go_to_claim(claim);
        }
    }
}

/// A message with the number of orphans and where to find them.
pub(crate) fn orphans_in_words(count: usize, list: &str) -> String {
    match count {
        1 => format!("The words of 1 annotation were removed; {list} lists it"),
        count => format!("The words of {count} annotations were removed; {list} lists them"),
    }
}
