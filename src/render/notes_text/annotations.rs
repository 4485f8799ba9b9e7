//! Everything that an annotator wrote on one target, line by line.

use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::judgement::Opinion;
use crate::model::annotation::note::{FoundFigure, MOST_DEPTH, Note, Reply, notes_alone, same_claims, tags_on};
use crate::model::annotation::orphan::Orphan;
use crate::model::annotation::settlement::SETTLED;
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::model::journal::Target;
use crate::model::journal::anchor::{Locator, earlier_wordings};
use crate::model::journal::fold::Fold;
use crate::text::decimal;
use crate::text::hidden::visible_in_line;

/// A line of annotations, without hidden or control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidLine {
    /// Levels of indentation.
    pub indent: usize,
    /// The text.
    pub text: String,
}

impl SaidLine {
    pub(crate) fn new(indent: usize, text: impl Into<String>) -> Self {
        Self { indent, text: text.into() }
    }
}

/// One annotator's notes on a claim in `paragraph`: first verdict or status, below it the rest; empty if there are
/// none. `today` is a date such as `2026-11-24`. The caller adds the name.
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
    let is_silent = same_claims(fold, &on).is_empty()
        && said.is_empty()
        && !said.has_relations(fold, claim)
        && priority.is_none()
        && !said.conflict;
    if is_silent && said.earlier.is_empty() {
        return Vec::new();
    }
    Telling { locator, notes, fold, claim, said: &said, today }.lines()
}

/// Everything that an annotator wrote on a target that the article no longer has. The caller adds the name.
///
/// `told` has the ids of notes already printed, and receives those of this call: notes that answer each other are an
/// orphan each, and each is printed once.
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

/// One annotator's notes on a claim.
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
        let conflict = if said.conflict { "conflicting edits" } else { "" };
        let parts = [format!("{} {}", said.standing.glyph(), said.standing.words()), grades, conflict.to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mut lines = vec![SaidLine::new(0, parts.join(", "))];
        lines.extend(said.earlier_judgement().map(|wording| remark(1, &wording.remark(self.locator))));
        lines.extend(said.why.iter().flat_map(|why| labelled(1, "why: ", why)));
        lines.extend(said.correction.iter().flat_map(|correction| labelled(1, "should read: ", correction)));
        lines.extend(said.settled.iter().flat_map(|decided| labelled(1, "", &decided.words())));
        lines.extend(self.remark(SETTLED));
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
        lines.extend(self.same_claims());
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

    /// Warns that a field was written for other words.
    fn remark(&self, field: &str) -> Option<SaidLine> {
        Some(remark(2, &self.said.remark(field, self.locator)?))
    }

    fn remarks_on_tags(&self) -> Vec<SaidLine> {
        let about = |tag: &String| self.said.remark(&format!("tag:{tag}"), self.locator);
        grouped(&self.said.tags, about)
    }

    /// Claims of other articles that the annotator marked as the same, or as not the same.
    fn same_claims(&self) -> Vec<SaidLine> {
        let on = Target::claim(&self.claim.id);
        let line = |(key, is_same): (String, bool)| {
            let label = if is_same { "the same claim" } else { "not the same claim" };
            SaidLine::new(1, format!("{label}: {}", visible_in_line(&key)))
        };
        same_claims(self.fold, &on).into_iter().map(line).collect()
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

/// The warnings about several items of a line. Items with the same warning share a line, which names them unless they
/// are all there are.
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

/// Everyone's notes and tags on a target other than a claim.
pub(crate) fn remarks(locator: &Locator<'_>, notes: &Notes, on: &Target) -> Vec<SaidLine> {
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

/// A text of one or more lines, the first after its label.
fn labelled(indent: usize, label: &str, text: &str) -> Vec<SaidLine> {
    let rows = text.trim_end().split('\n').map(|row| visible_in_line(row.trim_end_matches('\r'))).enumerate();
    rows.map(|(number, row)| match number {
        0 => SaidLine::new(indent, format!("{label}{row}")),
        _ => SaidLine::new(indent + 1, row),
    })
    .collect()
}

/// A piece of evidence, and below it its details, with the grades spelled out.
fn evidence(bearing: Bearing, item: &Evidence) -> Vec<SaidLine> {
    let headline = item.headline();
    let mut lines = labelled(1, &format!("{} {}: ", bearing.glyph(), bearing.word()), &headline);
    let mut known: Vec<String> = Vec::new();
    known.extend(item.is_private.then(|| "private".to_owned()));
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
    let known: Vec<String> = known.iter().map(|part| visible_in_line(part)).collect();
    lines.extend((!known.is_empty()).then(|| SaidLine::new(2, known.join(" · "))));
    lines
}

/// A figure as the annotator found it, beside the printed one.
fn figure(claim: &Claim, found: &FoundFigure) -> Vec<SaidLine> {
    let printed = claim.figures.get(found.figure).map_or(String::new(), |figure| format!("“{}”", figure.printed));
    let value = decimal::grouped(&found.value);
    let parts = [value.as_str(), found.unit.as_str(), found.when.as_str()];
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

/// A note, and below it all answers at any depth; each note is printed once.
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
        let by = if note.is_private { format!("{by}, private") } else { by };
        lines.extend(labelled(indent, &format!("{what}{by}, {}: ", visible_in_line(&day)), &note.text));
        let on = Target::element("note", &note.id);
        let deeper = (indent + 1).min(MOST_DEPTH);
        let all = notes.all().flat_map(|(name, fold)| notes_alone(fold, &on).into_iter().map(move |note| (name, note)));
        let answers: Vec<_> = all.map(|(name, note)| (note, deeper, "answer", name)).collect();
        // The first answer comes first, with all answers to it.
        open.extend(answers.into_iter().rev());
    }
    lines
}
