//! Captions and credits of pictures that are known by their class only.

use dom_query::{Document, NodeRef};

use crate::import::html::marks::Marks;
use crate::import::html::names::is_heading;

/// Words in class or id of an element with the caption of a picture.
const CAPTION: &[&str] =
    &["caption", "captions", "figcaption", "imagecaption", "photocaption", "cutline", "legende", "bildunterschrift"];

/// Words in class or id of an element that says whose picture it is.
const CREDIT: &[&str] = &[
    "credit",
    "credits",
    "photographer",
    "photo by",
    "image source",
    "caption source",
    "attribution",
    "copyright",
    "bildquelle",
];

/// Longer texts in characters are no captions, whatever their class.
const LONGEST: usize = 1500;

/// Larger elements are no frame of a picture, in nodes.
const MOST_NODES: usize = 60;

/// Credits of at most this many characters need no picture beside them.
const SHORT: usize = 100;

/// Names captions and credits `figcaption`, which extractors leave alone.
pub(super) fn name_captions(page: &Document) {
    let nodes = page.select(
        "[class*=aption], [class*=redit], [class*=ttribution], [class*=hotographer], [class*=cutline], [id*=aption]",
    );
    for node in nodes.nodes() {
        let Some(name) = node.node_name() else { continue };
        let is_fit =
            !matches!(&*name, "figure" | "figcaption" | "table" | "td" | "tr" | "a" | "body" | "article" | "caption");
        let marks = Marks::of(node);
        if is_fit && marks.have_any(CAPTION) && holds_picture(node) && node.normalized_char_count() <= SHORT * 6 {
            node.rename("figure");
            continue;
        }
        let is_one = marks.have_any(CAPTION) && !holds_picture(node)
            || is_credit(node) && (is_at_picture(node) || node.normalized_char_count() <= SHORT);
        if is_fit && is_one && !is_heading(&name) && node.normalized_char_count() <= LONGEST {
            node.rename("figcaption");
        }
    }
}

/// Whether an element says whose picture it is and not what is on it.
pub(super) fn is_credit(node: &NodeRef<'_>) -> bool {
    let marks = Marks::of(node);
    marks.have_any(CREDIT) && !marks.have_any(CAPTION)
}

/// Whether a picture is in an element, among its first elements.
fn holds_picture(node: &NodeRef<'_>) -> bool {
    node.descendants_it()
        .take(MOST_NODES)
        .any(|inner| inner.has_name("img") || inner.has_name("picture") || inner.has_name("video"))
}

/// Whether a picture or its caption is in the same element, or in one around it with little content.
fn is_at_picture(node: &NodeRef<'_>) -> bool {
    let is_small = |outer: &NodeRef<'_>| outer.descendants_it().take(MOST_NODES).count() < MOST_NODES;
    let around = node.ancestors_it(Some(4)).take_while(is_small);
    around.into_iter().any(|outer| outer.has_name("figure") || outer.has_name("figcaption") || holds_picture(&outer))
}
