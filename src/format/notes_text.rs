//! Notes as plain text, for pipes and people.

use std::fmt::Write as _;

use crate::domain::article::Article;
use crate::domain::claim::Claim;
use crate::domain::journal::{ActionId, Body, Change, Line};
use crate::domain::judgement::{Opinion, Standing, Verdict};
use crate::domain::notes::Notes;

/// What everyone says of each claim, by section; only claims of which something is said.
#[must_use]
pub fn notes(article: &Article, notes: &Notes) -> String {
    let mut text = format!("{}\n", plain(&article.head.title));
    for (name, _) in notes.all() {
        let (judged, total) = notes.progress(Some(name), article.claims().map(|(_, claim)| claim));
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "{}: {judged} of {total} judged", plain(name));
    }
    if notes.all().next().is_none() {
        text.push_str("no notes yet\n");
    }
    for section in &article.sections {
        let claims = section.paragraphs.iter().flat_map(|paragraph| &paragraph.claims);
        let said: Vec<String> = claims.filter_map(|claim| of_claim(notes, claim)).collect();
        if !said.is_empty() {
            let _ = write!(text, "\n{}\n{}", plain(section.title()), said.concat());
        }
    }
    text
}

fn of_claim(notes: &Notes, claim: &Claim) -> Option<String> {
    let mut text = String::new();
    for (name, _) in notes.all() {
        let words = match notes.standing(name, claim) {
            Standing::NotJudged => continue,
            Standing::NotCheckable => "– not checkable".to_owned(),
            Standing::Current(verdict) => format!("{} {}", verdict.glyph(), verdict.word()),
            Standing::Earlier(verdict) => format!("{} {}, of an earlier wording", verdict.glyph(), verdict.word()),
        };
        let conflict = if notes.conflict(name, claim) { ", changed in two places" } else { "" };
        let (confidence, said) = (notes.confidence(name, claim), notes.said(name, claim));
        let grades = Opinion { confidence, said, ..Opinion::default() }.words();
        let grades = if grades.is_empty() { grades } else { format!(", {grades}") };
        let _ = writeln!(text, "    {words}{grades}{conflict}  {}", plain(name));
    }
    (!text.is_empty()).then(|| format!("  {}  {}\n{text}", claim.id, plain(&claim.text)))
}

/// Every action of everyone in order: when, who, what, from what to what.
#[must_use]
pub fn history(notes: &Notes) -> String {
    let mut lines: Vec<(ActionId, String)> = Vec::new();
    for (_, fold) in notes.all() {
        for (index, line) in fold.lines().iter().enumerate() {
            let taken_back = if fold.is_voided(index) { "  (taken back)" } else { "" };
            let what = action(line, fold.lines());
            lines.push((line.id, format!("{}  {}  {what}{taken_back}\n", plain(&line.at), plain(&line.by))));
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What one annotator did with a claim, one line for each step, the latest last.
#[must_use]
pub fn history_of_claim(notes: &Notes, by: Option<&str>, claim: &str) -> Vec<String> {
    let Some(fold) = by.and_then(|name| notes.fold(name)) else { return Vec::new() };
    let mut steps = Vec::new();
    for (index, line) in fold.lines().iter().enumerate() {
        let Body::Set(changes) = &line.body else { continue };
        let taken_back = if fold.is_voided(index) { "  (taken back)" } else { "" };
        for change in changes.iter().filter(|change| change.on.claim_id() == Some(claim)) {
            let (field, was, to) = (plain(&change.field), value(&change.was), value(&change.to));
            steps.push(format!("{}  {field}: {was} → {to}{taken_back}", plain(&line.at)));
        }
    }
    steps
}

fn action(line: &Line, all: &[Line]) -> String {
    match &line.body {
        Body::Set(changes) => changes.iter().map(described).collect::<Vec<_>>().join("; "),
        Body::Void(id) => {
            let voided = all.iter().find(|other| other.id == *id);
            match voided.map(|other| (&other.body, other)) {
                Some((Body::Set(_), other)) => format!("takes back: {}", action(other, &[])),
                Some((Body::Void(_), other)) => format!("does again what was taken back at {}", plain(&other.at)),
                None => format!("takes back an action that is not here, {id}"),
            }
        }
    }
}

fn described(change: &Change) -> String {
    let on = change.on.claim_id().unwrap_or(&change.on.0);
    format!("{} {}: {} → {}", plain(on), plain(&change.field), value(&change.was), value(&change.to))
}

fn value(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "—".to_owned(),
        serde_json::Value::String(text) => {
            plain(Verdict::from_stored(text).map_or(text.as_str(), |verdict| verdict.word()))
        }
        other => plain(&other.to_string()),
    }
}

/// Text without anything that a terminal would obey or that turns other text around.
fn plain(text: &str) -> String {
    let hostile = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if hostile(letter) { '\u{fffd}' } else { letter }).collect()
}
