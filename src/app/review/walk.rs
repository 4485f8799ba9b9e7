//! Going from candidate to candidate.

use std::collections::HashSet;

use super::ReviewScreen;
use crate::app::App;
use crate::app::overlay::Overlay;
use crate::domain::claim::Claim;
use crate::domain::entity::Entity;
use crate::domain::own_claim::is_own;
use crate::domain::review::{Item, Verb};

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewProgress {
    /// Candidates that were decided on.
    pub decided: usize,
    /// Candidates that are left.
    pub left: usize,
    /// How many of those that are left stand before the one at hand.
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

    pub(super) fn review_screen_mut(&mut self) -> Option<&mut ReviewScreen> {
        match &mut self.overlay {
            Some(Overlay::Review(screen)) => Some(screen),
            _ => None,
        }
    }

    /// The claim of that id.
    pub(super) fn claim_named(&self, id: &str) -> Option<&Claim> {
        self.document.article.claims().find(|(_, claim)| claim.id == id).map(|(_, claim)| claim)
    }

    /// The claim at hand, where claims are reviewed.
    pub(in crate::app) fn reviewed_claim(&self) -> Option<&Claim> {
        let screen = self.review_screen().filter(|screen| !screen.entities)?;
        self.claim_named(screen.at()?)
    }

    /// The entity at hand, where entities are reviewed.
    #[must_use]
    pub fn reviewed_entity(&self) -> Option<&Entity> {
        let screen = self.review_screen().filter(|screen| screen.entities)?;
        self.document.article.entity(screen.at()?)
    }

    /// Every item that can be reviewed, in the article's order, and whether it is a candidate.
    fn reviewable(&self, entities: bool) -> Vec<(&str, bool)> {
        let article = &self.document.article;
        if entities {
            article.entities.iter().map(|entity| (entity.id.as_str(), entity.draft)).collect()
        } else {
            let claims = article.claims().filter(|(_, claim)| !is_own(&claim.id));
            claims.map(|(_, claim)| (claim.id.as_str(), claim.draft)).collect()
        }
    }

    /// How far the review of claims or of entities is.
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
        // What was decided once, and is a candidate again, is left.
        let again = self.reviewable(entities).into_iter().filter(|(id, draft)| *draft && decided.contains(*id)).count();
        let at = self.review_screen().filter(|screen| screen.entities == entities).and_then(ReviewScreen::at);
        let open = self.reviewable(entities);
        let open: Vec<&str> = open.into_iter().filter(|(_, draft)| *draft).map(|(id, _)| id).collect();
        let before = open.iter().position(|id| Some(*id) == at).unwrap_or(0);
        ReviewProgress { decided: decided.len() - again, left, before }
    }

    /// Whether something of the article waits to be decided on.
    pub(in crate::app) fn has_candidates(&self) -> bool {
        // Asked for every frame, so the claims are counted once and not here.
        self.draft_count() > 0 || self.document.article.entities.iter().any(|entity| entity.draft)
    }

    /// Begins with the review.
    pub fn show_review(&mut self) {
        self.open_review();
        // There is no place to come back to but the beginning.
        self.back.clear();
    }

    /// Opens the review where one is: at the selected claim where that is a candidate, else at the next one.
    pub(in crate::app) fn open_review(&mut self) {
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

    /// Whether the article has an item of that id.
    pub(super) fn names_item(&self, id: &str) -> bool {
        self.claim_named(id).is_some() || self.document.article.entity(id).is_some()
    }

    /// Puts another item at hand.
    pub(super) fn review_item(&mut self, id: &str) {
        let is_entity = self.document.article.entity(id).is_some();
        if let Some(screen) = self.review_screen_mut() {
            screen.entities = is_entity;
            screen.put_at(Some(id.to_owned()));
        }
        self.settle_review();
    }

    /// Makes sure that what is at hand is there, and that the panes behind are at it.
    pub(in crate::app) fn settle_review(&mut self) {
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

    /// The item after the one at hand, or after `from`, that is to be reviewed; after the last comes the first.
    fn next_item(&self, forward: bool) -> Option<String> {
        let screen = self.review_screen()?;
        let items = self.reviewable(screen.entities);
        let here = screen.at().and_then(|at| items.iter().position(|(id, _)| *id == at)).unwrap_or(0);
        let count = items.len();
        let others = (1..count).map(|step| if forward { (here + step) % count } else { (here + count - step) % count });
        let mut shown = others.map(|at| items[at]).filter(|(_, draft)| screen.all || *draft);
        shown.next().map(|(id, _)| id.to_owned())
    }

    /// Goes on to the next candidate, or back to where one was before.
    pub(super) fn step_review(&mut self, forward: bool) {
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

    /// After a decision: on to the next candidate; once none is left, to those of the other sort.
    pub(super) fn go_on(&mut self, next: Option<String>) {
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
            self.say("Every candidate is decided; A shows all claims and entities");
        }
        self.settle_review();
    }

    /// The candidate after the one at hand.
    pub(super) fn following(&self) -> Option<String> {
        self.next_item(true)
    }
}
