//! Words that are not in a text: the passage that was meant, and how it differs.

use std::collections::HashMap;

use crate::text::search::Pattern;

/// Passages are not looked for in longer texts.
const LONGEST_TEXT: usize = 20_000;

/// How the passage that was meant differs from `words`, as a hint for whoever wrote them; none when the text has no passage
/// that differs in white space, case, accents or punctuation only.
#[must_use]
pub fn difference(text: &str, words: &str) -> Option<String> {
    let words = words.trim();
    let span = Pattern::new(words)?.spans(text).into_iter().next()?;
    let passage = &text[span.range()];
    let same =
        passage.chars().zip(words.chars()).take_while(|(there, here)| there == here).map(|(there, _)| there.len_utf8());
    let same: usize = same.sum();
    let (there, here) = (passage[same..].chars().next(), words[same..].chars().next());
    Some(match (there, here) {
        (Some('\n' | '\r'), Some(' ')) => {
            let (before, after) = (last_word(&passage[..same]), first_word(&passage[same..]));
            format!(
                "the text breaks the line between “{before}” and “{after}”: write the paragraph below `>-`, which joins its \
                 lines, or break the line here as well"
            )
        }
        (Some(' '), Some('\n' | '\r')) => {
            "these words go over a line break and the text does not: write them below `>-`, which joins lines"
                .to_owned()
        }
        (Some(there), Some(here)) if !there.is_whitespace() && there.to_lowercase().eq(here.to_lowercase()) => {
            format!("the text has “{passage}”")
        }
        (Some(there), Some(here)) if there.is_whitespace() != here.is_whitespace() => {
            let (more, before) = (if there.is_whitespace() { "more" } else { "less" }, last_word(&passage[..same]));
            format!("the text has {more} space after “{before}”: “{passage}”")
        }
        (there, here) => {
            let shown = |letter: Option<char>| {
                letter.map_or("nothing".to_owned(), |letter| format!("“{letter}” (U+{:04X})", u32::from(letter)))
            };
            format!("the text has {} where this has {}: “{passage}”", shown(there), shown(here))
        }
    })
}

fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or("")
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// The passage of as many words that shares most of them with `words`; none when it shares less than half, or when `text`
/// is too long to be gone through.
#[must_use]
pub fn nearest_passage(text: &str, words: &str) -> Option<String> {
    let wanted: Vec<String> = words.split_whitespace().map(bare).collect();
    if wanted.is_empty() || text.len() > LONGEST_TEXT {
        return None;
    }
    let there: Vec<&str> = text.split_whitespace().collect();
    let count = wanted.len().min(there.len());
    let mut best = (0, 0);
    for start in 0..=there.len() - count {
        let shared = shared(&wanted, &there[start..start + count]);
        if shared > best.0 {
            best = (shared, start);
        }
    }
    if best.0 * 2 < wanted.len() {
        return None;
    }
    Some(there[best.1..best.1 + count].join(" "))
}

/// How many of the words wanted are there, each as often as it is.
fn shared(wanted: &[String], there: &[&str]) -> usize {
    let mut left: HashMap<String, usize> = HashMap::new();
    for word in there {
        *left.entry(bare(word)).or_default() += 1;
    }
    let mut count = 0;
    for word in wanted {
        if let Some(times @ 1..) = left.get_mut(word) {
            *times -= 1;
            count += 1;
        }
    }
    count
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_named() {
        let hint = |text: &str, words: &str| difference(text, words).unwrap_or_default();
        assert!(
            hint("of the story\ngoes on", "story goes on")
                .starts_with("the text breaks the line between “story” and “goes”")
        );
        assert!(hint("of the story\r\ngoes on", "story goes on").contains("between “story” and “goes”"));
        assert!(hint("story goes on", "story\ngoes on").contains("`>-`"));
        assert_eq!(hint("It’s so.", "It's so"), "the text has “’” (U+2019) where this has “'” (U+0027): “It’s so”");
        assert_eq!(
            hint("a cafe\u{301} here", "café"),
            "the text has “e” (U+0065) where this has “é” (U+00E9): “cafe\u{301}”"
        );
        assert_eq!(hint("two  words", "two words"), "the text has more space after “two”: “two  words”");
        assert_eq!(hint("two words", "two  words"), "the text has less space after “two”: “two words”");
        assert_eq!(
            hint("10\u{a0}km", "10 km"),
            "the text has “\u{a0}” (U+00A0) where this has “ ” (U+0020): “10\u{a0}km”"
        );
        assert_eq!(hint("The Quay opens", "the quay opens"), "the text has “The Quay opens”");
        assert_eq!(difference("The Quay opens", "the quay closes"), None);
        assert_eq!(difference("The Quay opens", " "), None);
    }

    #[test]
    fn the_nearest_passage_shares_half_of_the_words() {
        assert_eq!(
            nearest_passage("The quay opens in May.", "quay opened in May").as_deref(),
            Some("quay opens in May.")
        );
        assert_eq!(nearest_passage("The quay opens in May.", "nobody said so"), None);
    }
}
