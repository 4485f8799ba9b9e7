//! The articles of a folder and its subfolders, with a cache of everything that lists and searches need.
//!
//! [`Library::read`] returns what the cache knows, without looking at the articles; [`Library::refresh`] looks, and
//! reads what has changed. If the cache is missing, damaged, of a newer version or not writable, everything is read
//! from the articles.

pub(crate) mod articles;
pub(crate) mod cache;
pub(crate) mod change;
pub(crate) mod check;
mod reading;
pub mod root;
pub mod seen;
mod segment;
mod store;
pub(crate) mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::corpus::row::Row;

use crate::storage::library::articles::Entry;
pub use crate::storage::library::articles::{Shelf, Stored};
use crate::storage::library::cache::Cache;
use crate::storage::library::segment::Segment;

/// The articles of a folder.
pub struct Library {
    /// The folder.
    root: PathBuf,
    cache: Cache,
    /// By path relative to the folder.
    entries: BTreeMap<String, Entry>,
    segments: Vec<Segment>,
}

/// The progress of a [`Library::refresh`].
#[derive(Debug)]
pub struct Progress<'a> {
    /// Changed files that were read.
    pub read: usize,
    /// Changed files in all.
    pub changed: usize,
    /// The row of the file read last; `None` if it is not an article.
    pub row: Option<&'a Row>,
}

/// The result of a [`Library::refresh`].
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Files that changed, appeared or vanished.
    pub changed: usize,
    /// A message for each problem: folders that cannot be read, a cache that cannot be written.
    pub troubles: Vec<String>,
    /// The folders where articles are or may appear.
    pub folders: Vec<PathBuf>,
    /// Whether it was stopped early.
    pub ended_early: bool,
}

impl Library {
    /// The library of a folder as the cache knows it; empty if there is no usable cache.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        Self::read_with(root, Cache::of(root))
    }

    /// The library of a folder as a cache in the folder `cache` knows it; with `None`, without a cache.
    #[must_use]
    pub fn read_in(root: &Path, cache: Option<&Path>) -> Self {
        Self::read_with(root, Cache::in_folder(cache))
    }

    fn read_with(root: &Path, mut cache: Cache) -> Self {
        let (entries, segments) = cache.load();
        Self { root: root.to_owned(), cache, entries, segments }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The articles, and files meant to be articles, by path.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.entries.values().filter(|entry| entry.is_listed).map(|entry| &entry.row)
    }

    /// The articles that can be read, by path, each with the places of its words and record.
    pub fn articles(&self) -> impl Iterator<Item = (&Row, Stored)> {
        let listed = self.entries.values().filter(|entry| entry.is_listed);
        listed.filter_map(|entry| Some((&entry.row, entry.stored?)))
    }

    /// The row of the file at this path relative to the folder.
    #[must_use]
    pub fn row(&self, path: &str) -> Option<&Row> {
        self.entries.get(path).filter(|entry| entry.is_listed).map(|entry| &entry.row)
    }

    /// The file of a row.
    #[must_use]
    pub fn file(&self, row: &Row) -> PathBuf {
        self.root.join(&row.path)
    }
}

/// The articles in a folder and its subfolders by path, including unreadable ones but not other YAML files; and a
/// message for each folder that cannot be read.
#[must_use]
pub fn articles_in(folder: &Path) -> (Vec<PathBuf>, Vec<String>) {
    let walked = walk::walk(folder);
    let files = walked.found.into_values().map(|found| found.file);
    (files.filter(|file| is_meant_as_article(file)).collect(), walked.troubles)
}

/// The other YAML files in a folder and its subfolders: readable, and not meant as articles.
#[must_use]
pub fn others_in(folder: &Path) -> Vec<PathBuf> {
    let files = walk::walk(folder).found.into_values().map(|found| found.file);
    files.filter(|file| !is_meant_as_article(file)).collect()
}

/// Whether a file is meant as an article, or cannot be read, which should be reported.
fn is_meant_as_article(file: &Path) -> bool {
    crate::storage::article::load(file).map_or(true, |bytes| crate::codec::article_yaml::may_be_meant_as_one(&bytes))
}
