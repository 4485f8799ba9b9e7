//! Every action, in order.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::judgement::Verdict;
use crate::model::annotation::note::Reply;
use crate::model::annotation::settlement::Decided;
use crate::model::journal::{ActionId, Body, Change, Line};
use crate::text::hidden::visible_in_line;

/// What somebody did at some time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Its id, by which steps are ordered.
    pub id: ActionId,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// By whom.
    pub by: String,
    /// What: of what, which field, from what to what.
    pub what: String,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// Every action of everyone in order.
#[must_use]
pub fn steps(notes: &Notes) -> Vec<Step> {
    let mut steps = Vec::new();
    for (_, fold) in notes.all() {
        let by_id: HashMap<ActionId, &Line> = fold.lines().iter().map(|line| (line.id, line)).collect();
        for (index, line) in fold.lines().iter().enumerate() {
            let what = action(line, |id| by_id.get(&id).copied());
            let (at, by) = (visible_in_line(line.at()), visible_in_line(line.by()));
            steps.push(Step { id: line.id, at, by, what, taken_back: fold.is_voided(index) });
        }
    }
    steps.sort();
    steps
}

/// All steps as text: when, who, what, from what to what.
#[must_use]
pub fn history(notes: &Notes) -> String {
    let line = |step: Step| {
        let taken_back = if step.taken_back { "  (taken back)" } else { "" };
        format!("{}  {}  {}{taken_back}\n", step.at, step.by, step.what)
    };
    steps(notes).into_iter().map(line).collect()
}

/// What one annotator did with a claim, one line for each step, the latest last.
#[must_use]
pub fn history_of_claim(notes: &Notes, by: Option<&str>, claim: &str) -> Vec<String> {
    let Some(fold) = by.and_then(|name| notes.fold(name)) else { return Vec::new() };
    let mut steps = Vec::new();
    for (index, line) in fold.lines().iter().enumerate() {
        let Body::Set(changes) = line.body() else { continue };
        let taken_back = if fold.is_voided(index) { "  (taken back)" } else { "" };
        let when = visible_in_line(line.at().get(..16).unwrap_or(line.at())).replace('T', " ");
        // Where an own claim stands is shown by its quote.
        let of_claim = |change: &&Change| change.on.claim_id() == Some(claim) && change.field != "anchor";
        for change in changes.iter().filter(of_claim) {
            let (field, was, to) = (field_words(&change.field), value(&change.was), value(&change.to));
            steps.push(format!("{when}  {}  {field}: {was} → {to}{taken_back}", visible_in_line(line.by())));
        }
    }
    steps
}

/// A field as people call it: without ids that nobody reads.
fn field_words(field: &str) -> String {
    match field.split_once(':') {
        Some((sort, id)) if is_own(id) => visible_in_line(sort),
        Some((sort, rest)) => format!("{} {}", visible_in_line(sort), visible_in_line(rest)),
        None => visible_in_line(&field.replace('-', " ")),
    }
}

fn action<'a>(line: &Line, find: impl Fn(ActionId) -> Option<&'a Line>) -> String {
    let set = |changes: &[Change]| changes.iter().map(described).collect::<Vec<_>>().join("; ");
    match line.body() {
        Body::Set(changes) => set(changes),
        Body::Void(id) => match find(id).map(|other| (other.body(), other)) {
            Some((Body::Set(changes), _)) => format!("takes back: {}", set(changes)),
            Some((Body::Void(_), other)) => {
                format!("does again what was taken back at {}", visible_in_line(other.at()))
            }
            None => format!("takes back an action that is not here, {id}"),
        },
    }
}

fn described(change: &Change) -> String {
    let on = change.on.claim_id().unwrap_or(&change.on.0);
    format!(
        "{} {}: {} → {}",
        visible_in_line(on),
        visible_in_line(&change.field),
        value(&change.was),
        value(&change.to)
    )
}

/// An object of texts as `who Oskar Brandt, due 2026-12-01`, in the order of a question where it is one; none of other values.
fn parts(value: &Value) -> Option<String> {
    let parts = value.as_object()?;
    let mut keys: Vec<&String> = parts.keys().collect();
    let place = |key: &str| Reply::KEYS.iter().position(|known| *known == key).unwrap_or(usize::MAX);
    keys.sort_by_key(|key| place(key));
    let part = |key: &String| Some(format!("{key} {}", parts.get(key)?.as_str()?));
    keys.into_iter().map(part).collect::<Option<Vec<String>>>().map(|parts| parts.join(", "))
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "—".to_owned(),
        Value::String(text) => {
            visible_in_line(Verdict::from_stored(text).map_or(text.as_str(), |verdict| verdict.word()))
        }
        other => {
            let settled = Decided::read(other).map(|decided| decided.words());
            visible_in_line(&settled.or_else(|| parts(other)).unwrap_or_else(|| other.to_string()))
        }
    }
}
