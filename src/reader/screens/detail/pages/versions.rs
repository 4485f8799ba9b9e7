//! How a story changed, and whether its errors were corrected.

use crate::corpus::versions::phrases::{findings, headline, marked_run, summary};
use crate::corpus::versions::report::Report;
use crate::corpus::versions::{ClaimChange, Fate, Fix, FixStatus, Place, RunKind, SentenceChange, by_claim};
use crate::model::journal;
use crate::model::journal::fold::Fold;
use crate::reader::app::App;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::{Mark, SheetRow, Target, Tone};
use crate::text::span::ByteSpan;

/// A page shows at most this many changes; `nutgraf versions` prints them all.
const MOST_CHANGES: usize = 500;

/// The rows: findings first, then each sentence that differs, then claims.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let report = match &app.answers.versions {
        Answer::Awaited => return vec![SheetRow::new("", "Reading the earlier versions…", Tone::Calm)],
        Answer::Failed(why) => return vec![SheetRow::new("", why, Tone::Plain)],
        Answer::Known(report) => report,
    };
    let mut rows = vec![SheetRow::new("", files(report), Tone::Calm), SheetRow::new("", summary(report), tone(report))];
    rows.extend(report.troubles.iter().map(|trouble| SheetRow::new("", trouble, Tone::Alert)));
    let fixes = by_claim(report.fixes.iter().filter(|fix| is_visible(app, fix)));
    if !fixes.is_empty() {
        rows.extend(SheetRow::part("Did they fix it?", fixes.len()));
        rows.extend(fixes.iter().flat_map(|group| of_fix(app, group)));
    }
    let changes = &report.comparison.changes;
    if !changes.is_empty() {
        rows.extend(SheetRow::part("What changed", changes.len()));
        rows.extend(changes.iter().take(MOST_CHANGES).flat_map(of_change));
    }
    if let Some(more) = changes.len().checked_sub(MOST_CHANGES).filter(|more| *more > 0) {
        rows.push(SheetRow::new("", format!("{more} more; `nutgraf versions` prints them all"), Tone::Calm));
    }
    let claims = &report.comparison.claims;
    if !claims.is_empty() {
        rows.extend(SheetRow::part("Claims", claims.len()));
        rows.extend(claims.iter().map(|change| of_claim(app, change)));
    }
    rows
}

fn files(report: &Report) -> String {
    let date = |date: &Option<String>| date.as_ref().map_or(String::new(), |date| format!(" ({date})"));
    let (earlier, later) = (date(&report.earlier_date), date(&report.later_date));
    format!("{}{earlier} → {}{later}", report.earlier, report.later)
}

fn tone(report: &Report) -> Tone {
    if report.comparison.silent { Tone::Alert } else { Tone::Plain }
}

/// Whether a finding may show: your own always, those of others once you have judged the claim or asked to see them.
fn is_visible(app: &App, fix: &Fix) -> bool {
    let is_judged = |fold: &Fold| fold.value(&journal::Target::claim(&fix.claim), "verdict").is_some();
    app.show_others || app.notes.me.as_deref() == Some(fix.by.as_str()) || app.notes.mine().is_some_and(is_judged)
}

fn of_fix(app: &App, group: &[&Fix]) -> Vec<SheetRow> {
    let Some(fix) = group.first() else { return Vec::new() };
    let place = fix.after.as_ref().or(fix.before.as_ref());
    let label = place.map_or(String::new(), Place::words);
    let status = format!("{} {}  {}", fix.status.sign(), fix.status.words(), fix.claim);
    let tone = if matches!(fix.status, FixStatus::Fixed | FixStatus::Removed) { Tone::Strong } else { Tone::Alert };
    let target = claim_target(app, &fix.claim).or_else(|| {
        let number = fix.after.as_ref()?.paragraph?;
        Some(Target::Paragraph(number - 1))
    });
    let headline = SheetRow::new(&label, status, tone);
    let mut rows = vec![match target {
        Some(target) => headline.to(target),
        None => headline,
    }];
    let line = |text: String| SheetRow::new(" ", text, Tone::Plain);
    rows.push(line(format!("“{}”", fix.quote)));
    rows.push(line(findings(group)));
    rows.push(line(fix.now.as_ref().map_or("The sentence is gone.".to_owned(), |now| format!("Now: {now}"))));
    rows.extend(fix.note.as_ref().map(|note| line(format!("Note to readers: {note}"))));
    if !fix.elsewhere.is_empty() {
        let places: Vec<String> = fix.elsewhere.iter().map(Place::words).collect();
        rows.push(SheetRow::new(" ", format!("The same words also appear in {}", places.join(", ")), Tone::Alert));
    }
    rows
}

/// Where a change was made and of what kind, then its sentence word by word.
fn of_change(change: &SentenceChange) -> [SheetRow; 2] {
    let line = headline(change);
    let (place, how) = line.split_once("  ").unwrap_or(("", &line));
    let row = SheetRow::new(place, how, Tone::Calm);
    let number = change.after.as_ref().and_then(|place| place.paragraph);
    let row = match number {
        Some(number) => row.to(Target::Paragraph(number - 1)),
        None => row,
    };
    let mut text = String::new();
    let mut marks = Vec::new();
    for run in &change.words {
        let start = text.len();
        text.push_str(&marked_run(run));
        let mark = match run.kind {
            RunKind::Same => continue,
            RunKind::Removed => Mark::Removed,
            RunKind::Added => Mark::Added,
        };
        let words = text[start..].len() - text[start..].trim_start().len();
        marks.push((ByteSpan::new(start + words, text.len()), mark));
    }
    // Below a long label the text begins on the next line, without its indent.
    let indent = text.len() - text.trim_start().len();
    let marks = marks.into_iter().map(|(span, mark)| (ByteSpan::new(span.start - indent, span.end - indent), mark));
    [row, SheetRow { marks: marks.collect(), ..SheetRow::new(" ", text.trim_start(), Tone::Plain) }]
}

fn of_claim(app: &App, change: &ClaimChange) -> SheetRow {
    let place = change.place.as_ref().map_or(String::new(), |place| format!(" {}", place.words()));
    let how: Vec<&str> = change.classes.iter().map(|class| class.word()).collect();
    let how = match (change.fate, how.is_empty()) {
        (Fate::Touched, false) if change.quote_stands => format!(" ({}, outside of its quote)", how.join(", ")),
        (_, false) => format!(" ({})", how.join(", ")),
        (_, true) => String::new(),
    };
    let row = SheetRow::new(change.fate.word(), format!("{}{place}{how}  {}", change.claim, change.text), Tone::Plain);
    match claim_target(app, &change.claim) {
        Some(target) => row.to(target),
        None => row,
    }
}

/// The claim's row in the list; `None` if the article no longer has it.
fn claim_target(app: &App, id: &str) -> Option<Target> {
    app.document.article.claims().position(|(_, claim)| claim.id == id).map(Target::Claim)
}
