//! Where the words that a proposer quotes are in a paragraph: the same words, or the same but for white space, quotation
//! marks and dashes. Words that are only similar are never taken, and a digit never stands for another.

use std::cell::OnceCell;
use std::fmt;

use crate::model::journal::anchor::at_borders;
use crate::text::passage::{difference, nearest_passage};
use crate::text::span::{ByteSpan, find_nth, nth_at};

/// What a proposer says of the place of a quote, beside its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// Which occurrence is meant, counted from 1.
    pub nth: Option<usize>,
    /// Where it begins, in code points of the paragraph. Believed only where the words are there.
    pub start: Option<usize>,
    /// Where it ends, in the same way.
    pub end: Option<usize>,
}

/// The text's own words that a quote means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The words.
    pub words: String,
    /// Which occurrence of them it is; none where there is but one.
    pub nth: Option<usize>,
    /// Where they are.
    pub span: ByteSpan,
}

/// Why a quote has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteError {
    /// It is empty.
    Empty,
    /// The words are not there; with what does, where something is near.
    Missing(Option<String>),
    /// They begin or end inside a word or a number.
    CutsWord,
    /// They are there this many times, and nothing says which is meant.
    Ambiguous(usize),
    /// They are there fewer times than `nth` says.
    TooFew(usize),
}

impl fmt::Display for QuoteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("is empty"),
            Self::Missing(None) => formatter.write_str("is not in the text"),
            Self::Missing(Some(hint)) => write!(formatter, "is not in the text; {hint}"),
            Self::CutsWord => formatter.write_str("begins or ends inside a word or a number of the text"),
            Self::Ambiguous(count) => write!(formatter, "occurs {count} times in the text; add `nth`"),
            Self::TooFew(count) => write!(formatter, "occurs only {count} times in the text"),
        }
    }
}

/// A text, with the forms in which quotes are looked for.
#[derive(Debug)]
pub struct QuotedText<'a> {
    text: &'a str,
    spaced: OnceCell<Form>,
    folded: OnceCell<Form>,
}

impl<'a> QuotedText<'a> {
    /// Prepares a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, spaced: OnceCell::new(), folded: OnceCell::new() }
    }

    /// Finds a quote: exact; else with white space collapsed; else with typographic quotation marks and dashes folded.
    ///
    /// # Errors
    ///
    /// Why it has no place, or no certain one.
    pub fn find(&self, quote: &str, hints: Hints) -> Result<Quoted, QuoteError> {
        let found = self.occurrences(quote);
        if found.is_empty() {
            let is_empty = quote.trim().is_empty();
            return Err(if is_empty { QuoteError::Empty } else { QuoteError::Missing(self.nearest(quote)) });
        }
        self.stored(self.chosen(&found, hints)?)
    }

    /// The text's own words for a quote that is anywhere between words.
    #[must_use]
    pub fn own_words(&self, quote: &str) -> Option<&'a str> {
        let is_apart = |span: &&ByteSpan| !touches_word(self.text, **span);
        self.occurrences(quote).iter().find(is_apart).map(|span| &self.text[span.range()])
    }

    fn occurrences(&self, quote: &str) -> Vec<ByteSpan> {
        let quote = quote.trim();
        if quote.is_empty() {
            return Vec::new();
        }
        let exact: Vec<ByteSpan> =
            self.text.match_indices(quote).map(|(start, found)| ByteSpan::new(start, start + found.len())).collect();
        if !exact.is_empty() {
            return exact;
        }
        let as_is = |letter| letter;
        let spaced = self.spaced.get_or_init(|| Form::of(self.text, as_is)).occurrences(&Form::of(quote, as_is).text);
        if !spaced.is_empty() {
            return spaced;
        }
        let folded = self.folded.get_or_init(|| Form::of(self.text, typewritten));
        folded.occurrences(&Form::of(quote, typewritten).text)
    }

    fn chosen(&self, found: &[ByteSpan], hints: Hints) -> Result<ByteSpan, QuoteError> {
        if let Some(nth) = hints.nth {
            let span = nth.checked_sub(1).and_then(|at| found.get(at)).ok_or(QuoteError::TooFew(found.len()))?;
            return if at_borders(self.text, *span) { Ok(*span) } else { Err(QuoteError::CutsWord) };
        }
        let whole: Vec<ByteSpan> = found.iter().copied().filter(|span| at_borders(self.text, *span)).collect();
        match whole.as_slice() {
            [] => Err(QuoteError::CutsWord),
            [only] => Ok(*only),
            several => {
                let hinted = hints.start.and_then(|_| several.iter().find(|span| self.is_at(**span, hints)));
                hinted.copied().ok_or(QuoteError::Ambiguous(several.len()))
            }
        }
    }

    fn is_at(&self, span: ByteSpan, hints: Hints) -> bool {
        let points = |byte: usize| self.text[..byte].chars().count();
        let agrees = |hint: Option<usize>, byte: usize| hint.is_none_or(|hint| hint == points(byte));
        agrees(hints.start, span.start) && agrees(hints.end, span.end)
    }

    /// The words as an article file names them: `nth` counts the occurrences of exactly these words.
    fn stored(&self, span: ByteSpan) -> Result<Quoted, QuoteError> {
        let words = &self.text[span.range()];
        let nth = nth_at(self.text, words, span.start);
        // An occurrence that overlaps the one before has no number.
        if find_nth(self.text, words, nth.unwrap_or(1)) != Some(span) {
            return Err(QuoteError::Ambiguous(self.text.match_indices(words).count() + 1));
        }
        Ok(Quoted { words: words.to_owned(), nth, span })
    }

    fn nearest(&self, quote: &str) -> Option<String> {
        difference(self.text, quote)
            .or_else(|| nearest_passage(self.text, quote).map(|passage| format!("the nearest passage is “{passage}”")))
    }
}

