//! The sentences of an article, each with its place.

use serde::{Deserialize, Serialize};

use crate::model::article::Article;
use crate::text::span::ByteSpan;

/// Finds the sentences of a paragraph, as byte spans without white space at their ends.
pub type SentenceSplitter = fn(&str) -> Vec<ByteSpan>;

/// The place of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Place {
    /// The part of the article.
    pub part: Part,
    /// The paragraph number, counted from 1; `None` outside of paragraphs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paragraph: Option<usize>,
    /// Id of the paragraph or section; empty for title and subtitle.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub id: String,
}

impl Place {
    /// The place as reports name it: `¶3`, `title`.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.part, self.paragraph) {
            (Part::Paragraph, Some(number)) => format!("¶{number}"),
            (part, _) => part.word().to_owned(),
        }
    }
}

/// The part of an article that a sentence is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The title.
    Title,
    /// The subtitle.
    Subtitle,
    /// The heading of a section.
    Heading,
    /// A paragraph.
    Paragraph,
}

impl Part {
    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
        }
    }
}

/// A sentence of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit<'a> {
    pub(super) part: Part,
    /// Index of its block: 0 for the title, then subtitle, headings and paragraphs in order.
    pub(super) block: usize,
    /// Index of its paragraph; `None` outside of paragraphs.
    pub(super) paragraph: Option<usize>,
    pub(super) id: &'a str,
    /// Its bytes in the text of its block.
    pub(super) span: ByteSpan,
    pub(super) text: &'a str,
}

impl Unit<'_> {
    pub(super) fn place(&self) -> Place {
        Place { part: self.part, paragraph: self.paragraph.map(|number| number + 1), id: self.id.to_owned() }
    }
}

/// All sentences of an article, in order. Titles and headings are one sentence each.
pub(super) fn units(article: &Article, split: SentenceSplitter) -> Vec<Unit<'_>> {
    let head = &article.head;
    let mut blocks = vec![(Part::Title, None, "", head.title.as_str())];
    blocks.extend(head.subtitle.as_deref().map(|subtitle| (Part::Subtitle, None, "", subtitle)));
    let mut numbers = 0..;
    for section in &article.sections {
        let heading = section.heading.as_deref();
        blocks.extend(heading.map(|heading| (Part::Heading, None, section.id.as_str(), heading)));
        blocks.extend(
            section
                .paragraphs
                .iter()
                .map(|paragraph| (Part::Paragraph, numbers.next(), paragraph.id.as_str(), paragraph.text.as_str())),
        );
    }
    let mut units = Vec::new();
    for (block, (part, paragraph, id, text)) in blocks.into_iter().enumerate() {
        let spans = if paragraph.is_some() { split(text) } else { vec![ByteSpan::new(0, text.len())] };
        units.extend(spans.into_iter().map(|span| Unit {
            part,
            block,
            paragraph,
            id,
            span,
            text: &text[span.range()],
        }));
    }
    units
}
