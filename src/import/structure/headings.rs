//! Which short paragraphs of a plain text are headings.

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::sentences::{ends_sentence, is_closer, sentences};
use crate::import::structure::wrap::begins_low;

/// A heading has at most this many words.
const MOST_WORDS: usize = 14;
/// A heading has at most this many characters.
const MOST_CHARACTERS: usize = 110;
/// A shorter paragraph without an end, in bytes, is none that was cut.
pub(super) const SHORTEST_CUT: usize = 60;
/// This many short lines in a row are a list, a table or verse.
const LIST: usize = 4;

/// Marks the paragraphs that are as headings do: short, capitalised, without an end, before a text.
pub(super) fn mark(blocks: &mut [Block]) {
    let candidates: Vec<bool> = blocks.iter().map(is_candidate).collect();
    let mut at = 0;
    while at < blocks.len() {
        let run = candidates[at..].iter().take_while(|candidate| **candidate).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let follows_cut = at > 0 && is_cut(&blocks[at - 1]);
        let text_follows = blocks.get(at + run).is_some_and(is_text_under_heading);
        // A list of short lines: only the last may head what follows.
        let first = if run >= LIST { at + run - 1 } else { at };
        if text_follows && !(follows_cut && first == at) {
            for block in &mut blocks[first..at + run] {
                block.kind = BlockKind::Heading;
            }
        }
        at += run;
    }
}

/// Whether a text has the looks of a heading or title.
pub(super) fn looks_like_heading(text: &str) -> bool {
    let bare = text.trim_end_matches(is_closer);
    let words = text.split_whitespace().count();
    words <= MOST_WORDS
        && text.len() <= MOST_CHARACTERS * 4
        && text.chars().count() <= MOST_CHARACTERS
        && text.chars().any(char::is_alphabetic)
        && !begins_low(text)
        && !bare.ends_with(['.', ',', ';', '…', '!', ':', '-', '–', '—', ']'])
        && !text.starts_with(['-', '–', '—', '(', '#', '['])
        && !text.contains("://")
        && !text.contains('@')
        && !(bare.ends_with('?') && is_asked(text))
        && !has_afterthought(text)
        && sentences(text).len() == 1
        && dates::whole_line(text).is_err()
}

/// Whether a question is put to somebody, as in an interview or a dialogue, rather than standing over a text.
fn is_asked(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    text.starts_with(['"', '“', '‘', '\'', '«', '„'])
        || words.any(|word| {
            matches!(word.to_lowercase().as_str(), "you" | "your" | "i" | "me" | "my" | "sie" | "vous" | "usted")
        })
}

/// Whether a comma parts off a name, a number or a date, as in captions and addresses.
fn has_afterthought(text: &str) -> bool {
    let mut parts = text.split(", ").skip(1).peekable();
    parts.peek().is_some()
        && parts.all(|part| part.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric()))
}

fn is_candidate(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && looks_like_heading(&block.text)
}

/// Whether a paragraph stops in mid-sentence, so that what follows may be its end.
fn is_cut(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
        && block.text.len() >= SHORTEST_CUT
        && !ends_sentence(&block.text)
        && !block.text.ends_with([':', ';', ')'])
}

fn is_text_under_heading(block: &Block) -> bool {
    match block.kind {
        BlockKind::Paragraph => !begins_low(&block.text),
        BlockKind::List | BlockKind::Quote | BlockKind::Caption => true,
        _ => false,
    }
}
