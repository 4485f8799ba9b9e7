//! Everything that somebody says of one thing, line by line.

use crate::domain::anchor::Health;
use crate::domain::article::Article;
use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::Opinion;
use crate::domain::note::{FoundFigure, MOST_DEPTH, Note, Reply, notes_alone, tags_on};
use crate::domain::notes::Notes;
use crate::domain::own_claim::is_own;
use crate::text::hidden::visible_in_line;

use super::words;

/// A line of what is said; nothing hostile is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidLine {
    /// How deep it is set in, counted from 0.
    pub indent: usize,
    /// What it says.
    pub text: String,
}

impl SaidLine {
    fn new(indent: usize, text: impl Into<String>) -> Self {
        Self { indent, text: text.into() }
    }
}

/// What one annotator says of a claim: how it stands, and below it all the rest; nothing where nothing is said. `today` as
/// `2026-11-24`. The name is left to the caller.
#[must_use]
pub fn of_claim(article: &Article, notes: &Notes, name: &str, claim: &Claim, today: &str) -> Vec<SaidLine> {
    let on = Target::claim(&claim.id);
    let Some(fold) = notes.fold(name).filter(|fold| fold.field_names(&on).next().is_some()) else { return Vec::new() };
    let said = Assessment::of(article, fold, claim);
    let relations = relations(fold, &on);
    let priority = fold.value(&on, "priority").filter(|_| !is_own(&claim.id));
    if said.is_empty() && relations.is_empty() && priority.is_none() && !said.conflict {
        return Vec::new();
    }
    let grades = Opinion { confidence: said.confidence, said: said.said, ..Opinion::default() }.words();
    let conflict = if said.conflict { "changed in two places" } else { "" };
    let parts = [words(said.standing), grades, conflict.to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![SaidLine::new(0, parts.join(", "))];
    let health = said.health.filter(|health| *health != Health::Exact);
    lines.extend(health.map(|health| SaidLine::new(1, format!("the words judged are {}", health.word()))));
    lines.extend(said.why.iter().flat_map(|why| labelled(1, "why: ", why)));
    lines.extend(said.correction.iter().flat_map(|correction| labelled(1, "should read: ", correction)));
    if fold.value(&on, "status").is_some() || said.status_reason.is_some() {
        let reason = said.status_reason.as_ref().map_or(String::new(), |reason| format!(", because {reason}"));
        lines.extend(labelled(1, "status: ", &format!("{}{reason}", said.status.word())));
    }
    lines.extend(priority.map(|_| SaidLine::new(1, format!("priority: {}", said.priority.word()))));
    lines.extend(tags(&said.tags, ""));
    lines.extend(relations);
    lines.extend(said.evidence.iter().flat_map(|(bearing, item)| evidence(*bearing, item)));
    lines.extend(said.found.iter().flat_map(|found| figure(claim, found)));
    lines.extend(said.replies.iter().flat_map(|asked| reply(asked, today)));
    lines.extend(said.notes.iter().flat_map(|note| thread(notes, note, 1, "note", "", &mut Vec::new())));
    lines
}

/// The notes and tags that everyone has put on something that is no claim.
pub(super) fn remarks(notes: &Notes, on: &Target) -> Vec<SaidLine> {
    let mut lines = Vec::new();
    for (name, fold) in notes.all() {
        let set_out = |line: SaidLine| SaidLine { indent: line.indent - 1, ..line };
        lines.extend(tags(&tags_on(fold, on), &visible_in_line(name)).map(set_out));
        for note in notes_alone(fold, on) {
            lines.extend(thread(notes, &note, 1, "note", name, &mut Vec::new()).into_iter().map(set_out));
        }
    }
    lines
}

fn tags(tags: &[String], name: &str) -> Option<SaidLine> {
    let tags: Vec<String> = tags.iter().map(|tag| visible_in_line(tag)).collect();
    let name = if name.is_empty() { String::new() } else { format!("  {name}") };
    (!tags.is_empty()).then(|| SaidLine::new(1, format!("tags: {}{name}", tags.join(", "))))
}

/// A text that may have several lines, the first behind its label.
fn labelled(indent: usize, label: &str, text: &str) -> Vec<SaidLine> {
    let rows = text.trim_end().split('\n').map(|row| visible_in_line(row.trim_end_matches('\r'))).enumerate();
    rows.map(|(number, row)| match number {
        0 => SaidLine::new(indent, format!("{label}{row}")),
        _ => SaidLine::new(indent + 1, row),
    })
    .collect()
}

/// Relations to other claims that the annotator has added.
fn relations(fold: &Fold, on: &Target) -> Vec<SaidLine> {
    let words = [("because", "rests on"), ("part-of", "part of"), ("contradicts", "against"), ("repeats", "repeats")];
    let mut lines = Vec::new();
    for (key, label) in words {
        let beginning = format!("{key}:");
        let ids: Vec<String> = fold.elements(on, &beginning).map(|(id, _)| visible_in_line(id)).collect();
        lines.extend((!ids.is_empty()).then(|| SaidLine::new(1, format!("{label}: {}", ids.join(", ")))));
    }
    lines
}

/// An item of evidence, and below it what is known of it, its grades spelled out.
fn evidence(bearing: Bearing, item: &Evidence) -> Vec<SaidLine> {
    let headline = item.headline();
    let mut lines = labelled(1, &format!("{} {}: ", bearing.glyph(), bearing.word()), &headline);
    let mut known = Vec::new();
    for field in EvidenceField::ALL {
        let Some(value) = item.get(*field).filter(|value| *value != headline) else { continue };
        known.push(match field {
            EvidenceField::Passage => continue,
            EvidenceField::Url => value.to_owned(),
            EvidenceField::Reliability => format!("source {}", item.reliability_words().unwrap_or(value.to_owned())),
            EvidenceField::Credibility => {
                format!("information {}", item.credibility_words().unwrap_or(value.to_owned()))
            }
            _ => format!("{} {value}", field.label()),
        });
    }
    if item.get(EvidenceField::Publisher).is_none() {
        known.extend(item.publisher().map(|host| format!("publisher {host}")));
    }
    let known: Vec<String> = known.iter().map(|part| visible_in_line(part)).collect();
    lines.extend((!known.is_empty()).then(|| SaidLine::new(2, known.join(" · "))));
    lines
}

/// A figure as it was found, beside the one printed.
fn figure(claim: &Claim, found: &FoundFigure) -> Vec<SaidLine> {
    let printed = claim.figures.get(found.figure).map_or(String::new(), |figure| format!("“{}”", figure.printed));
    let parts = [found.value.as_str(), found.unit.as_str(), found.when.as_str()];
    let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    labelled(1, &format!("found for figure {} {}: ", found.figure, visible_in_line(&printed)), &words)
}

fn reply(reply: &Reply, today: &str) -> Vec<SaidLine> {
    let mut label = format!("asked {}", visible_in_line(&reply.who));
    for (word, value) in [("by", &reply.channel), ("on", &reply.asked)] {
        if !value.is_empty() {
            label = format!("{label} {word} {}", visible_in_line(value));
        }
    }
    let answered = if reply.answered.is_empty() { String::new() } else { format!(" ({})", reply.answered) };
    labelled(1, &format!("{label}: "), &format!("{}{answered}", reply.outcome(today)))
}

/// A note, and below it what anyone answered, however deep; each note is told once.
fn thread(notes: &Notes, note: &Note, indent: usize, what: &str, by: &str, told: &mut Vec<String>) -> Vec<SaidLine> {
    let mut lines = Vec::new();
    let mut open = vec![(note.clone(), indent, what, by)];
    while let Some((note, indent, what, by)) = open.pop() {
        if told.contains(&note.id) {
            continue;
        }
        told.push(note.id.clone());
        let day: String = note.at.chars().take_while(|letter| *letter != 'T').collect();
        let by = if by.is_empty() { String::new() } else { format!(" by {}", visible_in_line(by)) };
        lines.extend(labelled(indent, &format!("{what}{by}, {}: ", visible_in_line(&day)), &note.text));
        let on = Target::element("note", &note.id);
        let deeper = (indent + 1).min(MOST_DEPTH);
        let all = notes.all().flat_map(|(name, fold)| notes_alone(fold, &on).into_iter().map(move |note| (name, note)));
        let answers: Vec<_> = all.map(|(name, note)| (note, deeper, "answer", name)).collect();
        // The first answer is told first, with all that answers it.
        open.extend(answers.into_iter().rev());
    }
    lines
}
