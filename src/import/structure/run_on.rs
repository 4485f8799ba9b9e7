//! A text without any mark of a paragraph.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::import::block::{Block, BlockKind};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::sentences::{is_opener, sentences};
use crate::import::structure::wrap::begins_low;

/// A shorter text, in bytes, may well be one paragraph.
const SHORTEST: usize = 800;
/// A text of fewer sentences may well be one paragraph.
const FEWEST: usize = 5;
/// A guessed paragraph has at most this many sentences.
const MOST: usize = 4;

static CONTINUING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("continuing_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Splits a long text that is one paragraph, before each sentence that does not go on with the one before it, as
/// newspapers do on the web.
pub(super) fn split(blocks: &mut Vec<Block>, notices: &mut Vec<Notice>) {
    let mut long = blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let (Some((at, only)), None) = (long.next(), long.next()) else { return };
    let spans = sentences(&only.text);
    if only.text.len() < SHORTEST || spans.len() < FEWEST {
        return;
    }
    let mut pieces: Vec<Block> = Vec::new();
    let mut count = 0;
    for span in spans {
        let sentence = &only.text[span.range()];
        match pieces.last_mut() {
            Some(piece) if count < MOST && goes_on(sentence) => {
                piece.text.push(' ');
                piece.text.push_str(sentence);
                count += 1;
            }
            _ => {
                pieces.push(Block::paragraph(sentence, only.line));
                count = 1;
            }
        }
    }
    let message = "the text does not mark its paragraphs; they were guessed from its sentences";
    notices.push(Notice::at(only.line, NoticeKind::Guess, message));
    blocks.splice(at..=at, pieces);
}

fn goes_on(sentence: &str) -> bool {
    let bare = sentence.trim_start_matches(is_opener);
    let word = bare.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    begins_low(bare) || CONTINUING.contains(word)
}
