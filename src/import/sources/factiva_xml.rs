//! Factiva, XML: a `ppsarticle` each.

use crate::import::block::{Block, BlockKind};
use crate::import::document::{Document, Field};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::input::Input;
use crate::import::markup::flow::{Flow, Role};
use crate::import::markup::{Element, xml};
use crate::import::source::{Confidence, Parsed, Source};

/// Articles as the service of Factiva delivers them.
pub(super) struct FactivaXml;

impl Source for FactivaXml {
    fn name(&self) -> &'static str {
        "factiva-xml"
    }

    fn summary(&self) -> &'static str {
        "Factiva, XML: many articles a file"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head();
        match () {
            () if head.contains("global.factiva.com") || head.contains("<PPSResponse") => Confidence::Certain,
            () if head.contains("<ppsarticle") || head.contains("<ppsArticleResponse") => Confidence::Certain,
            () => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = encoding::decode(input.bytes(), xml::declared_encoding(input.bytes()));
        let xml = xml::parse(&decoded.text);
        let root = xml.tree.document();
        let articles = root.descendants().filter(|element| element.name() == "article" && !element.is_cut());
        let documents = articles.map(document).collect();
        let set = root.descendants().find(|element| element.name().eq_ignore_ascii_case("ppsarticleResultSet"));
        let stated_count = set.and_then(|set| set.attribute("count")).and_then(|count| count.parse().ok());
        crate::import::sources::with_error(
            Parsed { documents, stated_count, notices: decoded.notices.clone() },
            xml.error,
        )
    }
}

fn document(article: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    let text = |name: &str| article.child_text(name);
    let field = |name: &str| text(name).and_then(|text| Field::stated(&text));
    let metadata = &mut document.metadata;
    metadata.title = field("headline");
    metadata.byline = text("byline").and_then(|text| fields::byline(&text));
    metadata.outlet = field("sourceName");
    metadata.rights = field("copyright");
    metadata.language = text("baseLanguage").and_then(|text| fields::language(&text));
    let date = article.child("publicationDate").map(Element::text).unwrap_or_default();
    metadata.published = fields::day(&date, &mut document.notices);
    document.source_id = text("accessionNo").map(|id| id.trim().to_owned());
    document.stated_words = text("wordCount").and_then(|text| fields::count(&text));
    for part in ["leadParagraph", "tailParagraphs"] {
        for part in article.children().filter(|child| child.name() == part) {
            document.blocks.extend(Flow::blocks(part, role));
        }
    }
    for credit in text("credit").iter().chain(&text("art")) {
        document.blocks.push(Block::new(BlockKind::Credit, credit, article.line()));
    }
    crate::import::sources::whole(document, article.line())
}

/// Highlighted search hits (`hlt`) are inside words and are part of the text.
fn role(element: Element<'_>) -> Role {
    match element.name() {
        "paragraph" if element.attribute("display") == Some("SectionHeading") => Role::Block(BlockKind::Heading),
        "paragraph" => Role::Part,
        "br" => Role::LineBreak,
        _ => Role::Inline,
    }
}
