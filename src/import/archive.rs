//! Archives (DOCX, EPUB), read in memory and within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::error::ImportError;

/// A part that is larger when unpacked is not read.
const LARGEST_PART: u64 = 64 * 1024 * 1024;
/// Nor is more than this of one archive, all parts together.
const LARGEST_WHOLE: u64 = 256 * 1024 * 1024;

/// An archive whose parts are unpacked one at a time.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("the archive", &error))?;
        Ok(Self { zip, unpacked: 0 })
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The bytes of a part; none where there is no such part.
    ///
    /// # Errors
    ///
    /// When it is damaged or too large.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let bytes = match self.start_of_part(name, LARGEST_PART + 1) {
            Err(ZipError::FileNotFound) => return Ok(None),
            other => other.map_err(|error| damaged(name, &error))?,
        };
        let length = bytes.len() as u64;
        self.unpacked += length;
        if length > LARGEST_PART {
            return Err(ImportError::TooLarge { what: format!("{name} inside it"), limit: "64 MiB" });
        }
        if self.unpacked > LARGEST_WHOLE {
            return Err(ImportError::TooLarge { what: "what is inside it".to_owned(), limit: "256 MiB" });
        }
        Ok(Some(bytes))
    }

    /// Up to `most` bytes from the beginning of a part, to recognise it; empty where it cannot be read.
    pub(super) fn glimpse(&mut self, name: &str, most: u64) -> Vec<u8> {
        self.start_of_part(name, most).unwrap_or_default()
    }

    fn start_of_part(&mut self, name: &str, most: u64) -> Result<Vec<u8>, ZipError> {
        let part = self.zip.by_name(name)?;
        // The size that the directory states may be a lie.
        let expected = part.size().min(most).min(1024 * 1024);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
        part.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Whether the bytes begin as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn damaged(part: &str, error: &ZipError) -> ImportError {
    let why = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "it is protected by a password".to_owned(),
        error => format!("it is damaged: {error}"),
    };
    ImportError::DamagedPart { part: part.to_owned(), why }
}

/// An error of the XML of a part, with the part's name.
pub(super) fn in_part(part: &str) -> impl Fn(ImportError) -> ImportError {
    move |error| match error {
        ImportError::Malformed { line, why } => {
            ImportError::DamagedPart { part: part.to_owned(), why: format!("line {line}: {why}") }
        }
        error => error,
    }
}
