//! `nutgraf print`: an article as plain text.

use std::path::{Path, PathBuf};

use crate::model::query::Asker;
use crate::render::article_text::{Block, Parts, blocks};
use crate::render::notes_text::with_everyones;
use crate::text::cells;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

use crate::cli::article_argument::article;
use crate::cli::claim_options::ClaimOptions;
use crate::cli::{Failure, catalogue, complain, print, today};
use crate::workspace::open;

// Each flag of the command line is a bool.
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Articles: YAML files, names of built-in ones, or folders.
    #[arg(required = true, value_name = "FILE|DIR", value_parser = article(), hide_possible_values = true)]
    files: Vec<PathBuf>,
    /// The width of a line, in columns.
    #[arg(long, default_value_t = 80, value_parser = clap::value_parser!(u16).range(20..))]
    width: u16,
    /// Print the claims below each paragraph, with all annotations.
    #[arg(long)]
    claims: bool,
    /// Print the entities after the text.
    #[arg(long)]
    entities: bool,
    /// Print all figures and dates after the text.
    #[arg(long)]
    figures: bool,
    #[command(flatten)]
    chosen: ClaimOptions,
    /// Include drafts: proposed claims and entities that nobody has confirmed yet.
    #[arg(long)]
    drafts: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let (files, are_several) = catalogue::files(&arguments.files)?;
    let (mut code, mut gap) = (0, "");
    for file in &files {
        match one(arguments, file, are_several, gap) {
            Ok(()) => gap = "\n\n",
            // A failure does not stop the other articles.
            Err(failure) if are_several => {
                complain(&failure);
                code = 1;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(code)
}

fn one(arguments: &Arguments, file: &Path, is_one_of_several: bool, gap: &str) -> Result<(), Failure> {
    let mut opened = open::open(Some(file))?;
    if !arguments.drafts {
        opened.article = opened.article.without_drafts().into_owned();
    }
    let notes = opened.notes(None);
    let article = with_everyones(&opened.article, &notes);
    let query = if is_one_of_several {
        arguments.chosen.query_anywhere(&opened.source)?
    } else {
        arguments.chosen.query(&opened.source, &Asker::everyone(&article, &notes))?
    };
    // Choosing claims implies printing them.
    let claims = arguments.claims || arguments.chosen.choose();
    let parts = Parts { claims, entities: arguments.entities, figures: arguments.figures };
    let lines = blocks(&article, &notes, parts, &query, &today());
    print(gap)?;
    print(&lines.iter().map(|block| wrapped(block, arguments.width)).collect::<String>())?;
    Ok(())
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

/// A row without hidden or control characters.
fn shown(text: &str, span: ByteSpan) -> String {
    cells::clusters(text, span).map(|cluster| cluster.shown).collect()
}
