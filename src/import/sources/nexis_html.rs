//! Nexis, HTML: paragraphs one after the other, with the bounds of each document in comments.

use std::collections::HashMap;

use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::input::Input;
use crate::import::markup::{Element, Node, html};
use crate::import::nexis;
use crate::import::passage::Passage;
use crate::import::source::{Confidence, Parsed, Source};

/// Articles delivered by the older Nexis.
pub(super) struct NexisHtml;

impl Source for NexisHtml {
    fn name(&self) -> &'static str {
        "nexis-html"
    }

    fn summary(&self) -> &'static str {
        "Nexis, HTML: many articles a file"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let has = |mark: &[u8]| memchr::memmem::find(input.bytes(), mark).is_some();
        let is_nexis = has(b"<DOCFULL>") || has(b"LXNComment") || has(b"=\"DOC_ID_0_0\"");
        if is_nexis { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = encoding::decode(input.bytes(), html::declared_charset(input.bytes()).as_deref());
        let tree = html::parse(&decoded.text);
        let articles = articles(tree.document());
        if articles.is_empty() {
            return Err(ImportError::no_article("it is a page of Nexis without articles"));
        }
        let stated_count = stated_count(tree.document());
        let documents = articles.iter().map(|passages| nexis::article(passages)).collect();
        Ok(Parsed { documents, stated_count, notices: decoded.notices })
    }
}

/// `<META TOPIC="null" DOCUMENTS="146" …>`.
fn stated_count(document: Element<'_>) -> Option<usize> {
    document.descendants().find_map(|element| element.attribute("documents")).and_then(fields::count)
}

/// The passages of each article, in one walk over the page. What is outside of the documents is a request
/// that names the user.
fn articles(document: Element<'_>) -> Vec<Vec<Passage>> {
    let looks = looks(document);
    let mut articles: Vec<Vec<Passage>> = Vec::new();
    let mut is_inside = false;
    let mut row_ends = 0;
    for node in document.all_nodes() {
        match node {
            Node::Comment(comment) if comment.contains("</DOCFULL>") => is_inside = false,
            Node::Comment(comment) if comment.contains("<DOCFULL>") => {
                is_inside = true;
                articles.push(Vec::new());
            }
            Node::Element(element) if is_inside => {
                let Some(article) = articles.last_mut() else { continue };
                match element.name() {
                    "tr" => {
                        row_ends = element.end();
                        article.push(row(element));
                    }
                    "p" if element.index() >= row_ends => article.push(passage(element, &looks)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    articles
}

/// A row of a table on one line.
fn row(row: Element<'_>) -> Passage {
    let cells = row.children().map(|cell| cell.text().split_whitespace().collect::<Vec<_>>().join(" "));
    Passage { text: cells.collect::<Vec<_>>().join(" "), line: row.line(), ..Passage::default() }
}

fn passage(paragraph: Element<'_>, looks: &HashMap<String, Looks>) -> Passage {
    let mut gathered = Gathered { text: String::new(), bold: 0, all_bold: true, all_large: true, looks };
    gathered.inside(paragraph, Looks::default());
    Passage {
        text: gathered.text,
        bold: gathered.bold,
        is_large: gathered.all_large,
        line: paragraph.line(),
        ..Passage::default()
    }
}

/// Text of a paragraph gathered up to now.
struct Gathered<'l> {
    text: String,
    bold: usize,
    all_bold: bool,
    all_large: bool,
    looks: &'l HashMap<String, Looks>,
}

impl Gathered<'_> {
    fn inside(&mut self, element: Element<'_>, looks: Looks) {
        let class = element.attribute("class").unwrap_or_default();
        let looks = self.looks.get(class).copied().unwrap_or(looks);
        for node in element.nodes() {
            match node {
                Node::Element(inner) if inner.name() == "br" => self.text.push('\n'),
                Node::Element(inner) if inner.name() == "style" => {}
                Node::Element(inner) => self.inside(inner, looks),
                Node::Text(text) => self.add(text, looks),
                Node::Comment(_) => {}
            }
        }
    }

    fn add(&mut self, text: &str, looks: Looks) {
        // Wrapped lines of the source are no line breaks.
        self.text.push_str(&text.replace('\n', " "));
        if text.trim().is_empty() {
            return;
        }
        self.all_bold &= looks.is_bold;
        self.all_large &= looks.is_large;
        if self.all_bold {
            self.bold = self.text.len();
        }
    }
}

/// How letters of a class look.
#[derive(Debug, Clone, Copy, Default)]
struct Looks {
    is_bold: bool,
    is_large: bool,
}

/// The classes of the page's style sheet. Their names are numbered and differ from file to file.
fn looks(document: Element<'_>) -> HashMap<String, Looks> {
    let mut looks = HashMap::new();
    for sheet in document.descendants().filter(|element| element.name() == "style") {
        for rule in sheet.text().split('}') {
            let Some((selector, declarations)) = rule.split_once('{') else { continue };
            let Some(class) = selector.trim().rsplit(['.', ' ', '\n']).next() else { continue };
            let size = declarations.split_once("font-size:").map(|(_, size)| fields::count(size).unwrap_or(0));
            let is_bold = declarations.contains("font-weight: bold");
            looks.insert(class.to_owned(), Looks { is_bold, is_large: size.unwrap_or(0) > 11 });
        }
    }
    looks
}
