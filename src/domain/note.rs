//! Notes, answers to them, tags, and what speakers replied.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::action::Setting;
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

/// Answers to answers deeper than this stand beside each other, one after the other.
pub const MOST_DEPTH: usize = 16;

/// An annotator's notes on something, oldest first.
#[must_use]
pub fn notes_on(fold: &Fold, on: &Target) -> Vec<Note> {
    below(fold, on, 1, &mut HashSet::new())
}

/// The same without answers.
#[must_use]
pub fn notes_alone(fold: &Fold, on: &Target) -> Vec<Note> {
    let note = |(id, winner): (&str, Winner<'_>)| {
        let text = winner.change.to.as_str()?.to_owned();
        let (at, of) = (winner.line.at.to_string(), winner.change.of.clone());
        Some(Note { id: id.to_owned(), on: on.clone(), text, at, of, answers: Vec::new() })
    };
    fold.elements(on, "note:").filter_map(note).collect()
}

/// The same, but for those that are told already: where some answer each other, each is told once.
fn not_met(fold: &Fold, on: &Target, met: &mut HashSet<String>) -> Vec<Note> {
    notes_alone(fold, on).into_iter().filter(|note| met.insert(note.id.clone())).collect()
}

fn below(fold: &Fold, on: &Target, depth: usize, met: &mut HashSet<String>) -> Vec<Note> {
    let mut notes = not_met(fold, on, met);
    if depth < MOST_DEPTH {
        for note in &mut notes {
            note.answers = below(fold, &Target::element("note", &note.id), depth + 1, met);
        }
        return notes;
    }
    // However long an exchange is, none of it is left out.
    let mut next = 0;
    while let Some(note) = notes.get(next) {
        let answers = not_met(fold, &Target::element("note", &note.id), met);
        next += 1;
        notes.splice(next..next, answers);
    }
    notes
}

/// What an annotator said of notes that stand nowhere: of those that they removed, and of those that answer each other and
/// nothing else. Notes of others, which this fold does not know, are taken to stand.
#[must_use]
pub fn adrift(fold: &Fold) -> HashSet<Target> {
    let is_note = |on: &&Target| on.sort() == "note";
    // Every note that was written here once, also those that were removed.
    let known: HashSet<&str> =
        fold.targets().flat_map(|on| fold.field_names(on)).filter_map(|field| field.strip_prefix("note:")).collect();
    let stands = |on: &&Target| !is_note(on) || !known.contains(on.id());
    let mut standing: Vec<Target> = fold.targets().filter(stands).cloned().collect();
    let mut reached: HashSet<Target> = standing.iter().cloned().collect();
    while let Some(on) = standing.pop() {
        let answers = fold.elements(&on, "note:").map(|(id, _)| Target::element("note", id));
        standing.extend(answers.filter(|note| reached.insert(note.clone())));
    }
    fold.targets().filter(is_note).filter(|on| !reached.contains(*on)).cloned().collect()
}

/// Which notes answer which, of one annotator or of several.
#[derive(Debug, Default)]
pub struct Answers<'a>(HashMap<&'a str, HashSet<&'a str>>);

impl<'a> Answers<'a> {
    /// Who answers whom by what these annotators say.
    #[must_use]
    pub fn of(folds: impl IntoIterator<Item = &'a Fold>) -> Self {
        let mut answers = Self::default();
        for fold in folds {
            for on in fold.targets().filter(|on| on.sort() == "note") {
                for (id, _) in fold.elements(on, "note:") {
                    answers.add(id, on.id());
                }
            }
        }
        answers
    }

    fn add(&mut self, note: &'a str, answered: &'a str) {
        self.0.entry(note).or_default().insert(answered);
    }

    /// Takes in what a setting of a note changes.
    pub fn take(&mut self, setting: &'a Setting) {
        let Some((note, answered)) = answer_in(setting) else { return };
        if setting.to.is_null() {
            self.0.entry(note).or_default().remove(answered);
        } else {
            self.add(note, answered);
        }
    }

    /// Whether `note` answers itself, if it answers `answered`: at once, or through what that answers.
    #[must_use]
    pub fn is_circle(&self, note: &str, answered: &str) -> bool {
        let (mut next, mut met) = (vec![answered], HashSet::new());
        while let Some(answered) = next.pop() {
            if answered == note {
                return true;
            }
            if met.insert(answered.to_owned()) {
                next.extend(self.0.get(answered).into_iter().flatten().copied());
            }
        }
        false
    }
}

/// Which note answers which by a setting; none where it is of anything else.
#[must_use]
pub fn answer_in(setting: &Setting) -> Option<(&str, &str)> {
    Some((setting.field.strip_prefix("note:")?, setting.on.id_of("note")?))
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
