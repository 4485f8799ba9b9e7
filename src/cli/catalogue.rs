//! Opens the library of a folder for a command, and reports problems on stderr.

use std::collections::{BTreeMap, HashSet};
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::corpus::fields::vocabulary;
use crate::corpus::row::Row;
use crate::corpus::search::{Search, Viewer};
use crate::model::query::{Query, Vocabulary, report};
use crate::storage;
use crate::storage::annotator;
use crate::storage::config::saved_queries;
use crate::storage::journal::notes_files::Source;
use crate::storage::library::Library;
use crate::text::path::shown_path;

use crate::cli::{Failure, complain};
use crate::workspace::across_articles;

/// Work shorter than this shows no progress.
const SOON: Duration = Duration::from_millis(500);

/// The library of a folder, as its files are now. Reports problems with the folder on stderr.
///
/// # Errors
///
/// If the folder does not exist.
pub(super) fn open(folder: &Path) -> Result<Library, Failure> {
    open_with(folder, |_| {})
}

/// The library of a folder, as its files are now, with the words of all articles verified.
///
/// # Errors
///
/// If the folder does not exist.
pub(super) fn open_for_search(folder: &Path) -> Result<Library, Failure> {
    open_with(folder, |library| {
        library.verify_words();
    })
}

/// The library of a folder, and the articles that match a query; without a query, none stands for all. `me` is a name that
/// was given on the command line.
///
/// # Errors
///
/// If the folder does not exist, or the query is invalid.
pub(super) fn open_for(
    folder: &Path,
    text: Option<&str>,
    me: Option<&str>,
) -> Result<(Library, Option<HashSet<String>>), Failure> {
    let Some(text) = text else { return Ok((open(folder)?, None)) };
    let query = query(text, &words(folder))?;
    let library = open_for_search(folder)?;
    let viewer = Viewer::of(annotator::who(me).name);
    let matching = across_articles::matching(&library, &Search::new(&query, &viewer, false));
    Ok((library, Some(matching)))
}

/// Reports the first problem of each article that cannot be read, or whose notes are damaged.
pub(super) fn complain_of_problems(library: &Library) {
    for row in library.rows().filter(|row| !row.first_problem.is_empty()) {
        complain(&Failure(row.first_problem.clone()));
    }
}

fn open_with(folder: &Path, prepare: impl FnOnce(&mut Library)) -> Result<Library, Failure> {
    if !storage::article::is_folder(folder) {
        return Err(Failure(format!("{} is not a folder; name a folder of articles", shown_path(folder))));
    }
    let mut library = Library::read(folder);
    prepare(&mut library);
    refresh(&mut library);
    for told in twice(library.rows()) {
        complain(&Failure(told));
    }
    Ok(library)
}

/// Reads the files that have changed.
fn refresh(library: &mut Library) {
    let (began, mut bar) = (Instant::now(), None::<ProgressBar>);
    let is_seen = stderr().is_terminal();
    let refreshed = library.refresh(&mut |progress| {
        if is_seen && bar.is_none() && began.elapsed() > SOON {
            bar = Some(new_bar(progress.changed));
        }
        if let Some(bar) = &bar {
            bar.set_position(progress.read as u64);
        }
        true
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    for trouble in refreshed.troubles {
        complain(&Failure(trouble));
    }
}

fn new_bar(total: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(8));
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len} articles, {eta} left") {
        bar.set_style(style.progress_chars("━━ "));
    }
    bar
}

/// The articles that these arguments name, including those in folders and their subfolders; and whether the arguments
/// name a folder or several files. Folders may contain drafts of annotations, which are not articles.
///
/// # Errors
///
/// If a folder contains no article.
pub(super) fn files(named: &[PathBuf]) -> Result<(Vec<PathBuf>, bool), Failure> {
    let are_several = named.len() > 1 || named.iter().any(|path| storage::article::is_folder(path));
    let mut files = Vec::new();
    for path in named {
        if !storage::article::is_folder(path) {
            files.push(path.clone());
            continue;
        }
        let (found, troubles) = storage::library::articles_in(path);
        for trouble in troubles {
            complain(&Failure(trouble));
        }
        if found.is_empty() {
            return Err(Failure(format!("{} contains no article", shown_path(path))));
        }
        files.extend(found);
    }
    Ok((files, are_several))
}

/// A sentence for each article id that several files share.
pub(super) fn twice<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<String> {
    let mut paths: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.filter(|row| !row.id.is_empty()) {
        paths.entry(&row.id).or_default().push(&row.path);
    }
    let several = paths.into_iter().filter(|(_, paths)| paths.len() > 1);
    several
        .map(|(id, paths)| {
            let (all, change) = if paths.len() == 2 { ("both", "one id") } else { ("all of them", "all ids but one") };
            format!(
                "{} have the same id `{id}`; nutgraf keeps them apart, but notes in your data folder count for {all}: change \
                 {change}",
                paths.join(" and ")
            )
        })
        .collect()
}

/// The vocabulary of queries on a library: fields of claims and articles, and the saved queries of its folder.
pub(super) fn words(folder: &Path) -> Vocabulary {
    let (saved, troubles) = saved_queries::read(&source(folder));
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    vocabulary().with_saved(saved)
}

/// The source that tells where to find the folder's settings.
pub(super) fn source(folder: &Path) -> Source {
    Source::File(PathBuf::from(folder).join("library.yaml"), String::new())
}

/// Parses a query.
///
/// # Errors
///
/// The query, with everything wrong with it.
pub(super) fn query(text: &str, vocabulary: &Vocabulary) -> Result<Query, Failure> {
    Query::parse(text, vocabulary)
        .map_err(|errors| Failure(format!("the query is invalid:\n{}", report(text, &errors))))
}
