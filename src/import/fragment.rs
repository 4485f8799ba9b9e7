//! Pieces of HTML and of plain text inside other formats, as blocks.

use super::block::{Block, BlockKind};
use super::markup::flow::{Flow, Role, html_role, join_lines};
use super::markup::{Element, html};

/// The blocks of a piece of HTML that begins on that line of the source.
pub(super) fn blocks(html: &str, line: usize) -> Vec<Block> {
    let tree = html::parse(html);
    let blocks = Flow::blocks(tree.document(), role);
    blocks.into_iter().map(|block| Block { line: line + block.line - 1, ..block }).collect()
}

/// What elements of a piece mean: as in any page, with its links.
pub(super) fn role(element: Element<'_>) -> Role {
    match element.name() {
        "a" => Role::Link,
        _ => html_role(element),
    }
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
