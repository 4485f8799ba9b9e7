//! The part of a page that is its article.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// The tree of the article, found by the rules of Readability; none when the page has no text that reads like one.
pub(super) fn main_content(page: Document) -> Option<Document> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::with_document(page, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(Document::from(article.content))
}
