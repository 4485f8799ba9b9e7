//! Everything that somebody says of one thing, line by line.

use crate::domain::anchor::{Locator, Orphan, earlier_wordings};
use crate::domain::article::Paragraph;
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
    pub(super) fn new(indent: usize, text: impl Into<String>) -> Self {
        Self { indent, text: text.into() }
    }
}

/// What one annotator says of a claim that stands in `paragraph`: how it stands, and below it all the rest; nothing where
/// nothing is said. `today` as `2026-11-24`. The name is left to the caller.
#[must_use]
pub fn of_claim(
    locator: &Locator<'_>,
    notes: &Notes,
    name: &str,
    (paragraph, claim): (&Paragraph, &Claim),
    today: &str,
) -> Vec<SaidLine> {
    let on = Target::claim(&claim.id);
    let Some(fold) = notes.fold(name).filter(|fold| fold.field_names(&on).next().is_some()) else { return Vec::new() };
    let said = Assessment::of(locator, fold, paragraph, claim);
    let priority = fold.value(&on, "priority").filter(|_| !is_own(&claim.id));
    let is_silent = said.is_empty() && !said.has_relations(fold, claim) && priority.is_none() && !said.conflict;
    if is_silent && said.earlier.is_empty() {
        return Vec::new();
    }
    Telling { locator, notes, fold, claim, said: &said, today }.lines()
}

/// What an annotator said of what the article no longer has, everything of it; the name is left to the caller.
///
/// `told` has the ids of the notes that earlier calls have told, and takes those of this one: notes that answer each other are
/// an orphan each, and none of them is told twice.
pub fn of_orphan(
    locator: &Locator<'_>,
    notes: &Notes,
    fold: &Fold,
    orphan: &Orphan,
    today: &str,
    told: &mut Vec<String>,
) -> Vec<SaidLine> {
    if let (Some(claim), Some(said)) = (&orphan.claim, &orphan.assessment) {
        return Telling { locator, notes, fold, claim, said, today }.lines();
    }
    let tagged = tags(&orphan.tags, "").into_iter();
    let set_out = |line: SaidLine| SaidLine { indent: line.indent - 1, ..line };
    let threads = orphan.notes.iter().flat_map(|note| thread(notes, note, 1, "note", "", told));
    tagged.chain(threads).map(set_out).collect()
}

/// One annotator's word on one claim, to be told.
struct Telling<'t, 'a> {
    locator: &'t Locator<'a>,
    notes: &'t Notes,
    fold: &'t Fold,
    claim: &'t Claim,
    said: &'t Assessment,
    today: &'t str,
}

