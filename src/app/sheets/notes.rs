//! Everything one has written: notes and tags on the article, its parts and those it names.

use crate::app::App;
use crate::app::sheet::{SheetRow, Target, Tone};
use crate::domain::fold::Fold;
use crate::domain::journal;
use crate::domain::note::{notes_on, tags_on};

use super::said::of_note;

/// The rows, in the order of the article.
#[must_use]
pub(in crate::app) fn rows(app: &App) -> Vec<SheetRow> {
    let Some(fold) = app.notes.mine() else { return vec![nothing()] };
    let article = &app.document.article;
    let mut rows = on(app, fold, &journal::Target::article(), &article.head.title, None);
    let (mut paragraph, mut claim) = (0, 0);
    for section in &article.sections {
        rows.extend(on(app, fold, &journal::Target::element("section", &section.id), section.title(), None));
        for content in &section.paragraphs {
            let name = format!("¶{}", paragraph + 1);
            let target = journal::Target::element("paragraph", &content.id);
            rows.extend(on(app, fold, &target, &name, Some(Target::Paragraph(paragraph))));
            for made in &content.claims {
                let name = format!("{name}  {}", made.text);
                rows.extend(on(app, fold, &journal::Target::claim(&made.id), &name, Some(Target::Claim(claim))));
                claim += 1;
            }
            paragraph += 1;
        }
    }
    for entity in &article.entities {
        rows.extend(on(app, fold, &journal::Target::element("entity", &entity.id), &entity.name, None));
    }
    if rows.is_empty() { vec![nothing()] } else { rows }
}

fn nothing() -> SheetRow {
    SheetRow::new("", "No notes and no tags yet: i writes a note on what has the focus, # tags it.", Tone::Plain)
}

/// What is written on one thing, below its name.
fn on(app: &App, fold: &Fold, target: &journal::Target, name: &str, leads: Option<Target>) -> Vec<SheetRow> {
    let written = of(app, fold, target);
    if written.is_empty() {
        return Vec::new();
    }
    let name = SheetRow::new("", name, Tone::Strong);
    let mut rows = vec![leads.map_or(name.clone(), |leads| name.to(leads))];
    rows.extend(written);
    rows.push(SheetRow::empty());
    rows
}

/// Notes and tags on one thing.
pub(super) fn of(app: &App, fold: &Fold, target: &journal::Target) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let tags = tags_on(fold, target);
    if !tags.is_empty() {
        let text = tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
        rows.push(SheetRow::new("", text, Tone::Calm).to(Target::Tags(target.clone())));
    }
    rows.extend(notes_on(fold, target).iter().flat_map(|note| of_note(app, note, 0)));
    rows
}
