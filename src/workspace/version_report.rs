//! Joins what a report on versions needs: the earlier versions' files, the notes, the comparison.

use std::path::Path;

use crate::corpus::versions::report::Report;
use crate::corpus::versions::{Fix, Judged, Versions, judged};
use crate::import::sentences::sentences;
use crate::model::annotation::Notes;
use crate::model::article::Article;
use crate::storage;
use crate::storage::journal::notes_files::Source;
use crate::text::path::shown_path;

/// An earlier version, and how messages name it.
pub(crate) struct Earlier {
    pub(crate) name: String,
    pub(crate) article: Article,
}

/// The report on an article and the version before it, with everyone's findings; or why there is none.
///
/// # Errors
///
/// A sentence for people.
pub fn of_source(source: &Source, annotator: Option<String>) -> Result<Report, String> {
    let Source::File(path, _) = source else {
        return Err("This article is in no file of yours and has no earlier versions".to_owned());
    };
    let today = read(path)?;
    let (versions, troubles) = earlier_versions(path, &today);
    let lines = crate::storage::journal::notes_files::read_all(source).lines;
    let notes = Notes::of_people(annotator, lines, crate::storage::config::people(source).0);
    let base = versions.len().checked_sub(1);
    let found = base.and_then(|base| report(&versions, base, &today, file_name(path), &notes, troubles.clone()));
    found.ok_or_else(|| match troubles.first() {
        Some(trouble) => format!("An earlier version cannot be read: {trouble}"),
        None => "There is no earlier version; `nutgraf import SOURCE --update` keeps one".to_owned(),
    })
}

/// The earlier versions of an article that can be read, the oldest first; and why others cannot.
pub(crate) fn earlier_versions(path: &Path, article: &Article) -> (Vec<Earlier>, Vec<String>) {
    let (mut versions, mut troubles) = (Vec::new(), Vec::new());
    for file in storage::versions::earlier(path, article) {
        match read(&file) {
            Ok(article) => versions.push(Earlier { name: file_name(&file), article }),
            Err(why) => troubles.push(why),
        }
    }
    (versions, troubles)
}

/// The article in a file.
pub(crate) fn read(path: &Path) -> Result<Article, String> {
    let bytes = storage::article::load(path).map_err(|error| error.to_string())?;
    crate::codec::article_yaml::read(&shown_path(path), &bytes).map_err(|report| report.first())
}

/// The name of a file without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or(String::new(), |name| shown_path(Path::new(name)))
}

/// Compares the version of that number, counted from 0, with the article of today, and tells what became of findings in any of
/// the versions.
pub(crate) fn report(
    versions: &[Earlier],
    base: usize,
    today: &Article,
    later: String,
    notes: &Notes,
    troubles: Vec<String>,
) -> Option<Report> {
    let earlier = versions.get(base)?;
    let today = today.without_drafts();
    let comparison = Versions::new(&earlier.article, &today, sentences).comparison();
    let date = |article: &Article| article.head.revised.clone().or_else(|| article.head.published.clone());
    Some(Report {
        article: today.head.id.clone(),
        title: today.head.title.clone(),
        earlier: earlier.name.clone(),
        earlier_date: date(&earlier.article),
        later,
        later_date: date(&today),
        versions: versions.len(),
        comparison,
        fixes: fixes(versions, &today, notes),
        troubles,
    })
}

/// What became of every finding on an article: what its later versions answer, what none answers, and why versions cannot be
/// read. Versions are found by name, whether the article names them or not.
pub(crate) fn outcomes(path: &Path, article: &Article, notes: &Notes) -> (Vec<Fix>, Vec<Judged>, Vec<String>) {
    let (versions, troubles) = earlier_versions(path, article);
    let fixes = fixes(&versions, &article.without_drafts(), notes);
    let is_open = |found: &Judged| fixes.iter().all(|fix| fix.claim != found.claim);
    let open = judged(article, notes).into_iter().filter(is_open).collect();
    (fixes, open, troubles)
}

/// What became of findings: each one is followed from the latest version that it was made of.
fn fixes(versions: &[Earlier], today: &Article, notes: &Notes) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = Vec::new();
    for version in versions.iter().rev() {
        let is_known = |judged: &Judged| fixes.iter().any(|fix| fix.claim == judged.claim && fix.by == judged.by);
        let fresh: Vec<Judged> =
            judged(&version.article, notes).into_iter().filter(|judged| !is_known(judged)).collect();
        if !fresh.is_empty() {
            fixes.extend(Versions::new(&version.article, today, sentences).fixes(&fresh));
        }
    }
    fixes
}
