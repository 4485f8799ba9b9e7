//! EPUB: a book is an article with its chapters; a periodical is many.

use std::collections::HashMap;

use crate::import::archive;
use crate::import::archive::{Archive, in_part};
use crate::import::block::{Block, BlockKind};
use crate::import::document::{Document, Field, Metadata};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::markup::flow::{Flow, linked_html_role};
use crate::import::markup::{Element, xml};
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fields, fragment};

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Electronic books and periodicals.
pub(super) struct Epub;

impl Source for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn summary(&self) -> &'static str {
        "EPUB: a book as one article, a periodical as many"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let is_book = |archive: Archive<'_>| archive.has(CONTAINER);
        let found = archive::is_archive(input.bytes()) && Archive::open(input.bytes()).is_ok_and(is_book);
        if found { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let mut archive = Archive::open(input.bytes())?;
        let locked = read(&mut archive, ENCRYPTION)?.map(|text| locked(&text)).unwrap_or_default();
        let container = need(&mut archive, CONTAINER)?;
        let package_name = package_name(&container).ok_or_else(|| missing(CONTAINER, "it names no package"))?;
        let package = need(&mut archive, &package_name)?;
        let xml = xml::parse(&package);
        if let Some(error) = xml.error {
            return Err(in_part(&package_name)(error));
        }
        let root = xml.tree.document();
        let book = Book { metadata: metadata(root), id: identifier(root), is_periodical: is_periodical(root) };
        let mut chapters = Vec::new();
        for name in spine(root, &package_name) {
            if locked.contains(&name) {
                return Err(missing(&name, "it is encrypted (DRM); only the shop's own program can read it"));
            }
            if let Some(text) = read(&mut archive, &name)? {
                chapters.push(chapter(&text));
            }
        }
        book.documents(chapters)
    }
}

fn missing(part: &str, why: &str) -> ImportError {
    ImportError::DamagedPart { part: part.to_owned(), why: why.to_owned() }
}

fn read(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ImportError> {
    let part = archive.part(name)?;
    Ok(part.map(|part| encoding::decode(&part, xml::declared_encoding(&part)).text))
}

fn need(archive: &mut Archive<'_>, name: &str) -> Result<String, ImportError> {
    read(archive, name)?.ok_or_else(|| missing(name, "it is missing"))
}

/// Names of the parts that are encrypted.
fn locked(encryption: &str) -> Vec<String> {
    let xml = xml::parse(encryption);
    let references = xml.tree.document().descendants().filter(|element| element.name() == "CipherReference");
    references.filter_map(|reference| reference.attribute("URI").map(unescaped)).collect()
}

fn package_name(container: &str) -> Option<String> {
    let xml = xml::parse(container);
    xml.tree.document().find("rootfile")?.attribute("full-path").map(str::to_owned)
}

/// Names of the chapters' parts in the order of reading; the table of contents and asides are left out.
fn spine(package: Element<'_>, package_name: &str) -> Vec<String> {
    let folder = package_name.rfind('/').map_or("", |at| &package_name[..=at]);
    let items = package.descendants().filter(|element| element.name() == "item");
    let items: HashMap<&str, Element<'_>> = items.filter_map(|item| Some((item.attribute("id")?, item))).collect();
    let order = package.descendants().filter(|element| element.name() == "itemref");
    let read = order.filter(|reference| reference.attribute("linear") != Some("no"));
    let chapters = read.filter_map(|reference| items.get(reference.attribute("idref")?).copied());
    let is_text = |item: &Element<'_>| {
        let is_page = item.attribute("media-type").is_none_or(|name| name.contains("html"));
        is_page && item.attribute("properties").is_none_or(|names| !names.split(' ').any(|name| name == "nav"))
    };
    chapters.filter(is_text).filter_map(|item| item.attribute("href")).map(|name| resolved(folder, name)).collect()
}

