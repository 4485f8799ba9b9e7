//! EuroPresse, HTML, in both generations. Below each article a certificate names the user's library: nothing of
//! it may reach the draft.

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::document::{Document, Field};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::input::Input;
use crate::import::markup::flow::{Flow, Role, html_role};
use crate::import::markup::{Element, Node, html};
use crate::import::source::{Confidence, Parsed, Source};

/// Articles saved from EuroPresse.
pub(super) struct EuroPresse;

impl Source for EuroPresse {
    fn name(&self) -> &'static str {
        "europresse"
    }

    fn summary(&self) -> &'static str {
        "EuroPresse, HTML, old and new: many articles a file"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let has = |mark: &[u8]| memchr::memmem::find(input.bytes(), mark).is_some();
        let is_it = has(b"DocPublicationName") && (has(b"itreArticleVisu") || has(b"PubliC"));
        match () {
            () if is_it => Confidence::Certain,
            () if input.head().contains("www.cedrom-sni.com") => Confidence::Likely,
            () => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = encoding::decode(input.bytes(), html::declared_charset(input.bytes()).as_deref());
        let tree = html::parse(&decoded.text);
        let page = tree.document();
        let has_name = |element: &Element<'_>| element.descendants().any(|inner| inner.has_class("DocPublicationName"));
        let articles = page.descendants().filter(|element| element.name() == "article" && has_name(element));
        let mut documents: Vec<_> = articles.map(newer).collect();
        if documents.is_empty() {
            documents = cells(page).map(older).collect();
        }
        if documents.is_empty() {
            return Err(ImportError::no_article("it is a page of EuroPresse without articles"));
        }
        Ok(Parsed { documents, stated_count: None, notices: decoded.notices })
    }
}

/// The cells of the older generation, each an article: those in which the outlet is itself.
fn cells(page: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let is_outlet = |element: Element<'_>| element.has_class("DocPublicationName");
    page.descendants().filter(move |element| element.name() == "td" && element.children().any(is_outlet))
}

fn newer(article: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    for element in article.descendants() {
        let class = element.attribute("class").unwrap_or_default();
        let metadata = &mut document.metadata;
        match () {
            () if element.has_class("DocPublicationName") => metadata.outlet = outlet(&element.text()),
            () if element.has_class("DocHeader") => published(&element.text(), &mut document),
            () if class.starts_with("titreArticleVisu") => metadata.title = Field::stated(&element.text()),
            () if element.has_class("docAuthors") => metadata.byline = fields::byline(&element.text()),
            () if element.name() == "small" => metadata.rights = Field::stated(&element.text()),
            () => {}
        }
    }
    if let Some(titles) = article.descendants().find(|element| element.has_class("titreArticle")) {
        around_title(article, titles, &mut document);
    }
    for part in article.children() {
        match part.name() {
            "section" => document.blocks.extend(Flow::blocks(part, html_role)),
            "aside" => asides(part, &mut document),
            "footer" => document.source_id = document_number(&part.text()),
            _ => {}
        }
    }
    finished(document, article.line())
}

/// Titles above and below the title, and the author in the element behind them.
fn around_title(article: Element<'_>, titles: Element<'_>, document: &mut Document) {
    let is_title =
        |element: &Element<'_>| element.attribute("class").is_some_and(|class| class.starts_with("titreArticleVisu"));
    let others = titles.children().filter(|element| element.name() == "p" && !is_title(element));
    document.metadata.subtitle = others.filter_map(|element| Field::stated(&element.text())).last();
    let header = article.children().find(|child| child.name() == "header");
    let behind = header
        .and_then(|header| header.children().find(|child| child.index() > titles.index() && child.name() == "div"));
    if document.metadata.byline.is_none() {
        document.metadata.byline = behind.and_then(|element| fields::byline(&element.text()));
    }
}

/// Captions of illustrations, and notes.
fn asides(aside: Element<'_>, document: &mut Document) {
    for part in aside.children() {
        let text = part.text();
        let (label, rest) = text.split_once(':').unwrap_or(("", &text));
        let kind = if label.trim().starts_with("Illustration") { BlockKind::Caption } else { BlockKind::Paragraph };
        let block = Block::new(kind, rest, part.line());
        if !block.text.is_empty() {
            document.blocks.push(block);
        }
    }
}

