//! Finding words in the text, the claims, one's notes and the entities, as they are typed.

use super::field::Field;
use super::found::{Found, Hit};
use super::overlay::Overlay;
use super::{App, Pane, Place};

/// The line in which one types what to find.
pub struct FindForm {
    /// What was typed so far.
    pub field: Field,
    /// Where the reader was before.
    origin: Place,
    /// What was marked before.
    before: Option<Found>,
}

impl FindForm {
    /// Names the claims of where one was by their numbers of now.
    pub(super) fn renumber(&mut self, now: &dyn Fn(usize) -> Option<usize>) {
        self.origin.claim = self.origin.claim.and_then(now);
        self.before = None;
    }
}

impl App {
    /// Opens the line to type into.
    pub(super) fn ask_what_to_find(&mut self) {
        let form = FindForm { field: Field::new("words"), origin: self.place, before: self.found.take() };
        self.overlay = Some(Overlay::Find(Box::new(form)));
        // The first letter is not to wait for it.
        self.document.searchable();
    }

    /// Finds what is typed now, from where the reader was.
    pub(super) fn find_as_typed(&mut self) {
        let Some(Overlay::Find(form)) = &self.overlay else { return };
        let (words, origin) = (form.field.text().to_owned(), form.origin);
        self.place = origin;
        self.found = Found::search(self, &words);
        self.go_to_hit_from(origin);
    }

    /// Keeps what was found, and closes the line.
    pub(super) fn keep_found(&mut self) {
        let Some(Overlay::Find(form)) = self.overlay.take() else { return };
        let typed = !form.field.text().is_empty();
        if typed && self.place != form.origin {
            self.remember(form.origin);
        }
        if !typed {
            self.found = form.before;
        }
        self.say_where_in_hits();
    }

    /// Closes the line, and puts everything back as it was.
    pub(super) fn give_up_finding(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Find(_))) {
            return;
        }
        if let Some(Overlay::Find(form)) = self.overlay.take() {
            self.place = form.origin;
            self.found = form.before;
        }
    }

    /// Forgets what was found; where nothing was, the filter.
    pub(super) fn clear_found(&mut self) {
        if self.found.take().is_none() && self.filter.is_some() {
            self.set_filter(None);
        }
    }

    /// The next hit, or the one before; round the end.
    pub(super) fn step_hit(&mut self, forward: bool) {
        let Some(found) = &mut self.found else { return };
        let count = found.hits.len();
        if count == 0 {
            return self.say("Nothing found");
        }
        let next = match (found.at, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, _) => 0,
        };
        found.at = Some(next);
        let hit = found.hits[next];
        self.go_to_hit(hit);
        self.say_where_in_hits();
    }

    /// After the article has changed: the same words, in the new text.
    pub(super) fn find_again(&mut self) {
        if let Some(found) = self.found.take() {
            self.found = Found::search(self, &found.words);
        }
    }

    fn say_where_in_hits(&mut self) {
        if let Some(found) = &self.found {
            let text = format!("“{}”: {} · n next · N previous · Esc forgets it", found.words, found.count());
            self.say(text);
        }
    }

    /// The first hit from a place on; the first of all, when there is none after it.
    fn go_to_hit_from(&mut self, origin: Place) {
        let Some(found) = &mut self.found else { return };
        let from = found.hits.partition_point(|hit| hit.order() < (origin.paragraph, 0, 0));
        let at = if from < found.hits.len() { from } else { 0 };
        if let Some(hit) = found.hits.get(at).copied() {
            found.at = Some(at);
            self.go_to_hit(hit);
        }
    }

    fn go_to_hit(&mut self, hit: Hit) {
        match hit {
            Hit::Article => self.go_to_paragraph(0),
            Hit::Section { paragraph } => {
                self.go_to_paragraph(paragraph);
                self.set_focus(Pane::Sections);
            }
            Hit::Text { paragraph, .. } | Hit::Said { paragraph, claim: None } => {
                self.go_to_paragraph(paragraph);
                self.set_focus(Pane::Text);
            }
            Hit::Claim { claim, .. } | Hit::Said { claim: Some(claim), .. } => {
                self.go_to_claim(claim);
                self.set_focus(Pane::Claims);
            }
            Hit::Entity(entity) => {
                self.set_focus(Pane::Entities);
                self.select_entity(Some(entity));
            }
        }
    }
}
