//! Finds words in the text, the claims, the reader's notes and the entities, while they are typed.

pub(crate) mod draw;
pub mod matches;
pub(crate) mod screen;
pub mod state;

use crate::reader::place::{Pane, Place};
use crate::reader::screens::find::matches::found::{Found, Hit};
use crate::reader::screens::find::state::FindForm;
use crate::text::span::ByteSpan;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;
use crate::reader::widgets::text_input::Field;

impl App {
    /// Opens the line.
    pub(crate) fn ask_what_to_find(&mut self) {
        let form = FindForm { field: Field::new("words"), origin: self.place, before: self.found.take() };
        self.overlay = Some(Overlay::Find(Box::new(form)));
        // Prepares the texts now, so that the first letter need not wait.
        self.document.searchable();
    }

    /// Finds the words typed so far, starting from the original place.
    pub(crate) fn find_as_typed(&mut self) {
        let Some(Overlay::Find(form)) = &self.overlay else { return };
        let (words, origin) = (form.field.text().to_owned(), form.origin);
        self.place = origin;
        self.found = Found::search(self, &words);
        self.go_to_hit_from(origin);
    }

    /// Keeps the search and closes the line.
    pub(crate) fn keep_found(&mut self) {
        let Some(Overlay::Find(form)) = self.overlay.take() else { return };
        let typed = !form.field.text().is_empty();
        if typed && self.place != form.origin {
            self.remember(form.origin);
        }
        if !typed {
            self.found = form.before;
        } else if self.found.as_ref().is_some_and(|found| found.hits.is_empty()) {
            // Whoever goes on typing means what was to be found, and not what was selected before.
            self.remember(form.origin);
            self.place.claim = None;
        }
        self.say_where_in_hits();
    }

    /// Closes the line and restores the earlier place and search.
    pub(crate) fn give_up_finding(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Find(_))) {
            return;
        }
        if let Some(Overlay::Find(form)) = self.overlay.take() {
            self.place = form.origin;
            self.found = form.before;
        }
    }

    /// Clears the search; if there is none, clears the filter.
    pub(crate) fn clear_found(&mut self) {
        if self.found.take().is_none() && self.filter.is_some() {
            self.set_filter(None);
        }
    }

    /// Goes to the next hit or the one before, and wraps at the ends.
    pub(crate) fn step_hit(&mut self, forward: bool) {
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

    /// Repeats the search after the article has changed.
    pub(crate) fn find_again(&mut self) {
        if let Some(found) = self.found.take() {
            self.found = Found::search(self, &found.words);
        }
    }

    fn say_where_in_hits(&mut self) {
        let Some(found) = &self.found else { return };
        let mut parts = vec![format!("“{}”: {}", found.words, found.count())];
        if found.current_text().is_some() || (self.selected_claim().is_none() && !found.hits.is_empty()) {
            parts.push(self.words_on_claims_at_match());
        }
        let [next, previous, clear] =
            [Command::NextHit, Command::PreviousHit, Command::ClearFound].map(|command| self.key_for(command));
        parts.extend((found.hits.len() > 1).then(|| format!("{next} next · {previous} previous")));
        parts.push(format!("{clear} clears"));
        self.say(parts.join(" · "));
    }

    /// Which claim is selected at a match in the text, and how many others quote it.
    fn words_on_claims_at_match(&self) -> String {
        let count = self.claims_at_hand().len();
        match self.selected_claim() {
            Some((_, claim)) if count > 1 => {
                let next = self.key_for(Command::OtherClaim);
                format!("{}, 1 of {count} claims here, {next} next", self.claim_name(claim))
            }
            Some((_, claim)) => self.claim_name(claim),
            None => "no claim quotes these words".to_owned(),
        }
    }

    /// The claims that quote the current match. Without a match in the current text, the claims whose quotes overlap
    /// the selected claim's. The tightest quote comes first.
    #[must_use]
    pub(crate) fn claims_at_hand(&self) -> Vec<usize> {
        let words = self.current_match().or_else(|| {
            let (paragraph, claim) = self.selected_claim()?;
            claim.quote_span(paragraph)
        });
        let claims = words.map_or(Vec::new(), |words| self.claims_quoting(self.place.paragraph, words));
        if claims.len() == 1 && claims.first().copied() == self.place.claim { Vec::new() } else { claims }
    }

    /// Bytes of the current match in the current paragraph; `None` if the reader has gone to another paragraph.
    #[must_use]
    pub fn current_match(&self) -> Option<ByteSpan> {
        let (paragraph, nth) = self.found.as_ref()?.current_text()?;
        let text = &self.current_paragraph().filter(|_| paragraph == self.place.paragraph)?.text;
        self.hits_in(text).get(nth).copied()
    }

    /// Whether the selected claim quotes the current match.
    #[must_use]
    pub(crate) fn is_claim_at_match(&self) -> bool {
        let quoting = self.current_match().map(|words| self.claims_quoting(self.place.paragraph, words));
        quoting.is_some_and(|claims| self.place.claim.is_some_and(|claim| claims.contains(&claim)))
    }

    /// Selects the next claim that quotes the same words; after the last, the first.
    pub(crate) fn select_other_claim(&mut self) {
        let claims = self.claims_at_hand();
        let at = claims.iter().position(|claim| Some(*claim) == self.place.claim);
        let next = at.map_or(0, |at| (at + 1) % claims.len());
        let Some(claim) = claims.get(next).copied() else { return };
        self.place.claim = Some(claim);
        let name = self.selected_claim().map_or(String::new(), |(_, claim)| self.claim_name(claim));
        self.say(format!("{name}, {} of {} claims here", next + 1, claims.len()));
    }

    /// Goes to the first hit after a place; if there is none, to the first of all.
    fn go_to_hit_from(&mut self, origin: Place) {
        let Some(found) = &mut self.found else { return };
        let from = found.hits.partition_point(|hit| hit.order() < (origin.paragraph, 0, 0));
        let at = if from < found.hits.len() { from } else { 0 };
        if let Some(hit) = found.hits.get(at).copied() {
            found.at = Some(at);
            self.go_to_hit(hit);
        }
    }

    /// Goes to a hit. Where it is not in a claim or its quote no claim is selected, so that no judgement can land on one.
    fn go_to_hit(&mut self, hit: Hit) {
        match hit {
            Hit::Article => {
                self.go_to_paragraph(0);
                self.place.claim = None;
            }
            Hit::Section { paragraph } => {
                self.go_to_paragraph(paragraph);
                self.set_focus(Pane::Sections);
                self.place.claim = None;
            }
            Hit::Text { paragraph, .. } => {
                self.go_to_paragraph(paragraph);
                self.set_focus(Pane::Text);
                self.select_claim_at_match();
            }
            Hit::Said { paragraph, claim: None } => {
                self.go_to_paragraph(paragraph);
                self.set_focus(Pane::Text);
                self.place.claim = None;
            }
            Hit::Claim { claim, .. } | Hit::Said { claim: Some(claim), .. } => {
                self.go_to_claim(claim);
                self.set_focus(Pane::Claims);
            }
            Hit::Entity(entity) => {
                self.set_focus(Pane::Entities);
                self.select_entity(Some(entity));
                self.place.claim = None;
            }
        }
    }

    /// Selects the claim that quotes the current match, so that a judgement cannot land on another one; selects none if
    /// no claim quotes it.
    fn select_claim_at_match(&mut self) {
        let Some(words) = self.current_match() else { return };
        self.place.claim = self.claims_quoting(self.place.paragraph, words).first().copied();
        self.show_in_text(words.start);
    }
}
