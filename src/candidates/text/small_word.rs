//! Words in small letters, to be compared with the words that rules look for.

use std::ops::Deref;

/// Bytes of the longest word that a rule looks for.
const LONGEST: usize = 15;

/// A word in small letters of ASCII, without memory of its own: most words are looked at by many rules.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SmallWord {
    letters: [u8; LONGEST],
    length: u8,
}

/// The word in small letters; empty where it is longer than any that rules look for.
#[inline]
pub(crate) fn small(word: &str) -> SmallWord {
    let mut small = SmallWord::default();
    if let Some(letters) = small.letters.get_mut(..word.len()) {
        letters.copy_from_slice(word.as_bytes());
        letters.make_ascii_lowercase();
        small.length = u8::try_from(word.len()).unwrap_or_default();
    }
    small
}

impl Deref for SmallWord {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        // It is a word whose capitals of ASCII were made small.
        std::str::from_utf8(&self.letters[..usize::from(self.length)]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn capitals_of_ascii_are_made_small_and_long_words_are_empty() {
        assert_eq!(&*small("Nevertheless"), "nevertheless");
        assert_eq!(&*small("’Ve"), "’ve");
        assert_eq!(&*small("ÉTÉ"), "ÉtÉ");
        assert_eq!(&*small("fifteen-letters"), "fifteen-letters");
        assert_eq!(&*small("more-than-fifteen"), "");
    }
}
