//! Plain text: paragraphs parted by blank lines, the title first.

use super::super::block::Block;
use super::super::document::{Document, Field, Layout, Metadata};
use super::super::error::ImportError;
use super::super::input::Input;
use super::super::source::{Confidence, Parsed, Source};

/// Any text.
pub(super) struct PlainText;

impl Source for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn summary(&self) -> &'static str {
        "plain text: the title, then paragraphs"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let is_binary = input.head().contains('\0') || input.head().matches('\u{fffd}').count() > 64;
        if is_binary { Confidence::No } else { Confidence::Possible }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let mut blocks = paragraphs(&decoded.text);
        let mut metadata = Metadata::default();
        // The first block is the title where text follows it.
        if blocks.len() > 1 {
            metadata.title = Field::guessed(&blocks.remove(0).text);
        }
        let notices = decoded.notices.clone();
        Ok(Document { metadata, blocks, notices, layout: Layout::Text, ..Document::default() }.into())
    }
}

/// Runs of lines without a blank one between them.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut gathered: Vec<&str> = Vec::new();
    let mut start = 1;
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            if !gathered.is_empty() {
                blocks.push(Block::paragraph(&gathered.join(" "), start));
            }
            gathered.clear();
            start = number + 2;
        } else {
            gathered.push(line);
        }
    }
    blocks
}
