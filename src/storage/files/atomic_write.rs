//! Writes a file so that either the complete new content or the old one is there.

use std::fmt;
use std::fs;
use std::fs::File;
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::codec::byte_order_mark;
use crate::storage::files::{folders, regular, unfinished};

/// Why a file was not written.
#[derive(Debug)]
pub struct WriteError {
    path: PathBuf,
    why: String,
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot write {}: {}", shown_path(&self.path), self.why)
    }
}

impl std::error::Error for WriteError {}

/// Writes text piece by piece.
pub type Content<'a> = &'a mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result;

/// Writes a new file in the same folder, flushes it and renames it to `path`; `replace` permits replacing an existing
/// file. For a link, its target is written.
///
/// # Errors
///
/// What failed, and what to do; the previous file is untouched.
pub fn write(path: &Path, replace: bool, content: Content<'_>) -> Result<(), WriteError> {
    place(path, replace, true, content)
}

/// Like [`write()`], but neither flushes the file nor cleans up after crashed runs: for many files that share one
/// flush and one cleanup.
pub(crate) fn write_unflushed(path: &Path, replace: bool, content: Content<'_>) -> Result<(), WriteError> {
    place(path, replace, false, content)
}

fn place(path: &Path, replace: bool, flush: bool, content: Content<'_>) -> Result<(), WriteError> {
    let failed = |why: String| WriteError { path: path.to_owned(), why };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(metadata) = fs::metadata(&target) {
        if metadata.is_dir() {
            return Err(failed("it is a folder; name a file in it".to_owned()));
        }
        if !metadata.is_file() {
            return Err(failed("it is a device or a pipe; write to - and redirect".to_owned()));
        }
        if !replace {
            return Err(failed("it is there already; use --force to replace it, or -o for another name".to_owned()));
        }
    }
    let folder = folders::folder_of(&target);
    let explain = |error: io::Error| failed(why_unwritten(&error));
    // For many files, whoever flushes the folder cleans it up once: doing so for each would take too long.
    if flush {
        unfinished::remove_left_over(&folder);
    }
    let name = target.file_name().unwrap_or_default();
    let file = unfinished::begin(&folder, name, &mode(&target)).map_err(explain)?;
    let mut buffered = Text::new(BufWriter::with_capacity(BUFFER, file));
    let written = content(&mut buffered);
    let file = buffered.finish(written).map_err(explain)?;
    let file = file.into_inner().map_err(|error| explain(error.into_error()))?;
    if flush {
        file.as_file().sync_all().map_err(explain)?;
    }
    let placed = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
    placed.map_err(|error| explain(error.error))?;
    if !flush {
        return Ok(());
    }
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(explain)
}

/// Bytes gathered before each write.
const BUFFER: usize = 1 << 16;

/// Writes text to a file or a stream, and keeps the first error, which `fmt::Write` cannot report.
#[derive(Debug)]
pub struct Text<W: Write> {
    out: W,
    error: Option<io::Error>,
}

impl<W: Write> Text<W> {
    /// Text for `out`, which should be buffered.
    pub fn new(out: W) -> Self {
        Self { out, error: None }
    }

    /// Returns the stream once everything is written and flushed.
    ///
    /// # Errors
    ///
    /// The error that prevented it.
    pub fn finish(mut self, written: fmt::Result) -> io::Result<W> {
        match self.error.take() {
            Some(error) => return Err(error),
            None if written.is_err() => return Err(io::Error::other("the text could not be produced")),
            None => self.out.flush()?,
        }
        Ok(self.out)
    }
}

impl<W: Write> fmt::Write for Text<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.error = Some(error);
            fmt::Error
        })
    }
}

/// The present content of a file, as text; none when there is no file.
///
/// # Errors
///
/// If it cannot be read, or is not text.
pub fn earlier(path: &Path) -> Result<Option<String>, WriteError> {
    let failed = |why: String| WriteError { path: path.to_owned(), why };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(why_unwritten(&error))),
        Ok(metadata) if !metadata.is_file() => return Ok(None),
        Ok(_) => {}
    }
    match regular::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(Some(text)),
        Ok(Err(_)) => Ok(None),
        Err(error) => Err(failed(explained(Task::Read, &error))),
    }
}

/// The text of an earlier export.
///
/// # Errors
///
/// If it cannot be read, or is not UTF-8.
pub fn exported(path: &Path) -> Result<String, ReadError> {
    text_file(path, "name an export")
}

/// The text of a template.
///
/// # Errors
///
/// If it cannot be read, or is not UTF-8.
pub fn template(path: &Path) -> Result<String, ReadError> {
    text_file(path, "name a template")
}

fn text_file(path: &Path, advice: &str) -> Result<String, ReadError> {
    let failed = |why: String| ReadError { path: path.to_owned(), why };
    let bytes = regular::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::IsADirectory => failed(format!("it is a folder; {advice}")),
        _ => failed(explained(Task::Read, &error)),
    })?;
    if byte_order_mark::is_utf16(&bytes) {
        return Err(failed("it is in UTF-16; save it in UTF-8".to_owned()));
    }
    String::from_utf8(bytes).map_err(|_| failed(format!("it is not text in UTF-8; {advice}")))
}

/// Why an earlier export cannot be read.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    why: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot read {}: {}", shown_path(&self.path), self.why)
    }
}

impl std::error::Error for ReadError {}

fn why_unwritten(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => "somebody has just created it; use --force to replace it".to_owned(),
        _ => explained(Task::Write, error),
    }
}

/// The mode of the file to replace, or of any new file.
fn mode(target: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(target).map_or_else(|_| fs::Permissions::from_mode(0o666), |metadata| metadata.permissions())
}
