//! Annotations whose words are no longer in the article. nutgraf keeps and lists them, and never re-anchors them by
//! itself.

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::orphan::Orphan;
use crate::model::journal::anchor::{Candidate, Locator};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};
use crate::render::notes_text::of_orphan;

/// The rows: each target with its former words, all annotations of it, and the places to which they may move.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let locator = Locator::new(&app.document.article);
    let mut told = Vec::new();
    let rows: Vec<SheetRow> = app.orphans().iter().flat_map(|orphan| of(app, &locator, orphan, &mut told)).collect();
    if rows.is_empty() { vec![nothing()] } else { rows }
}

fn nothing() -> SheetRow {
    SheetRow::new("", "The article still has the words of all your annotations.", Tone::Plain)
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
    rows.extend(orphan.candidates.iter().map(|place| offer(app, locator, orphan, place)));
    rows.push(SheetRow::empty());
    rows
}

/// Rows are indented at most this many levels, since pages are narrow.
const MOST_INDENT: usize = 4;

/// A place to which the annotations may move: the key of [`Command::Follow`] shows it, that of [`Command::Settle`]
/// moves them.
fn offer(app: &App, locator: &Locator<'_>, orphan: &Orphan, place: &Candidate) -> SheetRow {
    let name = place.words(locator.article());
    let can_move = orphan.on.claim_id().is_some_and(is_own) || place.on.sort() == orphan.on.sort();
    let sentence = place.sentence(locator).map_or(String::new(), |sentence| format!(": “{sentence}”"));
    let settle = app.key_in(Scope::Sheet, Command::Settle);
    let judge = "judge them there if they mean the same";
    let next = if can_move { format!("{settle} moves it there") } else { judge.to_owned() };
    let text = format!("the same words are in {name}; {next}{sentence}");
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
