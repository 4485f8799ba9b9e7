//! `--blocks` and `--text`: the text of the articles without the rest, for measuring and for pipes.

use serde_json::json;

use crate::import::Imported;
use crate::import::block::{Block, BlockKind};
use crate::import::document::Document;
use crate::import::error::ImportError;
use crate::import::sentences::sentences;

use crate::cli::{Failure, print};

/// Prints every article, and the beginning of one behind a paywall: its blocks as JSON lines, or its text.
pub(super) fn print_all(imported: &Imported, as_blocks: bool) -> Result<(), Failure> {
    for draft in &imported.drafts {
        let document = match draft {
            Ok(draft) => &draft.document,
            Err(ImportError::Paywall { beginning }) => beginning,
            Err(_) => continue,
        };
        print(&if as_blocks { blocks(document) } else { text(document) })?;
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

/// Headings and paragraphs, parted by blank lines. Captions are no running text, and bylines and credits leave it.
fn text(document: &Document) -> String {
    use BlockKind::{Heading, List, Paragraph, Quote};
    let is_text = |block: &&Block| matches!(block.kind, Heading | Paragraph | List | Quote);
    document.blocks.iter().filter(is_text).flat_map(|block| [block.text.as_str(), "\n\n"]).collect()
}