/// Whether a letter or a digit is right before or after a span that begins or ends with one.
fn touches_word(text: &str, span: ByteSpan) -> bool {
    let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (before, words, after) = (&text[..span.start], &text[span.range()], &text[span.end..]);
    in_word(before.chars().next_back()) && in_word(words.chars().next())
        || in_word(words.chars().next_back()) && in_word(after.chars().next())
}

/// A form of a text in which runs of white space are one space, and where each of its letters is in the text.
#[derive(Debug)]
struct Form {
    text: String,
    /// For each letter: its byte in the form, and its first byte and the byte after it in the text.
    letters: Vec<(usize, usize, usize)>,
}

impl Form {
    fn of(text: &str, fold: impl Fn(char) -> char) -> Self {
        let mut form = Self { text: String::with_capacity(text.len()), letters: Vec::new() };
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            if letter.is_whitespace() {
                match form.letters.last_mut() {
                    Some(last) if form.text.ends_with(' ') => last.2 = end,
                    _ => form.push(' ', at, end),
                }
            } else {
                form.push(fold(letter), at, end);
            }
        }
        form
    }

    fn push(&mut self, letter: char, start: usize, end: usize) {
        self.letters.push((self.text.len(), start, end));
        self.text.push(letter);
    }

    fn occurrences(&self, quote: &str) -> Vec<ByteSpan> {
        let letter_at = |byte: usize| self.letters.partition_point(|letter| letter.0 < byte);
        let span = |(start, found): (usize, &str)| {
            let (first, last) = (letter_at(start), letter_at(start + found.len()).saturating_sub(1));
            ByteSpan::new(self.letters[first].1, self.letters[last].2)
        };
        self.text.match_indices(quote).map(span).collect()
    }
}

/// A typographic sign as a typewriter has it.
const fn typewritten(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        letter => letter,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn find(text: &str, quote: &str) -> Result<Quoted, QuoteError> {
        QuotedText::new(text).find(quote, Hints::default())
    }

    fn words(text: &str, quote: &str) -> String {
        find(text, quote).unwrap().words
    }

    #[test]
    fn the_texts_own_words_are_stored() {
        assert_eq!(words("Ships pay twice.", "pay twice"), "pay twice");
        assert_eq!(words("Ships  pay\n twice.", "Ships pay twice"), "Ships  pay\n twice");
        let text = "She said “it’s 5\u{a0}percent — no more”.";
        assert_eq!(words(text, "\"it's 5 percent - no more\""), "“it’s 5\u{a0}percent — no more”");
    }

    #[test]
    fn similar_words_and_other_digits_are_refused() {
        for (text, quote) in [
            ("Trade came to 800 million.", "Trade came to 900 million"),
            ("Trade came to 800 million.", "trade came to 800 million"),
            ("Trade came to ８00 million.", "800 million"),
            ("Trade came to x² million.", "x2 million"),
        ] {
            assert!(matches!(find(text, quote), Err(QuoteError::Missing(_))), "{quote}");
        }
        assert_eq!(find("Trade came to 1,800 million.", "800 million"), Err(QuoteError::CutsWord));
        assert_eq!(find("Trade came to US$8.5 million.", "came to US$8"), Err(QuoteError::CutsWord));
        assert_eq!(find("Trade.", " "), Err(QuoteError::Empty));
    }

    #[test]
    fn a_quote_that_stands_twice_needs_to_say_which() {
        let text = QuotedText::new("Dues rose. Later dues fell and dues stayed.");
        let nth = |nth| text.find("dues", Hints { nth: Some(nth), ..Hints::default() });
        assert_eq!(text.find("dues", Hints::default()), Err(QuoteError::Ambiguous(2)));
        assert_eq!(nth(2).unwrap().span, ByteSpan::new(31, 35));
        assert_eq!(nth(2).unwrap().nth, Some(2));
        assert_eq!(nth(3), Err(QuoteError::TooFew(2)));
        let at = |start, end| text.find("dues", Hints { start: Some(start), end: Some(end), nth: None });
        assert_eq!(at(31, 35).unwrap().nth, Some(2));
        assert_eq!(at(30, 35), Err(QuoteError::Ambiguous(2)), "the words there do not agree");
    }

    #[test]
    fn only_whole_words_count_as_occurrences() {
        let quoted = find("Shipping costs; a ship pays.", "ship").unwrap();
        assert_eq!((quoted.span, quoted.nth), (ByteSpan::new(18, 22), None));
        let quoted = find("A shipment; a ship pays.", "ship").unwrap();
        assert_eq!((quoted.span, quoted.nth), (ByteSpan::new(14, 18), Some(2)));
    }

    #[test]
    fn names_are_found_before_a_possessive_ending() {
        let text = QuotedText::new("O’Brien's ferry");
        assert_eq!(text.own_words("O'Brien"), Some("O’Brien"));
        assert_eq!(text.own_words("Brie"), None);
    }
}
