//! The dossier: everything an article says about an entity, and everything the entity says.

use crate::model::article::claim::Claim;
use crate::model::article::mention::Mention;
use crate::model::journal;
use crate::model::journal::anchor::Locator;
use crate::reader::app::App;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};

use crate::reader::screens::detail::pages::notes;

/// Bytes of text to show on either side of a mention, before cut words are completed.
const AROUND: usize = 48;

/// The rows of the dossier of an entity.
#[must_use]
pub(crate) fn rows(app: &App, index: usize) -> Vec<SheetRow> {
    let article = &app.document.article;
    let Some(entity) = article.entities.get(index) else { return Vec::new() };
    let names = entity.aliases.join(", ");
    let also = if names.is_empty() { String::new() } else { format!(", also {names}") };
    let wikidata = entity.wikidata.as_ref().map_or(String::new(), |item| format!(" · Wikidata {item}"));
    let mut rows = vec![SheetRow::new("", format!("{}{also}{wikidata}", entity.kind.word()), Tone::Calm)];
    let locator = Locator::new(article);
    let written =
        app.notes.mine().map_or(Vec::new(), |fold| notes::of(app, &locator, fold, &entity_target(&entity.id)));
    rows.extend(part("Notes", written));
    rows.extend(claims(app, "Says", |claim| claim.speaker.contains(&entity.id) || claim.via.contains(&entity.id)));
    rows.extend(claims(app, "Claims about it", |claim| claim.about.contains(&entity.id)));
    rows.extend(mentions(app, index));
    rows.extend(company(app, index));
    rows
}

fn entity_target(id: &str) -> journal::Target {
    journal::Target::element("entity", id)
}

fn claims(app: &App, name: &str, holds: impl Fn(&Claim) -> bool) -> Vec<SheetRow> {
    let found: Vec<SheetRow> = app
        .document
        .article
        .claims()
        .enumerate()
        .filter(|(_, (_, claim))| holds(claim))
        .map(|(index, (_, claim))| {
            let draft = if claim.draft { "draft, " } else { "" };
            let text = format!("{} ({draft}{})", claim.text, claim.certainty.word());
            SheetRow::new(&claim.id, text, Tone::Plain).to(Target::Claim(index))
        })
        .collect();
    part(name, found)
}

fn part(name: &str, rows: Vec<SheetRow>) -> Vec<SheetRow> {
    if rows.is_empty() {
        return Vec::new();
    }
    SheetRow::part(name, rows.len()).into_iter().chain(rows).collect()
}

/// Each mention with the words around it.
fn mentions(app: &App, entity: usize) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    for (number, paragraph) in app.document.article.paragraphs().enumerate() {
        for mention in app.document.mentions.in_text(&paragraph.text) {
            if mention.entity == entity {
                let text = in_line(&paragraph.text, mention);
                rows.push(SheetRow::new(&format!("¶{}", number + 1), text, Tone::Plain).to(Target::Paragraph(number)));
            }
        }
    }
    part("Mentions", rows)
}

/// The words around a mention.
fn in_line(text: &str, mention: Mention) -> String {
    let from = text.floor_char_boundary(mention.span.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((mention.span.end + AROUND).min(text.len()));
    let from = if from == 0 { 0 } else { text[from..mention.span.start].find(' ').map_or(from, |at| from + at + 1) };
    let to = if to == text.len() {
        to
    } else {
        text[mention.span.end..to].rfind(' ').map_or(to, |at| mention.span.end + at)
    };
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
    format!("{before}{}{after}", &text[from..to])
}

/// The entities named in the same paragraphs, the most frequent first.
fn company(app: &App, entity: usize) -> Vec<SheetRow> {
    let article = &app.document.article;
    let mut counts = vec![0_usize; article.entities.len()];
    for paragraph in article.paragraphs() {
        let mut here: Vec<usize> =
            app.document.mentions.in_text(&paragraph.text).iter().map(|mention| mention.entity).collect();
        here.sort_unstable();
        here.dedup();
        if here.contains(&entity) {
            here.into_iter().filter(|other| *other != entity).for_each(|other| counts[other] += 1);
        }
    }
    let mut others: Vec<(usize, usize)> = counts.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
    others.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
    if others.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> =
        others.iter().map(|(other, count)| format!("{} {count}", article.entities[*other].name)).collect();
    let [empty, heading] = SheetRow::part("In the same paragraphs", others.len());
    vec![empty, heading, SheetRow::new("", names.join(", "), Tone::Plain)]
}
