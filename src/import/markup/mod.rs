//! Trees of markup, made of XML or of HTML as databases write it.
//!
//! Both readers are lenient where a reader of news wants the text, and bounded where input may be hostile: depth
//! and number of nodes have limits, entities are never expanded, nothing outside the input is looked at.

pub(super) mod flow;
pub(super) mod html;
mod tree;
pub(super) mod xml;

use crate::import::markup::tree::Builder;
pub(super) use crate::import::markup::tree::{Element, Node, Tree};

/// Elements nested deeper than this are an error in XML; in HTML they become siblings.
const DEEPEST: usize = 256;
/// More elements, texts and comments than this are not read.
const MOST_NODES: usize = 2_000_000;
