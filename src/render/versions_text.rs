//! A report on the versions of a story as plain text.

pub(crate) use std::fmt::Write as _;

use crate::corpus::versions::phrases::{claim_line, files, findings, headline, marked, statuses, summary};
use crate::corpus::versions::report::Report;
use crate::corpus::versions::{ClaimChange, Fix, Place, SentenceChange};
use crate::text::hidden::visible_in_line;

/// The report for people: whether findings were fixed, what changed, which claims that affects.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut text = format!("{}\n{}\n{}\n", visible_in_line(&report.title), files(report), summary(report));
    text.extend(report.troubles.iter().map(|trouble| format!("{}\n", visible_in_line(trouble))));
    if !report.fixes.is_empty() {
        let _ = write!(text, "\nDid they fix it?  {}\n", statuses(report));
        text.extend(report.by_claim().iter().map(|group| fix(group)));
    }
    if !report.comparison.changes.is_empty() {
        text.push_str("\nWhat changed  [-removed-] {+added+}\n");
        text.extend(report.comparison.changes.iter().map(change));
    }
    if !report.comparison.claims.is_empty() {
        text.push_str("\nClaims\n");
        text.extend(report.comparison.claims.iter().map(claim));
    }
    text
}

fn fix(group: &[&Fix]) -> String {
    let Some(fix) = group.first() else { return String::new() };
    let place = fix.after.as_ref().or(fix.before.as_ref()).map_or(String::new(), |place| format!(" {}", place.words()));
    let mut text = format!("  {} {}{place}  {}\n", fix.status.sign(), fix.claim, fix.status.words());
    let _ = write!(text, "    claim: {}\n    {}\n", visible_in_line(&fix.text), findings(group));
    let now = fix.now.as_ref().map_or("(gone)".to_owned(), |now| visible_in_line(now));
    let _ = writeln!(text, "    now: {now}");
    text.extend(fix.note.iter().map(|note| format!("    note: {}\n", visible_in_line(note))));
    if !fix.elsewhere.is_empty() {
        let places: Vec<String> = fix.elsewhere.iter().map(Place::words).collect();
        let _ = writeln!(text, "    the same words also appear in {}", places.join(", "));
    }
    text
}

fn change(change: &SentenceChange) -> String {
    format!("  {}\n    {}\n", headline(change), visible_in_line(marked(&change.words).trim_start()))
}

fn claim(change: &ClaimChange) -> String {
    format!("  {}\n", claim_line(change))
}
