//! `nutgraf notes`: everyone's annotations of an article as plain text or JSON, or the progress in a folder.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::analysis::agreement::Findings;
use crate::analysis::workload::Workload;
use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::with_own;
use crate::model::article::Article;
use crate::model::journal::fold::Fold;
use crate::model::query::{Asker, ClaimQuery};
use crate::render::notes_text::with_everyones;
use crate::render::{agreement, notes_json, notes_text};
use crate::storage;
use crate::storage::annotator;
use crate::storage::journal::notes_files::Source;
use crate::text::path::shown_path;

use crate::cli::article_argument::article;
use crate::cli::claim_options::ClaimOptions;
use crate::cli::{Failure, catalogue, complain, print, to_do, today};
use crate::workspace::open;
use crate::workspace::open::Opened;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one; or a folder, for a line about each of its articles.
    #[arg(value_name = "FILE|DIR", value_parser = article(), hide_possible_values = true)]
    file: PathBuf,
    /// List every action in order, with its time and annotator.
    #[arg(long, conflicts_with = "to_do")]
    history: bool,
    /// List the claims that you, or the annotator of --by, still have to check: by priority, deadline of replies and age; also of
    /// a folder.
    #[arg(long)]
    to_do: bool,
    /// Show how far the annotators agree: percent, Cohen's kappa, Krippendorff's alpha; also of a folder.
    #[arg(long, conflicts_with_all = ["history", "to_do", "by"])]
    agreement: bool,
    /// Your name: whose claims --to-do lists, and who `by:me` is in a query. By default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME")]
    me: Option<String>,
    /// Only this annotator's notes.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    claims: ClaimOptions,
    /// How to print the annotations.
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
    if storage::article::is_folder(&arguments.file) {
        if arguments.history {
            let path = shown_path(&arguments.file);
            return Err(Failure(format!("{path} is a folder; name one article for --history")));
        }
        if arguments.to_do {
            let query = arguments.claims.query_in_library(&catalogue::source(&arguments.file))?;
            return to_do::run(&arguments.file, worker(arguments).as_deref(), &query, json);
        }
        if arguments.agreement {
            return folder_agreement(&arguments.file, json);
        }
        return folder(arguments, worker(arguments).as_deref(), json);
    }
    let mut opened = open::open(Some(&arguments.file))?;
    opened.article = opened.article.without_drafts().into_owned();
    let mut notes = opened.notes(annotator::who(arguments.me.as_deref()).name);
    let article = &opened.article;
    if arguments.agreement {
        let path = shown_path(&arguments.file);
        let entry = agreement::Entry::new(&path, article, &notes, &mut Findings::default());
        print(&if json { agreement::json(&entry) } else { agreement::text(&entry) })?;
        return Ok(0);
    }
    if arguments.history && arguments.claims.choose() {
        return Err(Failure::from("--history lists every action; remove the options that choose claims"));
    }
    if arguments.to_do {
        return of_one(arguments, &opened, &notes, json);
    }
    if let Some(name) = &arguments.by {
        notes = only(&notes, name)?;
    }
    let whole = with_everyones(article, &notes);
    let query = arguments.claims.query(&opened.source, &Asker::everyone(&whole, &notes))?;
    print(&match (arguments.history, json) {
        (true, true) => notes_json::history(article, &notes),
        (true, false) => notes_text::history(&notes),
        (false, true) => notes_json::notes(article, &notes, &query),
        (false, false) => notes_text::notes(article, &notes, &query, &today()),
    })?;
    Ok(0)
}

/// Lists the claims to check in one article.
fn of_one(arguments: &Arguments, opened: &Opened, notes: &Notes, json: bool) -> Result<u8, Failure> {
    if let Some(name) = arguments.by.as_ref().filter(|_| notes.all().next().is_some()) {
        // A mistyped name would otherwise have everything to do.
        only(notes, name)?;
    }
    let name = worker(arguments);
    let fold = name.as_deref().and_then(|name| notes.fold(name));
    let whole = fold.map_or(Cow::Borrowed(&opened.article), |fold| with_own(&opened.article, fold));
    let asker = Asker { sees_all: true, ..Asker::reader(&whole, notes) };
    let query = arguments.claims.query(&opened.source, &asker)?;
    let passing = ClaimQuery::new(&query, asker);
    let passing = passing.passing_ids();
    let tell = if json { notes_json::to_do } else { notes_text::to_do };
    print(&tell(&opened.article, name.as_deref(), notes, &|claim| passing.contains(claim.id.as_str()), &today()))?;
    Ok(0)
}

