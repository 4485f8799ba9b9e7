//! Where sentences end.

use std::ops::Range;

use crate::candidates::language::{Abbreviation, Class, Language};
use crate::candidates::text::token::{Shape, Token};

/// Divides the tokens of a paragraph into sentences: ranges of token indices that follow one another.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token], language: &Language) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = end_after(text, tokens, start, at, language) {
            found.push(start..end);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// The index after a sentence from `start` that ends with the token at `at`, if any does.
fn end_after(text: &str, tokens: &[Token], start: usize, at: usize, language: &Language) -> Option<usize> {
    let word = tokens[at].text(text);
    let mark = matches!(word.as_bytes()[0], b'.' | b'!' | b'?') || word == "…" || word == "‽";
    let shortened = !mark && word.ends_with('.');
    if !mark && !shortened {
        return None;
    }
    let mut end = at + 1;
    while end < tokens.len() && !tokens[end].spaced && closes(tokens[end].text(text)) {
        end += 1;
    }
    while let Some(behind) = behind_note(text, tokens, end) {
        end = behind;
    }
    // `2.1. Methods`: a number that opens a heading.
    if mark && at == start + 1 && matches!(tokens[start].shape, Shape::Number) {
        return None;
    }
    if tokens.get(end).is_some_and(|next| matches!(next.text(text).as_bytes()[0], b'.' | b'!' | b'?')) {
        return None;
    }
    let Some(next) = tokens.get(end) else { return Some(end) };
    if !next.spaced {
        return None;
    }
    let begins = begins_sentence(text, tokens, end);
    let ends = if shortened { begins && shortened_ends(text, tokens, at, end, language) } else { begins };
    ends.then_some(end)
}

/// Behind the number of a footnote, `[12]`, that belongs to the sentence before it.
fn behind_note(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let note = word(at) == "[" && word(at + 2) == "]" && tokens[at + 1].shape == Shape::Number;
    note.then_some(at + 3)
}

fn closes(word: &str) -> bool {
    matches!(word, "\"" | "''" | "”" | "’" | "'" | ")" | "]" | "»")
}

/// Whether the token at `at` can begin a sentence: a capital letter or a number, behind opening marks.
fn begins_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let opening = |token: &&Token| token.is_mark();
    let marks = tokens[at..].iter().take_while(opening).take(3).count();
    let next = tokens.get(at + marks);
    let mark_ok = marks == 0 || !matches!(tokens[at].text(text), "," | ";" | ":" | "-" | "–" | "—");
    mark_ok && next.is_none_or(|token| !matches!(token.shape, Shape::Lower))
}

/// Whether a sentence ends after an abbreviation: the next word must be one that begins sentences.
fn shortened_ends(text: &str, tokens: &[Token], at: usize, next: usize, language: &Language) -> bool {
    let word = tokens[at].text(text).trim_end_matches('.');
    let next = &tokens[next];
    let common = next.is(Class::NotName) || next.is(Class::Pronoun);
    match language.abbreviation(word) {
        Some(Abbreviation::NeverEnds) => false,
        Some(Abbreviation::MayEnd) => common || next.is_mark(),
        None if word.chars().count() == 1 => common && at > 0 && !tokens[at - 1].is_capital(),
        None => common,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::text::token::tokens;

    fn split(text: &str) -> Vec<&str> {
        let language = Language::english();
        let tokens = tokens(text, language);
        let parts = sentences(text, &tokens, language);
        parts.iter().map(|part| &text[tokens[part.start].start..tokens[part.end - 1].end]).collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence() {
        assert_eq!(split("Dues rose. The port closed."), ["Dues rose.", "The port closed."]);
        assert_eq!(split("“Go!” she said. He went."), ["“Go!” she said.", "He went."]);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            split("Mr. Hale met Gen. J. Ward at 5 p.m. on Friday."),
            ["Mr. Hale met Gen. J. Ward at 5 p.m. on Friday."]
        );
        assert_eq!(
            split("He left the U.S. Army. She left the U.S. They met."),
            ["He left the U.S. Army.", "She left the U.S.", "They met."]
        );
    }

    #[test]
    fn footnotes_go_with_the_sentence_before() {
        assert_eq!(split("Dues rose. [12] [3] Ships left."), ["Dues rose. [12] [3]", "Ships left."]);
        assert_eq!(split("2. Dues and ports. They rose."), ["2. Dues and ports.", "They rose."]);
    }

    #[test]
    fn quotation_marks_go_with_their_sentence() {
        assert_eq!(split("He said: “We pay.” “When?”"), ["He said: “We pay.”", "“When?”"]);
        assert_eq!(split("Rates hit 3.5 percent... Then they fell."), ["Rates hit 3.5 percent...", "Then they fell."]);
    }
}