fn older(cell: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    let mut flow = Flow::new();
    let (mut before_title, mut is_behind_title) = (String::new(), false);
    let mut header = String::new();
    for node in cell.nodes() {
        match node {
            Node::Element(element) if element.has_class("DocPublicationName") => {
                document.metadata.outlet = outlet(&element.text());
            }
            Node::Element(element) if element.has_class("DocHeader") => header.push_str(&element.text()),
            Node::Element(element) if element.has_class("TitreArticleVisu") => {
                document.metadata.title = Field::stated(&element.text());
                document.metadata.subtitle = Field::stated(&before_title);
                is_behind_title = true;
            }
            // The certificate.
            Node::Element(element) if element.name() == "table" && is_behind_title => break,
            Node::Text(text) if document_number(text).is_some() => document.source_id = document_number(text),
            Node::Text(text) if !is_behind_title => before_title.push_str(text),
            _ if is_behind_title => flow.node(node, &older_role),
            _ => {}
        }
    }
    published(&header, &mut document);
    document.blocks = flow.finish();
    take_byline(cell, &mut document);
    take_rights(&mut document);
    finished(document, cell.line())
}

/// Empty `p` elements part the paragraphs; what `font`, `b` and `i` mark runs on.
fn older_role(element: Element<'_>) -> Role {
    match element.name() {
        "table" | "form" => Role::Skip,
        _ => html_role(element),
    }
}

/// The author is between the title and the text, on a line of its own.
fn take_byline(cell: Element<'_>, document: &mut Document) {
    const MOST_WORDS: usize = 10;
    let mut nodes =
        cell.nodes().skip_while(|node| !node.element().is_some_and(|element| element.has_class("TitreArticleVisu")));
    nodes.next();
    let mut line = String::new();
    let mut ends_line = false;
    for node in nodes {
        match node {
            Node::Text(text) if !ends_line => line.push_str(text),
            Node::Element(element) if element.name() == "br" => ends_line = !line.trim().is_empty(),
            Node::Element(element) if element.name() == "p" && ends_line => break,
            Node::Comment(_) => {}
            Node::Text(text) if text.trim().is_empty() => {}
            // The line runs on: it is text.
            _ => return,
        }
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = line.split(' ').count() <= MOST_WORDS && !line.ends_with(['.', '!', '?']);
    let first = document.blocks.first().is_some_and(|block| block.text == line);
    if is_name && first && !line.is_empty() {
        document.metadata.byline = fields::byline(&line);
        document.blocks.remove(0);
    }
}

/// The line of rights closes the text.
fn take_rights(document: &mut Document) {
    let is_rights = |block: &Block| {
        let text = block.text.to_lowercase();
        ["©", "copyright", "(c)"].iter().any(|mark| text.starts_with(mark)) && text.len() < 200
    };
    let last = document.blocks.len().saturating_sub(4);
    if let Some(at) = document.blocks[last..].iter().position(is_rights) {
        document.metadata.rights = Field::stated(&document.blocks.remove(last + at).text);
    }
}

/// The name of the outlet, without the number of its issue.
fn outlet(printed: &str) -> Option<Field> {
    let name = printed.split(", no.").next().unwrap_or(printed).split(", n°").next().unwrap_or(printed);
    Field::stated(name)
}

fn published(header: &str, document: &mut Document) {
    if document.metadata.published.is_none() {
        document.metadata.published = fields::day(header, &mut document.notices);
    }
}

/// `news·20060315·LM·0q1503_1256056`: the id of the document in its database.
fn document_number(text: &str) -> Option<String> {
    let start = text.find("news·")?;
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |end| start + end);
    Some(text[start..end].to_owned())
}

/// The number begins with the day, which serves where the header has none.
fn finished(mut document: Document, line: usize) -> Result<Document, ImportError> {
    if document.metadata.published.is_none()
        && let Some(day) = document.source_id.as_deref().and_then(|id| id.split('·').nth(1))
    {
        document.metadata.published = dates::first(day).ok().and_then(|day| Field::guessed(&day));
    }
    crate::import::sources::whole(document, line)
}
