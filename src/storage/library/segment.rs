//! Words and records of many articles in two files, written once and never changed.

use std::fs;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::NamedTempFile;

use crate::storage::files::system_error::{Task, explained};
use crate::storage::library::articles::{Part, Stored};
use crate::storage::library::check::check;

const WORDS: &str = "words";
const RECORDS: &str = "records";

/// A segment, on disk or, if it cannot be written, in memory.
pub(crate) struct Segment {
    /// Its name; `None` until it is part of a cache.
    pub(crate) name: Option<String>,
    words: Words,
    /// The records, up to `on_disk`.
    records: Option<File>,
    on_disk: u64,
    /// The records from `on_disk` on.
    rest: Vec<u8>,
    /// The file of records, until the segment is saved.
    part: Option<NamedTempFile>,
    /// Why records are in memory.
    pub(crate) failure: Option<String>,
}

enum Words {
    /// In a file, read when first needed.
    File(PathBuf, OnceLock<Vec<u8>>),
    Memory(Vec<u8>),
}

impl Segment {
    /// A new segment, whose records go straight into a file of this folder.
    pub(crate) fn new(folder: Option<&Path>) -> Self {
        let part = folder.map(|folder| tempfile::Builder::new().suffix(".part").tempfile_in(folder)).transpose();
        let (part, failure) = match part {
            Ok(part) => (part, None),
            Err(error) => (None, Some(explained(Task::Write, &error))),
        };
        let records = part.as_ref().and_then(|part| part.reopen().ok());
        let words = Words::Memory(Vec::new());
        Self { name: None, words, records, on_disk: 0, rest: Vec::new(), part, failure }
    }

    /// The segment with this name, if its files exist and have the right lengths.
    pub(crate) fn open(folder: &Path, name: &str, words: u64, records: u64) -> io::Result<Self> {
        let path = |ending: &str| folder.join(format!("{name}.{ending}"));
        let file = File::open(path(RECORDS))?;
        if file.metadata()?.len() != records || fs::metadata(path(WORDS))?.len() != words {
            return Err(io::Error::other("it is cut off"));
        }
        Ok(Self {
            name: Some(name.to_owned()),
            words: Words::File(path(WORDS), OnceLock::new()),
            records: Some(file),
            on_disk: records,
            rest: Vec::new(),
            part: None,
            failure: None,
        })
    }

    /// Adds an article's words and record; returns their places, in the segment with this number.
    pub(crate) fn add(&mut self, words: &[u8], record: &[u8], segment: usize) -> Stored {
        let Words::Memory(all) = &mut self.words else {
            return Stored { segment, words: Part::default(), record: Part::default() };
        };
        let words_part = Part { start: all.len() as u64, length: words.len() as u64, check: check(words) };
        all.extend_from_slice(words);
        let start = self.on_disk + self.rest.len() as u64;
        let record_part = Part { start, length: record.len() as u64, check: check(record) };
        let written = match &self.records {
            Some(file) if self.rest.is_empty() => file.write_all_at(record, start),
            _ => Err(io::Error::other("no file")),
        };
        match written {
            Ok(()) => self.on_disk += record.len() as u64,
            Err(error) => {
                self.failure.get_or_insert_with(|| explained(Task::Write, &error));
                self.rest.extend_from_slice(record);
            }
        }
        Stored { segment, words: words_part, record: record_part }
    }

    /// All words; empty if they cannot be read.
    pub(crate) fn words(&self) -> &[u8] {
        match &self.words {
            Words::Memory(words) => words,
            Words::File(path, words) => words.get_or_init(|| fs::read(path).unwrap_or_default()),
        }
    }

    /// The bytes of a record.
    pub(crate) fn record(&self, part: &Part) -> Option<Vec<u8>> {
        let length = usize::try_from(part.length).ok()?;
        if part.start >= self.on_disk {
            let start = usize::try_from(part.start - self.on_disk).ok()?;
            return self.rest.get(start..start + length).map(<[u8]>::to_vec);
        }
        // A damaged length must not allocate memory.
        if part.start + part.length > self.on_disk {
            return None;
        }
        let mut bytes = vec![0; length];
        self.records.as_ref()?.read_exact_at(&mut bytes, part.start).ok()?;
        Some(bytes)
    }

    /// Lengths of words and records, in bytes.
    pub(crate) fn lengths(&self) -> (u64, u64) {
        let words = match &self.words {
            Words::Memory(words) => words.len() as u64,
            Words::File(path, _) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        };
        (words, self.on_disk + self.rest.len() as u64)
    }

    /// Saves it under this name in the cache.
    pub(crate) fn keep(&mut self, folder: &Path, name: &str) -> io::Result<()> {
        if let Some(why) = &self.failure {
            return Err(io::Error::other(why.clone()));
        }
        let Words::Memory(words) = &self.words else { return Ok(()) };
        let mut part = tempfile::Builder::new().suffix(".part").tempfile_in(folder)?;
        io::Write::write_all(&mut part, words)?;
        part.persist(folder.join(format!("{name}.{WORDS}"))).map_err(|error| error.error)?;
        let records = self.part.take().ok_or_else(|| io::Error::other("its records are not on the disk"))?;
        records.persist(folder.join(format!("{name}.{RECORDS}"))).map_err(|error| error.error)?;
        self.name = Some(name.to_owned());
        Ok(())
    }
}

impl Default for Part {
    fn default() -> Self {
        Self { start: 0, length: 0, check: check(&[]) }
    }
}
