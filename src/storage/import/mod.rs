//! Reads the files to import, and writes the articles.

pub mod log;

use std::fs;
use std::io;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::storage::files::atomic_write;
use crate::storage::files::atomic_write::WriteError;
use crate::storage::files::{folders, unfinished};

/// Larger files are not imported.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Why a file could not be read, or a folder not created.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file system failed.
    #[error("cannot read {}: {}", shown_path(path), explained(Task::Read, source))]
    System {
        /// The file to read.
        path: PathBuf,
        /// The error.
        source: io::Error,
    },
    /// A folder could not be created.
    #[error("cannot create the folder {}: {}", shown_path(path), explained(Task::Write, source))]
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// The error.
        source: io::Error,
    },
    /// The file is larger than [`MAX_BYTES`].
    #[error("cannot read {}: it is larger than 256 MiB; split it", shown_path(path))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

/// The bytes of a file, or of a pipe to its end.
///
/// # Errors
///
/// If it cannot be read, or is larger than [`MAX_BYTES`].
pub fn load(path: &Path) -> Result<Vec<u8>, FileError> {
    let failed = |source| FileError::System { path: path.to_owned(), source };
    let file = fs::File::open(path).map_err(failed)?;
    let expected = file.metadata().map_or(0, |metadata| metadata.len());
    if expected > MAX_BYTES {
        return Err(FileError::TooLarge { path: path.to_owned() });
    }
    read(path, file, expected)
}

/// All of standard input.
///
/// # Errors
///
/// If it cannot be read, or is larger than [`MAX_BYTES`].
pub fn load_standard_input() -> Result<Vec<u8>, FileError> {
    read(Path::new("standard input"), io::stdin().lock(), 0)
}

fn read(path: &Path, reader: impl Read, expected: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    let read = reader.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|source| FileError::System { path: path.to_owned(), source })?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::TooLarge { path: path.to_owned() });
    }
    Ok(bytes)
}

/// Creates a folder and its parents, if necessary.
///
/// # Errors
///
/// If that fails.
pub fn make_folder(folder: &Path) -> Result<(), FileError> {
    fs::create_dir_all(folder).map_err(|source| FileError::NoFolder { path: folder.to_owned(), source })
}

/// Writes an article so that either the complete new file or the old one is there. If it is one of `many`, [`sync`]
/// flushes it together with the others of a run.
///
/// # Errors
///
/// If the file exists and `replace` is false, or the disk fails.
pub fn write(path: &Path, replace: bool, many: bool, text: &str) -> Result<(), WriteError> {
    let write = if many { atomic_write::write_unflushed } else { atomic_write::write };
    write(path, replace, &mut |out| out.write_str(text))
}

/// The file for an article's present version when the article is updated: `STEM.v1.yaml`, or the next free number.
#[must_use]
pub fn next_version(path: &Path) -> PathBuf {
    let stem = folders::stem(path);
    let versions = (1_usize..).map(|number| path.with_file_name(format!("{stem}.v{number}.yaml")));
    let mut free = versions.skip_while(|path| path.exists());
    free.next().unwrap_or_else(|| path.with_extension("earlier.yaml"))
}

/// Flushes a folder's new files to the disk, and removes what crashed runs left in it.
///
/// # Errors
///
/// If the disk fails.
pub fn sync(folder: &Path) -> Result<(), FileError> {
    let failed = |source| FileError::System { path: folder.to_owned(), source };
    let Ok(open) = fs::File::open(folder) else { return Ok(()) };
    unfinished::remove_left_over(folder);
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&open).map_err(io::Error::from).map_err(failed)?;
    open.sync_all().map_err(failed)
}

/// The files directly in a folder of at most `most` bytes, by name; empty if it cannot be read.
#[must_use]
pub fn small_files_in(folder: &Path, most: u64) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= most);
    let mut files: Vec<PathBuf> = paths.filter(is_small).collect();
    files.sort();
    files
}

/// The files in a folder and its subfolders, by name, without hidden files and links to folders.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |source| FileError::System { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match () {
                () if hidden => {}
                () if kind.is_dir() => folders.push(entry.path()),
                () if entry.path().is_file() => files.push(entry.path()),
                () => {}
            }
        }
    }
    files.sort();
    Ok(files)
}
