//! How much running text there is.

use dom_query::{NodeData, NodeRef};

use crate::import::html::names::is_unread;

/// Shorter pieces are labels and titles.
const SHORTEST: usize = 40;

/// Bytes of the pieces of text in `node` that are long enough to be sentences and are in no link.
pub(super) fn prose(node: &NodeRef<'_>) -> usize {
    node.children_it(false).map(|child| piece(&child)).sum()
}

fn piece(node: &NodeRef<'_>) -> usize {
    let of_text = node.query_or(0, |node| match &node.data {
        NodeData::Text { contents } => {
            let length = contents.trim().len();
            if length < SHORTEST { 0 } else { length }
        }
        _ => 0,
    });
    let is_read = node.qual_name_ref().is_some_and(|name| !is_unread(&name.local) && &*name.local != "a");
    if is_read { prose(node) } else { of_text }
}
