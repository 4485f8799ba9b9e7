//! Quotations that have a paragraph to themselves, their words of attribution in a paragraph before.

use std::ops::Range;

use crate::candidates::attribution::content::main_subject;
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::quote::quotes;
use crate::candidates::attribution::signed;
use crate::candidates::attribution::{Attribution, find_nested};
use crate::candidates::language::{Class, Language};
use crate::candidates::text::Analysed;

/// An attribution and the paragraphs in which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Index of the paragraph with the content.
    pub paragraph: usize,
    /// Index of the paragraph with source and cue; usually the same.
    pub words_in: usize,
    /// The attribution.
    pub attribution: Attribution,
    /// What its content attributes to somebody else in turn: `Kenya says that Uganda has said …`.
    pub inner: Option<Attribution>,
}

/// The attributions of a text, in order.
#[must_use]
pub fn find_all(paragraphs: &[Analysed<'_>], language: &Language) -> Vec<Placed> {
    let mut all: Vec<Placed> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if let Some(signed) = signed(paragraphs, index, &all) {
            all.push(signed);
            continue;
        }
        let (found, inside) = find_nested(paragraph, language);
        let inner = |outer: &Attribution| inside.iter().find(|inner| lies_in(inner, outer)).cloned();
        let here = |attribution: Attribution| Placed {
            paragraph: index,
            words_in: index,
            inner: inner(&attribution),
            attribution,
        };
        let lone =
            lone_quotation(paragraph).filter(|quote| !found.iter().any(|attribution| covers(attribution, quote)));
        if let Some(quote) = lone {
            let lead = announced(paragraphs, index).or_else(|| goes_on(&all, index));
            all.extend(lead.map(|(words_in, source, cue)| Placed {
                paragraph: index,
                words_in,
                attribution: Attribution { source, cue, content: vec![quote.clone()], rule: "quotation-goes-on" },
                inner: None,
            }));
            let outside = |attribution: &Attribution| !quote.contains(&attribution.cue.start);
            all.extend(found.into_iter().filter(outside).map(here));
        } else {
            all.extend(found.into_iter().map(here));
        }
    }
    all
}

/// The paragraph before, when this one is only its signature and nobody else says it: `— Davor Vask, on Monday`.
fn signed(paragraphs: &[Analysed<'_>], index: usize, all: &[Placed]) -> Option<Placed> {
    let before = index.checked_sub(1).filter(|before| all.last().is_none_or(|placed| placed.paragraph < *before))?;
    let source = signed::signature(&paragraphs[index])?;
    let content = 0..paragraphs[before].tokens.len();
    let attribution = Attribution { source: Some(source), cue: 0..1, content: vec![content], rule: signed::NAME };
    Some(Placed { paragraph: before, words_in: index, attribution, inner: None })
}

/// The quotation that a paragraph consists of, but for a few words.
fn lone_quotation(paragraph: &Analysed<'_>) -> Option<Range<usize>> {
    let quote = quotes(paragraph).into_iter().next()?.tokens;
    (quote.start == 0 && quote.len() > 4 && quote.len() + 2 >= paragraph.tokens.len()).then_some(quote)
}

/// Whether an attribution of clauses lies in what another one attributes, wholly.
fn lies_in(inner: &Attribution, outer: &Attribution) -> bool {
    let inside =
        |part: &Range<usize>| outer.content.iter().any(|whole| whole.start <= part.start && part.end <= whole.end);
    let words = inner.content.iter().chain(&inner.source);
    matches!(inner.rule, "clause" | "according-to" | "trailing")
        && inner.source.is_some()
        && inside(&inner.cue)
        && words.into_iter().all(inside)
}

fn covers(attribution: &Attribution, quote: &Range<usize>) -> bool {
    attribution.content.iter().any(|part| part.start <= quote.start + 1 && part.end + 1 >= quote.end)
}

/// Source and cue of a paragraph before that ends with `Hale said:`.
fn announced(paragraphs: &[Analysed<'_>], index: usize) -> Option<(usize, Option<Range<usize>>, Range<usize>)> {
    let before = index.checked_sub(1)?;
    let paragraph = &paragraphs[before];
    let range = paragraph.sentences.last()?;
    let sentence = Sentence { paragraph, start: range.start, end: range.end };
    if sentence.word(sentence.end - 1) != ":" {
        return None;
    }
    let verb = range.clone().rev().take(16).find(|at| sentence.is(*at, Class::Say) && sentence.tag(*at).is_verb())?;
    let group = sentence.verb_group(verb);
    let source = sentence.noun_phrase_before(group.start).or_else(|| main_subject(&sentence, group.start));
    Some((before, source, group.start..sentence.end))
}

/// Source and cue of the quotation with which the paragraph before ended.
fn goes_on(all: &[Placed], index: usize) -> Option<(usize, Option<Range<usize>>, Range<usize>)> {
    let last = all.last().filter(|last| last.paragraph + 1 == index)?;
    let quoted = matches!(last.attribution.rule, "direct-quote" | "quotation-goes-on");
    quoted.then(|| (last.words_in, last.attribution.source.clone(), last.attribution.cue.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paragraphs: &[&str]) -> Vec<String> {
        let language = Language::english();
        let analysed: Vec<_> = paragraphs.iter().map(|text| Analysed::new(text, language)).collect();
        let line = |placed: Placed| {
            let words = |range: Range<usize>| analysed[placed.words_in].words(range);
            let content = analysed[placed.paragraph].words(placed.attribution.content[0].clone());
            format!(
                "{} | {} | {content}",
                placed.attribution.source.clone().map_or("", words),
                words(placed.attribution.cue.clone())
            )
        };
        find_all(&analysed, language).into_iter().map(line).collect()
    }

    #[test]
    fn a_paragraph_may_announce_the_next_one() {
        assert_eq!(
            found(&["Then Hale said:", "“We have paid our dues twice.”"]),
            ["Hale | said: | “We have paid our dues twice.”"]
        );
    }

    #[test]
    fn a_signature_may_be_a_paragraph_of_its_own() {
        assert_eq!(
            found(&["Ostrow will not pay for this.", "— Davor Vask, on Monday, 16:52"]),
            ["Davor Vask | — | Ostrow will not pay for this."]
        );
    }

    #[test]
    fn a_speech_goes_on_in_the_next_paragraph() {
        assert_eq!(
            found(&["“We pay,” Hale said.", "“They have never paid their dues.”"])[1],
            "Hale | said | “They have never paid their dues.”"
        );
        assert!(found(&["Dues rose.", "“They have never paid their dues.”"]).is_empty());
    }
}
