//! Blocks: the pieces of a document's text, each with its kind and the line it came from.

use strum::{IntoStaticStr, VariantArray};

use crate::model::article::Link;

/// A piece of a document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, on one line, white space collapsed.
    pub text: String,
    /// Line of the source on which it begins, counted from 1.
    pub line: usize,
    /// Links on its words, in order. `words` is in `text`.
    pub links: Vec<Link>,
}

impl Block {
    /// A block without links; white space in `text` is collapsed.
    #[must_use]
    pub fn new(kind: BlockKind, text: &str, line: usize) -> Self {
        Self { kind, text: text.split_whitespace().collect::<Vec<_>>().join(" "), line, links: Vec::new() }
    }

    /// A paragraph of body text without links.
    #[must_use]
    pub fn paragraph(text: &str, line: usize) -> Self {
        Self::new(BlockKind::Paragraph, text, line)
    }

    /// A heading.
    #[must_use]
    pub fn heading(text: &str, line: usize) -> Self {
        Self::new(BlockKind::Heading, text, line)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum BlockKind {
    /// A heading inside the text. The title is metadata, not a block.
    Heading,
    /// Body text.
    Paragraph,
    /// One item of a list.
    List,
    /// A block quotation.
    Quote,
    /// The caption of a picture, chart or video.
    Caption,
    /// Who wrote it. Becomes the `byline` field where that is empty.
    Byline,
    /// Where and when it was written (`WASHINGTON, 3 May (Agency)`). Leaves the text.
    Dateline,
    /// Whom a picture or a report is owed to. Leaves the text.
    Credit,
    /// What is below an article: rights, contact, related titles. Leaves the text.
    Footer,
}

impl BlockKind {
    /// The word that `--blocks` prints.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Whether an article has it among its paragraphs.
    #[must_use]
    pub fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::List | Self::Quote | Self::Caption)
    }
}
