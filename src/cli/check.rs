//! `nutgraf check`: everything that is wrong with articles and the notes on them, in one run.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::domain::article::Article;
use crate::format::article::{MAX_BYTES, MOST_PROBLEMS, check_and_read};
use crate::format::check_report;
use crate::format::notes_check;
use crate::format::report::Report;
use crate::store;
use crate::store::notes::Source;
use crate::text::hidden::escaped;

use super::builtin::ARTICLES;
use super::{Failure, check_stream, complain, moment, print};

/// Exit code for files with errors.
const PROBLEMS: u8 = 1;
/// Exit code when a file could not be read at all.
const COULD_NOT_RUN: u8 = 2;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Articles: YAML files, names of built-in ones, or - for standard input.
    #[arg(required_unless_present = "jsonl", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How the problems are told.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Check the articles that `import --jsonl` writes, one a line of standard input.
    #[arg(long, conflicts_with_all = ["files", "format"])]
    jsonl: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the line, and a caret under the place.
    Text,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for forges and editors.
    Sarif,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.jsonl {
        return check_stream::run();
    }
    let mut reports = Vec::new();
    // How many drafts there are in the article of which report.
    let mut drafts: Vec<(usize, usize)> = Vec::new();
    let mut unread = false;
    for path in &arguments.files {
        match load(path) {
            Ok(bytes) => {
                let (report, article) = check_and_read(&path.to_string_lossy(), &bytes);
                let (entities, claims) = article.as_ref().map_or((0, 0), Article::drafts);
                drafts.push((reports.len(), entities + claims));
                reports.push(report);
                reports.extend(article.map_or(Vec::new(), |article| of_notes(path, &article)));
            }
            Err(failure) => {
                complain(&failure);
                unread = true;
            }
        }
    }
    match arguments.format {
        Format::Text => text(&reports, &drafts)?,
        Format::Json => print(&check_report::json(&reports, &drafts))?,
        Format::Sarif => print(&check_report::sarif(&reports))?,
    }
    let wrong = reports.iter().any(|report| report.counts().0 > 0);
    Ok(if unread { COULD_NOT_RUN } else { u8::from(wrong) * PROBLEMS })
}

fn load(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let builtin = ARTICLES.iter().find(|article| path.to_str() == Some(article.id));
    match builtin {
        Some(article) if !path.exists() => Ok(article.text.as_bytes().to_vec()),
        _ => Ok(store::article::load(path)?),
    }
}

/// What is to be told of the notes on an article, a report for each file.
fn of_notes(path: &Path, article: &Article) -> Vec<Report> {
    if path == Path::new("-") {
        return Vec::new();
    }
    let id = article.head.id.clone();
    let source = if path.exists() { Source::File(path.to_owned(), id) } else { Source::Builtin(id) };
    let files: Vec<notes_check::NotesFile> = store::notes::contents(&source)
        .into_iter()
        .map(|(path, bytes)| {
            let path = path.strip_prefix("./").unwrap_or(&path).to_string_lossy().into_owned();
            notes_check::NotesFile { path, bytes }
        })
        .collect();
    let (people, troubles) = store::settings::people(&source);
    for trouble in source.doubt().into_iter().chain(troubles) {
        complain(&Failure::from(trouble));
    }
    notes_check::check(article, &files, people, moment().unix_ms)
}

fn text(reports: &[Report], drafts: &[(usize, usize)]) -> Result<(), Failure> {
    for (number, report) in reports.iter().enumerate() {
        print(&report.to_string())?;
        let (errors, warnings) = report.counts();
        let path = escaped(&report.path);
        let summary = match (errors, warnings) {
            (0, 0) => "no problems".to_owned(),
            _ => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
        };
        let drafts = drafts.iter().find(|(of, count)| *of == number && *count > 0);
        let drafts = drafts.map_or(String::new(), |(_, count)| format!("; {} to review", counted(*count, "draft")));
        print(&format!("{path}: {summary}{drafts}\n"))?;
        if report.problems.len() >= MOST_PROBLEMS {
            print(&format!("{path}: there may be more; only {MOST_PROBLEMS} are told\n"))?;
        }
    }
    Ok(())
}

fn counted(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}