/// A name that is relative to a folder of the archive.
fn resolved(folder: &str, name: &str) -> String {
    let name = unescaped(name.split('#').next().unwrap_or(name));
    let mut parts: Vec<&str> = Vec::new();
    let whole = format!("{folder}{name}");
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A name with `%20` and its like resolved.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn metadata(package: Element<'_>) -> Metadata {
    let text = |name: &str| package.find("metadata").and_then(|metadata| metadata.child_text(name));
    let field = |name: &str| text(name).and_then(|text| Field::stated(&text));
    let authors = package.find("metadata").into_iter().flat_map(Element::children);
    let authors: Vec<String> = authors
        .filter(|element| element.name() == "creator" && element.attribute("role").is_none_or(|role| role == "aut"))
        .map(|element| element.text().trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    Metadata {
        title: field("title"),
        byline: Field::stated(&authors.join(", ")),
        outlet: field("publisher"),
        published: text("date").and_then(|day| fields::day(&day, &mut Vec::new())),
        language: text("language").and_then(|language| fields::language(&language)),
        rights: field("rights"),
        ..Metadata::default()
    }
}

fn identifier(package: Element<'_>) -> Option<String> {
    package.find("identifier").map(|element| element.text().trim().to_owned()).filter(|id| !id.is_empty())
}

/// Programs that make books of news say so.
fn is_periodical(package: Element<'_>) -> bool {
    package.descendants().any(|element| {
        let content = element.attribute("content").unwrap_or_default();
        content.starts_with("periodical") || matches!(element.name(), "type") && element.text().contains("periodical")
    })
}

/// The blocks of a chapter: XHTML, or HTML where it is not well-formed.
fn chapter(text: &str) -> Vec<Block> {
    let xml = xml::parse(text);
    match xml.tree.document().find("body") {
        Some(body) if xml.error.is_none() => Flow::blocks(body, linked_html_role),
        _ => fragment::blocks(text, 1),
    }
}

/// What is known of a book.
struct Book {
    metadata: Metadata,
    id: Option<String>,
    is_periodical: bool,
}

impl Book {
    fn documents(self, chapters: Vec<Vec<Block>>) -> Result<Parsed, ImportError> {
        if !self.is_periodical {
            let blocks = chapters.into_iter().flatten().collect();
            let mut document = Document { metadata: self.metadata, blocks, source_id: self.id, ..Document::default() };
            drop_title(&mut document);
            if !document.has_text() {
                return Err(ImportError::no_article("it is an EPUB without text"));
            }
            return Ok(document.into());
        }
        let articles = chapters.into_iter().filter(|blocks| blocks.iter().any(|block| block.kind.is_body()));
        let documents: Vec<_> = articles.map(|blocks| Ok(self.article(blocks))).collect();
        if documents.is_empty() {
            return Err(ImportError::no_article("it is a periodical without articles"));
        }
        Ok(Parsed { documents, ..Parsed::default() })
    }

    /// An article of a periodical: its first heading is its title, and the periodical its outlet.
    fn article(&self, mut blocks: Vec<Block>) -> Document {
        let heading = blocks.iter().take(3).position(|block| block.kind == BlockKind::Heading);
        let title = heading.map(|at| blocks.remove(at).text);
        let name = self.metadata.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default();
        // Calibre adds the day: "The Ostrow Tide [Mon, 19 May 2014]".
        let outlet = name.split(" [").next().and_then(Field::stated);
        let metadata = Metadata {
            title: title.and_then(|title| Field::stated(&title)),
            outlet: outlet.or(self.metadata.outlet.clone()),
            byline: None,
            ..self.metadata.clone()
        };
        Document { metadata, blocks, ..Document::default() }
    }
}

/// A book opens with its title, which is no heading of its text.
fn drop_title(document: &mut Document) {
    let title = document.metadata.title.as_ref().map(|title| title.value.to_lowercase());
    let first = document.blocks.first().filter(|block| Some(block.text.to_lowercase()) == title);
    if first.is_some() {
        document.blocks.remove(0);
    }
}
