//! Lines that are on thousands of pages and never in an article.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::import::block::BlockKind;
use crate::import::html::pruning::lines::{Lines, count_words};

/// A beginning counts only in lines of at most this many words.
const MOST_WORDS: usize = 40;

struct Phrases {
    whole: HashSet<&'static str>,
    beginnings: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lines = || include_str!("phrases.txt").lines();
    Phrases {
        whole: lines().filter_map(|line| line.strip_prefix("= ")).collect(),
        beginnings: lines().filter_map(|line| line.strip_prefix("^ ")).collect(),
    }
});

/// Leaves out lines that belong to the page: "Advertisement", "Sign up for …", "Image 1 of 23".
pub(super) fn leave_out_phrases(lines: &mut Lines<'_>) {
    lines.leave_out("a line of the page", |pieces, at| {
        let block = &pieces[at].block;
        match block.kind {
            BlockKind::Quote => false,
            // Steps of a recipe begin as invitations do: "Sign up for an account".
            BlockKind::List => is_line(&bare(&block.text)),
            _ => is_phrase(&block.text),
        }
    });
}

fn is_phrase(text: &str) -> bool {
    if count_words(text) > MOST_WORDS {
        return false;
    }
    let text = plain(text);
    let start = text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '©');
    is_line(&bare(&text)) || PHRASES.beginnings.iter().any(|words| start.starts_with(words)) || is_rule(&text)
}

fn is_line(bare: &str) -> bool {
    PHRASES.whole.contains(bare) || is_count(bare)
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// In lower case, without marks at its ends.
fn bare(text: &str) -> String {
    plain(text).trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

/// "Image 1 of 23", "1 / 6", "3".
fn is_count(text: &str) -> bool {
    const LONGEST: usize = 24;
    if text.len() > LONGEST {
        return false;
    }
    let is_known = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(word, "image" | "photo" | "slide" | "picture" | "of" | "/" | "von" | "de" | "bild")
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbers = words.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
    numbers == 2 && words.len() >= 3 && words.iter().all(|word| is_known(word))
}

/// A line of nothing but marks.
fn is_rule(text: &str) -> bool {
    !text.contains(char::is_alphanumeric) && !text.contains(|letter: char| !letter.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn lines_of_the_page_leave_the_text() {
        for line in [
            "Advertisement",
            "[ Anzeige ]",
            "Image 1 of 23",
            "Image 1 of / 8",
            "Sign up for our newsletter!",
            "* * *",
            "© 2020 The Ostrow Post",
            "Follow us on Twitter",
        ] {
            keeps_text_only(leave_out_phrases, &format!("<p>{line}</p>{TEXT}"));
        }
    }

    #[test]
    fn sentences_stay() {
        for line in [
            "Advertisements for ferries fell in May.",
            "3",
            "40 of 50 ships paid.",
            "Comments by the port were few.",
            "<blockquote>Subscribe to nothing, he said.</blockquote>",
        ] {
            assert_eq!(kept(leave_out_phrases, &format!("<div>{line}</div>{TEXT}")).len(), 4, "{line}");
        }
    }
}
