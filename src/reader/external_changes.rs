//! The world outside: the article and the notes change on the disk while they are read.

use crate::model::annotation::Notes;
use crate::model::article::Article;
use crate::model::journal::{ActionId, Line};
use crate::reader::annotator::Annotator;
use crate::reader::document::Document;
use crate::reader::place::Place;
use crate::reader::screens::leave::state::LeaveQuestion;

use crate::reader::added_claims::orphans_in_words;
use crate::reader::annotate::ASKED;
use crate::reader::app::{App, Notice};
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::layout::TWO_COLUMNS;
use crate::reader::message::{Effect, Message};
use crate::reader::overlay::Overlay;
use crate::reader::save_status::Reading;
use crate::text::counted::counted;

impl App {
    /// Takes in what the disk said.
    pub(crate) fn heard_of_disk(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Annotator(annotator) => self.know_annotator(annotator),
            Message::NotesRead { lines, troubles } => self.replace_notes(lines, &troubles),
            Message::Saved(ids) => return self.saved(&ids),
            Message::NotSaved(ids, reason) => self.not_saved(&ids, reason),
            Message::Vanished(lines) => self.vanished(lines),
            Message::Warning(text) => self.warn(text),
            _ => {}
        }
        Vec::new()
    }

    fn know_annotator(&mut self, annotator: Annotator) {
        if self.saving.reading == Reading::Annotator {
            self.saving.reading = Reading::Notes;
        }
        // What one has answered oneself counts more than what was found meanwhile.
        if self.annotator.from == ASKED {
            return;
        }
        self.notes.me.clone_from(&annotator.name);
        self.annotator = annotator;
    }

    /// The disk is the truth: what it says replaces what was known, but for what it has not been given yet.
    fn replace_notes(&mut self, mut lines: Vec<Line>, troubles: &[String]) {
        let known = self.others_lines();
        let first = self.saving.reading != Reading::Done;
        self.saving.vanished.retain(|line| lines.iter().all(|other| other.id != line.id));
        lines.extend(self.saving.pending.iter().cloned());
        self.notes = Notes::of_people(self.annotator.name.clone(), lines, self.notes.people().clone());
        let pending = self.saving.pending.len();
        self.saving.any_saved = self.notes.mine().is_some_and(|fold| fold.lines().len() > pending);
        if self.saving.reading == Reading::Notes {
            self.saving.reading = Reading::Done;
        }
        if matches!(self.overlay, Some(Overlay::Leave(_))) && self.saving.is_complete() {
            // What was asked about has come back by itself.
            self.close();
        }
        let new = self.others_lines().saturating_sub(known);
        if !troubles.is_empty() {
            self.warn(troubles.join(" · "));
        } else if new > 0 && !first {
            let names: Vec<&str> = self.notes.others().map(|(name, _)| name).collect();
            self.say(format!("New from others ({}): {}", names.join(", "), counted(new, "action")));
        } else if self.others_lines() < known {
            self.say(format!("Missing from others' notes files: {}", counted(known - self.others_lines(), "action")));
        }
    }

    fn others_lines(&self) -> usize {
        self.notes.others().map(|(_, fold)| fold.lines().len()).sum()
    }

    pub(crate) fn saved(&mut self, ids: &[ActionId]) -> Vec<Effect> {
        let failed = self.saving.failure.is_some();
        let drafts = self.saving.saved(ids);
        let mut effects: Vec<Effect> = drafts.into_iter().map(Effect::DropDraft).collect();
        let all = self.saving.is_written();
        if failed && all {
            self.notice = Some(Notice { text: "Everything is saved now".to_owned(), trouble: false, stays: false });
        }
        if all && self.saving.leaving {
            if self.saving.vanished.is_empty() {
                effects.push(Effect::Quit);
            } else {
                self.ask_before_leaving();
            }
        }
        effects
    }

    pub(crate) fn not_saved(&mut self, ids: &[ActionId], reason: String) {
        let pending = self.saving.pending.iter().map(|line| &line.id).chain(&self.saving.decisions);
        if pending.into_iter().any(|id| ids.contains(id)) {
            self.saving.failure = Some(reason);
            if self.saving.leaving {
                self.ask_before_leaving();
            }
        }
    }

    fn vanished(&mut self, lines: Vec<Line>) {
        let known: Vec<ActionId> = self.saving.vanished.iter().map(|line| line.id).collect();
        self.saving.vanished.extend(lines.into_iter().filter(|line| !known.contains(&line.id)));
        // What was said last may be read later; this not.
        self.notice = self.notice.take().filter(|notice| notice.stays);
    }

    /// What has vanished, and the key that writes it again; none where nothing has.
    #[must_use]
    pub fn vanished_words(&self) -> Option<String> {
        let words = self.saving.vanished_words()?;
        let them = if self.saving.vanished.len() == 1 { "it" } else { "them" };
        let key = self
            .keymap
            .key(self.scope(), Command::Restore)
            .map_or_else(|| format!("{} in the panes", self.key_for(Command::Restore)), str::to_owned);
        if self.size.width < TWO_COLUMNS {
            return Some(format!("Missing from the disk; {key} restores {them}"));
        }
        Some(format!("{words}; {key} restores {them}"))
    }

    /// Writes again what vanished; until that is done it is as unsaved as anything new.
    pub(crate) fn restore(&mut self) -> Vec<Effect> {
        let lines = std::mem::take(&mut self.saving.vanished);
        for line in &lines {
            self.notes.add(line.clone());
        }
        self.everything_changed();
        self.saving.pending.extend(lines.iter().cloned());
        vec![Effect::Restore(lines)]
    }

    /// Leaves at once when all is saved, when that is done, or asks.
    pub(crate) fn quit(&mut self) -> Vec<Effect> {
        if self.saving.is_complete() {
            return vec![Effect::Quit];
        }
        self.saving.leaving = true;
        if self.saving.failure.is_some() || !self.saving.vanished.is_empty() {
            self.ask_before_leaving();
        } else {
            self.say("Saving before quitting …");
        }
        Vec::new()
    }

    fn ask_before_leaving(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Leave(_))) {
            self.behind.extend(self.overlay.take());
            self.overlay = Some(Overlay::Leave(LeaveQuestion));
        }
    }

    /// Shows a new version of the article at the same place, found by its ids.
    pub(crate) fn replace_article(&mut self, article: Article) {
        self.problems.clear();
        let open: Vec<Scope> = self.scopes();
        self.put_article(article);
        let mut text = "The article file has changed; this is the new version".to_owned();
        let left = self.scopes();
        if let Some(closed) = open.iter().rev().find(|scope| !left.contains(scope)) {
            let told = format!("The article file has changed, so {} closed", named(*closed));
            // A form that was opened from it is still there, and takes its own keys.
            let is_covered = open.last() != Some(closed);
            let over = left.iter().rev().nth(usize::from(is_covered)).copied().unwrap_or(Scope::Reader);
            self.remember_closing(*closed, over, &told);
            if *closed != Scope::Sheet {
                text = told;
            }
        }
        let lost = self.orphans().len();
        if lost > 0 {
            // What must not be overlooked first: a narrow terminal cuts the end.
            text = format!("{} · {text}", orphans_in_words(lost, &self.key_for(Command::Lost)));
        }
        self.notice = Some(Notice { text, trouble: false, stays: false });
    }

    /// Puts another article in the place of this one, at the same place, found by its ids.
    pub(crate) fn put_article(&mut self, article: Article) {
        // Pages and places to come back to name their claims by number, which may change now.
        self.give_up_finding();
        if self.is_in_round() {
            // The queue over a folder finds its claims by their ids.
            for overlay in self.overlay.iter_mut().chain(&mut self.behind) {
                if let Overlay::Queue(queue) = overlay {
                    queue.judged.clear();
                }
            }
        }
        let stays = self.is_in_round();
        let names_claims =
            |overlay: &Overlay| names_claims(overlay) && !(stays && matches!(overlay, Overlay::Queue(_)));
        self.behind.retain(|overlay| !names_claims(overlay));
        if self.overlay.as_ref().is_some_and(names_claims) {
            self.overlay = self.behind.pop();
        }
        let origin = std::mem::take(&mut self.document.origin);
        self.heights = crate::reader::app::ItemHeights::default();
        let old = std::mem::replace(&mut self.document, Document::new(article, origin));
        self.put_own_claims();
        self.place = self.carried_over(&old, self.place);
        let back = std::mem::take(&mut self.back);
        self.back = back.into_iter().map(|place| self.carried_over(&old, place)).collect();
        let forward = std::mem::take(&mut self.forward);
        self.forward = forward.into_iter().map(|place| self.carried_over(&old, place)).collect();
        self.find_again();
    }

    fn carried_over(&self, old: &Document, place: Place) -> Place {
        let new = &self.document;
        let claim = place.claim.and_then(|claim| {
            let id = &old.outline.claim(&old.article, claim)?.1.id;
            new.article.claims().position(|(_, other)| &other.id == id)
        });
        let by_id = || {
            let id = &old.outline.paragraph(&old.article, place.paragraph)?.id;
            new.article.paragraphs().position(|other| &other.id == id)
        };
        let last = new.outline.paragraph_count().saturating_sub(1);
        let by_claim = claim.and_then(|claim| new.outline.paragraph_of_claim(claim));
        let paragraph = by_claim.or_else(by_id).unwrap_or_else(|| place.paragraph.min(last));
        let entity = place.entity.and_then(|entity| {
            let id = &old.article.entities.get(entity)?.id;
            new.article.entities.iter().position(|other| &other.id == id)
        });
        Place { paragraph, claim: claim.or_else(|| new.outline.first_claim_of(paragraph)), entity, ..place }
    }
}

/// What a screen is called in a message.
const fn named(scope: Scope) -> &'static str {
    match scope {
        Scope::Judge => "the verdicts",
        Scope::Queue => "the queue",
        Scope::Select => "the selection",
        _ => "the page",
    }
}

/// Whether something open names claims by their number.
fn names_claims(overlay: &Overlay) -> bool {
    overlay.screen().names_claims()
}
