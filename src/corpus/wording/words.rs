//! The words of a text, for comparing sentences and claims.

use crate::text::folding::fold;
use crate::text::span::ByteSpan;

/// The words and signs of a text in order. Letters and digits belong together, even across one of `. , ' ’ -`; every
/// other visible sign is a token of its own.
pub(in crate::corpus) fn tokens(text: &str) -> Vec<ByteSpan> {
    let mut found: Vec<ByteSpan> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut end = start + letter.len_utf8();
        if letter.is_alphanumeric() {
            while let Some(&(at, next)) = letters.peek() {
                let joins = matches!(next, '.' | ',' | '\'' | '’' | '-')
                    && text[at + next.len_utf8()..].starts_with(char::is_alphanumeric);
                if !next.is_alphanumeric() && !joins {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
        }
        found.push(ByteSpan::new(start, end));
    }
    found
}

/// The words of a text, folded, without signs.
pub(in crate::corpus) fn folded_words(text: &str) -> Vec<String> {
    words_of(&fold(text)).map(str::to_owned).collect()
}

/// The words of folded text, without signs.
pub(in crate::corpus) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    let words = tokens(folded).into_iter().map(|span| &folded[span.range()]);
    words.filter(|word| word.starts_with(char::is_alphanumeric))
}

/// Whether words occur side by side among others.
pub(in crate::corpus) fn stands_in(words: &[String], among: &[String]) -> bool {
    !words.is_empty() && among.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_with_separators_are_one_word() {
        let text = "1,200.5 boats, 3-year-old";
        let words: Vec<&str> = tokens(text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(words, ["1,200.5", "boats", ",", "3-year-old"]);
    }
}
