//! `nutgraf notes`: what has been said, as plain text or JSON; of one article, or how far one is with those of a folder.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::domain::article::Article;
use crate::domain::fold::Fold;
use crate::domain::notes::Notes;
use crate::domain::own_claim::with_own;
use crate::domain::workload::Workload;
use crate::format::{self, notes_json, notes_text};
use crate::store;
use crate::store::annotator;
use crate::store::notes::Source;
use crate::text::path::shown_path;

use super::{Failure, complain, open, print, today};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one; or a folder, for a line about each of its articles.
    #[arg(value_name = "FILE|DIR")]
    file: PathBuf,
    /// Every action in order: when, who, what, from what to what.
    #[arg(long, conflicts_with = "to_do")]
    history: bool,
    /// The claims to do, by priority, then place: yours, or those of --by.
    #[arg(long)]
    to_do: bool,
    /// Only what this annotator says.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// For people or for programs.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let json = arguments.format == Format::Json;
    if store::article::is_folder(&arguments.file) {
        if arguments.history || arguments.to_do {
            let path = shown_path(&arguments.file);
            return Err(Failure(format!("{path} is a folder; name one article for --history and --to-do")));
        }
        return folder(&arguments.file, worker(arguments).as_deref(), json);
    }
    let mut opened = open::open(Some(&arguments.file))?;
    opened.article = opened.article.without_drafts().into_owned();
    let mut notes = opened.notes(None);
    let article = &opened.article;
    if arguments.to_do {
        let name = worker(arguments);
        let fold = name.as_deref().and_then(|name| notes.fold(name));
        let tell = if json { notes_json::to_do } else { notes_text::to_do };
        print(&tell(article, name.as_deref(), fold))?;
        return Ok(0);
    }
    if let Some(name) = &arguments.by {
        notes = only(&notes, name)?;
    }
    print(&match (arguments.history, json) {
        (true, true) => notes_json::history(article, &notes),
        (true, false) => notes_text::history(&notes),
        (false, true) => notes_json::notes(article, &notes),
        (false, false) => notes_text::notes(article, &notes, &today()),
    })?;
    Ok(0)
}

/// Whose work it is; nobody's in particular where no name is to be had.
fn worker(arguments: &Arguments) -> Option<String> {
    arguments.by.clone().or_else(|| annotator::who(None).name)
}

/// The notes of one annotator alone.
fn only(notes: &Notes, name: &str) -> Result<Notes, Failure> {
    let Some(fold) = notes.fold(name) else {
        let known: Vec<String> = notes.all().map(|(name, _)| name.escape_debug().to_string()).collect();
        let known = if known.is_empty() { "nobody has".to_owned() } else { format!("there are {}", known.join(", ")) };
        return Err(Failure(format!("{} has said nothing of this article; {known}", name.escape_debug())));
    };
    Ok(Notes::of_people(None, fold.lines().to_vec(), notes.people().clone()))
}

/// A line about each article of a folder.
fn folder(folder: &Path, name: Option<&str>, json: bool) -> Result<u8, Failure> {
    let mut articles = Vec::new();
    for path in store::article::in_folder(folder)? {
        match listed(&path) {
            Ok(Some(article)) => articles.push((path, article)),
            Ok(None) => {}
            Err(failure) => complain(&failure),
        }
    }
    let load = |path: &Path, article: &Article| {
        let source = Source::File(path.to_owned(), article.head.id.clone());
        let on_disk = store::notes::read_all(&source);
        for trouble in on_disk.troubles {
            complain(&Failure(trouble));
        }
        let people = store::settings::people(&source).0;
        let notes = Notes::of_people(name.map(str::to_owned), on_disk.lines, people);
        let fold: Option<&Fold> = notes.mine();
        fold.map_or_else(|| Workload::of(article, None), |fold| Workload::of(&with_own(article, fold), Some(fold)))
    };
    let named = |path: &Path| path.strip_prefix("./").unwrap_or(path).to_string_lossy().into_owned();
    let entries: Vec<notes_json::Entry<'_>> =
        articles.iter().map(|(path, article)| (named(path), article, load(path, article))).collect();
    let tell = if json { notes_json::folder } else { notes_text::folder };
    print(&tell(name, &entries))?;
    Ok(0)
}

/// The article in a file; none where the file is not meant to be one.
fn listed(path: &Path) -> Result<Option<Article>, Failure> {
    let bytes = store::article::load(path)?;
    let origin = path.to_string_lossy().into_owned();
    match format::article::read(&origin, &bytes) {
        Ok(article) => Ok(Some(article)),
        Err(report) => {
            if format::article::is_meant_as_one(&bytes) {
                Err(Failure(format!("{}; `nutgraf check` tells all", report.first())))
            } else {
                Ok(None)
            }
        }
    }
}
