//! What one said of words that the article no longer has: kept, listed, and never given to other words by itself.

use crate::app::App;
use crate::app::sheet::{SheetRow, Target, Tone};
use crate::domain::anchor::{Health, Stray, place_of, strays};
use crate::domain::own_claim::own_claims;

/// The rows: each thing with its old words, what was said of it, and where the same words stand now.
#[must_use]
pub(in crate::app) fn rows(app: &App) -> Vec<SheetRow> {
    let article = &app.document.article;
    let Some(fold) = app.notes.mine() else { return vec![nothing()] };
    let mut rows: Vec<SheetRow> = strays(article, fold).iter().flat_map(|stray| of_stray(app, stray)).collect();
    for own in own_claims(article, fold).iter().filter(|own| own.paragraph.is_none()) {
        rows.push(SheetRow::new("your claim", &own.claim.text, Tone::Strong));
        rows.push(SheetRow::new("words", format!("“{}”", own.seen.quote), Tone::Calm));
        rows.push(SheetRow::empty());
    }
    if rows.is_empty() { vec![nothing()] } else { rows }
}

fn nothing() -> SheetRow {
    SheetRow::new("", "Everything that you said stands at words that the article has.", Tone::Plain)
}

fn of_stray(app: &App, stray: &Stray) -> Vec<SheetRow> {
    let article = &app.document.article;
    let mut rows = vec![SheetRow::new(stray.on.id(), stray.health.word(), Tone::Heading)];
    if let Some(seen) = &stray.seen {
        rows.push(SheetRow::new("said of", &seen.text, Tone::Strong));
        rows.push(SheetRow::new("words", format!("“{}”", seen.quote), Tone::Calm));
    }
    rows.extend(stray.said.iter().map(|(field, value)| {
        let field = field.split(':').next().unwrap_or(field);
        SheetRow::new(field, value, Tone::Plain)
    }));
    let place = stray.seen.as_ref().filter(|_| stray.health == Health::Moved);
    if let Some((paragraph, _)) = place.and_then(|seen| place_of(article, seen)) {
        let number = article.paragraphs().position(|other| other.id == paragraph.id).unwrap_or(0);
        let text = format!("the same words stand in ¶{}; judge them there, if they mean the same", number + 1);
        rows.push(SheetRow::new("now", text, Tone::Plain).to(Target::Paragraph(number)));
    }
    rows.push(SheetRow::empty());
    rows
}