impl Telling<'_, '_> {
    fn lines(&self) -> Vec<SaidLine> {
        let Self { notes, fold, claim, said, today, .. } = *self;
        let on = Target::claim(&claim.id);
        let grades = Opinion { confidence: said.confidence, said: said.said, ..Opinion::default() }.words();
        let conflict = if said.conflict { "changed in two places" } else { "" };
        let parts = [words(said.standing), grades, conflict.to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mut lines = vec![SaidLine::new(0, parts.join(", "))];
        lines.extend(said.earlier_judgement().map(|wording| remark(1, &wording.remark(self.locator))));
        lines.extend(said.why.iter().flat_map(|why| labelled(1, "why: ", why)));
        lines.extend(said.correction.iter().flat_map(|correction| labelled(1, "should read: ", correction)));
        if fold.value(&on, "status").is_some() || said.status_reason.is_some() {
            let reason = said.status_reason.as_ref().map_or(String::new(), |reason| format!(", because {reason}"));
            lines.extend(labelled(1, "status: ", &format!("{}{reason}", said.status.word())));
        }
        if fold.value(&on, "priority").is_some() && !is_own(&claim.id) {
            lines.push(SaidLine::new(1, format!("priority: {}", said.priority.word())));
        }
        lines.extend(tags(&said.tags, ""));
        lines.extend(self.remarks_on_tags());
        lines.extend(self.relations());
        for (bearing, item) in &said.evidence {
            lines.extend(evidence(*bearing, item));
            lines.extend(self.remark(&format!("evidence:{}", item.id)));
        }
        for found in &said.found {
            lines.extend(figure(claim, found));
            lines.extend(self.remark(&format!("found:{}", found.figure)));
        }
        for asked in &said.replies {
            lines.extend(reply(asked, today));
            lines.extend(self.remark(&format!("reply:{}", asked.id)));
        }
        for note in &said.notes {
            lines.extend(thread(notes, note, 1, "note", "", &mut Vec::new()));
            lines.extend(self.remark(&format!("note:{}", note.id)));
        }
        lines
    }

    /// That something was said of other words, where that is so.
    fn remark(&self, field: &str) -> Option<SaidLine> {
        Some(remark(2, &self.said.remark(field, self.locator)?))
    }

    fn remarks_on_tags(&self) -> Vec<SaidLine> {
        let about = |tag: &String| self.said.remark(&format!("tag:{tag}"), self.locator);
        grouped(&self.said.tags, about)
    }

    /// Relations to other claims that the annotator has added.
    fn relations(&self) -> Vec<SaidLine> {
        let words =
            [("because", "rests on"), ("part-of", "part of"), ("contradicts", "against"), ("repeats", "repeats")];
        let on = Target::claim(&self.claim.id);
        let mut lines = Vec::new();
        for (key, label) in words {
            let beginning = format!("{key}:");
            let ids: Vec<String> = self.fold.elements(&on, &beginning).map(|(id, _)| id.to_owned()).collect();
            if ids.is_empty() {
                continue;
            }
            let told: Vec<String> = ids.iter().map(|id| visible_in_line(id)).collect();
            lines.push(SaidLine::new(1, format!("{label}: {}", told.join(", "))));
            lines.extend(grouped(&ids, |id| self.said.remark(&format!("{key}:{id}"), self.locator)));
        }
        lines
    }
}

fn remark(indent: usize, text: &str) -> SaidLine {
    SaidLine::new(indent, visible_in_line(text))
}

/// What is to be remarked on several things of one line: things of which the same is to be said share a line, and are not
/// named where that is all of them.
fn grouped(names: &[String], about: impl Fn(&String) -> Option<String>) -> Vec<SaidLine> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for name in names {
        let Some(text) = about(name) else { continue };
        match groups.iter_mut().find(|(other, _)| *other == text) {
            Some((_, those)) => those.push(name),
            None => groups.push((text, vec![name])),
        }
    }
    let line = |(text, those): (String, Vec<&str>)| {
        let which = if those.len() == names.len() { String::new() } else { format!("{}: ", those.join(", ")) };
        remark(2, &format!("{which}{text}"))
    };
    groups.into_iter().map(line).collect()
}

/// The notes and tags that everyone has put on something that is no claim.
pub(super) fn remarks(locator: &Locator<'_>, notes: &Notes, on: &Target) -> Vec<SaidLine> {
    let mut lines = Vec::new();
    for (name, fold) in notes.all().filter(|(_, fold)| fold.field_names(on).next().is_some()) {
        let subject = locator.subject(on);
        let earlier = subject.map_or(Vec::new(), |subject| earlier_wordings(locator, fold, subject));
        let about = |field: &str| {
            let wording = earlier.iter().find(|wording| wording.field == field && wording.is_of_other_words());
            wording.map(|wording| wording.remark(locator))
        };
        let tagged = tags_on(fold, on);
        lines.extend(tags(&tagged, &visible_in_line(name)));
        lines.extend(grouped(&tagged, |tag| about(&format!("tag:{tag}"))));
        for note in notes_alone(fold, on) {
            lines.extend(thread(notes, &note, 1, "note", name, &mut Vec::new()));
            lines.extend(about(&format!("note:{}", note.id)).map(|text| remark(2, &text)));
        }
    }
    lines.into_iter().map(|line| SaidLine { indent: line.indent - 1, ..line }).collect()
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
