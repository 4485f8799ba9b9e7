//! Texts of attributes and JSON that may hold markup or character references.

use crate::import::html::tree;

/// The text without markup, references resolved, white space collapsed.
pub(super) fn plain(text: &str) -> String {
    let is_marked = text.contains('&') && text.contains(';') || text.contains('<') && text.contains('>');
    if !is_marked {
        return collapse(text);
    }
    let document = tree::parse(text);
    let text = document.body().map(|body| body.text().to_string()).unwrap_or_default();
    collapse(&text)
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
