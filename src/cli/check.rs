//! `nutgraf check`: every problem in articles and the notes on them, in one run.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::codec::article_yaml::{MAX_BYTES, MOST_PROBLEMS, check_and_read};
use crate::codec::diagnostics::check_report;
use crate::codec::diagnostics::notes_check;
use crate::codec::diagnostics::{Problem, Report};
use crate::model::article::Article;
use crate::storage;
use crate::storage::config::entity_lists;
use crate::storage::journal::notes_files::Source;
use crate::text::counted::counted;
use crate::text::hidden::escaped;
use crate::text::path::shown_path;
use crate::text::slug::slug;

use crate::cli::article_argument::article;
use crate::cli::seal::{self, SealNews};
use crate::cli::{FAILED, Failure, catalogue, check_stream, complain, moment, print};
use crate::workspace::across_articles;
use crate::workspace::builtin::ARTICLES;

/// Exit code for files with errors.
const PROBLEMS: u8 = 1;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Articles: YAML files, folders of them, names of built-in ones, or - for standard input.
    #[arg(required_unless_present = "jsonl", value_name = "FILE|DIR", value_parser = article(), hide_possible_values = true)]
    files: Vec<PathBuf>,
    /// How to print the problems.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Check only this annotator's notes, not everyone's.
    #[arg(long = "as", value_name = "NAME", conflicts_with = "jsonl")]
    annotator: Option<String>,
    /// Check the articles that `import --jsonl` writes, one per line of standard input.
    #[arg(long, conflicts_with_all = ["files", "format"])]
    jsonl: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the line, and a caret under the place.
    Text,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code-review sites and editors.
    Sarif,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.jsonl {
        return check_stream::run();
    }
    tell_of_others(&arguments.files);
    tell_of_entity_lists(&arguments.files)?;
    let mut reports = Vec::new();
    // The index of a report and the number of drafts in its article.
    let mut drafts: Vec<(usize, usize)> = Vec::new();
    let mut unread = false;
    // Seals that still match.
    let mut intact = Vec::new();
    for path in &catalogue::files(&arguments.files)?.0 {
        match load(path) {
            Ok(bytes) => {
                let (report, article) = check_and_read(&path.to_string_lossy(), &bytes);
                let (entities, claims) = article.as_ref().map_or((0, 0), Article::drafts);
                drafts.push((reports.len(), entities + claims));
                reports.push(report);
                if let Some(article) = &article {
                    intact.extend(of_seals(path, article, &bytes, &mut reports));
                }
                let mut of_notes = article.map_or(Vec::new(), |article| of_notes(path, &article));
                of_notes.retain(|report| arguments.annotator.as_deref().is_none_or(|name| is_of(report, name)));
                reports.extend(of_notes);
            }
            Err(failure) => {
                complain(&failure);
                unread = true;
            }
        }
    }
    match arguments.format {
        Format::Text => text(&reports, &drafts, &intact)?,
        Format::Json => print(&check_report::json(&reports, &drafts))?,
        Format::Sarif => print(&check_report::sarif(&reports))?,
    }
    let wrong = reports.iter().any(|report| report.counts().0 > 0);
    Ok(if unread { FAILED } else { u8::from(wrong) * PROBLEMS })
}

/// Checks the lists of entities of folders against their articles.
fn tell_of_entity_lists(named: &[PathBuf]) -> Result<(), Failure> {
    for folder in named.iter().filter(|path| path.join(entity_lists::NAME).exists()) {
        let mut library = catalogue::open(folder)?;
        for doubt in across_articles::entity_doubts(&mut library)? {
            complain(&Failure(doubt));
        }
    }
    Ok(())
}

/// Names the YAML files of folders that are not checked because they are not meant as articles.
fn tell_of_others(named: &[PathBuf]) {
    let folders = named.iter().filter(|path| storage::article::is_folder(path));
    let others: Vec<PathBuf> = folders.flat_map(|folder| storage::library::others_in(folder)).collect();
    let Some(first) = others.first().map(|path| shown_path(path)) else { return };
    let told = match others.len() {
        1 => format!("{first} is left out"),
        count => format!("{first} and {} more YAML files are left out", count - 1),
    };
    complain(&Failure(format!("{told}: no line begins with `nutgraf:`, as in an article")));
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
        _ => Ok(storage::article::load(path)?),
    }
}

