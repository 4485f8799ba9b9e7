//! The words of a text, by which its damage is proven.

use std::collections::{HashMap, HashSet};

/// The words of one text.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Words as written, hyphens inside kept.
    words: HashSet<String>,
    /// Capitalised words, with how often they are behind another word of their sentence.
    names: HashMap<String, usize>,
}

impl Vocabulary {
    /// The words of these pieces of text.
    pub(super) fn of<'a>(pieces: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for piece in pieces {
            let mut starts = true;
            for token in piece.split_whitespace() {
                let word = bare(token);
                if !word.is_empty() {
                    vocabulary.add(word, starts);
                }
                starts = token.ends_with(['.', '!', '?', ':', '"', '”', '“']);
            }
        }
        vocabulary
    }

    fn add(&mut self, word: &str, starts_sentence: bool) {
        if word.starts_with(char::is_uppercase) && !starts_sentence {
            *self.names.entry(word.to_owned()).or_default() += 1;
        }
        if !self.words.contains(word) {
            self.words.insert(word.to_owned());
        }
    }

    /// Whether the text has the word, as written.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether the word is capitalised inside a sentence: a name.
    pub(super) fn has_name(&self, word: &str) -> bool {
        self.names.contains_key(word)
    }
}

/// A word without the marks around it, and without a possessive ending.
fn bare(token: &str) -> &str {
    let word = token.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}
