//! Which articles can be opened: built-in ones, those of a folder, those opened lately.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::domain::article::Article;
use crate::domain::listing::Listing;
use crate::domain::notes::Notes;
use crate::format;
use crate::store;
use crate::store::notes::Source;
use crate::store::state::State;

use super::builtin::ARTICLES;
use super::importable;

/// Every article that can be opened, with how far `annotator` is, after other `parts` of the open source; and the files
/// of the folder that can be imported.
pub(super) fn list(parts: Vec<Listing>, folder: Option<&Path>, annotator: Option<&str>) -> Vec<Listing> {
    let mut listings = parts;
    // The others are listed all the same.
    let mut files = folder.and_then(|folder| store::article::in_folder(folder).ok()).unwrap_or_default();
    let recent = State::load().recent().into_iter().map(PathBuf::from);
    for path in recent.filter(|path| path.is_absolute() && path.is_file()) {
        if files.iter().all(|file| !store::article::are_one(file, &path)) {
            files.push(path);
        }
    }
    let mut sources = HashSet::new();
    listings.extend(files.iter().filter_map(|path| of_file(path, annotator, &mut sources)));
    listings.extend(folder.map_or(Vec::new(), |folder| importable::list(folder, &sources)));
    for builtin in &ARTICLES {
        let Ok(article) = format::article::read_compiled(builtin.compiled) else { continue };
        let source = Source::Builtin(builtin.id.to_owned());
        listings.push(listing(&article, &source, builtin.id.to_owned(), "built in".to_owned(), annotator));
    }
    listings
}

/// A file's listing; none when it is not meant to be an article. Notes the file that it was imported from.
fn of_file(path: &Path, annotator: Option<&str>, sources: &mut HashSet<String>) -> Option<Listing> {
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let place = path.parent().map_or(String::new(), |folder| folder.to_string_lossy().into_owned());
    let place = if place.is_empty() { ".".to_owned() } else { place };
    let reference = path.to_string_lossy().into_owned();
    let unreadable = |problems| Listing { reference: reference.clone(), title: name, problems, ..Listing::default() };
    let Ok(bytes) = store::article::load(path) else { return Some(unreadable(1)) };
    match format::article::read(&reference, &bytes) {
        Ok(article) => {
            sources.extend(article.head.source.as_ref().and_then(|source| source.file.clone()));
            let source = Source::File(path.to_owned(), article.head.id.clone());
            Some(listing(&article, &source, reference, place, annotator))
        }
        Err(report) => {
            let is_meant = format::article::is_meant_as_one(&bytes);
            is_meant.then(|| Listing { place, ..unreadable(report.counts().0) })
        }
    }
}

fn listing(article: &Article, source: &Source, reference: String, place: String, annotator: Option<&str>) -> Listing {
    let (people, _) = store::settings::people(source);
    let notes = Notes::of_people(annotator.map(str::to_owned), store::notes::read_all(source).lines, people);
    let (judged, claims) =
        notes.progress(annotator, article.claims().map(|(_, claim)| claim).filter(|claim| !claim.draft));
    let head = &article.head;
    let (title, outlet) = (head.title.clone(), head.outlet.clone());
    let published = head.published.clone();
    Listing { reference, title, outlet, published, place, judged, claims, ..Listing::default() }
}
