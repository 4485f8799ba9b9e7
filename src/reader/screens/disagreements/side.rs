//! The lines of one side of a dispute.

use crate::analysis::disagreement::Disagreement;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::outcome::Outcome;
use crate::reader::app::App;
use crate::text::wrap::wrapped;

/// A line of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideLine {
    /// The line's text.
    pub text: String,
    /// How it looks.
    pub tone: SideTone,
}

/// How a line of a side looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideTone {
    /// The key that settles for this side, and its outcome.
    Found(Outcome),
    /// Ordinary text, such as the reason.
    Plain,
    /// Less important text, such as sources.
    Calm,
}

impl SideLine {
    pub(crate) fn new(text: impl Into<String>, tone: SideTone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// The sides of a dispute, each of this many columns.
pub(crate) fn sides(app: &App, one: &Disagreement<'_>, hides_names: bool, columns: u16) -> Vec<Vec<SideLine>> {
    let outcomes = one.outcomes();
    outcomes
        .iter()
        .enumerate()
        .map(|(number, outcome)| side(app, one, (number, *outcome), hides_names, columns))
        .collect()
}

fn side(
    app: &App,
    one: &Disagreement<'_>,
    (number, outcome): (usize, Outcome),
    hides_names: bool,
    columns: u16,
) -> Vec<SideLine> {
    let people: Vec<&str> =
        one.findings.iter().filter(|finding| finding.outcome == outcome).map(|finding| finding.by).collect();
    let mut lines = vec![SideLine::new(title(number, outcome), SideTone::Found(outcome))];
    for (at, name) in people.iter().enumerate() {
        let Some(fold) = app.notes.fold(name) else { continue };
        let said = Assessment::alone(fold, one.claim);
        lines.extend((at > 0).then(|| SideLine::new("", SideTone::Plain)));
        let who = match (hides_names, people.len()) {
            (false, _) => Some((*name).to_owned()),
            (true, 1) => None,
            (true, _) => Some(format!("annotator {}", at + 1)),
        };
        let grades = said.confidence.map(|confidence| format!("{} confidence", confidence.word()));
        let head: Vec<String> = who.into_iter().chain(grades).collect();
        if !head.is_empty() {
            lines.extend(in_rows(&head.join(", "), columns, SideTone::Calm));
        }
        lines.extend(of_one(&said, columns));
    }
    lines
}

/// The key and name of a side, and its outcome.
fn title(number: usize, outcome: Outcome) -> String {
    let found = format!("{} {}", outcome.glyph(), outcome.word());
    match number {
        0 => format!("A  {found}"),
        1 => format!("B  {found}"),
        // The first two sides have a key each; the letter of its outcome settles for any other.
        _ => format!("{}  {found}", outcome.letter()),
    }
}

/// The reason, the correction and the evidence of one annotator.
fn of_one(said: &Assessment, columns: u16) -> Vec<SideLine> {
    let mut lines = match &said.why {
        Some(why) => in_rows(why, columns, SideTone::Plain),
        None => in_rows("no reason given", columns, SideTone::Calm),
    };
    lines.extend(said.status_reason.iter().flat_map(|reason| in_rows(reason, columns, SideTone::Plain)));
    let corrected = said.correction.iter().map(|correction| format!("should read: {correction}"));
    lines.extend(corrected.flat_map(|text| in_rows(&text, columns, SideTone::Plain)));
    for (bearing, item) in &said.evidence {
        lines.extend(evidence(*bearing, item, columns));
    }
    if said.evidence.is_empty() {
        lines.extend(in_rows("no evidence", columns, SideTone::Calm));
    }
    lines
}

/// A piece of evidence: its bearing and passage, then its publisher and address.
fn evidence(bearing: Bearing, item: &Evidence, columns: u16) -> Vec<SideLine> {
    let mut lines =
        in_rows(&format!("{} {}: {}", bearing.glyph(), bearing.word(), item.headline()), columns, SideTone::Plain);
    let url = item.get(EvidenceField::Url);
    // The publisher shows unless the address already contains it.
    let publisher = item.publisher().filter(|publisher| url.is_none_or(|url| !url.contains(publisher)));
    let where_from = [publisher, item.get(EvidenceField::Date), url];
    let parts: Vec<&str> = where_from.into_iter().flatten().filter(|part| *part != item.headline()).collect();
    if !parts.is_empty() {
        lines.extend(in_rows(&format!("  {}", parts.join(", ")), columns, SideTone::Calm));
    }
    lines
}

/// A text of any number of lines, wrapped to this many columns.
fn in_rows(text: &str, columns: u16, tone: SideTone) -> Vec<SideLine> {
    let rows = text.trim_end().lines().flat_map(|line| wrapped(line, columns));
    rows.map(|row| SideLine::new(&row, tone)).collect()
}
