//! One's own claims stand among those of the article.

use std::rc::Rc;

use crate::domain::anchor::{Candidate, Locator, Orphan, orphans};
use crate::domain::own_claim::{own_claims, put_among};

use super::App;
use super::outline::Outline;
use super::overlay::Overlay;
use super::sheet::SheetKind;

impl App {
    /// Puts one's own claims where their words stand, when they are others than before. Everything that names a claim by its
    /// number names the same claim afterwards.
    pub(super) fn settle_own_claims(&mut self) {
        let ids: Vec<String> = self.document.article.claims().map(|(_, claim)| claim.id.clone()).collect();
        if !self.put_own_claims() {
            return;
        }
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
            match overlay {
                Overlay::Sheet(sheet) => {
                    if let SheetKind::Card(claim) = &mut sheet.kind {
                        *claim = renumbered(*claim).unwrap_or(usize::MAX);
                    }
                }
                Overlay::Queue(queue) => {
                    queue.judged = queue.judged.iter().filter_map(|claim| renumbered(*claim)).collect();
                }
                Overlay::Find(form) => form.renumber(&renumbered),
                _ => {}
            }
        }
        drop(now);
        // A card of a claim that is gone has nothing to show.
        let gone =
            |overlay: &Overlay| matches!(overlay, Overlay::Sheet(sheet) if sheet.kind == SheetKind::Card(usize::MAX));
        self.behind.retain(|overlay| !gone(overlay));
        if self.overlay.as_ref().is_some_and(gone) {
            self.overlay = self.behind.pop();
        }
        self.place.claim = self.place.claim.or_else(|| self.first_claim_shown(self.place.paragraph));
        self.find_again();
    }

    /// Puts one's own claims among the others; whether they are others than before. Numbers of claims are as they were.
    pub(super) fn put_own_claims(&mut self) -> bool {
        let article = &self.document.article;
        let own = self.notes.mine().map_or(Vec::new(), |fold| own_claims(article, fold));
        if own == self.document.own_claims {
            return false;
        }
        put_among(&mut self.document.article, &own);
        self.document.own_claims = own;
        self.document.outline = Outline::new(&self.document.article);
        self.document.searchable.take();
        self.heights.claims.forget();
        self.heights.ledger.forget();
        true
    }

    /// What one said of what the article no longer has, and own claims that stand nowhere; kept until something changes.
    pub(super) fn orphans(&self) -> Rc<Vec<Orphan>> {
        let find = || {
            let locator = Locator::new(&self.document.article);
            Rc::new(self.notes.mine().map_or(Vec::new(), |fold| orphans(&locator, fold)))
        };
        Rc::clone(self.heights.orphans.borrow_mut().get_or_insert_with(find))
    }

    /// Tells that there are more things than before which lost their words, unless there is something else to be told.
    pub(super) fn tell_of_orphans(&mut self, known: usize) {
        let count = self.orphans().len();
        if count > known && self.notice.is_none() {
            self.say(orphans_in_words(count));
        }
    }

    /// Goes to where words stand now that something was said of.
    pub(super) fn go_to_candidate(&mut self, place: &Candidate) {
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

    /// Selects the claim of that id, where there is one.
    pub(super) fn select_claim_named(&mut self, id: &str) {
        let number = self.document.article.claims().position(|(_, claim)| claim.id == id);
        if let Some(claim) = number {
            self.go_to_claim(claim);
        }
    }
}

/// That so many things stand nowhere, and where they are listed.
pub(super) fn orphans_in_words(count: usize) -> String {
    match count {
        1 => "1 annotation has lost its words; :lost lists it".to_owned(),
        count => format!("{count} annotations have lost their words; :lost lists them"),
    }
}
