//! What is asked of all articles of a folder and of the folders in it, answered from the library's cache.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::corpus::corrections;
use crate::corpus::corrections::Correction;
use crate::corpus::dossier::{Dossier, Dossiers};
use crate::corpus::record::{ClaimFacts, Record, Voice};
use crate::corpus::row::Row;
use crate::corpus::search::{Articles, Limits, Search};
use crate::corpus::similar::{Known, Opinion, Origin};
use crate::corpus::statistics::Statistics;
use crate::corpus::to_do::{Task, sort, tasks};
use crate::model::annotation::Notes;
use crate::model::journal::Target;
use crate::storage::config;
use crate::storage::config::entity_lists;
use crate::storage::journal::notes_files::{Source, read_all};
use crate::storage::library::Library;

use crate::workspace::known_claims;
use crate::workspace::version_report::outcomes;

/// Counts over these articles, or all; with a sentence for each version that cannot be compared.
pub(crate) fn statistics(library: &mut Library, paths: Option<&HashSet<String>>) -> (Statistics, Vec<String>) {
    let (mut statistics, mut troubles) = (Statistics::default(), Vec::new());
    let root = library.root().to_owned();
    library.for_each_of(&|row| is_among(paths, row), &mut |row, record| {
        statistics.add(row, record, &corrections_of(&root, row, record, &mut troubles));
    });
    (statistics, troubles)
}

/// Every claim of these articles, or of all, that somebody refuted or corrected, and what the paper did; with a sentence for
/// each version that cannot be compared.
pub(crate) fn corrections(library: &mut Library, paths: Option<&HashSet<String>>) -> (Vec<Correction>, Vec<String>) {
    let (mut all, mut troubles) = (Vec::new(), Vec::new());
    let root = library.root().to_owned();
    library.for_each_of(&|row| is_among(paths, row), &mut |row, record| {
        all.extend(corrections_of(&root, row, record, &mut troubles));
    });
    corrections::sort(&mut all);
    (all, troubles)
}

/// Whether a row is one of these articles, or of all.
fn is_among(paths: Option<&HashSet<String>>, row: &Row) -> bool {
    paths.is_none_or(|paths| paths.contains(&row.path))
}

/// What was found wrong with an article. Its file and notes are read only if the record allows for a finding.
fn corrections_of(root: &Path, row: &Row, record: &Record<'_>, troubles: &mut Vec<String>) -> Vec<Correction> {
    if !record.may_have_findings() {
        return Vec::new();
    }
    let path = file_of(root, row);
    let article = match known_claims::read(&path) {
        Ok(Some(article)) => article,
        // It is listed as an article, and was one when it was read.
        Ok(None) => return Vec::new(),
        Err(why) => {
            troubles.push(why);
            return Vec::new();
        }
    };
    let source = Source::File(path.clone(), article.head.id.clone());
    let notes = Notes::of_people(None, read_all(&source).lines, config::people(&source).0);
    let (fixes, open, why) = outcomes(&path, &article, &notes);
    troubles.extend(why);
    let mut found = corrections::of_article(row, &fixes, &open);
    for correction in &mut found {
        let on = Target::claim(&correction.claim);
        let judges = notes.all().filter(|(_, fold)| fold.value(&on, "verdict").is_some());
        correction.judged_by = judges.map(|(name, _)| name.to_owned()).collect();
    }
    found
}

/// The articles that match a query: those of which a passage does.
pub(crate) fn matching(library: &Library, search: &Search<'_>) -> HashSet<String> {
    let articles = library.shelf();
    search.met(&articles).into_iter().map(|number| articles.row(number).path.clone()).collect()
}

/// The entities of all articles, joined and parted as the folder's list has it.
///
/// # Errors
///
/// What is wrong with the folder's list of entities.
pub(crate) fn dossiers(library: &mut Library) -> Result<Vec<Dossier>, String> {
    Ok(collected(library)?.finish())
}

/// What the folder's list of entities says of entities that articles do not have: a sentence each.
///
/// # Errors
///
/// What is wrong with the folder's list of entities.
pub(crate) fn entity_doubts(library: &mut Library) -> Result<Vec<String>, String> {
    let doubts = collected(library)?.doubts();
    Ok(doubts.into_iter().map(|doubt| format!("{}: {doubt}", entity_lists::NAME)).collect())
}

