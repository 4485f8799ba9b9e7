//! `nutgraf annotate`: drafts from other programs for an article that exists.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use crate::text::path::shown_path;

use super::{Failure, complain, print, proposing};

/// Exit code when a proposer has said nothing.
const NOT_ALL: u8 = 1;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Articles: YAML files. What is in them stays; their comments and layout too.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    proposing: proposing::WithArguments,
    /// How the report is printed.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    report: ReportForm,
    /// Print errors only.
    #[arg(long, short)]
    quiet: bool,
}

/// How the report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportForm {
    /// For people, on standard error.
    Text,
    /// One JSON object a file, on standard output.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut proposers = arguments.proposing.proposers()?;
    if proposers.is_empty() {
        return Err(Failure(
            "no proposer is named: add --with COMMAND, or --with nutgraf for the built-in rules".to_owned(),
        ));
    }
    let mut is_well = true;
    let last = arguments.files.len() - 1;
    for (index, path) in arguments.files.iter().enumerate() {
        let name = shown_path(path);
        let outcomes = match proposers.annotate_file(path, index == last) {
            Ok(outcomes) => outcomes,
            Err(failure) if last == 0 => return Err(failure),
            Err(failure) => {
                complain(&failure);
                is_well = false;
                continue;
            }
        };
        is_well &= outcomes.iter().all(proposing::Outcome::is_well);
        match arguments.report {
            ReportForm::Json => {
                let file = path.to_string_lossy();
                let outcomes: Vec<_> = outcomes.iter().map(proposing::Outcome::json).collect();
                print(&format!("{}\n", json!({"file": file, "proposers": outcomes})))?;
            }
            ReportForm::Text => {
                let lines = outcomes.iter().flat_map(|outcome| outcome.lines(&name, arguments.quiet));
                lines.for_each(|line| complain(&Failure(line)));
            }
        }
    }
    is_well &= proposers.finish();
    Ok(if is_well { 0 } else { NOT_ALL })
}
