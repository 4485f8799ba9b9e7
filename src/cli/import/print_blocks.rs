//! `--blocks` and `--text`: the text of the articles without the rest, for measuring and for pipes.

use serde_json::json;

use crate::import::Imported;
use crate::import::block::Block;
use crate::import::document::Document;
use crate::import::sentences::sentences;

use super::super::{Failure, print};

/// Prints every article: its blocks as JSON lines, or its text.
pub(super) fn print_all(imported: &Imported, as_blocks: bool) -> Result<(), Failure> {
    for draft in imported.drafts.iter().flatten() {
        print(&if as_blocks { blocks(&draft.document) } else { text(&draft.document) })?;
    }
    Ok(())
}

fn blocks(document: &Document) -> String {
    // A title that was taken out of the text is a heading of it.
    let title = document.metadata.title.as_ref();
    let title = title.and_then(|field| Some(Block::heading(&field.value, field.line?)));
    let line = |block: &Block| {
        let sentences: Vec<&str> = sentences(&block.text).into_iter().map(|span| &block.text[span.range()]).collect();
        format!("{}\n", json!({"kind": block.kind.word(), "line": block.line, "sentences": sentences}))
    };
    title.iter().chain(&document.blocks).map(line).collect()
}

/// Headings and paragraphs, parted by blank lines.
fn text(document: &Document) -> String {
    let parts = document.blocks.iter().flat_map(|block| [block.text.as_str(), "\n\n"]);
    parts.collect()
}
