//! The decisions that a person can make, as operations.

use std::collections::HashSet;

use super::operation::{Operation, placed_item};
use super::{Item, PlacedItem, Verb};
use crate::domain::article::{Article, Paragraph};
use crate::domain::claim::{Claim, Priority};
use crate::domain::entity::Entity;

/// The same without the marks of a candidate.
#[must_use]
pub fn confirmed(item: &Item) -> Item {
    match item {
        Item::Claim(claim) => Item::Claim(Box::new(Claim { draft: false, by: None, ..claim.as_ref().clone() })),
        Item::Entity(entity) => Item::Entity(Entity { draft: false, by: None, ..entity.clone() }),
    }
}

/// Confirms the item of that id; none where it is not there.
#[must_use]
pub fn confirm(article: &Article, id: &str) -> Option<Operation> {
    let before = placed_item(article, id)?;
    let after = PlacedItem { item: confirmed(&before.item), ..before.clone() };
    Some(operation(Verb::Confirmed, id, vec![before], vec![after]))
}

/// Takes the item of that id out of the article.
#[must_use]
pub fn drop_item(article: &Article, id: &str) -> Option<Operation> {
    Some(operation(Verb::Dropped, id, vec![placed_item(article, id)?], Vec::new()))
}

/// Gives an item other fields; its id stays. A candidate is confirmed by that.
#[must_use]
pub fn edit(article: &Article, id: &str, item: &Item) -> Option<Operation> {
    let before = placed_item(article, id)?;
    let after = PlacedItem { item: confirmed(item), ..before.clone() };
    Some(operation(Verb::Edited, id, vec![before], vec![after]))
}

/// Makes two claims of one: it becomes the first, and the second stands right behind it.
#[must_use]
pub fn split(article: &Article, id: &str, first: &Claim, second: &Claim) -> Option<Operation> {
    let before = placed_item(article, id)?;
    let item = |claim: &Claim| confirmed(&Item::Claim(Box::new(claim.clone())));
    let after = PlacedItem { item: item(first), ..before.clone() };
    let behind = PlacedItem { behind: Some(id.to_owned()), item: item(second), ..before.clone() };
    Some(operation(Verb::Split, id, vec![before], vec![after, behind]))
}

/// Makes one item of two, under the id of the first.
#[must_use]
pub fn merge(article: &Article, id: &str, other: &str, merged: &Item) -> Option<Operation> {
    let (before, second) = (placed_item(article, id)?, placed_item(article, other)?);
    let after = PlacedItem { item: confirmed(merged), ..before.clone() };
    Some(operation(Verb::Merged, id, vec![before, second], vec![after]))
}

/// Adds an item that nobody had proposed.
#[must_use]
pub fn add(placed: PlacedItem) -> Operation {
    let id = placed.item.id().to_owned();
    operation(Verb::Added, &id, Vec::new(), vec![placed])
}

fn operation(verb: Verb, item: &str, before: Vec<PlacedItem>, after: Vec<PlacedItem>) -> Operation {
    Operation { verb, item: item.to_owned(), before, after, mended: Vec::new() }
}

/// One claim that says what two say. Their quotes become the words from the first to the last; none where the paragraph
/// does not have both.
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
    let relations = crate::domain::claim::Relations {
        because: relate(&a.because, &b.because, &ids),
        part_of: relate(&a.part_of, &b.part_of, &ids),
        contradicts: relate(&a.contradicts, &b.contradicts, &ids),
        repeats: relate(&a.repeats, &b.repeats, &ids),
    };
    Some(Claim {
        id: one.id.clone(),
        text,
        nth: nth(&paragraph.text, &quote, start),
        quote,
        kind,
        // Two sayings are as firm as the less firm of them.
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
    })
}

/// Two sentences as one text.
fn joined_text(one: &str, other: &str) -> String {
    if one == other { one.to_owned() } else { format!("{} {}", one.trim_end(), other.trim_start()) }
}

/// Which occurrence of the quote begins at that byte, where that is to be said.
#[must_use]
pub fn nth(text: &str, quote: &str, start: usize) -> Option<usize> {
    let mut number = 0;
    for (at, _) in text.match_indices(quote) {
        number += 1;
        if at == start {
            break;
        }
    }
    (number > 1).then_some(number)
}

/// An entity under one name, with the names of another as its aliases.
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

/// A new id that begins so and is not taken: `p6.c4`, or `ostrow`, then `ostrow-2`.
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

/// A claim with nothing said but its words.
#[must_use]
pub fn bare_claim(id: String, text: String, quote: String) -> Claim {
    use crate::domain::claim::{Certainty, ClaimKind, Relations};
    Claim {
        id,
        text,
        quote,
        nth: None,
        kind: vec![ClaimKind::Fact],
        certainty: Certainty::Stated,
        speaker: vec!["author".to_owned()],
        via: Vec::new(),
        cue: None,
        about: Vec::new(),
        when: None,
        implied: false,
        figures: Vec::new(),
        priority: Priority::default(),
        relations: Relations::default(),
        draft: false,
        by: None,
    }
}
