//! Finding words in the text, the claims, one's notes and the entities, as they are typed.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};

use crate::domain::journal::Target;
use crate::text::span::ByteSpan;

use super::field::Field;
use super::overlay::Overlay;
use super::{App, Pane, Place};

/// More hits than this are not counted.
const MOST_HITS: usize = 10_000;

/// The line in which one types what to find.
pub struct FindForm {
    /// What was typed so far.
    pub field: Field,
    /// Where the reader was before.
    origin: Place,
    /// What was marked before.
    before: Option<Found>,
}

/// What is looked for, and where it stands.
#[derive(Clone)]
pub struct Found {
    /// What was typed.
    pub words: String,
    pattern: Regex,
    hits: Vec<Hit>,
    /// The hit that one is at.
    at: Option<usize>,
}

/// A place where the words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hit {
    /// In a paragraph's text.
    Text { paragraph: usize, start: usize },
    /// In a claim of a paragraph.
    Claim { paragraph: usize, claim: usize },
    /// In a note or a reason of one's own on a claim of a paragraph.
    Said {
        /// The paragraph.
        paragraph: usize,
        /// The claim; none for a note on the paragraph itself.
        claim: Option<usize>,
    },
    /// In the name of an entity, or in a note on it.
    Entity(usize),
}

impl Hit {
    /// The order of the article: the text of a paragraph, its claims; entities last.
    fn order(self) -> (usize, usize, usize) {
        match self {
            Self::Text { paragraph, start } => (paragraph, 0, start),
            Self::Claim { paragraph, claim } => (paragraph, 1, claim),
            Self::Said { paragraph, claim } => (paragraph, 2, claim.unwrap_or(0)),
            Self::Entity(entity) => (usize::MAX, 0, entity),
        }
    }
}

impl FindForm {
    /// Names the claims of where one was by their numbers of now.
    pub(super) fn renumber(&mut self, now: &dyn Fn(usize) -> Option<usize>) {
        self.origin.claim = self.origin.claim.and_then(now);
        self.before = None;
    }
}

impl Found {
    /// Where the words stand in `text`.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<ByteSpan> {
        self.pattern.find_iter(text).map(|found| ByteSpan::new(found.start(), found.end())).collect()
    }

    /// Which hit one is at, counted from 1, and how many there are.
    #[must_use]
    pub fn count(&self) -> String {
        let more = if self.hits.len() >= MOST_HITS { "+" } else { "" };
        match (self.at, self.hits.len()) {
            (_, 0) => "nothing found".to_owned(),
            (Some(at), count) => format!("{} of {count}{more}", at + 1),
            (None, count) => format!("{count}{more} found"),
        }
    }
}

/// The pattern for words as typed, in whatever case by Unicode's rules; none while nothing is typed.
fn pattern(words: &str) -> Option<Regex> {
    if words.is_empty() {
        return None;
    }
    RegexBuilder::new(&regex::escape(words)).case_insensitive(true).build().ok()
}

impl App {
    /// Opens the line to type into.
    pub(super) fn ask_what_to_find(&mut self) {
        let form = FindForm { field: Field::new("words"), origin: self.place, before: self.found.take() };
        self.overlay = Some(Overlay::Find(Box::new(form)));
    }

    /// Finds what is typed now, from where the reader was.
    pub(super) fn find_as_typed(&mut self) {
        let Some(Overlay::Find(form)) = &self.overlay else { return };
        let (words, origin) = (form.field.text().to_owned(), form.origin);
        self.place = origin;
        self.found = self.search(&words);
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
            self.found = self.search(&found.words);
        }
    }

    fn say_where_in_hits(&mut self) {
        if let Some(found) = &self.found {
            let text = format!("“{}”: {} · n next · N previous · Esc forgets it", found.words, found.count());
            self.say(text);
        }
    }

    fn search(&self, words: &str) -> Option<Found> {
        let pattern = pattern(words)?;
        let mut hits = Vec::new();
        let article = &self.document.article;
        let said = self.said_with(&pattern);
        for (paragraph, content) in article.paragraphs().enumerate() {
            hits.extend(pattern.find_iter(&content.text).map(|hit| Hit::Text { paragraph, start: hit.start() }));
            let claims = self.document.outline.claims_of(paragraph).zip(&content.claims);
            let matching = claims.filter(|(_, claim)| pattern.is_match(&claim.text));
            hits.extend(matching.map(|(claim, _)| Hit::Claim { paragraph, claim }));
            let on_paragraph = said.contains(&Target::element("paragraph", &content.id));
            hits.extend(on_paragraph.then_some(Hit::Said { paragraph, claim: None }));
            if !said.is_empty() {
                let claims = self.document.outline.claims_of(paragraph).zip(&content.claims);
                let noted = claims.filter(|(_, claim)| said.contains(&Target::claim(&claim.id)));
                hits.extend(noted.map(|(claim, _)| Hit::Said { paragraph, claim: Some(claim) }));
            }
            if hits.len() >= MOST_HITS {
                break;
            }
        }
        let entities = article.entities.iter().enumerate();
        let named = entities.filter(|(_, entity)| {
            let noted = || said.contains(&Target::element("entity", &entity.id));
            entity.names().any(|name| pattern.is_match(name)) || noted()
        });
        hits.extend(named.map(|(entity, _)| Hit::Entity(entity)));
        hits.truncate(MOST_HITS);
        Some(Found { words: words.to_owned(), pattern, hits, at: None })
    }

    /// Everything of which one has said something in these words: notes, reasons, corrections, passages of evidence. An
    /// answer, and what is said of an item, counts for what it is about.
    fn said_with(&self, pattern: &Regex) -> HashSet<Target> {
        let Some(fold) = self.notes.mine() else { return HashSet::new() };
        let mut said: HashSet<Target> = HashSet::new();
        for on in fold.targets() {
            let holds = |field: &str| {
                fold.value(on, field).and_then(|value| value.as_str()).is_some_and(|text| pattern.is_match(text))
            };
            let is_text = |field: &&str| {
                matches!(*field, "why" | "correction" | "status-reason" | "passage" | "url" | "answer" | "question")
                    || field.starts_with("note:")
            };
            if fold.field_names(on).filter(is_text).any(holds) {
                said.insert(on.clone());
            }
        }
        let elements: Vec<String> =
            said.iter().filter(|on| matches!(on.sort(), "note" | "evidence")).map(|on| on.0.clone()).collect();
        for field in elements {
            let holders = fold.targets().filter(|on| fold.value(on, &field).is_some());
            said.extend(holders.cloned());
        }
        said
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
