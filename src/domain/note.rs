//! Notes, answers to them, tags, and what speakers replied.

use std::collections::HashSet;

use serde_json::Value;

use super::fingerprint::Fingerprint;
use super::fold::{Fold, Winner};
use super::journal::Target;

/// A note on something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its ULID.
    pub id: String,
    /// On what.
    pub on: Target,
    /// What it says, in Markdown.
    pub text: String,
    /// When it was last changed, RFC 3339.
    pub at: String,
    /// The wording that it is about, where it is about words.
    pub of: Option<Fingerprint>,
    /// Notes on it.
    pub answers: Vec<Note>,
}

/// Answers to answers deeper than this are not followed: a journal may name itself in circles.
const MOST_DEPTH: usize = 16;

/// An annotator's notes on something, oldest first.
#[must_use]
pub fn notes_on(fold: &Fold, on: &Target) -> Vec<Note> {
    below(fold, on, 0, &mut HashSet::new())
}

/// The same without answers.
#[must_use]
pub fn notes_alone(fold: &Fold, on: &Target) -> Vec<Note> {
    below(fold, on, MOST_DEPTH - 1, &mut HashSet::new())
}

/// `met` are the ids of notes that are told already: where some answer each other, each is told once.
fn below<'a>(fold: &'a Fold, on: &Target, depth: usize, met: &mut HashSet<&'a str>) -> Vec<Note> {
    if depth == MOST_DEPTH {
        return Vec::new();
    }
    let note = |(id, winner): (&'a str, Winner<'a>)| {
        if !met.insert(id) {
            return None;
        }
        let answers = below(fold, &Target::element("note", id), depth + 1, met);
        let text = winner.change.to.as_str()?.to_owned();
        Some(Note {
            id: id.to_owned(),
            on: on.clone(),
            text,
            at: winner.line.at.clone(),
            of: winner.change.of.clone(),
            answers,
        })
    };
    fold.elements(on, "note:").filter_map(note).collect()
}

/// An annotator's tags on something, in order.
#[must_use]
pub fn tags_on(fold: &Fold, on: &Target) -> Vec<String> {
    let set = fold.elements(on, "tag:").filter(|(_, winner)| winner.change.to == true);
    set.map(|(tag, _)| tag.to_owned()).collect()
}

/// Whom one asked about a claim, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Its ULID.
    pub id: String,
    /// Who was asked.
    pub who: String,
    /// By which channel.
    pub channel: String,
    /// On which day.
    pub asked: String,
    /// By which day an answer was wanted.
    pub due: String,
    /// On which day they answered.
    pub answered: String,
    /// What they answered.
    pub answer: String,
}

impl Reply {
    /// Keys of the journal, in the order of [`Self::values`].
    pub const KEYS: [&'static str; 6] = ["who", "channel", "asked", "due", "answered", "answer"];

    /// Reads what the journal holds.
    #[must_use]
    pub fn from_value(id: &str, value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        value.is_object().then(|| Self {
            id: id.to_owned(),
            who: text("who"),
            channel: text("channel"),
            asked: text("asked"),
            due: text("due"),
            answered: text("answered"),
            answer: text("answer"),
        })
    }

    /// What is known, in the order of [`Self::KEYS`].
    #[must_use]
    pub fn values(&self) -> [&str; 6] {
        [&self.who, &self.channel, &self.asked, &self.due, &self.answered, &self.answer]
    }

    /// What came of it in one line; `today` as `2026-11-24`. No answer by the day it was due is a result.
    #[must_use]
    pub fn outcome(&self, today: &str) -> String {
        if !self.answer.is_empty() {
            return format!("answered: “{}”", self.answer);
        }
        match self.due.as_str() {
            "" => "no answer yet".to_owned(),
            due if today > due => format!("no answer by {due}"),
            due => format!("answer due by {due}"),
        }
    }
}

/// What an annotator asked about a claim, oldest first.
#[must_use]
pub fn replies_on(fold: &Fold, claim: &str) -> Vec<Reply> {
    let on = Target::claim(claim);
    fold.elements(&on, "reply:").filter_map(|(id, winner)| Reply::from_value(id, &winner.change.to)).collect()
}

/// A figure as somebody found it, beside the one printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundFigure {
    /// Which figure of the claim, counted from 0.
    pub figure: usize,
    /// The number as decimal text.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// For which time.
    pub when: String,
}

/// The figures of a claim as an annotator found them.
#[must_use]
pub fn figures_found(fold: &Fold, claim: &str) -> Vec<FoundFigure> {
    let on = Target::claim(claim);
    let found = |(number, winner): (&str, Winner<'_>)| {
        let text = |key: &str| winner.change.to.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let figure = number.parse().ok()?;
        Some(FoundFigure { figure, value: text("value"), unit: text("unit"), when: text("when") })
    };
    fold.elements(&on, "found:").filter_map(found).collect()
}
