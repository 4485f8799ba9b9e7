//! What is between a title and its text: byline, date, dateline.

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::document::{Document, Field};

/// Bylines and dates are among this many first blocks.
const FIRST: usize = 5;

/// Words before the name of an author, in lower case.
const BY: [&str; 7] = ["by ", "von ", "par ", "por ", "di ", "door ", "written by "];
/// Small words that a name or a list of names may have.
const SMALL: [&str; 22] = [
    "and", "und", "et", "y", "e", "en", "de", "del", "della", "di", "da", "dos", "la", "le", "van", "von", "der",
    "den", "bin", "al", "in", "for",
];
/// A dateline takes at most this many bytes.
const LONGEST_DATELINE: usize = 80;

/// Takes bylines, dates and datelines out of the text, into the fields that have no value yet.
pub(super) fn take(document: &mut Document) {
    let last = document.blocks.iter().take(FIRST).position(|block| block.text.len() > 250);
    for block in document.blocks.iter_mut().take(last.unwrap_or(FIRST)) {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) {
            continue;
        }
        if let Some(name) = byline(&block.text) {
            let name = Field::guessed(name).map(|field| field.from_line(block.line));
            block.kind = BlockKind::Byline;
            document.metadata.byline = document.metadata.byline.take().or(name);
        } else if let Ok(date) = dates::whole_line(&block.text) {
            let date = Field::guessed(&date).map(|field| field.from_line(block.line));
            block.kind = BlockKind::Dateline;
            document.metadata.published = document.metadata.published.take().or(date);
        }
    }
    split_dateline(&mut document.blocks);
}

/// The name in a byline; none when the text is none.
pub(in super::super) fn byline(text: &str) -> Option<&str> {
    const MOST_WORDS: usize = 12;
    let low = text.to_lowercase();
    let start = BY.iter().find(|word| low.starts_with(**word))?.len();
    // Lower case may take other bytes than the original.
    let name = text.get(start..)?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(|letter: char| letter.is_uppercase()) || SMALL.contains(word);
    let capitals = words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    (capitals && words.len() <= MOST_WORDS && words.len() >= 2 - usize::from(low.starts_with("by ")))
        .then_some(name)
        .filter(|name| words.iter().all(is_name) && !name.ends_with(['.', '!', '?', ':']))
}

/// Splits the dateline off the first paragraph.
fn split_dateline(blocks: &mut Vec<Block>) {
    let Some(at) = blocks.iter().position(|block| block.kind == BlockKind::Paragraph) else { return };
    let Some((dateline, rest)) = dateline(&blocks[at].text) else { return };
    let dateline = Block::new(BlockKind::Dateline, dateline, blocks[at].line);
    blocks[at] = Block { text: rest.to_owned(), ..blocks[at].clone() };
    blocks.insert(at, dateline);
}

/// "WASHINGTON (CNN) — " at the beginning of a text, and what follows it.
fn dateline(text: &str) -> Option<(&str, &str)> {
    let (at, separator) = [" — ", " – ", " -- ", " - ", "— ", ": "]
        .iter()
        .filter_map(|separator| Some((text.find(separator)?, *separator)))
        .filter(|(at, _)| (2..=LONGEST_DATELINE).contains(at))
        .min_by_key(|(at, _)| *at)?;
    let (place, rest) = (&text[..at], text[at + separator.len()..].trim_start());
    let mut words = place.split_whitespace();
    let first = words.next()?;
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_capitals = |word: &str| letters(word) > 1 && !word.contains(char::is_lowercase);
    let agency = place.ends_with(')') && place.contains('(');
    let placed = match separator {
        ": " => place.split_whitespace().all(is_capitals) && letters(place) > 3,
        _ => is_capitals(first) && letters(first) > 2 || agency && first.starts_with(char::is_uppercase),
    };
    let known = |word: &str| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !bare.starts_with(char::is_lowercase)
            || word.starts_with('(')
            || word.ends_with(')')
            || SMALL.contains(&bare)
            || dates::month(bare).is_some()
    };
    let begins =
        rest.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit() || "\"“«„".contains(letter));
    (placed && begins && words.all(known) && rest.len() > 40).then_some((place, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_a_name_and_nothing_else() {
        assert_eq!(byline("By Lena Ek"), Some("Lena Ek"));
        assert_eq!(
            byline("By Lena Ek and Per van Holm, Sound Gazette"),
            Some("Lena Ek and Per van Holm, Sound Gazette")
        );
        assert_eq!(byline("Von Jana Ruiz"), Some("Jana Ruiz"));
        for text in ["By noon the ferry was gone", "By Friday, nobody came.", "Por la noche", "Di notte"] {
            assert_eq!(byline(text), None, "{text}");
        }
    }

    #[test]
    fn datelines_leave_the_text() {
        let text = "The ferry to Holm sank on Monday with nobody aboard.";
        for place in [
            "OSTROW — ",
            "OSTROW, Norvik (Sound Wire) — ",
            "NEW HOLM, May 3 (SW) - ",
            "Ostrow (dpa) – ",
            "OSTROW -- ",
            "NEW HOLM: ",
        ] {
            assert_eq!(dateline(&format!("{place}{text}")).map(|(_, rest)| rest), Some(text), "{place}");
        }
        for text in [
            "The ferry — the last one, as it turned out, of some forty — sank on Monday with nobody aboard.",
            "NATO members - among them Norvik and some of its neighbours - have met to discuss the ferry.",
            "Ostrow - The ferry to Holm sank on Monday with nobody aboard, and everybody was relieved.",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
