//! The known claims: those of a folder's articles, with their judgements, and published checks.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::corpus::similar::page::{SimilarClaim, SimilarClaims};
use crate::corpus::similar::published;
use crate::corpus::similar::{Known, KnownClaims};
use crate::model::article::Article;
use crate::storage;
use crate::storage::article::Stamp;
use crate::storage::library::Library;
use crate::storage::library::root::folder_words;
use crate::text::path::shown_path;

use crate::workspace::across_articles;

/// Known claims, and one sentence for each thing that could not be read.
pub(crate) struct Gathered {
    pub(crate) claims: KnownClaims,
    pub(crate) troubles: Vec<String>,
}

/// A page shows at most this many similar claims.
const MOST: usize = 12;

/// What was gathered for a library, and when it has to be gathered anew.
#[derive(Default)]
pub struct KnownInLibrary {
    gathered: Option<Gathered>,
    /// The published checks, as they were when they were read.
    checks: Vec<(PathBuf, Option<Stamp>)>,
}

impl KnownInLibrary {
    /// Forgets what was gathered, since articles have changed.
    pub fn forget(&mut self) {
        self.gathered = None;
    }

    /// Claims that are similar to one of an article: in the articles of the library, and in the published checks that lie in
    /// its folder as `*.checks.json` or `*.checks.jsonl`.
    pub fn similar_to(&mut self, library: &mut Library, article: &str, claim: String, text: &str) -> SimilarClaims {
        let files = storage::versions::published_checks(library.root());
        let now: Vec<(PathBuf, Option<Stamp>)> = files.iter().map(|path| (path.clone(), Stamp::of(path))).collect();
        if now != self.checks {
            self.gathered = None;
        }
        self.checks = now;
        let folder = folder_words(library.root());
        let gathered = self.gathered.get_or_insert_with(|| gather(Some(library), &files));
        let own = HashSet::from([format!("{article}/{claim}")]);
        let (found, total) = gathered.claims.similar(text, MOST, &own);
        SimilarClaims {
            claim,
            found: found.into_iter().map(SimilarClaim::from).collect(),
            total,
            folder,
            known: gathered.claims.len(),
            troubles: gathered.troubles.clone(),
        }
    }
}

/// The claims of a folder's articles and of the folders in it, and of files of published checks.
pub(crate) fn gather(library: Option<&mut Library>, checks: &[PathBuf]) -> Gathered {
    let mut claims = library.map_or(Vec::new(), across_articles::claims);
    let mut troubles = Vec::new();
    for path in checks {
        match checks_of(path) {
            Ok(found) => claims.extend(found),
            Err(why) => troubles.push(why),
        }
    }
    Gathered { claims: KnownClaims::new(claims), troubles }
}

/// The article in a file; none where the file is not meant to be one.
pub(crate) fn read(path: &Path) -> Result<Option<Article>, String> {
    let bytes = storage::article::load(path).map_err(|error| error.to_string())?;
    match crate::codec::article_yaml::read(&shown_path(path), &bytes) {
        Ok(article) => Ok(Some(article)),
        Err(report) if crate::codec::article_yaml::may_be_meant_as_one(&bytes) => Err(report.first()),
        Err(_) => Ok(None),
    }
}

/// The published checks of a file, or of the JSON files in a folder.
fn checks_of(path: &Path) -> Result<Vec<Known>, String> {
    let bytes = storage::import::load(path).map_err(|error| error.to_string())?;
    let refused = |why: String| format!("{}: {why}", shown_path(path));
    let found = published::read(&bytes).map_err(refused)?;
    if found.checks.is_empty() {
        return Err(refused("there is no check in it: no item has `claimReviewed`".to_owned()));
    }
    Ok(found.checks)
}
