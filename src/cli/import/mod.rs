//! `nutgraf import`: saved texts, pages and exports of databases become draft articles.

mod changes;
mod notices;
mod output;
mod print_blocks;
mod print_candidates;
mod progress;
mod proposer;
mod report;
mod run;
mod sources;
mod stream;

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::import::source::Source;
use crate::import::sources::SOURCES;

use crate::cli::{Failure, print, words};
use crate::workspace::candidates::Confirm;

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What to import: files, folders, or - for standard input.
    #[arg(value_name = "SOURCE", required_unless_present_any = ["formats", "jsonl"])]
    sources: Vec<PathBuf>,
    /// Where to write the articles: a folder, a file for a single article, or - for standard output.
    ///
    /// The default is the current folder, or standard output for a text from standard input.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// List the formats that can be imported.
    #[arg(long)]
    formats: bool,
    /// Read the sources in this format instead of detecting it.
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(SOURCES.iter().map(|source| source.name())))]
    from: Option<String>,
    /// The text that the annotations refer to, if it is in a separate file.
    #[arg(long, value_name = "FILE")]
    onto: Option<PathBuf>,
    /// Write no article; print the blocks of the text (headings, paragraphs, list items, quotes, captions), one JSON object per line.
    #[arg(long, conflicts_with_all = ["text", "output"])]
    blocks: bool,
    /// Write no article; print the plain text.
    #[arg(long, conflicts_with = "output")]
    text: bool,
    /// Propose no candidates, which are entities and claims for you to review.
    #[arg(long)]
    no_candidates: bool,
    /// Confirm these candidates without a review; the others stay drafts.
    #[arg(long, value_parser = words(confirm, Confirm::ALL.map(|(_, word)| word)), value_name = "WHICH", default_value = "none", conflicts_with_all = ["no_candidates", "with"])]
    confirm: Confirm,
    /// Write no article; print the entities of the text, one JSON object per line: {"name", "kind", "aliases"}.
    #[arg(long, conflicts_with_all = ["blocks", "text", "output"])]
    entities: bool,
    /// Write no article; print who says what in the text, one JSON object per line: {"source", "cue", "content", "start", "end"}.
    ///
    /// `start` and `end` count code points: of the file for plain text, and for other formats of the paragraphs
    /// joined by a blank line.
    #[arg(long, conflicts_with_all = ["entities", "blocks", "text", "output"])]
    attributions: bool,
    /// Write no article; print the candidates with the rules that proposed them.
    #[arg(long, conflicts_with_all = ["entities", "attributions", "blocks", "text", "output"])]
    explain: bool,
    /// Import a stream of JSON: one document per line of standard input, one article per line of standard output.
    ///
    /// Lines in: {"id", "content" or "path", "type"}. Lines out: {"id", "part", "article"}, or {"id", "error"}.
    #[arg(long, conflicts_with_all = ["sources", "output", "blocks", "text", "entities", "attributions", "explain", "report"])]
    jsonl: bool,
    /// How to report what was imported.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    report: ReportForm,
    /// Leave damaged text as it is.
    #[arg(long)]
    no_repair: bool,
    /// Replace existing articles.
    #[arg(long)]
    force: bool,
    /// Update existing articles from their sources. Ids, claims, edits and comments stay; the earlier version of harbour.yaml is
    /// kept beside it as harbour.v1.yaml, the next one as harbour.v2.yaml.
    #[arg(long, conflicts_with = "force")]
    update: bool,
    #[command(flatten)]
    proposing: crate::cli::with_arguments::WithArguments,
    /// Print errors only.
    #[arg(long, short)]
    quiet: bool,
}

/// How the report of an import is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportForm {
    /// For people, on standard error; notices of one kind are one line.
    Text,
    /// For people, on standard error, with every notice.
    Full,
    /// One JSON object per source, on standard output.
    Json,
}

fn confirm(word: &str) -> Result<Confirm, String> {
    let words = || Confirm::ALL.map(|(_, word)| word).join(", ");
    Confirm::named(word).ok_or_else(|| format!("not one of {}", words()))
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.formats {
        return print_formats();
    }
    if arguments.jsonl {
        return stream::run(arguments);
    }
    if arguments.entities || arguments.attributions || arguments.explain {
        return print_candidates::run(arguments);
    }
    run::run(arguments)
}

/// One line a format: its name and what it is.
fn print_formats() -> Result<u8, Failure> {
    let width = SOURCES.iter().map(|source| source.name().len()).max().unwrap_or(0);
    let line = |source: &&dyn Source| format!("{:width$}  {}\n", source.name(), source.summary());
    print(&SOURCES.iter().map(line).collect::<String>())?;
    Ok(0)
}
