//! Moves from candidate to candidate.

use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::review::state::ReviewScreen;
use std::collections::HashSet;

use crate::model::annotation::added_claim::is_own;
use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::review::{Item, Verb};
use crate::reader::app::App;
use crate::reader::overlay::Overlay;

/// The progress of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewProgress {
    /// Candidates that are decided.
    pub decided: usize,
    /// Candidates that are left.
    pub left: usize,
    /// How many of those left come before the selected one.
    pub before: usize,
}

impl App {
    /// The open review.
    #[must_use]
    pub fn review_screen(&self) -> Option<&ReviewScreen> {
        match &self.overlay {
            Some(Overlay::Review(screen)) => Some(screen),
            _ => None,
        }
    }

    pub(crate) fn review_screen_mut(&mut self) -> Option<&mut ReviewScreen> {
        match &mut self.overlay {
            Some(Overlay::Review(screen)) => Some(screen),
            _ => None,
        }
    }

    /// The claim with this id.
    pub(crate) fn claim_named(&self, id: &str) -> Option<&Claim> {
        self.document.article.claims().find(|(_, claim)| claim.id == id).map(|(_, claim)| claim)
    }

    /// The selected claim, if the review shows claims.
    pub(crate) fn reviewed_claim(&self) -> Option<&Claim> {
        let screen = self.review_screen().filter(|screen| !screen.entities)?;
        self.claim_named(screen.at()?)
    }

    /// The selected entity, if the review shows entities.
    #[must_use]
    pub fn reviewed_entity(&self) -> Option<&Entity> {
        let screen = self.review_screen().filter(|screen| screen.entities)?;
        self.document.article.entity(screen.at()?)
    }

    /// Every item of the review in the article's order, and whether it is a candidate.
    fn reviewable(&self, entities: bool) -> Vec<(&str, bool)> {
        let article = &self.document.article;
        if entities {
            article.entities.iter().map(|entity| (entity.id.as_str(), entity.draft)).collect()
        } else {
            let claims = article.claims().filter(|(_, claim)| !is_own(&claim.id));
            claims.map(|(_, claim)| (claim.id.as_str(), claim.draft)).collect()
        }
    }

    /// The progress of the review of claims or of entities.
    #[must_use]
    pub fn review_progress(&self, entities: bool) -> ReviewProgress {
        let left = self.reviewable(entities).into_iter().filter(|(_, draft)| *draft).count();
        let all = self.review.all();
        let mut decided: HashSet<String> = HashSet::new();
        for decision in all.standing().into_iter().filter(|decision| decision.verb != Verb::Added) {
            let after = decision.items_after();
            for placed in decision.items_before().iter().filter(|placed| placed.item.is_draft()) {
                let is_open = after.iter().any(|other| other.item.id() == placed.item.id() && other.item.is_draft());
                if matches!(placed.item, Item::Entity(_)) == entities && !is_open {
                    decided.insert(placed.item.id().to_owned());
                }
            }
        }
        // An item that was decided and is a candidate again counts as left.
        let again = self.reviewable(entities).into_iter().filter(|(id, draft)| *draft && decided.contains(*id)).count();
        let at = self.review_screen().filter(|screen| screen.entities == entities).and_then(ReviewScreen::at);
        let open = self.reviewable(entities);
        let open: Vec<&str> = open.into_iter().filter(|(_, draft)| *draft).map(|(id, _)| id).collect();
        let before = open.iter().position(|id| Some(*id) == at).unwrap_or(0);
        ReviewProgress { decided: decided.len() - again, left, before }
    }

    /// Whether the article has candidates.
    pub(crate) fn has_candidates(&self) -> bool {
        // Drawing asks in every frame, so the claims are counted elsewhere, once.
        self.draft_count() > 0 || self.document.article.entities.iter().any(|entity| entity.draft)
    }

    /// Starts the program with the review.
    pub fn show_review(&mut self) {
        self.open_review();
        // The beginning is the only place to return to.
        self.back.clear();
    }

