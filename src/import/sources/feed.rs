//! Feeds: RSS 0.9 to 2.0 and Atom.

use crate::import::block::Block;
use crate::import::document::{Document, Field};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::html::blocks_at;
use crate::import::input::Input;
use crate::import::markup::flow::{Flow, linked_html_role};
use crate::import::markup::{Element, Node, xml};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fields, fragment};

use crate::import::sources::nitf;

/// Feeds of news.
pub(super) struct Feed;

impl Source for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn summary(&self) -> &'static str {
        "RSS and Atom: many articles a feed"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let is_feed = match crate::import::sources::root_name(input) {
            Some("rss" | "feed") => true,
            Some("RDF") => input.head().contains("purl.org/rss/") || input.head().contains("netscape.com/rdf"),
            _ => false,
        };
        if is_feed { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let declared = xml::declared_encoding(input.bytes()).or(input.declared_charset());
        let decoded = encoding::decode(input.bytes(), declared);
        let xml = xml::parse(&decoded.text);
        let root = xml.tree.document();
        let channel = root.find("channel").or(root.find("feed")).unwrap_or(root);
        let is_entry = |element: &Element<'_>| {
            matches!(element.full_name(), "item" | "entry") || element.full_name().ends_with(":entry")
        };
        let entries = root.descendants().filter(|element| is_entry(element) && !element.is_cut());
        let documents: Vec<_> = entries.map(|entry| document(entry, channel)).collect();
        if documents.is_empty() && xml.error.is_none() {
            return Err(ImportError::no_article("the feed has no entries"));
        }
        crate::import::sources::with_error(
            Parsed { documents, stated_count: None, notices: decoded.notices.clone() },
            xml.error,
        )
    }
}

/// A child by its full name, or by any of several; prefixed ones such as `media:title` say something else.
fn child<'t>(element: Element<'t>, names: &[&str]) -> Option<Element<'t>> {
    names.iter().find_map(|name| element.children().find(|child| child.full_name() == *name))
}

fn text(element: Element<'_>, names: &[&str]) -> Option<String> {
    child(element, names).map(Element::text).filter(|text| !text.trim().is_empty())
}

fn document(entry: Element<'_>, channel: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    metadata(entry, channel, &mut document);
    let address = document.metadata.url.as_ref().map(|url| url.value.clone());
    let content = child(entry, &["content:encoded", "content", "atom:content"]);
    let summary = child(entry, &["description", "summary", "atom:summary"]);
    if let Some(content) = content {
        document.blocks = blocks(content, address.as_deref());
    }
    if let Some(summary) = summary {
        let blocks = blocks(summary, address.as_deref());
        if document.has_text() {
            let words = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
            nitf::standfirst(&words, summary.line(), &mut document);
        } else {
            document.blocks = blocks;
            if document.blocks.iter().map(|block| block.text.len()).sum::<usize>() < 400 {
                let message = "the feed gives no more than a summary of it";
                document.notices.push(Notice::at(summary.line(), NoticeKind::Skipped, message));
            }
        }
    }
    crate::import::sources::whole(document, entry.line())
}

fn metadata(entry: Element<'_>, channel: Element<'_>, document: &mut Document) {
    let metadata = &mut document.metadata;
    let title = child(entry, &["title", "atom:title", "dc:title"]);
    metadata.title = title.and_then(|title| Field::stated(&plain(title)));
    let author = child(entry, &["author", "atom:author"]);
    let name = author.and_then(|author| author.child_text("name"));
    let name =
        text(entry, &["dc:creator"]).or(name).or_else(|| text(entry, &["author"]).filter(|name| !name.contains('@')));
    metadata.byline = name.and_then(|name| fields::byline(&name));
    metadata.outlet = child(channel, &["title", "atom:title"]).and_then(|title| Field::guessed(&plain(title)));
    metadata.url = link(entry).and_then(|address| Field::stated(&address)).filter(|url| url.value.starts_with("http"));
    let language = text(channel, &["language", "dc:language"]);
    let language = entry.attribute("lang").or(channel.attribute("lang")).map(str::to_owned).or(language);
    metadata.language = language.and_then(|language| fields::language(&language));
    metadata.rights = text(entry, &["rights", "dc:rights"])
        .or_else(|| text(channel, &["copyright", "rights"]))
        .and_then(|rights| Field::stated(&rights));
    let published = text(entry, &["pubDate", "published", "dc:date", "issued"]);
    let updated = text(entry, &["updated", "modified", "dcterms:modified"]);
    let day = |printed: Option<String>, document: &mut Document| {
        printed.and_then(|printed| fields::day(&printed, &mut document.notices))
    };
    let (published, updated) = (day(published, document), day(updated, document));
    document.metadata.revised = updated.clone().filter(|day| published.as_ref().is_some_and(|first| first != day));
    // What was never said to be published was at least there on that day.
    document.metadata.published = published.or_else(|| updated.and_then(|day| Field::guessed(&day.value)));
    document.source_id = text(entry, &["guid", "id", "atom:id"]).map(|id| id.trim().to_owned());
}

/// The address of an entry: text in RSS, an attribute in Atom, where other links are beside it.
fn link(entry: Element<'_>) -> Option<String> {
    let links = || entry.children().filter(|child| matches!(child.full_name(), "link" | "atom:link"));
    let alternate = links()
        .find(|link| link.attribute("href").is_some() && link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let in_text = links().map(Element::text).find(|text| !text.trim().is_empty());
    let permanent = child(entry, &["guid"]).filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    in_text
        .or_else(|| alternate?.attribute("href").map(str::to_owned))
        .or_else(|| permanent.map(Element::text))
        .map(|text| text.trim().to_owned())
}

/// A title, which may be HTML that was escaped.
fn plain(title: Element<'_>) -> String {
    let text = title.text();
    if !text.contains(['<', '&']) {
        return text;
    }
    let blocks = fragment::blocks(&text, 1);
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The blocks of a text: HTML that was escaped, XHTML, or plain text.
fn blocks(element: Element<'_>, address: Option<&str>) -> Vec<Block> {
    let is_xhtml = element.nodes().any(|node| matches!(node, Node::Element(_)));
    if is_xhtml {
        return Flow::blocks(element, linked_html_role);
    }
    let text = element.text();
    let is_plain = element.attribute("type") == Some("text") || !text.contains(['<', '&']);
    if is_plain {
        return fragment::plain(text.trim(), element.line());
    }
    let blocks = blocks_at(&text, address);
    blocks.into_iter().map(|block| Block { line: element.line() + block.line - 1, ..block }).collect()
}
