//! Who says what: the words that attribute a part of the text (the cue), whom they name (the source), and what is attributed.

mod across;
mod content;
pub mod phrase;
pub mod quote;
mod rules;
mod signed;

use std::ops::Range;

pub use crate::candidates::attribution::across::{Placed, find_all};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::quote::{Quote, quotes};
use crate::candidates::language::Language;
use crate::candidates::text::Analysed;

/// One attribution, in token indices of its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Whom the text names as the source; none when it names nobody.
    pub source: Option<Range<usize>>,
    /// The words that attribute: `has said`, `according to`. Empty when a quotation goes on from the paragraph before.
    pub cue: Range<usize>,
    /// What is attributed, in one or more parts, in order.
    pub content: Vec<Range<usize>>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What a rule looks at.
pub(super) struct Scene<'a> {
    /// The paragraph.
    pub paragraph: &'a Analysed<'a>,
    /// Its quotations.
    pub quotes: Vec<Quote>,
    /// The language's data.
    pub language: &'a Language,
}

impl<'a> Scene<'a> {
    /// The sentences of the paragraph.
    fn sentences(&self) -> impl Iterator<Item = Sentence<'a>> {
        let paragraph = self.paragraph;
        paragraph.sentences.iter().map(move |range| Sentence { paragraph, start: range.start, end: range.end })
    }

    /// Whether a token is inside a quotation.
    fn is_quoted(&self, at: usize) -> bool {
        self.quotes.iter().any(|quote| quote.tokens.contains(&at))
    }
}

/// The attributions of a paragraph, in the order of their contents. No word belongs to two of them.
#[must_use]
pub fn find(paragraph: &Analysed<'_>, language: &Language) -> Vec<Attribution> {
    find_nested(paragraph, language).0
}

/// The attributions of a paragraph, and apart from them those that lie in words that others attribute.
fn find_nested(paragraph: &Analysed<'_>, language: &Language) -> (Vec<Attribution>, Vec<Attribution>) {
    let scene = Scene { paragraph, quotes: quotes(paragraph), language };
    let (mut kept, mut inside) = (Vec::<Attribution>::new(), Vec::new());
    let mut taken = vec![false; paragraph.tokens.len()];
    for rules in rules::STAGES {
        let mut found = Vec::new();
        for rule in rules {
            (rule.find)(&scene, &mut found);
        }
        found.retain(is_sound);
        drop_inside_sources(&mut found);
        found.sort_by_key(|attribution: &Attribution| attribution.cue.start);
        for attribution in found {
            let inner = attribution.clone();
            if let Some(attribution) = untaken(attribution, &taken) {
                let parts = attribution.content.iter().chain(&attribution.source).chain([&attribution.cue]);
                for part in parts {
                    taken[part.clone()].fill(true);
                }
                kept.push(attribution);
            } else {
                inside.push(inner);
            }
        }
    }
    kept.sort_by_key(|attribution| attribution.content.first().map_or(attribution.cue.start, |part| part.start));
    (kept, inside)
}

/// Whether cue and source have words. What is attributed loses parts that have none.
fn is_sound(attribution: &Attribution) -> bool {
    let words = |range: &Range<usize>| range.start < range.end;
    words(&attribution.cue) && attribution.source.as_ref().is_none_or(words)
}

/// Drops what is said inside the source of something else that is said: `Hale, who backed the strike, said …`.
fn drop_inside_sources(found: &mut Vec<Attribution>) {
    let sources: Vec<Range<usize>> = found.iter().filter_map(|attribution| attribution.source.clone()).collect();
    found.retain(|attribution| {
        let inside = |source: &Range<usize>| source.start <= attribution.cue.start && attribution.cue.end <= source.end;
        !sources.iter().any(inside)
    });
}

/// The attribution without those words of its content that belong to others; none when its cue or its first words do.
fn untaken(mut attribution: Attribution, taken: &[bool]) -> Option<Attribution> {
    let free = |range: &Range<usize>| !taken[range.clone()].iter().any(|taken| *taken);
    if !free(&attribution.cue) {
        return None;
    }
    if attribution.source.as_ref().is_some_and(|source| !free(source)) {
        return None;
    }
    attribution.content.retain(|part| part.start < part.end);
    for part in &mut attribution.content {
        if let Some(first) = taken[part.clone()].iter().position(|taken| *taken) {
            part.end = part.start + first;
        }
    }
    attribution.content.retain(|part| !part.is_empty());
    (!attribution.content.is_empty()).then_some(attribution)
}
