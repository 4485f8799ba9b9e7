//! From a paragraph to tagged words and sentences.

pub mod seen_words;
pub mod sentence;
pub(super) mod small_word;
pub mod tagger;
pub mod token;

use std::ops::Range;

use crate::candidates::language::Language;
use crate::candidates::text::seen_words::SeenWords;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::Token;

/// A paragraph with its tokens, their parts of speech and its sentences.
#[derive(Debug, Clone)]
pub struct Analysed<'a> {
    /// The paragraph.
    pub text: &'a str,
    /// Its words and marks, in order.
    pub tokens: Vec<Token>,
    /// The part of speech of each token.
    pub tags: Vec<Tag>,
    /// Ranges of token indices.
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Analysed<'a> {
    /// Reads a paragraph by itself.
    #[must_use]
    pub fn new(text: &'a str, language: &Language) -> Self {
        Self::after(&mut SeenWords::default(), text, language)
    }

    /// Reads one paragraph of several, whose words are remembered in `seen`.
    #[must_use]
    pub fn after(seen: &mut SeenWords, text: &'a str, language: &Language) -> Self {
        let tokens = token::tokens(text, language);
        let sentences = sentence::sentences(text, &tokens, language);
        let mut tags = Vec::with_capacity(tokens.len());
        for sentence in &sentences {
            tagger::tag(text, &tokens[sentence.clone()], language, seen, &mut tags);
        }
        Self { text, tokens, tags, sentences }
    }

    /// The words of a range of tokens, as they are in the paragraph.
    #[must_use]
    #[inline]
    pub fn words(&self, range: Range<usize>) -> &'a str {
        if range.is_empty() {
            return "";
        }
        &self.text[self.tokens[range.start].start..self.tokens[range.end - 1].end]
    }

    /// The words of one token.
    #[must_use]
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.text)
    }
}
