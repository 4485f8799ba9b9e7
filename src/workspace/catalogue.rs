//! Which articles can be opened: built-in ones, those of a folder, those opened lately.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::corpus::listing::Listing;
use crate::model::annotation::Notes;
use crate::model::article::Article;
use crate::storage;
use crate::storage::journal::notes_files::Source;
use crate::storage::state::State;

use crate::workspace::builtin::ARTICLES;
use crate::workspace::importable;

/// Every article that can be opened, with how far `annotator` is, after other `parts` of the open source; and the files
/// of the folder that can be imported. Where the library lists the folder's articles, `in_library` has the names of the files
/// that they were imported from, and they are not listed here again.
pub(crate) fn list(
    parts: Vec<Listing>,
    folder: Option<&Path>,
    annotator: Option<&str>,
    in_library: Option<HashSet<String>>,
) -> Vec<Listing> {
    let mut listings = parts;
    // The others are listed all the same.
    let all = folder.filter(|_| in_library.is_none()).and_then(|folder| storage::article::in_folder(folder).ok());
    let mut files = all.unwrap_or_default();
    let recent = State::load().recent().into_iter().map(PathBuf::from);
    for path in recent.filter(|path| path.is_absolute() && path.is_file()) {
        if files.iter().all(|file| !storage::files::same_file::are_one(file, &path)) {
            files.push(path);
        }
    }
    let mut sources = in_library.unwrap_or_default();
    listings.extend(files.iter().filter_map(|path| of_file(path, annotator, &mut sources)));
    listings.extend(folder.map_or(Vec::new(), |folder| importable::list(folder, &sources)));
    for builtin in &ARTICLES {
        let Ok(article) = crate::codec::article_yaml::read_compiled(builtin.compiled) else { continue };
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
    let Ok(bytes) = storage::article::load(path) else { return Some(unreadable(1)) };
    match crate::codec::article_yaml::read(&reference, &bytes) {
        Ok(article) => {
            sources.extend(article.head.source.as_ref().and_then(|source| source.file.clone()));
            let source = Source::File(path.to_owned(), article.head.id.clone());
            Some(listing(&article, &source, reference, place, annotator))
        }
        Err(report) => {
            let is_meant = crate::codec::article_yaml::may_be_meant_as_one(&bytes);
            is_meant.then(|| Listing { place, ..unreadable(report.counts().0) })
        }
    }
}

fn listing(article: &Article, source: &Source, reference: String, place: String, annotator: Option<&str>) -> Listing {
    let (people, _) = crate::storage::config::people(source);
    let notes = Notes::of_people(
        annotator.map(str::to_owned),
        crate::storage::journal::notes_files::read_all(source).lines,
        people,
    );
    let (judged, claims) =
        notes.progress(annotator, article.claims().map(|(_, claim)| claim).filter(|claim| !claim.draft));
    let head = &article.head;
    let (title, outlet) = (head.title.clone(), head.outlet.clone());
    let published = head.published.clone();
    Listing { reference, title, outlet, published, place, judged, claims, ..Listing::default() }
}
