//! Words and records of many articles in two files, written once and never changed.

use std::io;
use std::path::{Path, PathBuf};

use crate::storage::library::articles::{Part, Stored};
use crate::storage::library::check::check;
use crate::storage::library::store::Store;

/// A segment, on disk or, if it cannot be written, in memory.
pub(crate) struct Segment {
    /// Its name; `None` until it is part of a cache.
    pub(crate) name: Option<String>,
    pub(crate) words: Store,
    pub(crate) records: Store,
}

impl Segment {
    /// A new segment, whose content goes straight into files of this folder.
    pub(crate) fn new(folder: Option<&Path>) -> Self {
        Self { name: None, words: Store::new(folder), records: Store::new(folder) }
    }

    /// The segment with this name, if its files exist and have the right lengths.
    pub(crate) fn open(folder: &Path, name: &str, words: u64, records: u64) -> io::Result<Self> {
        let words = Store::open(&words_file(folder, name), words)?;
        let records = Store::open(&records_file(folder, name), records)?;
        Ok(Self { name: Some(name.to_owned()), words, records })
    }

    /// Adds an article's words and record; returns their places, in the segment with this number.
    pub(crate) fn add(&mut self, words: &[u8], record: &[u8], segment: usize) -> Stored {
        Stored { segment, words: self.words.add(words), record: self.records.add(record) }
    }

    /// Lengths of words and records, in bytes.
    pub(crate) fn lengths(&self) -> (u64, u64) {
        (self.words.length(), self.records.length())
    }

    /// Saves it under this name in the cache.
    pub(crate) fn keep(&mut self, folder: &Path, name: &str) -> io::Result<()> {
        self.words.keep(&words_file(folder, name))?;
        self.records.keep(&records_file(folder, name))?;
        self.name = Some(name.to_owned());
        Ok(())
    }
}

fn words_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.words"))
}

fn records_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.records"))
}

impl Default for Part {
    fn default() -> Self {
        Self { start: 0, length: 0, check: check(&[]) }
    }
}
