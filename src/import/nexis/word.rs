//! The articles of Nexis Uni and Nexis+ in the paragraphs of a word processor: a cover, then one after the other.

use crate::import::document::Document;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::passage::Passage;
use crate::import::source::Parsed;

use crate::import::nexis::labels;
use crate::import::nexis::labels::Label;

/// Reads all articles of a delivery.
pub(in crate::import) fn articles(passages: &[Passage]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut start = 0;
    let ends = passages.iter().enumerate().filter(|(_, passage)| passage.text.trim() == crate::import::nexis::END);
    for end in ends.map(|(at, _)| at + 1).chain([passages.len()]) {
        let part = &passages[start..end];
        start = end;
        let first = first_of_article(part);
        if parsed.documents.is_empty() && parsed.stated_count.is_none() {
            parsed.stated_count = stated_count(&part[..first]);
        }
        let article = &part[first..];
        // Behind the last article nothing is left but blank paragraphs.
        if end < passages.len() || article.iter().any(is_body) {
            parsed.documents.push(document(article));
        }
    }
    parsed
}

/// "Documents (10)" on the cover.
fn stated_count(cover: &[Passage]) -> Option<usize> {
    cover.iter().find_map(|passage| {
        let (name, count) = passage.text.trim().strip_suffix(')')?.split_once(" (")?;
        let name = name.to_lowercase();
        let is_documents = name.starts_with("docum") || name.starts_with("dokum");
        fields::count(count).filter(|_| is_documents && count.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Where the article begins: at its bookmark; else behind the last break of sections before its text; else behind
/// the list of the cover.
fn first_of_article(part: &[Passage]) -> usize {
    let body = part.iter().position(is_body).unwrap_or(part.len());
    let before = &part[..body];
    let has_bookmark = |passage: &Passage| passage.bookmarks.iter().any(|name| name.starts_with("Bookmark_"));
    if let Some(at) = before.iter().rposition(has_bookmark) {
        return at;
    }
    if let Some(at) = before.iter().rposition(|passage| passage.ends_section) {
        return at + 1;
    }
    // A cover gives each document its search terms.
    let is_of_cover = |passage: &Passage| {
        passage.text.contains("Client/Matter")
            || passage.text.contains("-None-")
            || passage.text.contains("Narrowed by")
    };
    before.iter().rposition(is_of_cover).map_or(0, |at| at + 1)
}

fn is_body(passage: &Passage) -> bool {
    let has_bookmark = passage.bookmarks.iter().any(|name| name == "Body" || name.starts_with("Body_"));
    has_bookmark || passage.is_bold() && labels::whole(&passage.text) == Some(Label::Body)
}

fn document(article: &[Passage]) -> Result<Document, ImportError> {
    let mut document = crate::import::nexis::article(article)?;
    let title = document.metadata.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
    let head = article.iter().find(|passage| !passage.is_blank() && passage.one_line() == title);
    document.source_id = head.and_then(|head| head.links.iter().find_map(|link| content_id(&link.url)));
    // Links into the database lead nowhere without an account, and name it.
    for block in &mut document.blocks {
        block.links.retain(|link| !is_databases(&link.url));
    }
    Ok(document)
}

/// `urn:contentItem:5WGN-9DM1` of the link on a title.
fn content_id(address: &str) -> Option<String> {
    let (_, id) = address.split_once("id=").unwrap_or(("", address));
    let id = id.split('&').next()?.replace("%3A", ":").replace("%3a", ":");
    id.starts_with("urn:contentItem:").then_some(id)
}

fn is_databases(address: &str) -> bool {
    let host = address.split("://").nth(1).unwrap_or_default().split(['/', '?']).next().unwrap_or_default();
    host.contains("lexis") || host.contains("nexis")
}
