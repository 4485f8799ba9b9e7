//! What one said of words that the article no longer has: kept whole, listed, and never given to other words by itself.

use crate::app::App;
use crate::app::sheet::{SheetRow, Target, Tone};
use crate::domain::anchor::{Candidate, Locator, Orphan};
use crate::domain::own_claim::is_own;
use crate::format::notes_text::of_orphan;

/// The rows: each thing with its old words, everything that was said of it, and where it may be said again.
#[must_use]
pub(in crate::app) fn rows(app: &App) -> Vec<SheetRow> {
    let locator = Locator::new(&app.document.article);
    let mut told = Vec::new();
    let rows: Vec<SheetRow> = app.orphans().iter().flat_map(|orphan| of(app, &locator, orphan, &mut told)).collect();
    if rows.is_empty() { vec![nothing()] } else { rows }
}

fn nothing() -> SheetRow {
    SheetRow::new("", "Everything that you said stands at words that the article has.", Tone::Plain)
}

fn of(app: &App, locator: &Locator<'_>, orphan: &Orphan, told: &mut Vec<String>) -> Vec<SheetRow> {
    let own = orphan.on.claim_id().is_some_and(is_own);
    let name = if own { "your claim" } else { orphan.on.id() };
    let mut rows = vec![SheetRow::new(name, orphan.status.word(), Tone::Heading)];
    let statement = orphan.claim.as_ref().map(|claim| claim.text.as_str()).filter(|text| !text.is_empty());
    rows.extend(statement.map(|text| SheetRow::new("said of", text, Tone::Strong)));
    rows.extend(orphan.words().map(|words| SheetRow::new("words", format!("“{words}”"), Tone::Calm)));
    if let Some(fold) = app.notes.mine() {
        let said = of_orphan(locator, &app.notes, fold, orphan, &app.today(), told);
        rows.extend(said.into_iter().map(|line| {
            let indent = "  ".repeat(line.indent.min(MOST_INDENT));
            SheetRow::new("", format!("{indent}{}", line.text), Tone::Plain)
        }));
    }
    rows.extend(orphan.candidates.iter().map(|place| offer(locator, orphan, place)));
    rows.push(SheetRow::empty());
    rows
}

/// Lines are not set in deeper than this: pages are narrow.
const MOST_INDENT: usize = 4;

/// A place where it may be said again: Enter shows it, and ! says it there.
fn offer(locator: &Locator<'_>, orphan: &Orphan, place: &Candidate) -> SheetRow {
    let name = place.words(locator.article());
    let can_move = orphan.on.claim_id().is_some_and(is_own) || place.on.sort() == orphan.on.sort();
    let sentence = place.sentence(locator).map_or(String::new(), |sentence| format!(": “{sentence}”"));
    let next = if can_move { "! says it there" } else { "judge them there, if they mean the same" };
    let text = format!("the same words stand in {name}; {next}{sentence}");
    let row = SheetRow::new("now", text, Tone::Alert);
    match place.paragraph {
        _ if can_move => {
            let fields = orphan.said.iter().map(|(field, _)| field.clone()).collect();
            row.to(Target::MoveTo(orphan.on.clone(), place.clone(), fields))
        }
        Some(number) => row.to(Target::Paragraph(number)),
        None => row,
    }
}
