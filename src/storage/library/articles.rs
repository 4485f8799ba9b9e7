//! What the library keeps of a file: its row, the places of its words and record, and the stamps that reveal changes.

use serde::{Deserialize, Serialize};

use crate::corpus::encode::encode_unreadable;
use crate::corpus::row::Row;
use crate::corpus::search::Articles;

use crate::storage::library::Library;
use crate::storage::library::check::check;

/// Searches hold this many bytes of words in memory, those of almost 5,000 articles of 30 kB. They read the others from
/// the disk each time, or rather from what the system keeps of it in memory, which takes longer.
const MOST_HELD: usize = 64 << 20;

/// A file of the library.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The row that lists show.
    pub(crate) row: Row,
    /// Whether it is an article, or meant to be one.
    pub(crate) is_listed: bool,
    /// The states of the file, its notes files and its settings when they were read.
    pub(crate) files: Vec<FileState>,
    /// Its words and record; `None` if the article cannot be read.
    pub(crate) stored: Option<Stored>,
}

/// The state of a file when it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileState {
    /// Its path.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// A hash of the file's identity and time of change.
    pub(crate) stamp: u64,
    /// The beginning of the SHA-256 of its content.
    pub(crate) hash: [u8; 16],
    /// Whether the file was so young that another change might leave the same stamp.
    pub(crate) is_young: bool,
}

/// The places of an article's words and record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Number of the segment.
    pub(crate) segment: usize,
    pub(crate) words: Part,
    pub(crate) record: Part,
}

/// A part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) start: u64,
    pub(crate) length: u64,
    pub(crate) check: u64,
}

impl Library {
    /// The folded words of an article, a line for each piece of its record, read into `room` unless they are in memory;
    /// `None` if the cache is damaged.
    #[must_use]
    pub fn words<'a>(&'a self, stored: &Stored, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        self.segments.get(stored.segment)?.words.read(&stored.words, room)
    }

    /// The bytes of an article's record, for [`crate::corpus::record::Record::decode`]; `None` if the cache is damaged.
    #[must_use]
    pub fn record(&self, stored: &Stored) -> Option<Vec<u8>> {
        let mut room = Vec::new();
        self.record_in(stored, &mut room).map(<[u8]>::to_vec)
    }

    /// The same, read into `room` unless they are in memory.
    pub(crate) fn record_in<'a>(&'a self, stored: &Stored, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        let bytes = self.segments.get(stored.segment)?.records.read(&stored.record, room)?;
        (check(bytes) == stored.record.check).then_some(bytes)
    }

    /// Prepares for searches: reads the first `MOST_HELD` bytes of words into memory, and verifies all of them. Forgets
    /// articles whose words are damaged in the cache, so that the next [`Self::refresh`] reads them again, and returns how
    /// many there are.
    pub fn verify_words(&mut self) -> usize {
        let mut left = MOST_HELD;
        for segment in &mut self.segments {
            left -= segment.words.hold(left);
        }
        let mut room = Vec::new();
        let mut is_damaged = |entry: &Entry| {
            entry.stored.is_some_and(|stored| {
                let words = self.words(&stored, &mut room);
                words.is_none_or(|words| check(words) != stored.words.check)
            })
        };
        let damaged: Vec<String> =
            self.entries.iter().filter(|(_, entry)| is_damaged(entry)).map(|(path, _)| path.clone()).collect();
        for path in &damaged {
            self.entries.remove(path);
        }
        damaged.len()
    }

    /// Forgets an article whose record is damaged, so that the next [`Self::refresh`] reads it again.
    pub fn forget(&mut self, path: &str) {
        self.entries.remove(path);
    }
}

/// The articles of a library by number, for searches.
pub struct Shelf<'a> {
    library: &'a Library,
    articles: Vec<(&'a Row, Content)>,
}

/// Where the content of an article is.
enum Content {
    /// In the cache.
    Stored(Stored),
    /// It cannot be read: its words and record hold its name alone.
    Unreadable(Vec<u8>, Vec<u8>),
}

impl Library {
    /// The articles by number, in the order of their paths, including those that cannot be read.
    #[must_use]
    pub fn shelf(&self) -> Shelf<'_> {
        let unreadable = |entry: &Entry| {
            let (words, record) = encode_unreadable(&entry.row);
            Content::Unreadable(words, record)
        };
        let content = |entry: &Entry| entry.stored.map_or_else(|| unreadable(entry), Content::Stored);
        let listed = self.entries.values().filter(|entry| entry.is_listed);
        Shelf { library: self, articles: listed.map(|entry| (&entry.row, content(entry))).collect() }
    }
}

impl Articles for Shelf<'_> {
    fn count(&self) -> usize {
        self.articles.len()
    }

    fn row(&self, number: usize) -> &Row {
        self.articles[number].0
    }

    fn words<'a>(&'a self, number: usize, room: &'a mut Vec<u8>) -> &'a [u8] {
        match &self.articles[number].1 {
            Content::Stored(stored) => self.library.words(stored, room).unwrap_or_default(),
            Content::Unreadable(words, _) => words,
        }
    }

    fn record<'a>(&'a self, number: usize, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        match &self.articles[number].1 {
            Content::Stored(stored) => self.library.record_in(stored, room),
            Content::Unreadable(_, record) => Some(record),
        }
    }
}
