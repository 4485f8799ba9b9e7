//! `nutgraf print`: an article as linear text.

use std::path::PathBuf;

use crate::format::linear_text::{Block, Parts, blocks};
use crate::format::notes_text::with_everyones;
use crate::text::cells;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

use super::{Failure, open, print, today};

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools)]
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one.
    file: PathBuf,
    /// Columns of a line.
    #[arg(long, default_value_t = 80, value_parser = clap::value_parser!(u16).range(20..))]
    width: u16,
    /// The claims below each paragraph, with what has been said of them.
    #[arg(long)]
    claims: bool,
    /// The entities, after the text.
    #[arg(long)]
    entities: bool,
    /// Every figure and date, after the text.
    #[arg(long)]
    figures: bool,
    /// Also the drafts among them: candidates that nobody has confirmed yet.
    #[arg(long)]
    drafts: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut opened = open::open(Some(&arguments.file))?;
    if !arguments.drafts {
        opened.article = opened.article.without_drafts().into_owned();
    }
    let notes = opened.notes(None);
    let parts = Parts { claims: arguments.claims, entities: arguments.entities, figures: arguments.figures };
    let lines = blocks(&with_everyones(&opened.article, &notes), &notes, parts, &today());
    print(&lines.iter().map(|block| wrapped(block, arguments.width)).collect::<String>())?;
    Ok(0)
}

fn wrapped(block: &Block, width: u16) -> String {
    let indent = u16::try_from(block.indent).unwrap_or(0);
    let mut text = String::new();
    for (number, row) in wrap(&block.text, width.saturating_sub(indent).max(1)).into_iter().enumerate() {
        let mark = if number == 0 { block.mark.as_str() } else { "" };
        let line = format!("{mark:width$}{}", shown(&block.text, row.span), width = block.indent);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if text.is_empty() { "\n".to_owned() } else { text }
}

/// A row as it may be shown: nothing invisible or hostile in it.
fn shown(text: &str, span: ByteSpan) -> String {
    cells::clusters(text, span).map(|cluster| cluster.shown).collect()
}
