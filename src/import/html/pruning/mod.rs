//! Pruning: what is among the text of a page and readers would not call a part of the article.
//!
//! Rules about [elements] go by names and come before the article is looked for. Whatever a rule takes out of the
//! article is reported with its words.

mod articles;
mod elements;
mod lines;
mod prose;
mod report;

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use crate::import::block::Block;
use crate::import::html::blocks::{Piece, blocks};
use crate::import::html::marks::Marks;
use crate::import::html::posts::is_post;
pub(super) use crate::import::html::pruning::lines::{About, Lines, is_dated_line};
use crate::import::html::pruning::report::report;
use crate::import::html::tree::number;
use crate::import::notice::Notice;

use crate::import::html::pruning::elements::rule_of;
use crate::import::html::pruning::prose::prose;

/// An element that was taken out of the page.
#[derive(Debug)]
pub(super) struct Pruned {
    /// What it held, for the report.
    what: &'static str,
    /// Its number among the elements of the page.
    number: usize,
    blocks: Vec<Block>,
}

/// Takes elements out of a page that are no part of an article.
pub(super) fn prune_elements(page: &Document, title: &str) -> Vec<Pruned> {
    let Some(body) = page.body() else { return Vec::new() };
    let all = prose(&body);
    let others = articles::others(page, title);
    let mut pruned = Vec::new();
    let mut next = body.first_child();
    while let Some(node) = next {
        let is_other = !others.is_empty() && number(&node).is_some_and(|number| others.contains(&number));
        let what = if is_other { Some("another article") } else { what_it_is(&node, all) };
        next = following(&node, what.is_none(), body.id);
        if let Some(what) = what {
            let number = number(&node).unwrap_or_default();
            pruned.push(Pruned { what, number, blocks: blocks(node, None) });
            node.remove_from_parent();
        }
    }
    pruned
}

/// Reports of what was between the first and the last element of the article and is not in it: elements that were
/// pruned, and pieces of the `page` that the extractor left out.
pub(super) fn reports(pruned: &[Pruned], page: &[Piece], content: &Document, pieces: &[Piece]) -> Vec<Notice> {
    let is_leaf = |node: &NodeRef<'_>| node.first_element_child().is_none();
    let leaves: Vec<usize> = content.root().descendants_it().filter(is_leaf).filter_map(|node| number(&node)).collect();
    let (Some(first), Some(last)) = (leaves.iter().min(), leaves.iter().max()) else { return Vec::new() };
    let range = *first..=*last;
    let inside = pruned.iter().filter(|pruned| range.contains(&pruned.number));
    let mut notices: Vec<Notice> =
        inside.flat_map(|pruned| pruned.blocks.iter().map(|block| report(block, pruned.what))).collect();
    let mut kept = Kept::new(pieces);
    let left_out = page.iter().filter(|piece| range.contains(&piece.number) && !kept.has(&piece.block.text));
    notices.extend(left_out.map(|piece| report(&piece.block, "what reads like no part of the article")));
    notices
}

/// Texts that were kept.
struct Kept<'a> {
    texts: HashSet<&'a str>,
    all: String,
    /// Searches in `all` that may still be made, since each goes over the whole text.
    searches: usize,
}

impl<'a> Kept<'a> {
    fn new(pieces: &'a [Piece]) -> Self {
        const SEARCHES: usize = 2000;
        let texts: HashSet<&str> = pieces.iter().map(|piece| piece.block.text.as_str()).collect();
        let all = pieces.iter().flat_map(|piece| [piece.block.text.as_str(), " "]).collect();
        Self { texts, all, searches: SEARCHES }
    }

    /// Whether a text is among them, or a part of them where breaks of lines were read in another way.
    fn has(&mut self, text: &str) -> bool {
        if self.texts.contains(text) {
            return true;
        }
        let may_search = self.searches > 0;
        self.searches = self.searches.saturating_sub(1);
        may_search && memchr::memmem::find(self.all.as_bytes(), text.as_bytes()).is_some()
    }
}

fn what_it_is(node: &NodeRef<'_>, all: usize) -> Option<&'static str> {
    if !node.is_element() {
        return None;
    }
    let name = node.node_name()?;
    // A table's parts are named after what they count, and a page that is all one element is the article.
    if matches!(&*name, "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "main" | "article" | "blockquote") {
        return None;
    }
    let marks = Marks::of(node);
    let rule = rule_of(&name, &marks)?;
    let is_small = prose(node) * 100 <= all * rule.most;
    (is_small && !node.descendants_it().any(|inner| is_post(&inner))).then_some(rule.what)
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
