//! Reports of blocks that are left out.

use crate::import::block::Block;
use crate::import::notice::Notice;

/// The notice about a block that is left out.
pub(super) fn report(block: &Block, what: &str) -> Notice {
    Notice::dropped(block.line, block.text.clone(), format!("left out: {what}"))
}
