//! Paragraphs that were cut in mid-sentence.

use crate::import::block::{Block, BlockKind};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::repair::function_words::is_open;
use crate::import::sentences::{begins_as_sentence, ends_sentence, is_opener};
use crate::import::structure::begins_low;

/// Where a paragraph was joined: its block, and the byte of its text at which the second part begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint {
    pub(super) block: usize,
    pub(super) byte: usize,
    pub(super) line: usize,
}

/// Joins the paragraphs that were cut, and tells where.
pub(super) fn join(blocks: &mut Vec<Block>, notices: &mut Vec<Notice>) -> Vec<Joint> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut joints = Vec::new();
    for block in blocks.drain(..) {
        // A caption or credit may stand in the middle of a paragraph.
        let last = joined.iter().rposition(|block| block.kind == BlockKind::Paragraph);
        let between = last.map_or(0, |last| joined.len() - 1 - last);
        let beside = last.is_some_and(|last| joined[last + 1..].iter().all(|block| is_inset(block.kind)));
        match last {
            Some(last) if beside && goes_on(&joined[last], &block, between) => {
                let text = &mut joined[last].text;
                if !text.ends_with('-') {
                    text.push(' ');
                }
                joints.push(Joint { block: last, byte: text.len(), line: block.line });
                text.push_str(&block.text);
                joined[last].links.extend(block.links);
                let message = "joined with the paragraph above, which stopped in mid-sentence";
                notices.push(Notice::at(block.line, NoticeKind::JoinedParagraph, message));
            }
            _ => joined.push(block),
        }
    }
    *blocks = joined;
    joints
}

fn is_inset(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Caption | BlockKind::Credit | BlockKind::Footer)
}

/// Whether `next` goes on with the sentence in which `first` stops.
fn goes_on(first: &Block, next: &Block, between: usize) -> bool {
    /// A text of at least this many bytes is no item of a list.
    const LONG: usize = 60;
    /// So is one that ends a sentence and is at least as long as this.
    const SHORT: usize = 20;
    let (text, follows) = (first.text.as_str(), next.text.as_str());
    let both_text = next.kind == BlockKind::Paragraph && first.kind == BlockKind::Paragraph;
    // A dash at the end stands for a speaker who was interrupted.
    if !both_text || ends_sentence(text) || text.ends_with([':', ';', '–', '—']) || text.ends_with("--") {
        return false;
    }
    if begins_low(follows) {
        return text.len() >= LONG || follows.len() >= LONG || (ends_sentence(follows) && follows.len() >= SHORT);
    }
    // A number, a bracket or a quotation mark at the end may well be a reference or a credit.
    let stops_in_a_word = text.ends_with(|letter: char| letter.is_alphabetic() || matches!(letter, ',' | '-'));
    let begins_with_a_word = follows.starts_with(|letter: char| letter.is_alphanumeric() || is_opener(letter));
    if !stops_in_a_word || !begins_with_a_word || !text.contains(char::is_lowercase) {
        return false;
    }
    let starts_anew = begins_as_sentence(follows);
    // "Yours," and the like end with a comma.
    let is_open = is_open(text) && (text.len() >= LONG || !text.ends_with(','));
    between == 0 && !starts_anew && (is_open || text.ends_with('-'))
}