/// The annotator whose work it is; `None` if no name is known.
fn worker(arguments: &Arguments) -> Option<String> {
    arguments.by.clone().or_else(|| annotator::who(arguments.me.as_deref()).name)
}

/// The notes of a single annotator.
fn only(notes: &Notes, name: &str) -> Result<Notes, Failure> {
    let Some(fold) = notes.fold(name) else {
        let known: Vec<String> = notes.all().map(|(name, _)| name.escape_debug().to_string()).collect();
        let known =
            if known.is_empty() { "nobody has".to_owned() } else { format!("there are notes by {}", known.join(", ")) };
        return Err(Failure(format!("{} has no notes on this article; {known}", name.escape_debug())));
    };
    Ok(Notes::of_people(None, fold.lines().to_vec(), notes.people().clone()))
}

/// Prints a line about each article of a folder.
fn folder(arguments: &Arguments, name: Option<&str>, json: bool) -> Result<u8, Failure> {
    let articles = articles(&arguments.file);
    let load = |path: &Path, article: &Article| -> Result<Workload, Failure> {
        let source = Source::File(path.to_owned(), article.head.id.clone());
        let notes = notes_on(&source, name);
        let fold: Option<&Fold> = notes.mine();
        let mut whole = fold.map_or(Cow::Borrowed(article), |fold| with_own(article, fold));
        if arguments.claims.choose() {
            let asker = Asker { sees_all: true, ..Asker::reader(&whole, &notes) };
            let query = arguments.claims.query_anywhere(&source)?;
            let passing: HashSet<String> =
                ClaimQuery::new(&query, asker).passing_ids().into_iter().map(str::to_owned).collect();
            whole.to_mut().keep_claims(|claim| passing.contains(&claim.id));
        }
        Ok(Workload::of(&whole, fold))
    };
    let entry = |(path, article)| Ok((named(path), article, load(path, article)?));
    let entries = articles.iter().map(|(path, article)| entry((path, article))).collect::<Result<Vec<_>, Failure>>()?;
    let tell = if json { notes_json::folder } else { notes_text::folder };
    print(&tell(name, &entries))?;
    Ok(0)
}

/// Prints how far annotators agree, for each article of a folder and overall.
fn folder_agreement(folder: &Path, json: bool) -> Result<u8, Failure> {
    let mut all = Findings::default();
    let mut entry = |(path, article): &(PathBuf, Article)| {
        let article = article.without_drafts();
        let source = Source::File(path.clone(), article.head.id.clone());
        agreement::Entry::new(&named(path), &article, &notes_on(&source, None), &mut all)
    };
    let entries: Vec<agreement::Entry> = articles(folder).iter().map(&mut entry).collect();
    let tell = if json { agreement::folder_json } else { agreement::folder_text };
    print(&tell(&entries, &all))?;
    Ok(0)
}

/// The articles of a folder and of the folders in it; reports those that cannot be read.
fn articles(folder: &Path) -> Vec<(PathBuf, Article)> {
    let mut articles = Vec::new();
    let (files, troubles) = storage::library::articles_in(folder);
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    for path in files {
        match listed(&path) {
            Ok(Some(article)) => articles.push((path, article)),
            Ok(None) => {}
            Err(failure) => complain(&failure),
        }
    }
    articles
}

/// Everyone's notes on an article of a folder. Reports doubts about their files.
fn notes_on(source: &Source, name: Option<&str>) -> Notes {
    let on_disk = crate::storage::journal::notes_files::read_all(source);
    for trouble in on_disk.troubles {
        complain(&Failure(trouble));
    }
    let people = crate::storage::config::people(source).0;
    Notes::of_people(name.map(str::to_owned), on_disk.lines, people)
}

/// The name of a folder's article in lists.
fn named(path: &Path) -> String {
    path.strip_prefix("./").unwrap_or(path).to_string_lossy().into_owned()
}

/// The article in a file; `None` if the file is not meant to be one.
fn listed(path: &Path) -> Result<Option<Article>, Failure> {
    let bytes = storage::article::load(path)?;
    let origin = path.to_string_lossy().into_owned();
    match crate::codec::article_yaml::read(&origin, &bytes) {
        Ok(article) => Ok(Some(article)),
        Err(report) => {
            if crate::codec::article_yaml::may_be_meant_as_one(&bytes) {
                Err(Failure(format!("{}; `nutgraf check` lists every problem", report.first())))
            } else {
                Ok(None)
            }
        }
    }
}
