//! Who says a claim, through whom, and by which words.

use std::ops::Range;

use crate::candidates::attribution::Attribution;
use crate::candidates::entities::Entities;
use crate::candidates::language::Class;
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;
use crate::model::article::entity::EntityKind;

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
        "direct-quote" | "according-to" | "colon" | "quotation-goes-on" | "label" | "signature" => true,
        "trailing" | "clause" | "passive" => says && !is_directive(paragraph, attribution),
        _ => false,
    }
}

/// Whether an attribution says what somebody wants to be done, so that its content is no statement: `recommended that
/// states hold a reserve`.
pub(super) fn is_directive(paragraph: &Analysed<'_>, attribution: &Attribution) -> bool {
    const STEMS: [&str; 6] = ["recommend", "propos", "demand", "request", "urg", "plead"];
    attribution.cue.clone().any(|at| {
        let word = paragraph.word(at).to_lowercase();
        STEMS.iter().any(|stem| word.starts_with(stem))
    })
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
    let pronoun = paragraph.word(source.start).to_ascii_lowercase();
    if source.len() == 1 && matches!(pronoun.as_str(), "he" | "she") {
        return last_person.map_or(Speaker::Unclear, |person| Speaker::Entities(vec![person]));
    }
    let head = head(paragraph, source);
    let named = heads(paragraph, index, &head, entities);
    let people = people(paragraph, &named, entities);
    if !people.is_empty() {
        return Speaker::Entities(people);
    }
    // `its spokeswoman, Ana Hale`: who the head names is said in apposition.
    let beside = heads(paragraph, index, &(head.end..source.end), entities);
    match beside.into_iter().find(|(_, entity)| is_person(*entity, entities)) {
        Some((_, person)) if named.is_empty() || describes_a_person(paragraph, &head) => {
            Speaker::Entities(vec![person])
        }
        _ if named.is_empty() => Speaker::Unclear,
        _ => Speaker::Entities(once_each(named.into_iter().map(|(_, entity)| entity))),
    }
}

fn is_person(entity: usize, entities: &Entities) -> bool {
    entities.list[entity].entity.kind == EntityKind::Person
}

fn once_each(found: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut once = Vec::new();
    found.for_each(|entity| {
        if !once.contains(&entity) {
            once.push(entity);
        }
    });
    once
}

/// The entities that a noun phrase is about: not those that only say whose or where something is, as in `Estonia's
/// statistics office`, `the embassy in Tallinn`, `an Oslo-based broker`.
fn heads(
    paragraph: &Analysed<'_>,
    index: usize,
    phrase: &Range<usize>,
    entities: &Entities,
) -> Vec<(Range<usize>, usize)> {
    let inside = |mention: &&(Range<usize>, usize)| mention.0.start >= phrase.start && mention.0.end <= phrase.end;
    let word = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text(paragraph.text));
    let only_belongs = |(tokens, entity): &(Range<usize>, usize)| {
        let whose = paragraph.tags.get(tokens.end) == Some(&Tag::Possessive) && tokens.end + 1 < phrase.end;
        let place = matches!(entities.list[*entity].entity.kind, EntityKind::Place | EntityKind::State);
        let before = tokens.start.checked_sub(1).filter(|at| *at >= phrase.start).map_or("", word);
        let located = place && matches!(before, "in" | "at" | "near" | "from" | "to" | "on" | "for");
        // `a report seen by Hale` is not hers.
        let only_saw = before == "by"
            && matches!(word(tokens.start.saturating_sub(2)), "seen" | "obtained" | "reviewed" | "viewed" | "verified");
        whose || located || only_saw || word(tokens.end).starts_with('-') || word(tokens.end) == "based"
    };
    entities.mentions[index].iter().filter(inside).filter(|mention| !only_belongs(mention)).cloned().collect()
}

/// The people among those that a phrase names: all whom it joins by `and`, else the last before a preposition, since what
/// is before a name is a title.
fn people(paragraph: &Analysed<'_>, named: &[(Range<usize>, usize)], entities: &Entities) -> Vec<usize> {
    let people: Vec<&(Range<usize>, usize)> = named.iter().filter(|(_, entity)| is_person(*entity, entities)).collect();
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return Vec::new() };
    let between = first.0.end..last.0.start;
    if between.clone().any(|at| matches!(paragraph.word(at), "and" | "&")) {
        return once_each(people.iter().map(|(_, entity)| *entity));
    }
    let of = between.clone().find(|at| paragraph.tags[*at] == Tag::Preposition);
    let chosen = people.iter().rfind(|(tokens, _)| of.is_none_or(|of| tokens.end <= of));
    chosen.map(|(_, entity)| *entity).into_iter().collect()
}

/// Whether a phrase speaks of a person without a name: `the foreign minister`, `a spokeswoman`.
pub(super) fn describes_a_person(paragraph: &Analysed<'_>, phrase: &Range<usize>) -> bool {
    let mut words = phrase.clone();
    words.any(|at| {
        let word = paragraph.word(at).to_lowercase();
        paragraph.tokens[at].is(Class::Title)
            || ["person", "woman", "man", "author", "official"].iter().any(|end| word.ends_with(end))
    })
}

/// The source without what is in apposition.
fn head(paragraph: &Analysed<'_>, source: &Range<usize>) -> Range<usize> {
    let comma = source.clone().find(|at| paragraph.word(*at) == ",");
    source.start..comma.unwrap_or(source.end)
}

/// The words that attribute: cue and source where they are together, else the cue.
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
