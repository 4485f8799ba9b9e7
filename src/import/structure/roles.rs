//! What the paragraphs of a plain text are: items of a list, captions, credits, footers, marks without words.

use crate::import::block::{Block, BlockKind};
use crate::import::document::{Document, Field};
use crate::import::structure::paragraphs::{is_numbered, item_text};

/// A footer is among this many last blocks.
const LAST: usize = 6;
/// Footers and credits are shorter than this, in bytes.
const LONGEST: usize = 300;

/// How the lines below an article begin, in lower case.
const FOOTERS: [&str; 22] = [
    "©",
    "(c) ",
    "copyright",
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "tutti i diritti riservati",
    "newspapers in ",
    "newspapers from ",
    "read more",
    "read also",
    "read next",
    "related articles",
    "related stories",
    "related topics",
    "subscribe to",
    "sign up for",
    "follow us on",
    "share this",
    "lesen sie auch",
    "lire aussi",
];
/// Lines that belong to no article, wherever they are, in lower case.
const FURNITURE: [&str; 8] = [
    "advertisement",
    "anzeige",
    "publicité",
    "publicidad",
    "skip to content",
    "story continues below advertisement",
    "article continues after advertisement",
    "continue reading the main story",
];
/// How credits begin, in lower case.
const CREDITS: [&str; 14] = [
    "photo:",
    "photo by ",
    "photograph:",
    "photos:",
    "picture:",
    "image:",
    "images:",
    "image credit",
    "photo credit",
    "credit:",
    "foto:",
    "bild:",
    "photo :",
    "(photo",
];
/// How captions begin, in lower case.
const CAPTIONS: [&str; 6] = ["caption:", "pictured:", "in this photo", "file photo", "bildunterschrift:", "légende :"];

/// Gives each paragraph its kind; what has no words belongs to no text.
pub(super) fn assign(document: &mut Document) {
    let count = document.blocks.len();
    let numbered: Vec<bool> = document.blocks.iter().map(|block| is_numbered(&block.text)).collect();
    for at in 0..count {
        let beside = (at > 0 && numbered[at - 1]) || numbered.get(at + 1) == Some(&true);
        let block = &mut document.blocks[at];
        if !has_words(&block.text) {
            block.kind = BlockKind::Footer;
        } else if let Some(item) = item_text(&block.text) {
            block.text = item.to_owned();
            block.kind = BlockKind::List;
        } else if numbered[at] && beside {
            block.kind = BlockKind::List;
        } else if let Some(kind) = beside_the_text(&block.text, count - at <= LAST && at > 0) {
            block.kind = kind;
        }
    }
    take_rights(document);
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// What a paragraph is that does not belong to the running text; none for one that may.
fn beside_the_text(text: &str, near_end: bool) -> Option<BlockKind> {
    if text.len() > LONGEST {
        return None;
    }
    let low = text.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| low.starts_with(word));
    match () {
        () if FURNITURE.contains(&low.as_str()) => Some(BlockKind::Footer),
        () if begins(&CREDITS) => Some(BlockKind::Credit),
        () if begins(&CAPTIONS) || is_figure(&low) => Some(BlockKind::Caption),
        () if near_end && begins(&FOOTERS) => Some(BlockKind::Footer),
        () => None,
    }
}

/// "Figure 3. …", "table 2: …".
fn is_figure(low: &str) -> bool {
    let number = ["figure ", "fig. ", "table ", "chart ", "abbildung ", "tabelle "]
        .iter()
        .find_map(|word| low.strip_prefix(word));
    let behind = number.map(|text| text.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    number.zip(behind).is_some_and(|(number, behind)| behind.len() < number.len() && behind.starts_with(['.', ':']))
}

/// A copyright line below the text states the rights.
fn take_rights(document: &mut Document) {
    let is_right = |block: &&Block| {
        let low = block.text.to_lowercase();
        block.kind == BlockKind::Footer && (low.starts_with(['©']) || low.starts_with("copyright"))
    };
    if document.metadata.rights.is_none() {
        let rights = document.blocks.iter().find(is_right);
        document.metadata.rights =
            rights.and_then(|block| Field::stated(&block.text).map(|field| field.from_line(block.line)));
    }
}
