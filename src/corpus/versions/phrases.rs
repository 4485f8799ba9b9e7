//! The words of reports on versions, for people, without hidden or control characters.

use std::fmt::Write as _;

use crate::model::annotation::judgement::Verdict;
use crate::text::hidden::{escaped, visible_in_line};

use super::report::Report;
use super::{ClaimChange, Fate, Finding, Fix, Run, RunKind, SentenceChange};

/// The compared files, with their dates.
#[must_use]
pub fn files(report: &Report) -> String {
    let dated = |file: &str, date: &Option<String>| {
        let date = date.as_ref().map_or(String::new(), |date| format!(" ({})", visible_in_line(date)));
        format!("{}{date}", escaped(file))
    };
    format!("{} → {}", dated(&report.earlier, &report.earlier_date), dated(&report.later, &report.later_date))
}

/// How much changed, and whether readers were informed, in a sentence or two.
#[must_use]
pub fn summary(report: &Report) -> String {
    let comparison = &report.comparison;
    if comparison.changes.is_empty() {
        return "The text is the same.".to_owned();
    }
    let counts: Vec<String> =
        report.counts().into_iter().map(|(class, count)| format!("{count} {}", class.word())).collect();
    let count = comparison.changes.len();
    let sentences = if count == 1 { "1 sentence differs" } else { &format!("{count} sentences differ") };
    format!("{sentences}: {}. {}", counts.join(", "), told(report))
}

/// Whether the outlet informed its readers of the change.
fn told(report: &Report) -> String {
    let comparison = &report.comparison;
    let date = comparison.revised_after.as_ref().filter(|_| comparison.revised_after != comparison.revised_before);
    match (comparison.notes.is_empty(), date) {
        (true, None) => "Edited silently: there is neither a note nor a new date.".to_owned(),
        (false, None) => "A note tells readers of a correction.".to_owned(),
        (true, Some(date)) => format!("Dated {}, without a note.", visible_in_line(date)),
        (false, Some(date)) => format!("Dated {}, with a note to readers.", visible_in_line(date)),
    }
}

/// The number of findings with each status.
#[must_use]
pub fn statuses(report: &Report) -> String {
    let counts = report.statuses().into_iter().map(|(status, count)| format!("{count} {}", status.words()));
    counts.collect::<Vec<_>>().join(", ")
}

/// A finding: `ana: refuted, should read “…”`.
#[must_use]
pub fn finding(found: &Finding) -> String {
    let verdict = found.verdict.as_deref().and_then(Verdict::from_stored).map(Verdict::word);
    let correction = found.correction.as_ref().map(|text| format!("should read “{}”", visible_in_line(text)));
    let parts: Vec<String> = verdict.map(str::to_owned).into_iter().chain(correction).collect();
    format!("{}: {}", visible_in_line(&found.by), parts.join(", "))
}

/// What several annotators found wrong with a claim.
#[must_use]
pub fn findings(group: &[&Fix]) -> String {
    group.iter().map(|fix| finding(&fix.finding())).collect::<Vec<_>>().join("; ")
}

/// Where and how a sentence was changed, and which claims it contains.
#[must_use]
pub fn headline(change: &SentenceChange) -> String {
    let mut line = match (&change.before, &change.after) {
        (Some(before), Some(after)) if before.words() != after.words() => {
            format!("{} → {}", before.words(), after.words())
        }
        (_, Some(place)) | (Some(place), None) => place.words(),
        (None, None) => String::new(),
    };
    let classes: Vec<&str> = change.classes.iter().map(|class| class.word()).collect();
    let _ = write!(line, "  {}", classes.join(", "));
    if change.is_note {
        line.push_str(", a note to readers");
    }
    if !change.claims.is_empty() {
        let _ = write!(line, "  {}", change.claims.join(", "));
    }
    line
}

/// Words with `[-…-]` around removed ones and `{+…+}` around added ones.
#[must_use]
pub fn marked(runs: &[Run]) -> String {
    runs.iter().map(marked_run).collect()
}

/// A run with its marks; white space before it stays outside.
#[must_use]
pub fn marked_run(run: &Run) -> String {
    let words = run.text.trim_start();
    let space = &run.text[..run.text.len() - words.len()];
    match run.kind {
        RunKind::Same => run.text.clone(),
        RunKind::Removed => format!("{space}[-{words}-]"),
        RunKind::Added => format!("{space}{{+{words}+}}"),
    }
}

/// What happened to a claim, in a line.
#[must_use]
pub fn claim_line(change: &ClaimChange) -> String {
    let place = change.place.as_ref().map_or(String::new(), |place| format!(" {}", place.words()));
    let classes: Vec<&str> = change.classes.iter().map(|class| class.word()).collect();
    let how = match (classes.is_empty(), change.quote_stands) {
        (true, _) => String::new(),
        (false, true) if change.fate == Fate::Touched => {
            format!(" ({}, outside of its quote)", classes.join(", "))
        }
        (false, _) => format!(" ({})", classes.join(", ")),
    };
    format!("{} {}{place}{how}  {}", change.fate.word(), change.claim, visible_in_line(&change.text))
}
