//! A pronoun at the start of a statement, replaced by what it stands for where that is safe.

use std::ops::Range;

use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::claims::clause::subject_of;
use crate::candidates::claims::speaker::describes_a_person;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::entities::Entities;
use crate::candidates::text::Analysed;
use crate::candidates::text::small_word::small;
use crate::candidates::text::tagger::Tag;
use crate::model::article::entity::EntityKind;

/// The subject of the statement before, which a pronoun may refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    /// The subject's tokens in the same paragraph.
    pub subject: Range<usize>,
}

/// The subject of a clause, when it is one that a pronoun can stand for.
pub(super) fn subject(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Before> {
    let subject = subject_of(sentence, clause)?;
    let noun = subject.clone().any(|at| sentence.tag(at).is_noun());
    (noun && subject.len() <= 14).then_some(Before { subject })
}

/// Who says a statement, when it is in their indirect speech: the likeliest meaning of a pronoun at its start.
pub(super) fn source(paragraph: &Analysed<'_>, source: &Range<usize>) -> Option<Before> {
    let subject = head(paragraph, source);
    subject.clone().any(|at| paragraph.tags[at].is_noun()).then_some(Before { subject })
}

/// What a pronoun at the start of a statement was replaced by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Replaced {
    /// The entity that it stands for, if it is one.
    pub entity: Option<usize>,
}

/// Replaces a pronoun that is the statement's subject.
pub(super) fn resolve(
    paragraph: &Analysed<'_>,
    index: usize,
    unit: &mut Unit,
    before: Option<&Before>,
    entities: &Entities,
) -> Option<Replaced> {
    let before = before?;
    let place = unit.pieces.iter().position(|piece| matches!(piece, Piece::Tokens(_)))?;
    let Piece::Tokens(range) = unit.pieces[place].clone() else { return None };
    let lone = range.len() == 1
        && matches!(paragraph.word(range.start), "They" | "they" | "It" | "it" | "He" | "he" | "She" | "she");
    let pronoun = if lone { range.start } else { leading_pronoun(paragraph, &range)? };
    let subject = head(paragraph, &before.subject);
    let named = entities.within(index, &subject);
    if !agrees(paragraph, pronoun, &subject, &named, entities) {
        return None;
    }
    let words = paragraph.words(subject.clone()).to_owned();
    let possessive = paragraph.tags[pronoun] == Tag::PossessivePronoun;
    if possessive && (named.len() != 1 || words.ends_with('s')) {
        return None;
    }
    let words = if possessive { format!("{words}'s") } else { lower_article(words, pronoun > range.start) };
    let pieces = [Piece::Tokens(range.start..pronoun), Piece::Words(words), Piece::Tokens(pronoun + 1..range.end)];
    unit.pieces.splice(
        place..=place,
        pieces.into_iter().filter(|piece| !matches!(piece, Piece::Tokens(range) if range.is_empty())),
    );
    Some(Replaced { entity: named.first().copied().filter(|_| named.len() == 1) })
}

/// The pronoun that is the subject of a statement: its first word, or the first behind `in 2018`.
fn leading_pronoun(paragraph: &Analysed<'_>, range: &Range<usize>) -> Option<usize> {
    let is_pronoun =
        |at: &usize| matches!(&*small(paragraph.word(*at)), "it" | "they" | "he" | "she" | "its" | "their" | "his");
    let verb = range.clone().find(|at| paragraph.tags[*at].is_finite())?;
    let pronoun = (range.start..verb).take(5).find(is_pronoun)?;
    let lead = (range.start..pronoun).all(|at| !paragraph.tags[at].is_verb() && paragraph.tags[at] != Tag::Wh);
    let expletive = paragraph.word(pronoun).eq_ignore_ascii_case("it") && is_expletive(paragraph, verb);
    (lead && !expletive).then_some(pronoun)
}

/// Whether `it` stands for nothing: `it is clear that`, `it seems`.
fn is_expletive(paragraph: &Analysed<'_>, verb: usize) -> bool {
    let word = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text(paragraph.text));
    matches!(word(verb), "seems" | "seemed" | "appears" | "appeared" | "takes" | "took" | "means")
        || (verb..verb + 6).any(|at| matches!(word(at), "that" | "to" | "when" | "whether"))
            && (verb + 1..verb + 4)
                .find(|at| paragraph.tags.get(*at) != Some(&Tag::Adverb))
                .and_then(|at| paragraph.tags.get(at))
                == Some(&Tag::Adjective)
}

/// The subject without what is in apposition behind it.
fn head(paragraph: &Analysed<'_>, subject: &Range<usize>) -> Range<usize> {
    let end = subject.clone().find(|at| matches!(paragraph.word(*at), "," | "(" | "—" | "–"));
    subject.start..end.unwrap_or(subject.end)
}

/// Whether the subject before can be what the pronoun stands for, and nothing else.
fn agrees(
    paragraph: &Analysed<'_>,
    pronoun: usize,
    subject: &Range<usize>,
    named: &[usize],
    entities: &Entities,
) -> bool {
    if subject.is_empty() {
        return false;
    }
    let kind = named.first().map(|entity| entities.list[*entity].entity.kind);
    let joined = subject.clone().any(|at| matches!(paragraph.word(at), "and"));
    let plural = joined
        || paragraph.tags[subject.end - 1] == Tag::Nouns
        || paragraph.word(subject.end - 1).ends_with("is")
            && kind == Some(EntityKind::State)
            && named.len() == 1
            && is_people(paragraph, subject);
    match &*small(paragraph.word(pronoun)) {
        "they" | "their" => plural && kind != Some(EntityKind::Person) || is_people(paragraph, subject),
        "he" | "she" | "his" => kind == Some(EntityKind::Person) && named.len() == 1,
        _ => {
            !plural
                && !is_people(paragraph, subject)
                && kind != Some(EntityKind::Person)
                && !describes_a_person(paragraph, subject)
        }
    }
}

/// Whether the subject names a people: `the Pakistanis`.
fn is_people(paragraph: &Analysed<'_>, subject: &Range<usize>) -> bool {
    let last = paragraph.word(subject.end - 1);
    paragraph.tokens[subject.end - 1].is_capital()
        && last.ends_with('s')
        && paragraph.word(subject.start).eq_ignore_ascii_case("the")
        && subject.len() == 2
}

/// `The ships` becomes `the ships` inside a statement.
fn lower_article(words: String, inside: bool) -> String {
    match words.split_once(' ') {
        Some((first @ ("The" | "A" | "An"), rest)) if inside => format!("{} {rest}", first.to_lowercase()),
        _ => words,
    }
}
