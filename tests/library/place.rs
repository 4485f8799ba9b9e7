//! A folder of articles with a cache of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::corpus::record::{PieceKind, Record};
use nutgraf::corpus::row::Row;
use nutgraf::storage::library::{Library, Refreshed};
use tempfile::TempDir;

pub(crate) struct Place {
    pub(crate) folder: TempDir,
    cache: TempDir,
}

/// An article about a harbour with one claim.
pub(crate) fn article(id: &str, statement: &str) -> String {
    format!(
        "nutgraf: 1\narticle: {{id: {id}, title: About {id}, outlet: The Daily Mooring, published: 2026-03-01, language: en, \
         wording: verbatim}}\nentities: [{{id: ostrow, name: Ostrow, kind: place}}]\nsections:\n  - id: opening\n    \
         paragraphs:\n      - id: p1\n        text: In Ostrow {statement}, a pilot said.\n        claims:\n          - \
         {{id: p1.c1, text: 'Statement: {statement}.', quote: {statement}, kind: fact, certainty: stated, speaker: author, \
         about: [ostrow]}}\n"
    )
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn cache(&self) -> &Path {
        self.cache.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The library after a refresh.
    pub(crate) fn look(&self) -> (Library, Refreshed) {
        let mut library = Library::read_in(self.folder.path(), Some(self.cache.path()));
        library.verify_words();
        let refreshed = library.refresh(&mut |_| true);
        (library, refreshed)
    }

    /// The same without any cache.
    pub(crate) fn look_without_cache(&self) -> Library {
        let mut library = Library::read_in(self.folder.path(), None);
        library.refresh(&mut |_| true);
        library
    }

    /// The files in the cache's folder with this ending.
    pub(crate) fn cached(&self, ending: &str) -> Vec<PathBuf> {
        let files = fs::read_dir(self.cache.path()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
    }
}

/// A text: its kind, as written, and folded.
pub(crate) type Text = (PieceKind, String, String);

/// The complete content of a library: its rows, and the text of each piece with its folded words.
pub(crate) fn told(library: &Library) -> (Vec<Row>, BTreeMap<String, Vec<Text>>) {
    let mut texts = BTreeMap::new();
    for (row, stored) in library.articles() {
        let bytes = library.record(&stored).unwrap_or_else(|| panic!("no record of {}", row.path));
        let record = Record::decode(&bytes).unwrap_or_else(|| panic!("{} of {} bytes", row.path, bytes.len()));
        let words = String::from_utf8(library.words(&stored, &mut Vec::new()).unwrap().to_vec()).unwrap();
        assert_eq!(words.lines().count(), record.pieces.len(), "{}", row.path);
        let pieces = record.pieces.iter().zip(words.lines());
        let pieces = pieces.map(|(piece, line)| (piece.kind, piece.text.to_owned(), line.to_owned()));
        texts.insert(row.path.clone(), pieces.collect());
    }
    (library.rows().cloned().collect(), texts)
}
