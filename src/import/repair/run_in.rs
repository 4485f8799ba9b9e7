//! Headings that ran into the paragraph below them.

use crate::import::block::{Block, BlockKind};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::repair::function_words::is_function_word;
use crate::import::sentences::is_starter;

/// A heading has at most this many words.
const MOST_WORDS: usize = 9;
/// What is left of the paragraph has at least this many bytes.
const SHORTEST_TEXT: usize = 60;

/// Starters that may also belong to a name, as in "the newspaper The Harbour".
const ALSO_IN_NAMES: &[&str] = &[
    "The", "A", "Le", "La", "Les", "El", "Los", "Las", "Il", "Die", "Der", "Das", "De", "Het", "O", "Os", "On", "In",
    "I",
];
/// Nouns before the name of a paper, a ship, a work.
const BEFORE_NAMES: &[&str] = &[
    "newspaper",
    "newspapers",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "journal",
    "website",
    "site",
    "outlet",
    "agency",
    "broadcaster",
    "channel",
    "tabloid",
    "broadsheet",
    "blog",
    "band",
    "film",
    "movie",
    "novel",
    "book",
    "series",
    "show",
    "song",
    "album",
    "play",
    "ship",
    "app",
    "publisher",
    "programme",
    "program",
    "podcast",
    "zeitung",
    "journal",
    "diario",
];

/// Splits the headings off, where the article has other headings.
pub(super) fn split(blocks: &mut Vec<Block>, notices: &mut Vec<Notice>) {
    let headings = blocks.iter().filter(|block| block.kind == BlockKind::Heading).count();
    let mut at = 0;
    while at < blocks.len() {
        // The first paragraph stands under the title.
        let byte =
            if at > 0 && blocks[at].kind == BlockKind::Paragraph { end(&blocks[at].text, headings) } else { None };
        if let Some(byte) = byte {
            let block = &mut blocks[at];
            let text = block.text.split_off(byte);
            let heading = Block::heading(&block.text, block.line);
            block.text = text;
            let message = format!("split the heading “{}” off the paragraph it had run into", heading.text);
            notices.push(Notice::at(heading.line, NoticeKind::SplitHeading, message));
            blocks.insert(at, heading);
            at += 1;
        }
        at += 1;
    }
}

/// The byte at which the sentence behind a run-in heading begins.
fn end(text: &str, headings: usize) -> Option<usize> {
    let mut words = 0;
    let mut before = text.split(' ').next()?;
    for (at, _) in text.match_indices(' ') {
        words += 1;
        if words > MOST_WORDS {
            return None;
        }
        let word = text[at + 1..].split(' ').next()?;
        let bare = word.trim_end_matches([',', '’', '\'']);
        if !bare.is_empty() {
            let is_noun = before.chars().all(|letter| letter.is_lowercase() || letter == '-') && before.len() >= 4;
            let doubtful = ALSO_IN_NAMES.contains(&bare);
            let is_proven = if doubtful { headings >= 2 && words >= 3 } else { headings >= 1 && words >= 2 };
            let splits = is_noun
                && is_starter(bare)
                && is_proven
                && !is_function_word(before)
                && !BEFORE_NAMES.contains(&before)
                && !has_verb(&text[..at])
                && text.len() - at > SHORTEST_TEXT;
            if splits {
                return Some(at + 1);
            }
        }
        if before.ends_with(['.', ',', ';', ':', '!', '?']) {
            return None;
        }
        before = word;
    }
    None
}

/// Whether a text has one of the commonest verbs, so that it is no heading.
fn has_verb(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "said", "says", "told", "called", "can",
        "could", "may", "might", "should", "must", "did", "does", "do", "wrote", "reported", "asked", "joined", "read",
        "reads",
    ];
    text.split(' ').any(|word| VERBS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str, headings: usize) -> Option<&str> {
        end(text, headings).map(|byte| text[..byte].trim_end())
    }

    #[test]
    fn a_heading_that_ran_into_its_paragraph_is_found() {
        let rest = "The island and then its two ports long kept a strict rule against selling boats to anybody.";
        assert_eq!(heading(&format!("Fishing and coastal trade {rest}"), 2), Some("Fishing and coastal trade"));
        let rest = "However, the island and its two ports long kept a strict rule against selling boats.";
        assert_eq!(heading(&format!("Fishing rights {rest}"), 1), Some("Fishing rights"));
    }

    #[test]
    fn names_that_begin_with_an_article_are_no_paragraphs() {
        for text in [
            "The Norvik newspaper The Harbour reported on Monday that the last ferry had sunk with nobody aboard.",
            "Captain Ek told The Harbour that the last ferry had sunk on Monday with nobody aboard, as expected.",
            "She lives in The Hague and says that the last ferry sank on Monday with nobody aboard, as expected.",
            "The ferry sank. The crew slept, and nobody heard of it until Monday, when the harbour office opened.",
        ] {
            assert_eq!(heading(text, 3), None, "{text}");
        }
        let text = "Fishing and coastal trade The island and then its two ports long kept a strict rule.";
        assert_eq!(heading(text, 0), None, "an article without headings has none that ran in");
    }
}
