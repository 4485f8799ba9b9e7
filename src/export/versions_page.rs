//! The report on versions as a Markdown page, to pass on or to keep with the story.

use std::fmt::Write as _;

use crate::corpus::versions::phrases::{claim_line, files, findings, headline, statuses, summary};
use crate::corpus::versions::report::Report;
use crate::corpus::versions::{Fix, FixStatus, Place, Run, RunKind, SentenceChange};

use super::markdown::escape::inline;

/// The report as Markdown.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut page = format!("# Versions: {}\n\n", inline(&report.title));
    let _ = write!(page, "{}\n\n{}\n", inline(&files(report)), inline(&summary(report)));
    page.extend(report.troubles.iter().map(|trouble| format!("\n{}\n", inline(trouble))));
    if !report.fixes.is_empty() {
        let _ = write!(page, "\n## Did they fix it?\n\n{}.\n", inline(&capital(&statuses(report))));
        // What an editor must act on comes first.
        let order =
            [FixStatus::StillThere, FixStatus::OnlyNote, FixStatus::Changed, FixStatus::Removed, FixStatus::Fixed];
        for status in order {
            let claims = report.by_claim();
            page.extend(claims.iter().filter(|group| group[0].status == status).map(|group| of_fix(group)));
        }
    }
    if !report.comparison.changes.is_empty() {
        page.push_str("\n## What changed\n\nRemoved words are struck through, added words are bold.\n");
        page.extend(report.comparison.changes.iter().map(of_change));
    }
    if !report.comparison.claims.is_empty() {
        page.push_str("\n## Claims\n\n");
        page.extend(
            report.comparison.claims.iter().map(|claim| format!("- {}\n", inline(&capital(&claim_line(claim))))),
        );
    }
    page
}

fn of_fix(group: &[&Fix]) -> String {
    let Some(fix) = group.first() else { return String::new() };
    let mut part = format!("\n### {} ({})\n\n", inline(&capital(fix.status.words())), inline(&fix.claim));
    let _ = write!(part, "- Claim: {}\n- Finding of {}\n", inline(&fix.text), inline(&findings(group)));
    let now = fix.now.as_ref().map_or("the sentence is gone".to_owned(), |now| inline(now));
    let place = fix.after.as_ref().map_or(String::new(), |place| format!(" ({})", inline(&place.words())));
    let _ = writeln!(part, "- Now{place}: {now}");
    part.extend(fix.note.iter().map(|note| format!("- Note to readers: {}\n", inline(note))));
    if !fix.elsewhere.is_empty() {
        let places: Vec<String> = fix.elsewhere.iter().map(Place::words).collect();
        let _ = writeln!(part, "- The same words also appear in {}", inline(&places.join(", ")));
    }
    part
}

fn of_change(change: &SentenceChange) -> String {
    let words: String = change.words.iter().map(of_run).collect();
    format!("\n{}\n\n> {}\n", inline(&headline(change)), words.trim_start())
}

fn of_run(run: &Run) -> String {
    let words = run.text.trim();
    let space = if run.text.starts_with(char::is_whitespace) { " " } else { "" };
    match run.kind {
        RunKind::Same => format!("{space}{}", inline(words)),
        RunKind::Removed => format!("{space}~~{}~~", inline(words)),
        RunKind::Added => format!("{space}**{}**", inline(words)),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
