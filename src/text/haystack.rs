//! Many texts folded once, for whoever looks for one thing after another: a key more is then one pass over bytes.

use crate::text::folding::fold_into;
use crate::text::search::Pattern;

/// Texts in their folded forms, by number in the order in which they were added.
#[derive(Debug, Default)]
pub struct Haystack {
    /// The folded forms, a line break after each: none of them has one.
    folded: Vec<u8>,
    /// The byte after each line break.
    ends: Vec<usize>,
}

impl Haystack {
    /// Adds one more text.
    pub fn add(&mut self, text: &str) {
        fold_into(text, &mut self.folded);
        self.folded.push(b'\n');
        self.ends.push(self.folded.len());
    }

    /// The texts in which the words are, by number, each with how often; no more than `most` places are counted.
    ///
    /// `text` gives a text as it was added. It is asked only where two places may lie in one letter, as in a ligature.
    #[must_use]
    pub fn places<'t>(&self, pattern: &Pattern, most: usize, text: impl Fn(usize) -> &'t str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut doubtful = Vec::new();
        let mut before = 0;
        for (start, end) in pattern.places(&self.folded).take(most) {
            let number = self.ends.partition_point(|after| *after <= start);
            match found.last_mut() {
                Some((last, count)) if *last == number => {
                    *count += 1;
                    if before == start && doubtful.last() != Some(&(found.len() - 1)) {
                        doubtful.push(found.len() - 1);
                    }
                }
                _ => found.push((number, 1)),
            }
            before = end;
        }
        for at in doubtful {
            let (number, count) = &mut found[at];
            *count = (*count).min(pattern.spans(text(*number)).len());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_number_with_how_often() {
        let texts = ["of oﬀers", "none", "", "of", "o", "f\nx"];
        let mut haystack = Haystack::default();
        for text in texts {
            haystack.add(text);
        }
        let places = |words: &str, most: usize| {
            let pattern = Pattern::new(words);
            pattern.map_or(Vec::new(), |pattern| haystack.places(&pattern, most, |number| texts[number]))
        };
        assert_eq!(places("F", 9), [(0, 2), (3, 1), (5, 1)], "both halves of a ligature are one place");
        assert_eq!(places("of", 9), [(0, 2), (3, 1)], "no text goes on in the next");
        assert_eq!(places("of", 1), [(0, 1)]);
        assert_eq!(places("f x", 9), [(5, 1)]);
        assert_eq!(places("zebra", 9), []);
    }
}