/// Whether a report is about this annotator's notes file.
fn is_of(report: &Report, name: &str) -> bool {
    let slug = slug(name);
    report.path.ends_with(&format!(".{slug}.notes.jsonl")) || report.path.ends_with(&format!("/{slug}.notes.jsonl"))
}

/// The problems of the notes on an article, a report for each file.
fn of_notes(path: &Path, article: &Article) -> Vec<Report> {
    if path == Path::new("-") {
        return Vec::new();
    }
    let id = article.head.id.clone();
    let source = if path.exists() { Source::File(path.to_owned(), id) } else { Source::Builtin(id) };
    let files: Vec<notes_check::NotesFile> = crate::storage::journal::notes_files::contents(&source)
        .into_iter()
        .map(|(path, bytes)| {
            let path = path.strip_prefix("./").unwrap_or(&path).to_string_lossy().into_owned();
            notes_check::NotesFile { path, bytes }
        })
        .collect();
    let (people, troubles) = crate::storage::config::people(&source);
    for trouble in source.doubt().into_iter().chain(troubles) {
        complain(&Failure::from(trouble));
    }
    notes_check::check(article, &files, people, moment().unix_ms)
}

/// Adds a report for each seal that is invalid or no longer matches; returns the others.
fn of_seals(path: &Path, article: &Article, bytes: &[u8], reports: &mut Vec<Report>) -> Vec<SealNews> {
    if path == Path::new("-") {
        return Vec::new();
    }
    let id = article.head.id.clone();
    let source = if path.exists() { Source::File(path.to_owned(), id) } else { Source::Builtin(id) };
    let mut intact = Vec::new();
    let sealed: BTreeSet<PathBuf> = source.files().iter().filter_map(|path| source.sealed_as(path)).collect();
    for notes in sealed {
        let Some(news) = seal::news(&notes, &source, (&article.head.id, bytes)) else { continue };
        match news.rule {
            Some(rule) => {
                let file = news.path.strip_prefix("./").unwrap_or(&news.path).to_string_lossy().into_owned();
                let hint = "seal again once it is right: nutgraf seal FILE";
                reports.push(Report { path: file, problems: vec![Problem::whole(rule, &news.words, hint)] });
            }
            None => intact.push(news),
        }
    }
    intact
}

fn text(reports: &[Report], drafts: &[(usize, usize)], intact: &[SealNews]) -> Result<(), Failure> {
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
            print(&format!("{path}: showing the first {MOST_PROBLEMS} problems\n"))?;
        }
    }
    for seal in intact {
        print(&format!("{}: {}\n", shown_path(&seal.path), seal.words))?;
    }
    Ok(())
}

/// The result for articles and their notes, in a sentence.
pub(super) fn summary(files: &[PathBuf]) -> String {
    let (mut errors, mut warnings, mut first) = (0, 0, None);
    for path in files {
        let reports = match load(path) {
            Ok(bytes) => {
                let (report, article) = check_and_read(&path.to_string_lossy(), &bytes);
                std::iter::once(report).chain(article.map_or(Vec::new(), |article| of_notes(path, &article))).collect()
            }
            Err(failure) => {
                errors += 1;
                first.get_or_insert_with(|| failure.headline());
                Vec::new()
            }
        };
        for report in reports {
            let (of_errors, of_warnings) = report.counts();
            (errors, warnings) = (errors + of_errors, warnings + of_warnings);
            if !report.problems.is_empty() {
                first.get_or_insert_with(|| report.first());
            }
        }
    }
    let checked = counted(files.len(), "article");
    match first {
        None => format!("{checked} checked, no problems"),
        Some(first) => {
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            format!("{checked} checked: {errors}, {warnings}; the first: {first}")
        }
    }
}
