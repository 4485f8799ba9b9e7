//! Words and phrases by what they say, looked up word by word.

use crate::candidates::language::WordMap;
use crate::candidates::language::hash::hash_lower;

/// What has a word that can be looked up.
pub trait Word {
    /// Hash of the word in lower case.
    fn word(&self) -> u32;
}

/// A table of phrases. Of the phrases that begin at one word, the longest counts.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: WordMap<Vec<(Vec<u32>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: WordMap::default() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase, words parted by blanks. A contraction counts as two words, as in the text (`won't`: `wo`, `n't`).
    pub(super) fn add(&mut self, phrase: &str, value: T) {
        let mut words = Vec::new();
        for word in phrase.split_whitespace() {
            match word.strip_suffix("n't") {
                Some(stem) => words.extend([hash_lower(stem), hash_lower("n't")]),
                None => words.push(hash_lower(word)),
            }
        }
        let Some((first, rest)) = words.split_first() else { return };
        let phrases = self.by_first.entry(*first).or_default();
        phrases.push((rest.to_vec(), value));
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// The phrases that begin at a token, the longest first: how many tokens each takes, and its value.
    pub fn at<'a, W: Word>(&'a self, tokens: &'a [W], at: usize) -> impl Iterator<Item = (usize, T)> + 'a {
        let phrases = tokens.get(at).and_then(|token| self.by_first.get(&token.word()));
        phrases.into_iter().flatten().filter_map(move |(rest, value)| {
            let words = tokens.get(at + 1..=at + rest.len())?;
            words.iter().zip(rest).all(|(token, word)| token.word() == *word).then_some((rest.len() + 1, *value))
        })
    }

    /// Whether there are no phrases.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;
    use crate::candidates::text::token::tokens;

    #[test]
    fn the_longest_phrase_counts() {
        let mut phrases = Phrases::default();
        phrases.add("led to", 1);
        phrases.add("led", 2);
        phrases.add("won't", 3);
        let text = tokens("It led to a strike; they won't pay", Language::english());
        let found: Vec<(usize, i32)> = (0..text.len()).filter_map(|at| phrases.at(&text, at).next()).collect();
        assert_eq!(found, [(2, 1), (2, 3)]);
    }
}
