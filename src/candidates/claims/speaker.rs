//! Who says a claim, through whom, and by which words.

use std::ops::Range;

use crate::candidates::attribution::Attribution;
use crate::candidates::entities::Entities;
use crate::candidates::language::Class;
use crate::candidates::text::Analysed;
use crate::domain::entity::EntityKind;

/// Who says a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// The author of the text.
    Author,
    /// Entities, by their index, jointly.
    Entities(Vec<usize>),
    /// Somebody whom the text does not name, or not clearly.
    Unclear,
}

/// Whether an attribution makes its content somebody else's words. What somebody wants or judges stays the author's.
pub(super) fn is_speech(paragraph: &Analysed<'_>, attribution: &Attribution) -> bool {
    let says = attribution.cue.clone().any(|at| paragraph.tokens[at].is(Class::Say));
    match attribution.rule {
        "direct-quote" | "according-to" | "colon" | "quotation-goes-on" => true,
        "trailing" | "clause" | "passive" => says,
        _ => false,
    }
}

/// Who the source of an attribution is.
pub(super) fn speaker(
    paragraph: &Analysed<'_>,
    index: usize,
    attribution: &Attribution,
    entities: &Entities,
    last_person: Option<usize>,
) -> Speaker {
    let Some(source) = &attribution.source else { return Speaker::Unclear };
    let named = entities.within(index, &head(paragraph, source));
    let person = named.iter().copied().find(|entity| entities.list[*entity].entity.kind == EntityKind::Person);
    if let Some(person) = person {
        return Speaker::Entities(vec![person]);
    }
    let pronoun = paragraph.word(source.start).to_ascii_lowercase();
    if source.len() == 1 && matches!(pronoun.as_str(), "he" | "she") {
        return last_person.map_or(Speaker::Unclear, |person| Speaker::Entities(vec![person]));
    }
    if named.is_empty() { Speaker::Unclear } else { Speaker::Entities(named) }
}

/// The source without what stands in apposition; all of it when it names nobody before that.
fn head(paragraph: &Analysed<'_>, source: &Range<usize>) -> Range<usize> {
    let comma = source.clone().find(|at| paragraph.word(*at) == ",");
    source.start..comma.unwrap_or(source.end)
}

/// The words that attribute: cue and source where they stand together, else the cue.
pub(super) fn cue_words(paragraph: &Analysed<'_>, attribution: &Attribution) -> Option<String> {
    if attribution.cue.is_empty() {
        return None;
    }
    let mut words = attribution.cue.clone();
    if let Some(source) = &attribution.source {
        if source.start == words.end {
            words.end = source.end;
        } else if source.end == words.start {
            words.start = source.start;
        }
    }
    Some(paragraph.words(words).to_owned())
}

/// The last person that a paragraph names before a token.
pub(super) fn person_before(index: usize, at: usize, entities: &Entities) -> Option<usize> {
    let mentions = entities.mentions[index].iter().rev();
    let mut people = mentions
        .filter(|(tokens, entity)| tokens.end <= at && entities.list[*entity].entity.kind == EntityKind::Person);
    people.next().map(|(_, entity)| *entity)
}
