//! Notes, answers to them, tags, and speakers' replies.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::model::annotation::date_doubts::is_before;
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::{Fold, Winner};
use crate::model::journal::privacy::is_private;

/// A note on a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its ULID.
    pub id: String,
    /// Its target.
    pub on: Target,
    /// Its text, in Markdown.
    pub text: String,
    /// The time of the last change, RFC 3339.
    pub at: String,
    /// The fingerprint of the words it is about, if it is about words.
    pub of: Option<Fingerprint>,
    /// Whether it is marked private.
    pub is_private: bool,
    /// Answers to it.
    pub answers: Vec<Note>,
}

/// Deeper answers are listed beside each other, one after the other.
pub const MOST_DEPTH: usize = 16;

/// An annotator's notes on a target, oldest first.
#[must_use]
pub fn notes_on(fold: &Fold, on: &Target) -> Vec<Note> {
    below(fold, on, 1, &mut HashSet::new())
}

/// The notes on a target, without their answers.
#[must_use]
pub fn notes_alone(fold: &Fold, on: &Target) -> Vec<Note> {
    let note = |(id, winner): (&str, Winner<'_>)| {
        let text = winner.change.to.as_str()?.to_owned();
        let (at, of) = (winner.line.at().to_owned(), winner.change.of.clone());
        let is_private = is_private(fold, &Target::element("note", id));
        Some(Note { id: id.to_owned(), on: on.clone(), text, at, of, is_private, answers: Vec::new() })
    };
    fold.elements(on, "note:").filter_map(note).collect()
}

/// The notes on a target that were not met before: of notes that answer each other, each appears once.
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
    // However long an exchange is, all of it is included.
    let mut next = 0;
    while let Some(note) = notes.get(next) {
        let answers = not_met(fold, &Target::element("note", &note.id), met);
        next += 1;
        notes.splice(next..next, answers);
    }
    notes
}

/// An annotator's notes without a target: on notes that were removed, or that only answer each other. Notes by others,
/// which this fold does not know, count as existing.
#[must_use]
pub fn adrift(fold: &Fold) -> HashSet<Target> {
    // Of most notes nothing is said: only those of which something is are looked for.
    let mut adrift: HashMap<&str, &Target> =
        fold.targets().filter(|on| on.sort() == "note").map(|on| (on.id(), on)).collect();
    if adrift.is_empty() {
        return HashSet::new();
    }
    // Notes that were written here once, also those that were removed.
    let written: HashSet<&str> =
        fold.targets().flat_map(|on| fold.field_names(on)).filter_map(|field| field.strip_prefix("note:")).collect();
    adrift.retain(|id, _| written.contains(id));
    let mut standing = Vec::new();
    let mut answers: HashMap<&Target, Vec<&str>> = HashMap::new();
    for on in fold.targets() {
        let is_sought = |field: &&str| field.strip_prefix("note:").is_some_and(|id| adrift.contains_key(id));
        let notes = fold.field_names(on).filter(is_sought).filter(|field| fold.value(on, field).is_some());
        let notes = notes.filter_map(|field| field.strip_prefix("note:"));
        if adrift.get(on.id()) == Some(&on) {
            answers.insert(on, notes.collect());
        } else {
            standing.extend(notes);
        }
    }
    while let Some(note) = standing.pop() {
        if let Some(on) = adrift.remove(note) {
            standing.extend(answers.remove(on).unwrap_or_default());
        }
    }
    adrift.into_values().cloned().collect()
}

/// Which notes answer which, by one or several annotators.
#[derive(Debug, Default)]
pub struct Answers<'a>(HashMap<&'a str, HashSet<&'a str>>);

impl<'a> Answers<'a> {
    /// Who answers whom in these annotators' notes.
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

    /// Adds the change that a setting makes to a note.
    pub fn take(&mut self, setting: &'a Setting) {
        let Some((note, answered)) = answer_in(setting) else { return };
        if setting.to.is_null() {
            self.0.entry(note).or_default().remove(answered);
        } else {
            self.add(note, answered);
        }
    }

    /// Whether `note` would answer itself by answering `answered`, directly or through other notes.
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

/// The note and the one it answers in a setting; `None` for any other setting.
#[must_use]
pub fn answer_in(setting: &Setting) -> Option<(&str, &str)> {
    Some((setting.field.strip_prefix("note:")?, setting.on.id_of("note")?))
}

/// An annotator's tags on a target, in order.
#[must_use]
pub fn tags_on(fold: &Fold, on: &Target) -> Vec<String> {
    let set = fold.elements(on, "tag:").filter(|(_, winner)| winner.change.to == true);
    set.map(|(tag, _)| tag.to_owned()).collect()
}

/// Claims elsewhere, as `ARTICLE-ID/CLAIM`, in order: true if the annotator marked them as the same, false if as
/// different.
#[must_use]
pub fn same_claims(fold: &Fold, on: &Target) -> Vec<(String, bool)> {
    let said = fold.elements(on, "same:");
    said.filter_map(|(key, winner)| Some((key.to_owned(), winner.change.to.as_bool()?))).collect()
}

/// A question to somebody about a claim, and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Its ULID.
    pub id: String,
    /// Who was asked.
    pub who: String,
    /// The channel, such as mail.
    pub channel: String,
    /// The date of the question.
    pub asked: String,
    /// The date by which an answer was needed.
    pub due: String,
    /// The date of the answer.
    pub answered: String,
    /// The answer.
    pub answer: String,
}

impl Reply {
    /// Keys in the journal, in the order of [`Self::values`].
    pub const KEYS: [&'static str; 6] = ["who", "channel", "asked", "due", "answered", "answer"];

    /// Parses the journal's value.
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

    /// The values, in the order of [`Self::KEYS`].
    #[must_use]
    pub fn values(&self) -> [&str; 6] {
        [&self.who, &self.channel, &self.asked, &self.due, &self.answered, &self.answer]
    }

    /// Whether nothing has come back.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answer.is_empty() && self.answered.is_empty()
    }

    /// The day by which an answer is due; none where the deadline lies before the question, so that nobody can have missed it.
    #[must_use]
    pub fn deadline(&self) -> Option<&str> {
        Some(self.due.as_str()).filter(|due| !due.is_empty() && !is_before(due, &self.asked))
    }

    /// Whether the deadline has passed without an answer; `today` is a date such as `2026-11-24`.
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        self.is_open() && self.deadline().is_some_and(|due| is_before(due, today))
    }

    /// The outcome in a line. No answer by the due date is a result too.
    #[must_use]
    pub fn outcome(&self, today: &str) -> String {
        match self.deadline() {
            _ if !self.answer.is_empty() => format!("answered: “{}”", self.answer),
            _ if !self.answered.is_empty() => format!("answered on {}", self.answered),
            None => "no answer yet".to_owned(),
            Some(due) if self.is_overdue(today) => format!("no answer by {due}"),
            Some(due) => format!("no answer yet, due by {due}"),
        }
    }
}

/// An annotator's questions about a claim, oldest first.
#[must_use]
pub fn replies_on(fold: &Fold, claim: &str) -> Vec<Reply> {
    let on = Target::claim(claim);
    fold.elements(&on, "reply:").filter_map(|(id, winner)| Reply::from_value(id, &winner.change.to)).collect()
}

/// A figure as an annotator found it, beside the printed one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundFigure {
    /// Index of the figure within the claim.
    pub figure: usize,
    /// The number as decimal text.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// The time that it is for.
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
