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

use super::candidates::Confirm;
use super::{Failure, print, proposing};
pub(super) use output::file_text;
pub(super) use sources::{is_ours, text_beside};

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools)]
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Files, folders, or - for standard input.
    #[arg(value_name = "SOURCE", required_unless_present_any = ["formats", "jsonl"])]
    sources: Vec<PathBuf>,
    /// Where the articles go: a folder, a file for a single article, or - for standard output.
    ///
    /// Without it they go into the current folder, those from standard input to standard output.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// List the formats that can be imported.
    #[arg(long)]
    formats: bool,
    /// Read the sources in this format, whatever they look like.
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(SOURCES.iter().map(|source| source.name())))]
    from: Option<String>,
    /// The text that annotations speak about, where it is in a file of its own.
    #[arg(long, value_name = "FILE")]
    onto: Option<PathBuf>,
    /// Print the pieces of the text instead, one JSON object a line.
    #[arg(long, conflicts_with_all = ["text", "output"])]
    blocks: bool,
    /// Print the plain text instead.
    #[arg(long, conflicts_with = "output")]
    text: bool,
    /// Leave out the candidates: the entities and claims that nutgraf proposes as drafts.
    #[arg(long)]
    no_candidates: bool,
    /// Which candidates are confirmed at once, for scripts; the others stay drafts until somebody reviews them.
    #[arg(long, value_enum, value_name = "WHICH", default_value = "none", conflicts_with_all = ["no_candidates", "with"])]
    confirm: Confirm,
    /// Print the entities of the text instead, one JSON object a line: {"name", "kind", "aliases"}.
    #[arg(long, conflicts_with_all = ["blocks", "text", "output"])]
    entities: bool,
    /// Print who says what instead, one JSON object a line: {"source", "cue", "content", "start", "end"}.
    ///
    /// `start` and `end` are code points: of a plain text as it stands in its file, of other formats in the paragraphs
    /// joined by a blank line.
    #[arg(long, conflicts_with_all = ["entities", "blocks", "text", "output"])]
    attributions: bool,
    /// Print which rule proposed which candidate instead.
    #[arg(long, conflicts_with_all = ["entities", "attributions", "blocks", "text", "output"])]
    explain: bool,
    /// Import a stream: one document a line of standard input, one article a line of standard output, as JSON.
    ///
    /// Lines in: {"id", "content" or "path", "type"}. Lines out: {"id", "part", "article"}, or {"id", "error"}.
    #[arg(long, conflicts_with_all = ["sources", "output", "blocks", "text", "entities", "attributions", "explain", "report"])]
    jsonl: bool,
    /// How the report is printed.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    report: ReportForm,
    /// Leave damaged text as it is.
    #[arg(long)]
    no_repair: bool,
    /// Replace articles that exist.
    #[arg(long)]
    force: bool,
    /// Take what the sources say now into the articles that exist: ids, claims, edits and comments stay, the earlier
    /// version is kept as STEM.v1.yaml.
    #[arg(long, conflicts_with = "force")]
    update: bool,
    #[command(flatten)]
    proposing: proposing::WithArguments,
    /// Print errors only.
    #[arg(long, short)]
    quiet: bool,
}

/// How the report of an import is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportForm {
    /// For people, on standard error; notices of one kind are one line.
    Text,
    /// The same with every notice.
    Full,
    /// One JSON object a source, on standard output.
    Json,
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
