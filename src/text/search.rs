//! Looking for words in text by the rules of [`crate::text::folding`], and back to the bytes where they are.

use memchr::memmem::Finder;
use unicode_segmentation::GraphemeCursor;

use crate::text::folding::{fold, fold_into, fold_letter};
use crate::text::span::ByteSpan;

/// Words to look for.
#[derive(Debug, Clone)]
pub struct Pattern {
    finder: Finder<'static>,
}

impl Pattern {
    /// The pattern of words as they were typed; none when they have no visible character.
    #[must_use]
    pub fn new(words: &str) -> Option<Self> {
        let folded = fold(words);
        (!folded.is_empty()).then(|| Self { finder: Finder::new(folded.as_bytes()).into_owned() })
    }

    /// Whether the words are in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let mut folded = Vec::new();
        fold_into(text, &mut folded);
        self.places(&folded).next().is_some()
    }

    /// Where the words are in `text`: whole graphemes, in order, none of them twice.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<ByteSpan> {
        let mut folded = Vec::new();
        fold_into(text, &mut folded);
        let mut spans: Vec<ByteSpan> = Vec::new();
        let mut way = Way::new(text, &folded);
        for (start, end) in self.places(&folded) {
            let span = way.span(start, end);
            match spans.last_mut() {
                // Two places of the folded text may lie in one letter, such as the halves of a ligature.
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => spans.push(span),
            }
        }
        spans
    }

    /// Where the words are in folded text: the first byte, and the one after the last.
    pub(super) fn places<'a>(&'a self, folded: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + 'a {
        let length = self.finder.needle().len();
        let places = self.finder.find_iter(folded).map(move |start| (start, start + length));
        places.filter(|(start, end)| !goes_on(&folded[*start..*end], &folded[*end..]))
    }
}

/// Whether folded text stops within a letter: a Hangul syllable that has more parts, or a kana whose voicing follows.
fn goes_on(found: &[u8], rest: &[u8]) -> bool {
    // U+1100 to U+11FF before U+1160 to U+11FF; U+3040 to U+30FF before U+3099 or U+309A.
    let in_hangul = matches!(found, [.., 0xe1, 0x84..=0x87, _]);
    let in_kana = matches!(found, [.., 0xe3, 0x81..=0x83, _]);
    in_hangul && matches!(rest, [0xe1, 0x85, 0xa0..=0xbf, ..] | [0xe1, 0x86 | 0x87, ..])
        || in_kana && matches!(rest, [0xe3, 0x82, 0x99 | 0x9a, ..])
}

/// The way through a text beside its folded form.
struct Way<'a> {
    text: &'a str,
    /// Whether both have the same bytes but for case, so that places need no translation.
    is_alike: bool,
    /// The byte of the text that is reached.
    at: usize,
    /// The byte of the folded text that is reached.
    folded: usize,
    /// The byte at which the last letter begins that became anything.
    last: usize,
    after_space: bool,
    room: Vec<u8>,
}

impl<'a> Way<'a> {
    fn new(text: &'a str, folded: &[u8]) -> Self {
        // Of ASCII, only runs of white space become another number of bytes.
        let is_alike = text.len() == folded.len() && text.is_ascii();
        Self { text, is_alike, at: 0, folded: 0, last: 0, after_space: false, room: Vec::new() }
    }

    /// What of the text became these bytes of the folded text, up to the ends of graphemes.
    ///
    /// The way goes forward only: no span begins before the last letter of the one before.
    fn span(&mut self, start: usize, end: usize) -> ByteSpan {
        if self.is_alike {
            return ByteSpan::new(start, end);
        }
        while self.folded <= start && self.step() {}
        let first = self.last;
        while self.folded < end && self.step() {}
        ByteSpan::new(grapheme_start(self.text, first), grapheme_end(self.text, self.at))
    }

    /// Goes past one letter; false at the end.
    fn step(&mut self) -> bool {
        let Some(letter) = self.text[self.at..].chars().next() else { return false };
        self.room.clear();
        fold_letter(letter, &mut self.room);
        let mut bytes = 0;
        for byte in &self.room {
            let is_space = *byte == b' ';
            bytes += usize::from(!(is_space && self.after_space));
            self.after_space = is_space;
        }
        if bytes > 0 {
            self.last = self.at;
        }
        self.at += letter.len_utf8();
        self.folded += bytes;
        true
    }
}

fn grapheme_start(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(at),
        _ => at,
    }
}

fn grapheme_end(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(at),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(words: &str, text: &'a str) -> Vec<&'a str> {
        let spans = Pattern::new(words).map_or(Vec::new(), |pattern| pattern.spans(text));
        spans.into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn what_is_found_is_what_stands_there() {
        assert_eq!(found("istanbul", "İİ ȺȺ in İstanbul."), ["İstanbul"]);
        assert_eq!(found("error", "İİ ȺȺ error here"), ["error"]);
        assert_eq!(found("fire", "The ﬁre"), ["ﬁre"]);
        assert_eq!(found("cafe", "café and cafe\u{301}s"), ["café", "cafe\u{301}"]);
        assert_eq!(found("CAFÉ", "cafe"), ["cafe"]);
        assert_eq!(found("strasse", "Die STRASSE in Straße"), ["STRASSE", "Straße"]);
        assert_eq!(found("σασ", "ΣΑΣ σας"), ["ΣΑΣ", "σας"]);
        assert_eq!(found("two words", "in two\n  words, two\u{a0}words"), ["two\n  words", "two\u{a0}words"]);
        assert_eq!(found("it's", "it’s"), ["it’s"]);
        assert_eq!(found("words", "two  words"), ["words"]);
    }

    #[test]
    fn a_part_of_a_letter_is_the_whole_letter_and_is_found_once() {
        assert_eq!(found("f", "oﬀer of"), ["ﬀ", "f"]);
        assert_eq!(found("i", "ﬁn"), ["ﬁ"]);
        assert_eq!(found("fxf", "fxﬀxf"), ["fxﬀxf"]);
        assert_eq!(found("👧", "a 👩‍👧 b"), ["👩‍👧"]);
        assert_eq!(found("e", "e\u{301}e"), ["e\u{301}", "e"]);
    }

    #[test]
    fn a_letter_that_goes_on_is_another_letter() {
        assert_eq!(found("가", "각 가"), ["가"]);
        assert_eq!(found("か", "が か か\u{3099}"), ["か"]);
        assert_eq!(found("が", "が か か\u{3099}"), ["が", "か\u{3099}"]);
    }

    #[test]
    fn nothing_to_be_seen_is_nothing_to_look_for() {
        assert!(Pattern::new("").is_none());
        assert!(Pattern::new("\u{301}\u{200b}").is_none());
    }
}
