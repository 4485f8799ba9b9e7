//! Pieces of HTML and of plain text inside other formats, as blocks.

use crate::import::block::{Block, BlockKind};
use crate::import::html::blocks_of_fragment;
use crate::import::markup::flow::join_lines;

/// The blocks of a piece of HTML that begins on that line of the source.
pub(super) fn blocks(html: &str, line: usize) -> Vec<Block> {
    let blocks = blocks_of_fragment(html);
    blocks.into_iter().map(|block| Block { line: line + block.line - 1, ..block }).collect()
}

/// Paragraphs of plain text: parted by blank lines, or by line ends where there are no blank lines.
pub(super) fn plain(text: &str, line: usize) -> Vec<Block> {
    let has_blank_lines = text.trim().contains("\n\n");
    let mut blocks = Vec::new();
    let mut gathered = String::new();
    let mut first = line;
    for (number, part) in (line..).zip(text.lines().chain([""])) {
        if !part.trim().is_empty() {
            if gathered.is_empty() {
                first = number;
            }
            gathered.push_str(part);
            gathered.push('\n');
        }
        if (part.trim().is_empty() || !has_blank_lines) && !gathered.is_empty() {
            blocks.push(Block::new(BlockKind::Paragraph, &join_lines(&std::mem::take(&mut gathered)), first));
        }
    }
    blocks
}
