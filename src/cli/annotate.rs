//! `nutgraf annotate`: drafts from other programs for an article that exists.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use crate::text::path::shown_path;

use crate::cli::{Failure, complain, print};
use crate::workspace::proposing;
use crate::workspace::proposing::{Annotated, Destination, Unwritten};

/// Exit code when a proposer has said nothing.
const NOT_ALL: u8 = 1;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Articles: YAML files. The drafts are added to each file; everything else in it stays as it is.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write the article with its drafts into this file, or - for standard output, and leave FILE as it is.
    ///
    /// An article that cannot be written into its file goes to standard output.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace the file of --output if it exists.
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    proposing: crate::cli::with_arguments::WithArguments,
    /// How to report what was added.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    report: ReportForm,
    /// Print errors only.
    #[arg(long, short)]
    quiet: bool,
}

/// How to print the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportForm {
    /// For people, on standard error.
    Text,
    /// One JSON object per article, on standard output.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let destination = destination(arguments)?;
    let mut proposers = arguments.proposing.proposers()?;
    if proposers.is_empty() {
        return Err(Failure(
            "no proposer is named: add --with COMMAND, or --with nutgraf for the built-in rules".to_owned(),
        ));
    }
    let mut is_well = true;
    let last = arguments.files.len() - 1;
    for (index, path) in arguments.files.iter().enumerate() {
        match proposers.annotate_file(path, None, destination, index == last) {
            Ok(annotated) => is_well &= report(arguments, path, &annotated)?,
            Err(failure) if last == 0 => return Err(failure),
            Err(failure) => {
                complain(&failure);
                is_well = false;
            }
        }
    }
    is_well &= proposers.finish();
    Ok(if is_well { 0 } else { NOT_ALL })
}

/// Where the articles go. What cannot be written is refused before anybody is asked.
fn destination(arguments: &Arguments) -> Result<Destination<'_>, Failure> {
    let Some(path) = arguments.output.as_deref() else { return Ok(Destination::Same) };
    if path == Path::new("-") {
        let is_json = arguments.report == ReportForm::Json;
        let why = "standard output cannot have both the article and the report; name a file with -o";
        return if is_json { Err(Failure(why.to_owned())) } else { Ok(Destination::Caller) };
    }
    let name = shown_path(path);
    if arguments.files.len() > 1 {
        return Err(Failure(format!("{name} is one file for several articles; annotate them one by one")));
    }
    if path.exists() && !arguments.force {
        return Err(Failure(format!("{name} exists; use --force to replace it, or -o for another name")));
    }
    Ok(Destination::Other { path, replaces: arguments.force })
}

/// Reports what came of asking about an article; answers whether all went well.
fn report(arguments: &Arguments, path: &Path, annotated: &Annotated) -> Result<bool, Failure> {
    let Annotated { outcomes, unwritten } = annotated;
    let name = shown_path(path);
    match arguments.report {
        ReportForm::Json => {
            let file = path.to_string_lossy();
            let proposers: Vec<_> = outcomes.iter().map(proposing::Outcome::json).collect();
            let mut line = json!({"file": file, "proposers": proposers});
            if let Some(Unwritten { why, text, .. }) = unwritten {
                line["error"] = why.as_ref().map(|why| why.0.clone()).into();
                line["article"] = text.clone().into();
            }
            print(&format!("{line}\n"))?;
        }
        ReportForm::Text => {
            let lines = outcomes.iter().flat_map(|outcome| outcome.lines(&name, arguments.quiet));
            lines.for_each(|line| complain(&Failure(line)));
            if let Some(unwritten) = unwritten {
                print_unwritten(unwritten, &name, arguments.files.len() > 1)?;
            }
        }
    }
    let is_written = unwritten.as_ref().is_none_or(|unwritten| unwritten.why.is_none());
    Ok(is_written && outcomes.iter().all(proposing::Outcome::is_well))
}

/// Prints an article that is in no file, and says why; of several, each as a document of its own.
fn print_unwritten(unwritten: &Unwritten, name: &str, is_one_of_several: bool) -> Result<(), Failure> {
    let Unwritten { why, text, keeps_layout } = unwritten;
    if let Some(why) = why {
        complain(&Failure(format!("{}; the annotated article is on standard output (-o PATH writes a file)", why.0)));
    }
    if !keeps_layout {
        complain(&Failure(format!("{name}: its layout is unusual, so it was written anew, without its comments")));
    }
    let start = if is_one_of_several { "---\n" } else { "" };
    print(&format!("{start}{text}"))
}
