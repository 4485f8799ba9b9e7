//! Words, numbers and marks of a paragraph, with where they are.

use crate::candidates::language::hash::hash_lower;
use crate::candidates::language::phrases::Word;
use crate::candidates::language::{Class, Classes, Language};

/// One word, number or punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the paragraph.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Hash of the word in lower case, see `language::hash`.
    pub word: u32,
    /// How it is written.
    pub shape: Shape,
    /// Classes of words to which it belongs.
    pub classes: Classes,
    /// Whether white space (or the start of the paragraph) is before it.
    pub spaced: bool,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Shape {
    /// `said`.
    Lower,
    /// `Pakistan`.
    Capital,
    /// `NATO`; also one capital letter alone.
    Upper,
    /// `McCain`, `iPhone`.
    Mixed,
    /// `2018`, `3.5`, `1,200`.
    Number,
    /// `21st`, `B-52`, `G7`.
    WithDigits,
    /// `,`.
    Mark,
}

impl Word for Token {
    fn word(&self) -> u32 {
        self.word
    }
}

impl Token {
    /// Its words in the paragraph.
    #[must_use]
    #[inline]
    pub fn text<'a>(&self, paragraph: &'a str) -> &'a str {
        &paragraph[self.start..self.end]
    }

    /// Whether it belongs to `class`.
    #[must_use]
    pub const fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it starts with a capital letter.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// Whether it is punctuation.
    #[must_use]
    pub const fn is_mark(&self) -> bool {
        matches!(self.shape, Shape::Mark)
    }
}

/// Divides a paragraph into tokens. Contractions and possessives are parted from their word (`Russia`, `'s`).
#[must_use]
pub fn tokens(text: &str, language: &Language) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    let mut spaced = true;
    while let Some(char) = text[at..].chars().next() {
        if char.is_whitespace() {
            at += char.len_utf8();
            spaced = true;
            continue;
        }
        let end = at + token_length(&text[at..], char, language);
        push(&mut found, text, at, end, spaced, language);
        spaced = false;
        at = end;
    }
    found
}

/// Length in bytes of the token at the start of `rest`, which begins with `first`.
fn token_length(rest: &str, first: char, language: &Language) -> usize {
    if first == '.' {
        return rest.bytes().take_while(|byte| *byte == b'.').count();
    }
    if rest.starts_with("''") || rest.starts_with("``") {
        return 2;
    }
    if let Some(length) = lone_clitic(rest, language) {
        return length;
    }
    if rest.starts_with("--") {
        return rest.bytes().take_while(|byte| *byte == b'-').count();
    }
    if !first.is_alphanumeric() {
        return if is_handle(rest) { 1 + word_length(&rest[1..]) } else { first.len_utf8() };
    }
    if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
        let link = rest.find(char::is_whitespace).unwrap_or(rest.len());
        return rest[..link].trim_end_matches(['.', ',', ')', '"', '”', ';']).len();
    }
    let length = word_length(rest);
    if rest[length..].starts_with('$') && language.measures.signs.iter().any(|(sign, _)| *sign == &rest[..=length]) {
        return length + 1;
    }
    if rest[length..].starts_with('.') && takes_full_stop(&rest[..length], language) { length + 1 } else { length }
}

/// Length of a `'s` that is apart from its word, as in texts that were divided into words before.
fn lone_clitic(rest: &str, language: &Language) -> Option<usize> {
    let after = rest.strip_prefix(['\'', '’'])?;
    let letters = after.find(|char: char| !char.is_alphanumeric()).unwrap_or(after.len());
    let known = language.clitics.iter().any(|clitic| *clitic == &after[..letters]);
    known.then(|| rest.len() - after.len() + letters)
}

/// Whether `rest` starts with a name as social networks write it: `@name`, `#topic`.
fn is_handle(rest: &str) -> bool {
    rest.starts_with(['@', '#']) && rest[1..].starts_with(char::is_alphanumeric)
}

/// Length of a word: letters and digits, joined by what may be inside a word.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, char)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, next)| *next);
        let joins = match char {
            '\'' | '’' | '-' | '‑' | '_' | '&' => before.is_alphanumeric() && after.is_alphanumeric(),
            '.' => {
                (before.is_ascii_digit() && after.is_ascii_digit())
                    || (after.is_alphabetic() && is_initial(&rest[..at]) && !after.is_lowercase())
                    || (before.is_lowercase() && after.is_lowercase() && is_initial(&rest[..at]))
            }
            ',' => before.is_ascii_digit() && is_thousands(&rest[at + 1..]),
            _ => char.is_alphanumeric() || is_combining(char),
        };
        if !joins {
            return at;
        }
        before = char;
    }
    rest.len()
}

fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Whether the last letter of `word` stands alone, as in `U.S` and `a.m`.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none_or(|char| char == '.')
}

