//! `nutgraf import`: saved texts, pages and exports of databases become draft articles.

mod output;
mod print_blocks;
mod report;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::Source;
use crate::import::sources::{self, SOURCES};
use crate::import::{Imported, Options, import};
use crate::store;

use super::{Failure, complain, print, today};
use output::Output;
use report::Report;

/// Exit code when an input, or an article of one, could not be imported.
const NOT_ALL: u8 = 1;
/// Exit code when an input could not be read at all.
const COULD_NOT_RUN: u8 = 2;

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools)]
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Files, folders, or - for standard input.
    #[arg(value_name = "SOURCE", required_unless_present = "formats")]
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
    /// How the report is printed.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    report: ReportForm,
    /// Leave damaged text as it is.
    #[arg(long)]
    no_repair: bool,
    /// Replace articles that exist.
    #[arg(long)]
    force: bool,
    /// Print errors only.
    #[arg(long, short)]
    quiet: bool,
}

/// How the report of an import is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportForm {
    /// For people, on standard error.
    Text,
    /// One JSON object a source, on standard output.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.formats {
        return print_formats();
    }
    let base_text = arguments.onto.as_deref().map(store::import::load).transpose()?;
    let today = today();
    let options = Options {
        from: arguments.from.as_deref().and_then(sources::named),
        repair: !arguments.no_repair,
        today: &today,
    };
    let mut run = Run { arguments, options, base_text, code: 0 };
    for path in &arguments.sources {
        run.path(path)?;
    }
    Ok(run.code)
}

/// An import of several sources.
struct Run<'a> {
    arguments: &'a Arguments,
    options: Options<'a>,
    base_text: Option<Vec<u8>>,
    code: u8,
}

impl Run<'_> {
    fn path(&mut self, path: &Path) -> Result<(), Failure> {
        if !store::article::is_folder(path) {
            return self.file(path);
        }
        for file in store::import::files_in(path)? {
            self.file(&file)?;
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        let piped = path == Path::new("-");
        let bytes = if piped { store::import::load_standard_input() } else { store::import::load(path) };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                complain(&error.into());
                self.code = COULD_NOT_RUN;
                return Ok(());
            }
        };
        let name = path.display().to_string();
        let mut input = Input::new(&bytes);
        if !piped {
            input = input.named(&name);
        }
        if let Some(text) = &self.base_text {
            input = input.onto(text);
        }
        let name = if piped { "standard input" } else { &name };
        match import(&input, &self.options) {
            Ok(imported) => self.imported(name, piped, &imported),
            Err(error) => self.refused(name, &error),
        }
    }

    fn imported(&mut self, name: &str, piped: bool, imported: &Imported) -> Result<(), Failure> {
        if self.arguments.blocks || self.arguments.text {
            print_blocks::print_all(imported, self.arguments.blocks)?;
        }
        let output = Output::of(self.arguments, piped);
        let report = Report::of(name, imported, |draft, count| output.write(draft, count));
        if !report.is_complete() {
            self.code = self.code.max(NOT_ALL);
        }
        self.tell(&report)
    }

    fn refused(&mut self, name: &str, error: &ImportError) -> Result<(), Failure> {
        self.code = self.code.max(NOT_ALL);
        self.tell(&Report::refused(name, error))
    }

    fn tell(&self, report: &Report) -> Result<(), Failure> {
        match self.arguments.report {
            ReportForm::Json => print(&report.json())?,
            ReportForm::Text => {
                for line in report.lines(self.arguments.quiet) {
                    complain(&Failure(line));
                }
            }
        }
        Ok(())
    }
}

/// One line a format: its name and what it is.
fn print_formats() -> Result<u8, Failure> {
    let width = SOURCES.iter().map(|source| source.name().len()).max().unwrap_or(0);
    let line = |source: &&dyn Source| format!("{:width$}  {}\n", source.name(), source.summary());
    print(&SOURCES.iter().map(line).collect::<String>())?;
    Ok(0)
}
