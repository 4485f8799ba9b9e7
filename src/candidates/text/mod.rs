//! From a paragraph to tagged words and sentences.

pub mod sentence;
pub(super) mod small_word;
pub mod tagger;
pub mod token;

use std::ops::Range;

use crate::candidates::language::Language;
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
    /// Reads a paragraph.
    #[must_use]
    pub fn new(text: &'a str, language: &Language) -> Self {
        let tokens = token::tokens(text, language);
        let sentences = sentence::sentences(text, &tokens, language);
        let mut tags = Vec::with_capacity(tokens.len());
        for sentence in &sentences {
            tagger::tag(text, &tokens[sentence.clone()], language, &mut tags);
        }
        Self { text, tokens, tags, sentences }
    }

    /// The words of a range of tokens, as they are in the paragraph.
    #[must_use]
    pub fn words(&self, range: Range<usize>) -> &'a str {
        if range.is_empty() {
            return "";
        }
        &self.text[self.tokens[range.start].start..self.tokens[range.end - 1].end]
    }

    /// The words of one token.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.text)
    }
}
