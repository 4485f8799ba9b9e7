//! Capitalised runs: words in a row that are written as names are.

use std::ops::Range;

use crate::candidates::language::Class;
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::Shape;

/// The capitalised runs of a paragraph, as ranges of token indices.
///
/// A run has capitalised words only, joined by particles of names (`de`, `van`). A sentence's first word belongs to
/// one when it can be a name.
#[must_use]
pub fn runs(paragraph: &Analysed<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in &paragraph.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            if !begins_run(paragraph, sentence, at) {
                at += 1;
                continue;
            }
            let end = run_end(paragraph, at, sentence.end);
            found.push(at..end);
            at = end;
        }
    }
    found
}

/// Whether a run can begin at `at`.
fn begins_run(paragraph: &Analysed<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let token = &paragraph.tokens[at];
    if !token.is_capital() || paragraph.word(at) == "I" {
        return false;
    }
    if !opens_clause(paragraph, sentence, at) {
        return !(token.is(Class::NotName) && token.shape == Shape::Capital) || paragraph.tags[at] == Tag::Name;
    }
    if token.is(Class::NotName) || token.is(Class::Pronoun) {
        return false;
    }
    let followed = paragraph.tokens.get(at + 1).is_some_and(|next| next.is_capital() && !next.is(Class::NotName));
    let named = token.is(Class::Gazetteer) || token.is(Class::GivenName) || token.is(Class::GroupName);
    followed || named || paragraph.tags[at] == Tag::Name || matches!(token.shape, Shape::Upper | Shape::Mixed)
}

/// Whether the word at `at` is written with a capital because a sentence or a quotation begins with it.
#[must_use]
pub fn opens_clause(paragraph: &Analysed<'_>, sentence: &Range<usize>, at: usize) -> bool {
    if at == sentence.start {
        return true;
    }
    let quotes = matches!(paragraph.word(at - 1), "\"" | "'") && !paragraph.tokens[at].spaced;
    quotes && paragraph.tokens[at - 1].spaced
        || matches!(paragraph.word(at - 1), "“" | "‘" | ":" | "(" | "[" | "•" | "—" | "«")
        || (at == sentence.start + 1 && paragraph.tokens[at - 1].is_mark())
}

fn run_end(paragraph: &Analysed<'_>, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit {
        let token = &paragraph.tokens[end];
        let particle = token.shape == Shape::Lower && particles_lead_to_name(paragraph, end, limit);
        let numeral = token.is(Class::NameEnd);
        if token.is_capital() && !(token.is(Class::NotName) && token.shape == Shape::Capital) || particle || numeral {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether particles from `at` on are followed by a capitalised word.
fn particles_lead_to_name(paragraph: &Analysed<'_>, at: usize, limit: usize) -> bool {
    let after = (at..limit).find(|at| !is_particle(paragraph.word(*at)));
    after.is_some_and(|after| after > at && after - at <= 2 && paragraph.tokens[after].is_capital())
}

/// Small words inside the names of people and places.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "la"
            | "le"
            | "du"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ten"
            | "ter"
            | "y"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    fn found(text: &str) -> Vec<&str> {
        let paragraph = Analysed::new(text, Language::english());
        runs(&paragraph).into_iter().map(|run| paragraph.words(run)).collect()
    }

    #[test]
    fn the_first_word_of_a_sentence_is_no_name_by_itself() {
        assert_eq!(found("However, dues rose. Ships paid in Ostrow."), ["Ostrow"]);
        assert_eq!(found("The ports of Ostrow and Marisport."), ["Ostrow", "Marisport"]);
    }

    #[test]
    fn particles_join_names() {
        assert_eq!(found("He met Ursula von der Leyen in Rio de Janeiro."), ["Ursula von der Leyen", "Rio de Janeiro"]);
    }
}
