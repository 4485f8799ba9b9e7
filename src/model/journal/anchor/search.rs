//! Finds quotes in an article: the first few by scanning the text, further ones with an index.

use std::cell::{Cell, OnceCell};

use crate::model::article::{Article, Paragraph};
use crate::text::span::ByteSpan;

/// How many quotes are found by scanning: building the index takes as long as a few dozen scans.
const BEFORE_INDEX: usize = 24;

/// At most this many places of a quote are returned.
const MOST_PLACES: usize = 500;

/// How many bytes of each word's beginning are in the index.
const KNOWN: usize = 6;

/// A place in an article: index of the paragraph, and the bytes within it.
pub(crate) type Place = (usize, ByteSpan);

/// The paragraphs of an article, for finding quotes in.
pub(crate) struct TextSearch<'a> {
    pub paragraphs: Vec<&'a Paragraph>,
    looked: Cell<usize>,
    index: OnceCell<WordIndex>,
}

impl<'a> TextSearch<'a> {
    pub(crate) fn new(article: &'a Article) -> Self {
        Self { paragraphs: article.paragraphs().collect(), looked: Cell::new(0), index: OnceCell::new() }
    }

    /// The places of `quote`, in order; within a paragraph they do not overlap.
    pub(crate) fn places(&self, quote: &str) -> Vec<Place> {
        if quote.is_empty() {
            return Vec::new();
        }
        self.looked.set(self.looked.get() + 1);
        let anchor = word_beginning(quote).filter(|_| self.looked.get() > BEFORE_INDEX);
        match anchor {
            Some(anchor) => self
                .index()
                .paragraphs(anchor)
                .flat_map(|number| self.within(number, quote))
                .take(MOST_PLACES)
                .collect(),
            None => {
                (0..self.paragraphs.len()).flat_map(|number| self.within(number, quote)).take(MOST_PLACES).collect()
            }
        }
    }

    /// The places of `quote` in one paragraph.
    pub(crate) fn within<'q>(&self, number: usize, quote: &'q str) -> impl Iterator<Item = Place> + use<'a, 'q> {
        let text: &'a str = self.paragraphs.get(number).map_or("", |paragraph| paragraph.text.as_str());
        let quote = Some(quote).filter(|quote| !quote.is_empty());
        let found = quote.into_iter().flat_map(|quote| text.match_indices(quote));
        found.map(move |(start, words)| (number, ByteSpan::new(start, start + words.len())))
    }

    fn index(&self) -> &WordIndex {
        self.index.get_or_init(|| WordIndex::new(&self.paragraphs))
    }
}

/// The beginning of each word, with the index of its paragraph; sorted.
struct WordIndex(Vec<([u8; KNOWN], u32)>);

impl WordIndex {
    fn new(paragraphs: &[&Paragraph]) -> Self {
        let mut words = Vec::new();
        for (number, paragraph) in (0..).zip(paragraphs) {
            let mut inside = false;
            for (at, letter) in paragraph.text.char_indices() {
                let begins = letter.is_alphanumeric() && !inside;
                inside = letter.is_alphanumeric();
                if begins {
                    words.extend(known(&paragraph.text.as_bytes()[at..]).map(|word| (word, number)));
                }
            }
        }
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// The paragraphs with a word that begins this way, in order.
    fn paragraphs(&self, word: [u8; KNOWN]) -> impl Iterator<Item = usize> {
        let from = self.0.partition_point(|(other, _)| *other < word);
        self.0[from..].iter().take_while(move |(other, _)| *other == word).map(|(_, number)| *number as usize)
    }
}

fn known(bytes: &[u8]) -> Option<[u8; KNOWN]> {
    bytes.first_chunk().copied()
}

/// The beginning of the longest word of a quote that certainly begins within it. The first word may have begun before
/// the quote.
fn word_beginning(quote: &str) -> Option<[u8; KNOWN]> {
    let mut best: Option<(usize, usize)> = None;
    let mut begun: Option<usize> = None;
    let mut inside = true;
    for (at, letter) in quote.char_indices().chain([(quote.len(), ' ')]) {
        if letter.is_alphanumeric() {
            begun = begun.or((!inside).then_some(at));
        } else if let Some(start) = begun.take()
            && best.is_none_or(|(_, length)| at - start > length)
        {
            best = Some((start, at - start));
        }
        inside = letter.is_alphanumeric();
    }
    known(&quote.as_bytes()[best?.0..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: String) -> Paragraph {
        Paragraph { id: String::new(), text, kind: None, links: Vec::new(), claims: Vec::new() }
    }

    #[test]
    fn the_index_finds_the_same_as_a_scan() {
        let text = |number: usize| {
            format!("In year {number} the dues of Norvik doubled, it was said. İstanbul paid ﬁve crowns{number}.")
        };
        let paragraphs: Vec<Paragraph> = (0..60).map(|number| paragraph(text(number))).collect();
        let search =
            TextSearch { paragraphs: paragraphs.iter().collect(), looked: Cell::new(0), index: OnceCell::new() };
        let quotes = [
            "Norvik doubled",
            "dues of",
            "of",
            "5 the dues",
            "İstanbul paid",
            "paid ﬁve crowns5",
            "rowns1",
            "said. İs",
            "none",
        ];
        let before: Vec<_> = quotes.iter().map(|quote| search.places(quote)).collect();
        search.looked.set(BEFORE_INDEX);
        let after: Vec<_> = quotes.iter().map(|quote| search.places(quote)).collect();
        assert_eq!(before, after);
        assert!(search.index.get().is_some() && before[0].len() == 60);
    }

    #[test]
    fn the_first_word_of_a_quote_may_begin_before_it() {
        assert_eq!(word_beginning("harbour"), None);
        assert_eq!(word_beginning("a harbour of"), Some(*b"harbou"));
        assert_eq!(word_beginning("it was so"), Some(*b"was so"));
        assert_eq!(word_beginning("so it"), None);
    }
}
