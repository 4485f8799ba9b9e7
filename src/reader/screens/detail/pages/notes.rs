//! Everything one has written: notes and tags on the article, its parts and those it names.

use crate::model::annotation::note::{notes_on, tags_on};
use crate::model::journal;
use crate::model::journal::anchor::{Locator, earlier_wordings};
use crate::model::journal::fold::Fold;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};

use crate::reader::screens::detail::pages::annotations::{of_note, of_other_words};

/// The rows, in the order of the article.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let Some(fold) = app.notes.mine() else { return vec![nothing(app)] };
    let article = &app.document.article;
    let locator = Locator::new(article);
    let on = |target: &journal::Target, name: &str, leads| on(app, &locator, fold, target, name, leads);
    let mut rows = on(&journal::Target::article(), &article.head.title, None);
    let (mut paragraph, mut claim) = (0, 0);
    for section in &article.sections {
        rows.extend(on(&journal::Target::element("section", &section.id), section.title(), None));
        for content in &section.paragraphs {
            let name = format!("¶{}", paragraph + 1);
            let target = journal::Target::element("paragraph", &content.id);
            rows.extend(on(&target, &name, Some(Target::Paragraph(paragraph))));
            for made in &content.claims {
                let name = format!("{name}  {}", made.text);
                rows.extend(on(&journal::Target::claim(&made.id), &name, Some(Target::Claim(claim))));
                claim += 1;
            }
            paragraph += 1;
        }
    }
    for entity in &article.entities {
        rows.extend(on(&journal::Target::element("entity", &entity.id), &entity.name, None));
    }
    if rows.is_empty() { vec![nothing(app)] } else { rows }
}

fn nothing(app: &App) -> SheetRow {
    let [note, tag] = [Command::Note, Command::Tags].map(|command| app.key_in(Scope::Sheet, command));
    let text = format!("No notes or tags yet. {note} writes a note on the focused item, {tag} tags it.");
    SheetRow::new("", text, Tone::Plain)
}

/// What is written on one thing, below its name.
fn on(
    app: &App,
    locator: &Locator<'_>,
    fold: &Fold,
    target: &journal::Target,
    name: &str,
    leads: Option<Target>,
) -> Vec<SheetRow> {
    let written = of(app, locator, fold, target);
    if written.is_empty() {
        return Vec::new();
    }
    let name = SheetRow::new("", name, Tone::Strong);
    let mut rows = vec![leads.map_or(name.clone(), |leads| name.to(leads))];
    rows.extend(written);
    rows.push(SheetRow::empty());
    rows
}

/// Notes and tags on one thing; those on other words than it has now say so.
pub(crate) fn of(app: &App, locator: &Locator<'_>, fold: &Fold, target: &journal::Target) -> Vec<SheetRow> {
    let (tags, notes) = (tags_on(fold, target), notes_on(fold, target));
    if tags.is_empty() && notes.is_empty() {
        return Vec::new();
    }
    let subject = locator.subject(target);
    let earlier = subject.map_or(Vec::new(), |subject| earlier_wordings(locator, fold, subject));
    let about = |field: &str| {
        let wording = earlier.iter().find(|wording| wording.field == field && wording.is_of_other_words());
        wording.map_or(Vec::new(), |wording| of_other_words(app, locator, target, wording))
    };
    let mut rows = Vec::new();
    if !tags.is_empty() {
        let text = tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
        rows.push(SheetRow::new("", text, Tone::Calm).to(Target::Tags(target.clone())));
        rows.extend(tags.iter().flat_map(|tag| about(&format!("tag:{tag}"))));
    }
    for note in &notes {
        rows.extend(of_note(note, 0));
        rows.extend(about(&format!("note:{}", note.id)));
    }
    rows
}
