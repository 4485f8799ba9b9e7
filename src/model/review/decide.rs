//! The decisions of a review as operations.

use std::collections::HashSet;

use crate::model::article::claim::{Claim, Relations};
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Paragraph};
use crate::model::review::operation::{Operation, placed_item};
use crate::model::review::{Item, PlacedItem, Verb};
use crate::text::span::nth_at;

/// An item without the marks of a candidate.
#[must_use]
pub fn confirmed(item: &Item) -> Item {
    match item {
        Item::Claim(claim) => Item::Claim(Box::new(Claim { draft: false, by: None, ..claim.as_ref().clone() })),
        Item::Entity(entity) => Item::Entity(Entity { draft: false, by: None, ..entity.clone() }),
    }
}

/// Confirms the item with this id; `None` if the article does not have it.
#[must_use]
pub fn confirm(article: &Article, id: &str) -> Option<Operation> {
    let before = placed_item(article, id)?;
    let after = PlacedItem { item: confirmed(&before.item), ..before.clone() };
    Some(operation(Verb::Confirmed, id, vec![before], vec![after]))
}

/// Removes the item with this id from the article.
#[must_use]
pub fn drop_item(article: &Article, id: &str) -> Option<Operation> {
    Some(operation(Verb::Dropped, id, vec![placed_item(article, id)?], Vec::new()))
}

/// Changes the fields of an item, but not its id. This also confirms a candidate.
#[must_use]
pub fn edit(article: &Article, id: &str, item: &Item) -> Option<Operation> {
    let before = placed_item(article, id)?;
    let after = PlacedItem { item: confirmed(item), ..before.clone() };
    Some(operation(Verb::Edited, id, vec![before], vec![after]))
}

/// Splits a claim: it becomes the first, and the second follows right after it.
#[must_use]
pub fn split(article: &Article, id: &str, first: &Claim, second: &Claim) -> Option<Operation> {
    let before = placed_item(article, id)?;
    let item = |claim: &Claim| confirmed(&Item::Claim(Box::new(claim.clone())));
    let after = PlacedItem { item: item(first), ..before.clone() };
    let behind = PlacedItem { behind: Some(id.to_owned()), item: item(second), ..before.clone() };
    Some(operation(Verb::Split, id, vec![before], vec![after, behind]))
}

/// Merges two items into one, with the id of the first.
#[must_use]
pub fn merge(article: &Article, id: &str, other: &str, merged: &Item) -> Option<Operation> {
    let (before, second) = (placed_item(article, id)?, placed_item(article, other)?);
    let after = PlacedItem { item: confirmed(merged), ..before.clone() };
    Some(operation(Verb::Merged, id, vec![before, second], vec![after]))
}

/// Adds an item that nobody proposed.
#[must_use]
pub fn add(placed: PlacedItem) -> Operation {
    let id = placed.item.id().to_owned();
    operation(Verb::Added, &id, Vec::new(), vec![placed])
}

fn operation(verb: Verb, item: &str, before: Vec<PlacedItem>, after: Vec<PlacedItem>) -> Operation {
    Operation { verb, item: item.to_owned(), before, after, mended: Vec::new() }
}

/// A claim that combines two. Its quote spans both quotes; `None` if the paragraph does not contain both.
#[must_use]
pub fn joined(paragraph: &Paragraph, one: &Claim, other: &Claim) -> Option<Claim> {
    let (first, second) = (one.quote_span(paragraph)?, other.quote_span(paragraph)?);
    let (start, end) = (first.start.min(second.start), first.end.max(second.end));
    let quote = paragraph.text.get(start..end)?.to_owned();
    let text = joined_text(&one.text, &other.text);
    let union = |one: &[String], other: &[String]| -> Vec<String> {
        let new = other.iter().filter(|id| !one.contains(id));
        one.iter().chain(new).cloned().collect()
    };
    let mut kind = one.kind.clone();
    kind.extend(other.kind.iter().filter(|kind| !one.kind.contains(kind)));
    let speaker = if one.speaker == other.speaker { one.speaker.clone() } else { union(&one.speaker, &other.speaker) };
    let figures = one.figures.iter().chain(other.figures.iter().filter(|figure| !one.figures.contains(figure)));
    let relate = |one: &[String], two: &[String], ids: &[&str]| -> Vec<String> {
        union(one, two).into_iter().filter(|id| !ids.contains(&id.as_str())).collect()
    };
    let ids = [one.id.as_str(), other.id.as_str()];
    let (a, b) = (&one.relations, &other.relations);
    let relations = Relations {
        because: relate(&a.because, &b.because, &ids),
        part_of: relate(&a.part_of, &b.part_of, &ids),
        contradicts: relate(&a.contradicts, &b.contradicts, &ids),
        repeats: relate(&a.repeats, &b.repeats, &ids),
    };
    Some(Claim {
        text,
        nth: nth_at(&paragraph.text, &quote, start),
        quote,
        kind,
        // The combined claim is only as certain as the less certain of the two.
        certainty: one.certainty.min(other.certainty),
        speaker,
        via: union(&one.via, &other.via),
        cue: one.cue.clone().or_else(|| other.cue.clone()),
        about: union(&one.about, &other.about),
        when: one.when.clone().or_else(|| other.when.clone()),
        implied: one.implied && other.implied,
        figures: figures.cloned().collect(),
        priority: one.priority.max(other.priority),
        relations,
        draft: false,
        by: None,
        // What neither of the above combines is the first claim's.
        ..one.clone()
    })
}

/// Two sentences as one text.
fn joined_text(one: &str, other: &str) -> String {
    if one == other { one.to_owned() } else { format!("{} {}", one.trim_end(), other.trim_start()) }
}

/// An entity with its own name, and the names of another as aliases.
#[must_use]
pub fn with_names_of(one: &Entity, other: &Entity) -> Entity {
    let mut merged = one.clone();
    let new: Vec<String> =
        other.names().filter(|name| !one.names().any(|own| own == *name)).map(str::to_owned).collect();
    for name in new {
        if !merged.aliases.contains(&name) {
            merged.aliases.push(name);
        }
    }
    merged.wikidata = one.wikidata.clone().or_else(|| other.wikidata.clone());
    merged
}

/// A new id with this beginning that is not taken: `p6.c4`, or `ostrow`, then `ostrow-2`.
#[must_use]
pub fn free_id(article: &Article, taken: &[&str], wanted: impl Fn(usize) -> String) -> String {
    let mut ids: HashSet<&str> = article.entities.iter().map(|entity| entity.id.as_str()).collect();
    ids.extend(article.sections.iter().map(|section| section.id.as_str()));
    ids.extend(article.paragraphs().map(|paragraph| paragraph.id.as_str()));
    ids.extend(article.claims().map(|(_, claim)| claim.id.as_str()));
    ids.extend(taken);
    (1..=ids.len() + 1).map(wanted).find(|id| !ids.contains(id.as_str())).unwrap_or_default()
}

/// An id for a new claim of a paragraph.
#[must_use]
pub fn claim_id(article: &Article, paragraph: &str, taken: &[&str]) -> String {
    free_id(article, taken, |number| format!("{paragraph}.c{number}"))
}
