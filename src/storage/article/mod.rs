//! Reads article files, which may be anything.

pub mod copy;
pub mod insert;

use std::fmt;
use std::fs;
use std::io;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::codec::article_yaml::MAX_BYTES;
use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::storage::files::disk::{Identity, identity};
use crate::storage::files::regular;

/// Why a file could not be read.
#[derive(Debug)]
pub struct LoadError {
    path: PathBuf,
    why: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot read {}: {}", shown_path(&self.path), self.why)
    }
}

impl std::error::Error for LoadError {}

/// The bytes of an article file; never waits for a pipe.
///
/// # Errors
///
/// What is wrong with the file, and what to do about it.
pub fn load(path: &Path) -> Result<Vec<u8>, LoadError> {
    let error = |why: String| LoadError { path: path.to_owned(), why };
    let metadata = fs::metadata(path).map_err(|source| error(explained(Task::Read, &source)))?;
    match regular::other_kind(metadata.file_type()) {
        None => {}
        Some("a folder") => return Err(error("it is a folder; name one article in it".to_owned())),
        Some(kind) => return Err(error(format!("it is {kind}; save the article in a file first"))),
    }
    if metadata.len() > MAX_BYTES {
        return Err(error("it is larger than 64 MiB; split the article".to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    let read = regular::open(path).and_then(|(file, _)| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|source| error(explained(Task::Read, &source)))?;
    Ok(bytes)
}

/// Whether the path is a folder.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The YAML files of a folder, by name.
///
/// # Errors
///
/// If the folder cannot be read, because without its files it would look empty.
pub fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let failed = |source: io::Error| LoadError { path: folder.to_owned(), why: explained(Task::Read, &source) };
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    let is_listed = |path: &PathBuf| {
        is_yaml(path) && !is_earlier_version(path) && !path.ends_with(crate::storage::config::entity_lists::NAME)
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        files.extend(Some(entry.map_err(failed)?.path()).filter(is_listed));
    }
    files.sort();
    Ok(files)
}

/// Whether a file contains an earlier version of an article: `STEM.v2.yaml`.
#[must_use]
pub fn is_earlier_version(path: &Path) -> bool {
    let stem = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let number = stem.rsplit_once(".v").map(|(_, number)| number);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// File identity, size and modification time, used to detect changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    identity: Identity,
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// Bytes in the file.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The stamp of the file at `path`; `None` if there is none.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { identity: identity(&metadata), size: metadata.len(), modified: metadata.modified().ok() })
    }
}
