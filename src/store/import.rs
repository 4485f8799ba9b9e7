//! Reading what is to be imported.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::text::path::shown_path;

use super::replace::{self, WriteError};
use super::{folders, unfinished};

/// A larger file is not imported.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Why something could not be read, or a folder not made.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system's reason.
    #[error("cannot read {}: {source}", shown_path(path))]
    System {
        /// What was to be read.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
    /// A folder could not be made.
    #[error("cannot make the folder {}: {source}", shown_path(path))]
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// Why it was not made.
        source: io::Error,
    },
    /// More than [`MAX_BYTES`].
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
/// When it cannot be read, or is larger than [`MAX_BYTES`].
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
/// When it cannot be read, or is larger than [`MAX_BYTES`].
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

/// Makes a folder, and those above it, where they are missing.
///
/// # Errors
///
/// When that fails.
pub fn make_folder(folder: &Path) -> Result<(), FileError> {
    fs::create_dir_all(folder).map_err(|source| FileError::NoFolder { path: folder.to_owned(), source })
}

/// Writes an article so that either the whole of it is there or what was there before. One of `many` is flushed to the
/// disk by [`sync`], once for all articles of a run.
///
/// # Errors
///
/// When a file stands there and `replace` is false, or the disk fails.
pub fn write(path: &Path, replace: bool, many: bool, text: &str) -> Result<(), WriteError> {
    let write = if many { replace::write_unflushed } else { replace::write };
    write(path, replace, &mut |out| out.write_str(text))
}

/// The file for the present version of an article once it gets another: `STEM.v1.yaml`, or the next free number.
#[must_use]
pub fn next_version(path: &Path) -> PathBuf {
    let stem = folders::stem(path);
    let versions = (1_usize..).map(|number| path.with_file_name(format!("{stem}.v{number}.yaml")));
    let mut free = versions.skip_while(|path| path.exists());
    free.next().unwrap_or_else(|| path.with_extension("earlier.yaml"))
}

/// Flushes what was written into a folder to the disk, and removes what killed runs left in it.
///
/// # Errors
///
/// When the disk fails.
pub fn sync(folder: &Path) -> Result<(), FileError> {
    let failed = |source| FileError::System { path: folder.to_owned(), source };
    let Ok(open) = fs::File::open(folder) else { return Ok(()) };
    unfinished::remove_left_over(folder);
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&open).map_err(io::Error::from).map_err(failed)?;
    open.sync_all().map_err(failed)
}

/// The files of a folder itself that have no more than `most` bytes, by name; none where it cannot be read.
#[must_use]
pub fn small_files_in(folder: &Path, most: u64) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= most);
    let mut files: Vec<PathBuf> = paths.filter(is_small).collect();
    files.sort();
    files
}

/// The files of a folder and of those in it, by name; hidden ones and links to folders are left out.
///
/// # Errors
///
/// When a folder cannot be read.
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
