//! NewsML-G2: news items, alone or several in a message.

use crate::import::block::Block;
use crate::import::document::{Document, Field};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::fragment;
use crate::import::input::Input;
use crate::import::markup::flow::{Flow, linked_html_role};
use crate::import::markup::{Element, xml};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};
use crate::model::article::entity::EntityKind;

use crate::import::sources::nitf;

/// Items of NewsML-G2.
pub(super) struct NewsMlG2;

impl Source for NewsMlG2 {
    fn name(&self) -> &'static str {
        "newsml-g2"
    }

    fn summary(&self) -> &'static str {
        "NewsML-G2: wire articles, also several in a message"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let is_item =
            matches!(crate::import::sources::root_name(input), Some("newsItem" | "newsMessage" | "packageItem"));
        if is_item { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = encoding::decode(input.bytes(), xml::declared_encoding(input.bytes()));
        let xml = xml::parse(&decoded.text);
        let root = xml.tree.document();
        let items: Vec<_> =
            root.descendants().filter(|element| element.name() == "newsItem" && !element.is_cut()).collect();
        let texts: Vec<_> = items.iter().filter(|item| is_text(**item)).collect();
        let mut notices = decoded.notices.clone();
        if items.len() > texts.len() && !texts.is_empty() {
            let message = format!("{} items that are no texts were left out", items.len() - texts.len());
            notices.push(Notice::whole(NoticeKind::Skipped, message));
        }
        if texts.is_empty() && xml.error.is_none() {
            return Err(ImportError::no_article("it has no item that is a text"));
        }
        let documents = texts.into_iter().map(|item| document(*item)).collect();
        crate::import::sources::with_error(Parsed { documents, stated_count: None, notices }, xml.error)
    }
}

/// Whether the item is a text; pictures and packages of links say that they are something else.
fn is_text(item: Element<'_>) -> bool {
    let class = item.find("itemClass").and_then(|class| class.attribute("qcode").or(class.attribute("uri")));
    class.is_none_or(|class| class.ends_with(":text") || class.ends_with("/text")) && item.find("contentSet").is_some()
}

fn document(item: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    if let Some(status) = item.find("pubStatus").and_then(code) {
        crate::import::sources::refuse_withdrawn(status)?;
    }
    metadata(item, &mut document);
    content(item, &mut document)?;
    subjects(item, &mut document);
    for description in item.descendants().filter(|element| element.name() == "description") {
        nitf::standfirst(&description.text(), description.line(), &mut document);
    }
    crate::import::sources::whole(document, item.line())
}

/// `usable` of `<pubStatus qcode="stat:usable"/>`, or of an address that ends so.
fn code(element: Element<'_>) -> Option<&str> {
    let code = element.attribute("qcode").or(element.attribute("uri"))?;
    code.rsplit([':', '/', '#']).next()
}

fn metadata(item: Element<'_>, document: &mut Document) {
    let content = item.child("contentMeta").unwrap_or(item);
    let about = item.child("itemMeta").unwrap_or(item);
    let stated = |text: Option<String>| text.and_then(|text| Field::stated(&text));
    let named = |element: Option<Element<'_>>| element.and_then(|element| element.child_text("name"));
    let metadata = &mut document.metadata;
    metadata.title = stated(content.child_text("headline"));
    let by = content.child_text("by").or_else(|| named(content.child("creator")));
    metadata.byline = by.and_then(|by| fields::byline(&by));
    metadata.outlet = stated(named(about.child("provider"))).or_else(|| {
        let holder = named(item.find("copyrightHolder")).or_else(|| named(content.child("infoSource")));
        holder.and_then(|holder| Field::guessed(&holder))
    });
    let language = content.child("language").and_then(|language| language.attribute("tag"));
    metadata.language = language.or(item.attribute("lang")).and_then(fields::language);
    metadata.genre = stated(named(content.child("genre")));
    metadata.rights = stated(item.find("copyrightNotice").map(Element::text));
    let day = |parent: Element<'_>, name: &str| parent.child_text(name);
    let created = day(content, "contentCreated").or_else(|| day(about, "firstCreated"));
    let version = day(about, "versionCreated");
    let published = created.as_ref().or(version.as_ref());
    metadata.published = published.and_then(|day| fields::day(day, &mut document.notices));
    let modified = day(content, "contentModified").and_then(|day| fields::day(&day, &mut document.notices));
    metadata.revised = modified.filter(|day| metadata.published.as_ref() != Some(day));
    document.source_id = item.attribute("guid").map(str::to_owned);
    if let Some(until) = day(about, "embargoed") {
        let message = format!("it is under embargo until {}", until.trim());
        document.notices.push(Notice::whole(NoticeKind::Metadata, message));
    }
}

/// The text: NITF, XHTML or plain text; of several renditions the richest, once.
fn content(item: Element<'_>, document: &mut Document) -> Result<(), ImportError> {
    let Some(set) = item.find("contentSet") else { return Ok(()) };
    let renditions = || set.children().filter(|child| matches!(child.name(), "inlineXML" | "inlineData"));
    if let Some(found) = renditions().find_map(|rendition| rendition.find("nitf")) {
        nitf::fill_from(nitf::document(found)?, document);
        return Ok(());
    }
    let is_marked_up =
        |rendition: &Element<'_>| rendition.attribute("contenttype").is_some_and(|name| name.contains("ml"));
    let mut renditions: Vec<_> = renditions().collect();
    renditions.sort_by_key(|rendition| !is_marked_up(rendition));
    for rendition in renditions {
        if let Some(body) = rendition.find("body").or(rendition.find("html")) {
            document.blocks = Flow::blocks(body, linked_html_role);
        } else if rendition.name() == "inlineXML" {
            document.blocks = Flow::blocks(rendition, linked_html_role);
        } else if is_marked_up(&rendition) {
            document.blocks = fragment::blocks(&rendition.text(), rendition.line());
        } else {
            document.blocks = fragment::plain(&rendition.text(), rendition.line());
        }
        if document.blocks.iter().any(|block: &Block| block.kind.is_body()) {
            break;
        }
    }
    Ok(())
}

/// Persons, organisations, places and events among the subjects.
fn subjects(item: Element<'_>, document: &mut Document) {
    for subject in item.descendants().filter(|element| matches!(element.name(), "subject" | "assert")) {
        let nature = subject.attribute("type").or_else(|| subject.child("type").and_then(code)).unwrap_or_default();
        let kind = match nature.rsplit([':', '/']).next().unwrap_or_default() {
            "person" => EntityKind::Person,
            "organisation" | "organization" => EntityKind::Organisation,
            "geoArea" | "poi" => EntityKind::Place,
            "event" => EntityKind::Event,
            _ => continue,
        };
        let uri = subject.attribute("uri").or(subject.attribute("qcode"));
        nitf::add_entity(&subject.child_text("name").unwrap_or_default(), kind, uri, document);
    }
}
