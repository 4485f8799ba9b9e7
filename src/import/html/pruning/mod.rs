//! Pruning: what an extractor leaves in the article and readers would not call a part of it.
//!
//! Rules about [elements] go by names and come first; rules about [blocks](lines) go by words and place. Whatever a
//! rule takes out is reported with its words.

mod elements;

use dom_query::{Document, NodeId, NodeRef};

use super::super::block::Block;
use super::super::notice::Notice;
use super::blocks::blocks;
use super::marks::Marks;
use elements::{RULES, quotes_post};

/// Removes elements that are no part of the article from its tree, and says which.
pub(super) fn prune_elements(content: &Document) -> Vec<Notice> {
    let Some(body) = content.body() else { return Vec::new() };
    let all = text_length(&body);
    let mut dropped = Vec::new();
    let mut next = body.first_child();
    while let Some(node) = next {
        let rule = node.is_element().then(|| rule_of(&node, all)).flatten();
        next = following(&node, rule.is_none(), body.id);
        if let Some(what) = rule {
            dropped.extend(blocks(node, None).into_iter().map(|block| report(&block, what)));
            node.remove_from_parent();
        }
    }
    dropped
}

/// The notice about a block that is left out.
fn report(block: &Block, what: &str) -> Notice {
    Notice::dropped(block.line, block.text.clone(), format!("left out: {what}"))
}

fn rule_of(node: &NodeRef<'_>, all: usize) -> Option<&'static str> {
    let name = node.node_name()?;
    let marks = Marks::of(node);
    let rule = RULES.iter().find(|rule| rule.applies(&name, &marks))?;
    let is_small = text_length(node) * 100 <= all * rule.most;
    (is_small && !quotes_post(node)).then_some(rule.what)
}

fn text_length(node: &NodeRef<'_>) -> usize {
    node.normalized_char_count()
}

/// The next node in the order of the text, inside `node` first where `enters`, and never outside `root`.
fn following<'a>(node: &NodeRef<'a>, enters: bool, root: NodeId) -> Option<NodeRef<'a>> {
    if enters && let Some(child) = node.first_child() {
        return Some(child);
    }
    let mut at = *node;
    while at.id != root {
        if let Some(sibling) = at.next_sibling() {
            return Some(sibling);
        }
        at = at.parent()?;
    }
    None
}