/// Whether exactly three digits follow, as after the comma of `1,200`.
fn is_thousands(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// Whether a full stop after the word belongs to it: `Mr.`, `U.S.`, `J.`.
fn takes_full_stop(word: &str, language: &Language) -> bool {
    let lone = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    lone || (word.contains('.') && is_initial(word)) || language.abbreviation(word).is_some()
}

/// Adds the token, parted where it must be.
fn push(found: &mut Vec<Token>, text: &str, start: usize, end: usize, spaced: bool, language: &Language) {
    let mut first = start;
    let mut spaced = spaced;
    for cut in cuts(&text[start..end], language).into_iter().flatten().map(|cut| start + cut) {
        found.push(token(text, first, cut, spaced, language));
        first = cut;
        spaced = false;
    }
    found.push(token(text, first, end, spaced, language));
}

/// Where a word is parted: before `'s`, `n't` and the like, and round the hyphen between two names.
fn cuts(word: &str, language: &Language) -> [Option<usize>; 2] {
    let bytes = word.as_bytes();
    if !bytes[0].is_ascii_alphanumeric() && word.chars().next().is_none_or(|char| !char.is_alphabetic()) {
        return [None, None];
    }
    if let Some(cut) = clitic(word, language) {
        return [Some(cut), None];
    }
    if let Some(hyphen) = word.find('-') {
        let (left, right) = (&word[..hyphen], &word[hyphen + 1..]);
        let named = language.is_name(left) && (language.is_name(right) || language.gazetteer.begins_name(right));
        let tail = left.starts_with(char::is_uppercase) && language.classes(hash_lower(right)).has(Class::NameTail);
        return if named || tail { [Some(hyphen), Some(hyphen + 1)] } else { [None, None] };
    }
    [lost_hyphen(word, language).or_else(|| prefix(word, language)), None]
}

fn clitic(word: &str, language: &Language) -> Option<usize> {
    let apostrophe = word.rfind(['\'', '’'])?;
    let mark = word[apostrophe..].chars().next()?.len_utf8();
    let after = word[apostrophe + mark..].to_ascii_lowercase();
    if after == "t" && word[..apostrophe].ends_with(['n', 'N']) && apostrophe > 1 {
        return Some(apostrophe - 1);
    }
    language.clitics.iter().any(|clitic| *clitic == after).then_some(apostrophe)
}

/// Where a prefix ends that is before a name: `nonNATO`.
fn prefix(word: &str, language: &Language) -> Option<usize> {
    let cut = word.find(char::is_uppercase).filter(|cut| *cut > 1)?;
    language.classes(hash_lower(&word[..cut])).has(Class::Prefix).then_some(cut)
}

/// Where a hyphen was lost between two names: `RussianPakistani`.
fn lost_hyphen(word: &str, language: &Language) -> Option<usize> {
    if word.len() < 8 || !word.is_ascii() {
        return None;
    }
    let cut = 3 + word[3..].find(|char: char| char.is_ascii_uppercase())?;
    (language.is_name(&word[..cut]) && language.is_name(&word[cut..])).then_some(cut)
}

fn token(text: &str, start: usize, end: usize, spaced: bool, language: &Language) -> Token {
    let written = &text[start..end];
    let word = hash_lower(written);
    let shape = shape(written);
    let stem = written.strip_suffix('.').filter(|stem| !stem.is_empty()).map_or(word, hash_lower);
    Token { start, end, word, shape, classes: language.classes(stem), spaced }
}

fn shape(word: &str) -> Shape {
    let (mut lower, mut upper, mut digit, mut first_upper) = (0, 0, 0, false);
    for (index, char) in word.chars().enumerate() {
        if char.is_lowercase() {
            lower += 1;
        } else if char.is_uppercase() {
            upper += 1;
            first_upper |= index == 0;
        } else if char.is_ascii_digit() {
            digit += 1;
        } else if char.is_alphabetic() {
            lower += 1;
        }
    }
    match (lower, upper, digit) {
        (0, 0, 0) => Shape::Mark,
        _ if word.ends_with('$') => Shape::Mark,
        (0, 0, _) => Shape::Number,
        (_, _, 1..) => Shape::WithDigits,
        (0, _, 0) => Shape::Upper,
        (_, 0, 0) => Shape::Lower,
        (_, 1, 0) if first_upper => Shape::Capital,
        _ if word.contains('-') && first_upper => Shape::Capital,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Language::english()).iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn possessives_and_contractions_are_parted() {
        assert_eq!(words("Russia's ports don't"), ["Russia", "'s", "ports", "do", "n't"]);
        assert_eq!(words("the workers’ Ostrow’s"), ["the", "workers", "’", "Ostrow", "’s"]);
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        assert_eq!(words("Mr. Hale of the U.S. left."), ["Mr.", "Hale", "of", "the", "U.S.", "left", "."]);
        assert_eq!(words("At 5 p.m. J. Ward"), ["At", "5", "p.m.", "J.", "Ward"]);
    }

    #[test]
    fn numbers_and_money_are_whole() {
        assert_eq!(words("US$1,200.50, 3.5%"), ["US$", "1,200.50", ",", "3.5", "%"]);
    }

    #[test]
    fn names_joined_by_a_hyphen_are_two_names() {
        assert_eq!(words("Russian-Pakistani far-right"), ["Russian", "-", "Pakistani", "far-right"]);
        assert_eq!(words("MoscowIslamabad McDonald"), ["Moscow", "Islamabad", "McDonald"]);
        assert_eq!(words("Moscow-New Delhi"), ["Moscow", "-", "New", "Delhi"]);
        assert_eq!(words("the ISIS-affiliated and nonNATO"), ["the", "ISIS", "-", "affiliated", "and", "non", "NATO"]);
    }
}