fn collected(library: &mut Library) -> Result<Dossiers, String> {
    let mut dossiers = Dossiers::new(entity_lists::joined_in(library.root())?);
    library.for_each(&mut |row, record| dossiers.add(row, record));
    Ok(dossiers)
}

/// The claims of all articles, with what was found of each.
pub(crate) fn claims(library: &mut Library) -> Vec<Known> {
    let root = library.root().to_owned();
    let mut known = Vec::new();
    library.for_each(&mut |row, record| {
        let file = file_of(&root, row).to_string_lossy().into_owned();
        let claims =
            record.claims().map(|(passage, claim, text)| known_claim(row, record, &file, passage.id, claim, text));
        known.extend(claims);
    });
    known
}

/// What was found of claims that are named `ARTICLE-ID/CLAIM`.
pub(crate) fn verdicts(library: &mut Library, keys: &[String]) -> Vec<(String, Vec<Opinion>)> {
    let of_article = |row: &Row| keys.iter().any(|key| key.split_once('/').is_some_and(|(id, _)| id == row.id));
    let mut found = Vec::new();
    library.for_each_of(&of_article, &mut |row, record| {
        for (passage, claim, _) in record.claims() {
            let key = format!("{}/{}", row.id, passage.id);
            if keys.contains(&key) {
                found.push((key, claim.voices.iter().filter_map(|voice| opinion(record, voice)).collect()));
            }
        }
    });
    found
}

fn known_claim(row: &Row, record: &Record<'_>, file: &str, id: &str, claim: &ClaimFacts<'_>, text: &str) -> Known {
    let names = |ids: &[&str]| ids.iter().filter_map(|id| record.name_of(id)).map(str::to_owned).collect();
    Known {
        text: text.to_owned(),
        speakers: names(&claim.speaker),
        entities: names(&claim.about),
        origin: Origin::Article {
            id: row.id.clone(),
            claim: id.to_owned(),
            file: file.to_owned(),
            title: row.title.clone(),
            published: row.published.clone(),
        },
        opinions: claim.voices.iter().filter_map(|voice| opinion(record, voice)).collect(),
    }
}

/// What an annotator says of a claim as it is worded now; none where they give no verdict.
fn opinion(record: &Record<'_>, voice: &Voice<'_>) -> Option<Opinion> {
    let verdict = match voice.current_verdict() {
        Some(verdict) => verdict.stored(),
        None if voice.not_checkable => "not checkable",
        None => return None,
    };
    let date = (!voice.on.is_empty()).then(|| voice.on.to_owned());
    let (by, why) = (record.annotator(voice.by)?.to_owned(), voice.why.map(str::to_owned));
    Some(Opinion { by, verdict: verdict.to_owned(), why, date })
}

/// What somebody has to do in these articles, or in all, of the claims that a search finds, or of all: the most urgent first.
/// `today` as `2026-11-24`.
pub(crate) fn to_do(
    library: &mut Library,
    me: Option<&str>,
    today: &str,
    search: Option<&Search<'_>>,
    paths: Option<&HashSet<String>>,
) -> Vec<Task> {
    let passing = search.map(|search| passing(library, search));
    let mut all = Vec::new();
    library.for_each_of(&|row| is_among(paths, row), &mut |row, record| all.extend(tasks(row, record, me, today)));
    all.retain(|task| {
        passing.as_ref().is_none_or(|passing| passing.contains(&(task.path.clone(), task.claim.clone())))
    });
    sort(&mut all);
    all
}

/// The claims that a search finds: path and id.
fn passing(library: &mut Library, search: &Search<'_>) -> HashSet<(String, String)> {
    let found = library.search(search, Limits { hits: usize::MAX, articles: usize::MAX });
    found.hits.into_iter().map(|hit| (hit.path, hit.id)).collect()
}

/// The file of a row, as it is opened: what is in the folder one is in has its name alone.
fn file_of(root: &Path, row: &Row) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(&row.path) } else { root.join(&row.path) }
}
