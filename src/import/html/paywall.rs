//! Pages that show only the beginning of an article.

use crate::import::block::Block;
use crate::import::html::metadata::Facts;

/// Most words of a beginning. Outlets show one or two paragraphs, and mark whole articles that subscribers have
/// saved in the same way.
const MOST_WORDS: usize = 150;

/// Whether the page says that the article is for subscribers, and what is there of it is short.
pub(super) fn is_stub(facts: &Facts, blocks: &[Block]) -> bool {
    facts.is_free == Some(false) && words(blocks) <= MOST_WORDS
}

/// Words of the running text.
pub(super) fn words(blocks: &[Block]) -> usize {
    let text = blocks.iter().filter(|block| block.kind.is_body());
    text.map(|block| block.text.split_whitespace().count()).sum()
}
