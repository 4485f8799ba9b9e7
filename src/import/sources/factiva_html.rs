//! Factiva, HTML: a `div` an article; in it a table of fields, each with a label of two letters or so, or, as
//! newer exports have it, the values alone.

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::document::{Document, Field};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::input::Input;
use crate::import::language;
use crate::import::markup::flow::{Flow, html_role};
use crate::import::markup::{Element, html};
use crate::import::source::{Confidence, Parsed, Source};

/// Articles saved or printed from the pages of Factiva.
pub(super) struct FactivaHtml;

impl Source for FactivaHtml {
    fn name(&self) -> &'static str {
        "factiva-html"
    }

    fn summary(&self) -> &'static str {
        "Factiva, HTML: many articles a file"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let named = input.head().contains("<title>Factiva") || input.tail().contains("Factiva, Inc");
        match (named, has(input, b"articleParagraph")) {
            (true, _) => Confidence::Certain,
            (false, true) if has(input, b"Headline") && has(input, b"class=\"article ") => Confidence::Certain,
            _ => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = encoding::decode(input.bytes(), html::declared_charset(input.bytes()).as_deref());
        let tree = html::parse(&decoded.text);
        // The class is "article", and "enArticle" or the like.
        let articles = tree
            .document()
            .descendants()
            .filter(|element| element.name() == "div" && element.has_class("article") && element.find("p").is_some());
        let documents: Vec<_> = articles.map(document).collect();
        if documents.is_empty() {
            return Err(ImportError::no_article("it is a page of Factiva without articles"));
        }
        Ok(Parsed { documents, stated_count: None, notices: decoded.notices })
    }
}

fn has(input: &Input<'_>, mark: &[u8]) -> bool {
    memchr::memmem::find(input.bytes(), mark).is_some()
}

fn document(article: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    let rows = article.descendants().filter(|element| element.name() == "tr");
    let labelled: Vec<_> = rows.filter_map(labelled).collect();
    if labelled.is_empty() {
        unlabelled(article, &mut document);
    }
    for (label, value) in labelled {
        field(&label, value, &mut document);
    }
    crate::import::sources::whole(document, article.line())
}

/// The label and the value of a row.
fn labelled(row: Element<'_>) -> Option<(String, Element<'_>)> {
    let mut cells = row.children().filter(|cell| cell.name() == "td");
    let (label, value) = (cells.next()?, cells.next()?);
    let label = label.text().trim().to_owned();
    let is_label = (2..=4).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_uppercase());
    is_label.then_some((label, value))
}

/// Puts a field where it belongs. Codes of subjects, regions and companies belong nowhere.
fn field(label: &str, value: Element<'_>, document: &mut Document) {
    let text = value.text();
    let metadata = &mut document.metadata;
    match label {
        "HD" => metadata.title = Field::stated(&text),
        "BY" => metadata.byline = fields::byline(&text),
        "SN" => metadata.outlet = Field::stated(&text),
        "LA" => metadata.language = fields::language(&text),
        "CY" => metadata.rights = Field::stated(&text),
        "PD" => metadata.published = fields::day(&text, &mut document.notices),
        "WC" => document.stated_words = fields::count(&text),
        "AN" => document.source_id = accession_number(&text),
        "LP" | "TD" => document.blocks.extend(Flow::blocks(value, html_role)),
        "ART" => document.blocks.push(Block::new(BlockKind::Caption, &text, value.line())),
        "CR" => document.blocks.push(Block::new(BlockKind::Credit, &text, value.line())),
        _ => {}
    }
}

/// `Document TESTFR0020111229e7ct0001r`.
fn accession_number(text: &str) -> Option<String> {
    let id = text.split_whitespace().last()?;
    let is_id = id.len() > 12 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id.then(|| id.to_owned())
}

/// Values without labels: what is before the text is known by its looks, in an order that hardly varies.
fn unlabelled(article: Element<'_>, document: &mut Document) {
    let mut before_text = Vec::new();
    for element in article.descendants() {
        let class = element.attribute("class").unwrap_or_default();
        let innermost = element.children().all(|child| !matches!(child.name(), "div" | "p"));
        match element.name() {
            "p" if class.contains("articleParagraph") => {
                document.blocks.extend(Flow::blocks(element, html_role));
            }
            _ if class.ends_with("Headline") => document.metadata.title = Field::stated(&element.text()),
            "div" | "p" if innermost && element.find("span").is_none_or(|span| !is_headline(span)) => {
                before_text.push(element.text().split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }
    let mut outlet_follows = false;
    for line in before_text.iter().filter(|line| !line.is_empty()) {
        let expected = std::mem::take(&mut outlet_follows);
        outlet_follows = value_by_looks(line, expected, document);
    }
}

fn is_headline(element: Element<'_>) -> bool {
    element.attribute("class").is_some_and(|class| class.ends_with("Headline"))
}

/// Puts a value where it belongs; whether the outlet is on the next line.
fn value_by_looks(line: &str, outlet_expected: bool, document: &mut Document) -> bool {
    let metadata = &mut document.metadata;
    let lower = line.to_lowercase();
    let words = ["words", "mots", "wörter", "palabras", "parole", "palavras", "woorden", "слов"];
    let is_time = line.len() == 5 && line.as_bytes()[2] == b':';
    match () {
        () if line.starts_with("Document ") => document.source_id = accession_number(line),
        () if words.iter().any(|word| lower.ends_with(word))
            && line.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            document.stated_words = fields::count(line);
        }
        () if metadata.published.is_none() && dates::whole_line(line).is_ok() => {
            metadata.published = fields::day(line, &mut document.notices);
            return true;
        }
        // The time of day stands between the date and the outlet.
        () if outlet_expected && is_time => return true,
        () if outlet_expected => metadata.outlet = Field::stated(line),
        () if ["copyright", "(c)", "©"].iter().any(|mark| lower.starts_with(mark)) => {
            metadata.rights = Field::stated(line);
        }
        () if metadata.published.is_some() && metadata.language.is_none() && language::tag(line).is_some() => {
            // The code of the source may look like the tag of a language.
            metadata.language = fields::language(line).filter(|_| line.chars().any(char::is_lowercase));
        }
        () if metadata.published.is_none() && metadata.byline.is_none() => metadata.byline = fields::byline(line),
        () => {}
    }
    false
}
