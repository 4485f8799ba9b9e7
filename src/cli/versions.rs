//! `nutgraf versions`: what changed in a story, and whether what was found wrong was put right; of a folder, everything that
//! was found wrong.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::corpus::versions::report::Report;
use crate::export::corrections::csv;
use crate::export::versions_page;
use crate::model::annotation::Notes;
use crate::render::{corrections_text, versions_text};
use crate::storage;
use crate::storage::journal::notes_files::Source;
use crate::text::path::shown_path;
use crate::text::suggestion::choices;

use crate::cli::{Failure, catalogue, complain, print};
use crate::workspace::across_articles;
use crate::workspace::open;
use crate::workspace::version_report::{Earlier, earlier_versions, file_name, report};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article whose earlier versions `import --update` has kept; the earlier of two versions; or a folder of articles, to
    /// list every claim that somebody refuted or corrected, and whether the paper fixed it.
    #[arg(value_name = "FILE|DIR")]
    file: PathBuf,
    /// The later of two versions, in a file of its own.
    later: Option<PathBuf>,
    /// Compare with the earlier version of this number: for harbour.yaml, 2 is harbour.v2.yaml. By default, with the latest of
    /// them.
    #[arg(long, value_name = "NUMBER", conflicts_with = "later")]
    since: Option<usize>,
    /// Of a folder, only the articles that match this query, such as `published:2026-10 outlet:post`.
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["later", "since"])]
    query: Option<String>,
    /// Your name, for --query: who `by:me` is, and whose judgements count. By default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME", requires = "query")]
    me: Option<String>,
    /// How to print the changes, or the list of a folder.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// Of one article: a Markdown page for the news desk.
    Markdown,
    /// One JSON document.
    Json,
    /// Of a folder: a table with a row for each claim.
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if storage::article::is_folder(&arguments.file) {
        return of_folder(arguments);
    }
    if arguments.query.is_some() || arguments.format == Format::Csv {
        let told = "--query and --format csv are for a folder of articles";
        return Err(Failure(format!("{} is no folder; {told}", shown_path(&arguments.file))));
    }
    let report = match &arguments.later {
        Some(later) => of_two(&arguments.file, later)?,
        None => of_one(&arguments.file, arguments.since)?,
    };
    print(&match arguments.format {
        Format::Text | Format::Csv => versions_text::text(&report),
        Format::Markdown => versions_page::markdown(&report),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
    })?;
    Ok(0)
}

/// Everything that was found wrong in the articles of a folder, and what became of it.
fn of_folder(arguments: &Arguments) -> Result<u8, Failure> {
    let folder = &arguments.file;
    if arguments.later.is_some() || arguments.since.is_some() {
        let told = "name one folder, or two versions of an article";
        return Err(Failure(format!("{} is a folder of articles; {told}", shown_path(folder))));
    }
    let (mut library, paths) = catalogue::open_for(folder, arguments.query.as_deref(), arguments.me.as_deref())?;
    catalogue::complain_of_problems(&library);
    let (corrections, troubles) = across_articles::corrections(&mut library, paths.as_ref());
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    print(&match arguments.format {
        Format::Text => corrections_text::text(&corrections),
        Format::Json => corrections_text::json(&corrections),
        Format::Csv => csv(&corrections)?,
        Format::Markdown => {
            return Err(Failure("a folder is listed as text, csv or json; markdown is for one article".to_owned()));
        }
    })?;
    Ok(0)
}

/// An article and the versions that were kept of it.
fn of_one(file: &Path, since: Option<usize>) -> Result<Report, Failure> {
    let opened = open::open(Some(file))?;
    let Source::File(path, _) = &opened.source else {
        return Err(Failure(format!("{} is built in and has no earlier versions", shown_path(file))));
    };
    let (versions, troubles) = earlier_versions(path, &opened.article);
    let base = match since {
        Some(number) => {
            let ending = format!(".v{number}.yaml");
            versions.iter().position(|version| version.name.ends_with(&ending))
        }
        None => versions.len().checked_sub(1),
    };
    let notes = opened.notes(None);
    let none = || no_version(file, since, &versions, &troubles);
    base.and_then(|base| report(&versions, base, &opened.article, file_name(path), &notes, troubles.clone()))
        .ok_or_else(none)
}

fn no_version(file: &Path, since: Option<usize>, versions: &[Earlier], troubles: &[String]) -> Failure {
    let file = shown_path(file);
    if let Some(trouble) = troubles.first() {
        return Failure(format!("{file}: an earlier version cannot be read: {trouble}"));
    }
    match (since, versions) {
        (Some(number), [_, ..]) => {
            let names = choices(versions.iter().map(|version| version.name.as_str()));
            Failure(format!("{file} has no version {number}; {names}"))
        }
        _ => Failure(format!(
            "{file} has no earlier version; `nutgraf import SOURCE --update` keeps one, or name two files"
        )),
    }
}

/// Two files, with the notes on both.
fn of_two(file: &Path, later: &Path) -> Result<Report, Failure> {
    let (earlier, today) = (open::open(Some(file))?, open::open(Some(later))?);
    // Whoever compares two files may have judged either.
    let lines = |notes: Notes| notes.all().flat_map(|(_, fold)| fold.lines().to_vec()).collect::<Vec<_>>();
    let (one, other) = (earlier.notes(None), today.notes(None));
    let people = one.people().clone();
    let notes = Notes::of_people(None, lines(one).into_iter().chain(lines(other)).collect(), people);
    let versions = [Earlier { name: file_name(file), article: earlier.article.without_drafts().into_owned() }];
    report(&versions, 0, &today.article, file_name(later), &notes, Vec::new())
        .ok_or_else(|| Failure(format!("{} cannot be compared", shown_path(file))))
}
