//! The files of a seal: the statement beside the notes that it is of, and its signature.

use std::io;
use std::path::{Path, PathBuf};

use crate::storage::files::{atomic_write, folders, regular};

/// Ending of a statement, in the place of that of the notes.
const ENDING: &str = ".seal.json";

/// The statement on a notes file: `STEM.NAME.seal.json` beside `STEM.NAME.notes.jsonl`.
#[must_use]
pub fn statement(notes: &Path) -> PathBuf {
    let name = notes.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let bare = name.strip_suffix(folders::ENDING).unwrap_or(&name);
    notes.with_file_name(format!("{bare}{ENDING}"))
}

/// The signature of a statement.
#[must_use]
pub fn signature(statement: &Path) -> PathBuf {
    let mut name = statement.as_os_str().to_owned();
    name.push(".sig");
    PathBuf::from(name)
}

/// The text of a statement or a signature; none where there is no such file.
///
/// # Errors
///
/// When the file is there and cannot be read, or is no text.
pub fn read(path: &Path) -> io::Result<Option<String>> {
    match regular::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| io::Error::other("it is not text in UTF-8")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes both files, each whole; earlier ones are replaced.
///
/// # Errors
///
/// What failed, and what to do.
pub fn write(path: &Path, text: &str, signed: &str) -> Result<(), atomic_write::WriteError> {
    atomic_write::write(path, true, &mut |out| out.write_str(text))?;
    atomic_write::write(&signature(path), true, &mut |out| out.write_str(signed))
}