    /// Opens the review at the selected claim if that is a candidate, else at the next candidate.
    pub(crate) fn open_review(&mut self) {
        let here = self.selected_claim().map(|(_, claim)| claim.id.clone()).filter(|id| !is_own(id));
        let paragraph = self.place.paragraph;
        let drafts = |entities: bool| self.reviewable(entities).into_iter().filter(|(_, draft)| *draft).count();
        let (claims, entities) = (drafts(false), drafts(true));
        let mut screen = ReviewScreen { all: claims + entities == 0, ..ReviewScreen::default() };
        screen.entities = !screen.all && claims == 0;
        let outline = &self.document.outline;
        let article = &self.document.article;
        let is_shown = |claim: &Claim| !is_own(&claim.id) && (screen.all || claim.draft);
        let is_here = |id: &String| self.claim_named(id).is_some_and(is_shown);
        let next = || {
            let claims: Vec<(usize, &Claim)> = article
                .claims()
                .enumerate()
                .filter(|(_, (_, claim))| is_shown(claim))
                .map(|(number, (_, claim))| (number, claim))
                .collect();
            let behind = |(number, _): &&(usize, &Claim)| {
                outline.paragraph_of_claim(*number).is_some_and(|other| other >= paragraph)
            };
            claims.iter().find(behind).or(claims.first()).map(|(_, claim)| claim.id.clone())
        };
        screen.claim = here.filter(is_here).or_else(next);
        let first = |entity: &&Entity| screen.all || entity.draft;
        screen.entity = article.entities.iter().find(first).map(|entity| entity.id.clone());
        self.remember(self.place);
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Review(Box::new(screen)));
        self.settle_review();
    }

    /// Whether the article has an item with this id.
    pub(crate) fn names_item(&self, id: &str) -> bool {
        self.claim_named(id).is_some() || self.document.article.entity(id).is_some()
    }

    /// Selects another item.
    pub(crate) fn review_item(&mut self, id: &str) {
        let is_entity = self.document.article.entity(id).is_some();
        if let Some(screen) = self.review_screen_mut() {
            screen.entities = is_entity;
            screen.put_at(Some(id.to_owned()));
        }
        self.settle_review();
    }

    /// Makes sure that the selected item exists, and that the panes behind show it.
    pub(crate) fn settle_review(&mut self) {
        let Some(screen) = self.review_screen().cloned() else { return };
        let items = self.reviewable(screen.entities);
        if !screen.at().is_some_and(|at| items.iter().any(|(id, _)| *id == at)) {
            let shown = items.iter().find(|(_, draft)| screen.all || *draft).or(items.first());
            let id = shown.map(|(id, _)| (*id).to_owned());
            if let Some(screen) = self.review_screen_mut() {
                screen.put_at(id);
            }
        }
        let at = self.review_screen().and_then(ReviewScreen::at).map(str::to_owned);
        let Some(at) = at else { return };
        if screen.entities {
            let number = self.document.article.entities.iter().position(|entity| entity.id == at);
            self.place.entity = number;
            return;
        }
        let number = self.document.article.claims().position(|(_, claim)| claim.id == at);
        if let Some(number) = number.filter(|number| self.place.claim != Some(*number)) {
            self.go_to_claim(number);
        }
    }

    /// The item to review after the selected one or after `from`; after the last comes the first.
    fn next_item(&self, forward: bool) -> Option<String> {
        let screen = self.review_screen()?;
        let items = self.reviewable(screen.entities);
        let here = screen.at().and_then(|at| items.iter().position(|(id, _)| *id == at)).unwrap_or(0);
        let count = items.len();
        let others = (1..count).map(|step| if forward { (here + step) % count } else { (here + count - step) % count });
        let mut shown = others.map(|at| items[at]).filter(|(_, draft)| screen.all || *draft);
        shown.next().map(|(id, _)| id.to_owned())
    }

    /// Selects the next candidate, or the one visited before.
    pub(crate) fn step_review(&mut self, forward: bool) {
        let next = self.next_item(forward);
        let Some(Overlay::Review(screen)) = &mut self.overlay else { return };
        let here = screen.at().map(str::to_owned);
        let entities = screen.entities;
        if forward {
            screen.visited.extend(here);
            if let Some(next) = next {
                screen.put_at(Some(next));
            }
            return self.settle_review();
        }
        let before = loop {
            let Some(Overlay::Review(screen)) = &mut self.overlay else { return };
            match screen.visited.pop() {
                None => break next,
                Some(id) if self.reviewable(entities).iter().any(|(other, _)| *other == id) => break Some(id),
                Some(_) => {}
            }
        };
        if let (Some(before), Some(screen)) = (before, self.review_screen_mut()) {
            screen.put_at(Some(before));
        }
        self.settle_review();
    }

    /// Goes on after a decision: to the next candidate, and once none is left, to those of the other kind.
    pub(crate) fn go_on(&mut self, next: Option<String>) {
        let Some(screen) = self.review_screen().cloned() else { return };
        let left = self.review_progress(screen.entities).left;
        let others = self.review_progress(!screen.entities).left;
        if let Some(screen) = self.review_screen_mut() {
            let here = screen.at().map(str::to_owned);
            screen.visited.extend(here);
            if let Some(next) = next {
                screen.put_at(Some(next));
            } else if left == 0 && others > 0 && !screen.all {
                screen.entities = !screen.entities;
                screen.put_at(None);
            }
        }
        if left == 0 && others == 0 && !screen.all {
            let all = self.key_in(Scope::Review, Command::ShowAll);
            let done = self.notice.as_ref().filter(|notice| !notice.trouble);
            let done = done.map_or(String::new(), |notice| format!("{}. ", notice.text.trim_end_matches('.')));
            self.say(format!("{done}No candidates left. {all} shows all claims and entities"));
        }
        self.settle_review();
    }

    /// The candidate after the selected one.
    pub(crate) fn following(&self) -> Option<String> {
        self.next_item(true)
    }
}
