//! Bytes of many articles one after the other, in a file or, if it cannot be written, in memory.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::storage::files::system_error::{Task, explained};
use crate::storage::library::articles::Part;
use crate::storage::library::check::check;

/// The words or the records of a segment.
#[derive(Default)]
pub(crate) struct Store {
    /// The file with the bytes up to `on_disk`. It stays readable when another program removes its name.
    file: Option<File>,
    on_disk: u64,
    /// The beginning of the file, as much of it as was read into memory.
    held: Vec<u8>,
    /// The bytes from `on_disk` on.
    rest: Vec<u8>,
    /// The file, until it has its name.
    part: Option<NamedTempFile>,
    /// Why bytes are in memory.
    failure: Option<String>,
}

impl Store {
    /// A new store, whose bytes go straight into a file of this folder.
    pub(crate) fn new(folder: Option<&Path>) -> Self {
        let part = folder.map(|folder| tempfile::Builder::new().suffix(".part").tempfile_in(folder)).transpose();
        let (part, failure) = match part {
            Ok(part) => (part, None),
            Err(error) => (None, Some(explained(Task::Write, &error))),
        };
        let file = part.as_ref().and_then(|part| part.reopen().ok());
        Self { file, part, failure, ..Self::default() }
    }

    /// The store in this file, if it has the right length.
    pub(crate) fn open(path: &Path, length: u64) -> io::Result<Self> {
        let file = File::open(path)?;
        if file.metadata()?.len() != length {
            return Err(io::Error::other("it is cut off"));
        }
        Ok(Self { file: Some(file), on_disk: length, ..Self::default() })
    }

    /// Adds the bytes of an article; returns their place.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Part {
        let start = self.length();
        let written = match &self.file {
            Some(file) if self.rest.is_empty() => file.write_all_at(bytes, start),
            _ => Err(io::Error::other("no file")),
        };
        match written {
            Ok(()) => self.on_disk += bytes.len() as u64,
            Err(error) => {
                self.failure.get_or_insert_with(|| explained(Task::Write, &error));
                self.rest.extend_from_slice(bytes);
            }
        }
        Part { start, length: bytes.len() as u64, check: check(bytes) }
    }

    /// The bytes at a place, which are read into `room` unless they are in memory.
    pub(crate) fn read<'a>(&'a self, part: &Part, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        let length = usize::try_from(part.length).ok()?;
        if part.start >= self.on_disk {
            let start = usize::try_from(part.start - self.on_disk).ok()?;
            return self.rest.get(start..start.checked_add(length)?);
        }
        // A damaged length must not allocate memory.
        let end = part.start.checked_add(part.length).filter(|end| *end <= self.on_disk)?;
        if end <= self.held.len() as u64 {
            return self.held.get(usize::try_from(part.start).ok()?..usize::try_from(end).ok()?);
        }
        room.resize(length, 0);
        self.file.as_ref()?.read_exact_at(room, part.start).ok()?;
        Some(room)
    }

    /// Reads the beginning of its file into memory, at most this many bytes; returns how many.
    pub(crate) fn hold(&mut self, most: usize) -> usize {
        let length = usize::try_from(self.on_disk).unwrap_or(usize::MAX).min(most);
        let mut held = vec![0; length];
        let read = self.file.as_ref().map(|file| file.read_exact_at(&mut held, 0));
        self.held = if matches!(read, Some(Ok(()))) { held } else { Vec::new() };
        self.held.len()
    }

    /// Its length in bytes.
    pub(crate) fn length(&self) -> u64 {
        self.on_disk + self.rest.len() as u64
    }

    /// Gives its file this path.
    pub(crate) fn keep(&mut self, path: &Path) -> io::Result<()> {
        if let Some(why) = &self.failure {
            return Err(io::Error::other(why.clone()));
        }
        let part = self.part.take().ok_or_else(|| io::Error::other("it is not on the disk"))?;
        part.persist(path).map(drop).map_err(|error| error.error)
    }
}
