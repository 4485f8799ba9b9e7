//! What the words of a claim say of its figures and dates: bounds, and what of its metadata they no longer name.

use std::sync::LazyLock;

use crate::model::article::claim::{Claim, Figure};
use crate::model::article::date::When;

/// The words of a language that bound figures and name times.
struct Words {
    bounds: Vec<&'static str>,
    times: Vec<&'static str>,
}

/// English: a second language is a second file.
static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/languages/en/grounds.txt")));

impl Words {
    fn read(file: &'static str) -> Self {
        let mut words = Self { bounds: Vec::new(), times: Vec::new() };
        let mut bounds = true;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            match line {
                "[bound]" => bounds = true,
                "[time]" => bounds = false,
                _ => {
                    let list = if bounds { &mut words.bounds } else { &mut words.times };
                    list.extend(line.split(',').map(str::trim).filter(|word| !word.is_empty()));
                }
            }
        }
        words
    }
}

/// How exact a figure is, in the text's own word: “up to”, “more than”; else “approximately” if it is marked so; empty if it is
/// exact.
#[must_use]
pub fn exactness<'a>(claim: &'a Claim, figure: &Figure) -> &'a str {
    if let Some(bound) = bound(&claim.quote, &figure.printed).or_else(|| bound(&claim.text, &figure.printed)) {
        return bound;
    }
    if figure.approximate { "approximately" } else { "" }
}

/// The words in `text` that make this figure a bound.
fn bound<'a>(text: &'a str, printed: &str) -> Option<&'a str> {
    let at = text.find(printed)?;
    let ends_before = |word: &&&str| {
        let (before, start) = (text[..at].trim_end(), text[..at].trim_end().len().checked_sub(word.len()));
        start.is_some_and(|start| is_word_at(before, start, word))
    };
    if let Some(word) = ENGLISH.bounds.iter().find(ends_before) {
        let end = text[..at].trim_end().len();
        return text.get(end - word.len()..end);
    }
    let begins = |word: &&&str| is_word_at(printed, 0, word) && printed[word.len()..].starts_with(' ');
    ENGLISH.bounds.iter().find(begins).and_then(|word| text.get(at..at + word.len()))
}

/// Whether a word begins at this byte, in any case, and not inside another word.
fn is_word_at(text: &str, start: usize, word: &str) -> bool {
    let found = text.get(start..start + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    found && !text[..start].ends_with(char::is_alphanumeric)
}

/// The figures that neither the statement nor the quote of a claim has as printed.
pub fn stray_figures(claim: &Claim) -> impl Iterator<Item = &Figure> {
    claim.figures.iter().filter(|figure| !names(claim, &figure.printed))
}

/// Whether the claim has a date of which neither its statement nor its quote says anything: no year of it, and no other time.
#[must_use]
pub fn has_stray_date(claim: &Claim) -> bool {
    let Some(when) = claim.when.as_ref().filter(|when| When::parse(when).is_ok()) else { return false };
    let years =
        when.split('/').filter_map(|day| day.get(..4)).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let names_year = years.into_iter().any(|year| names(claim, year));
    let mut words = claim
        .text
        .split(|letter: char| !letter.is_alphanumeric())
        .chain(claim.quote.split(|letter: char| !letter.is_alphanumeric()));
    let is_time = |word: &str| {
        ENGLISH.times.iter().any(|time| time.eq_ignore_ascii_case(word))
            || (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    !names_year && !words.any(is_time)
}

/// Whether the statement or the quote of a claim contains these words.
#[must_use]
pub fn names(claim: &Claim, words: &str) -> bool {
    claim.text.contains(words) || claim.quote.contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(quote: &str, printed: &str) -> Claim {
        let figure = Figure {
            printed: printed.to_owned(),
            value: None,
            unit: None,
            of: "cost".to_owned(),
            when: None,
            approximate: true,
            year: None,
        };
        Claim { figures: vec![figure], ..Claim::bare("p1.c1".to_owned(), quote.to_owned(), quote.to_owned()) }
    }

    #[test]
    fn a_bound_is_in_the_words_of_the_text() {
        for (quote, printed, expected) in [
            ("It costs up to 40 million crowns.", "40 million crowns", "up to"),
            ("It costs up to 40 million crowns.", "up to 40 million crowns", "up to"),
            ("No more than 40 came.", "40", "No more than"),
            ("It took more than two weeks.", "two weeks", "more than"),
            ("About 40 came.", "40", "approximately"),
            ("Moreover 40 came.", "40", "approximately"),
        ] {
            let claim = claim(quote, printed);
            assert_eq!(exactness(&claim, &claim.figures[0]), expected, "{quote}");
        }
    }

    #[test]
    fn what_was_cut_from_a_claim_is_stray() {
        let kept = claim("It cost 214 crowns in December 2022.", "214 crowns");
        assert_eq!(stray_figures(&kept).count(), 0);
        let cut = Claim { text: "It was dear.".to_owned(), quote: "It was dear".to_owned(), ..kept.clone() };
        assert_eq!(stray_figures(&cut).count(), 1);
        let dated = |claim: &Claim, when: &str| Claim { when: Some(when.to_owned()), ..claim.clone() };
        assert!(!has_stray_date(&dated(&kept, "2022-12/..")));
        assert!(has_stray_date(&dated(&cut, "2022-12/..")));
        let relative = Claim { text: "It was dear last year.".to_owned(), ..cut };
        assert!(!has_stray_date(&dated(&relative, "2022")));
    }
}
