//! Writing a file so that either the whole of it is there or what was there before.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::text::path::shown_path;

use super::article::are_one;
use super::notes::Source;
use super::{folders, regular, unfinished};
use crate::format::byte_order_mark;

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

/// What writes text piece by piece.
pub type Content<'a> = &'a mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result;

/// Writes a file: into a new one in the same folder, flushed, which then takes the name; `replace` lets it take the place
/// of one that is there. What a link leads to is written, not the link.
///
/// # Errors
///
/// What failed, and what to do; whatever was at `path` before is there still.
pub fn write(path: &Path, replace: bool, content: Content<'_>) -> Result<(), WriteError> {
    place(path, replace, true, content)
}

/// The same without flushing it to the disk and without looking through its folder for what killed runs left there, for
/// many files of which both is done once.
pub(super) fn write_unflushed(path: &Path, replace: bool, content: Content<'_>) -> Result<(), WriteError> {
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
    let explain = |error: io::Error| failed(explained(&error));
    // For many files the folder is tidied up once, by whoever flushes it: looking through it for each takes too long.
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

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 16;

/// Writes text to a file or a stream, and keeps the first error, which text cannot carry.
#[derive(Debug)]
pub struct Text<W: Write> {
    out: W,
    error: Option<io::Error>,
}

impl<W: Write> Text<W> {
    /// Text for `out`, which had better be buffered.
    pub fn new(out: W) -> Self {
        Self { out, error: None }
    }

    /// The stream again, once all is written and flushed.
    ///
    /// # Errors
    ///
    /// What kept it from being written.
    pub fn finish(mut self, written: fmt::Result) -> io::Result<W> {
        match self.error.take() {
            Some(error) => return Err(error),
            None if written.is_err() => return Err(io::Error::other("the text could not be made")),
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

/// What of this article would be lost if a file were written there: the article, or somebody's notes.
#[must_use]
pub fn is_source(source: &Source, path: &Path) -> Option<&'static str> {
    let article = matches!(source, Source::File(article, _) if are_one(article, path));
    if article {
        return Some("the article");
    }
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().to_lowercase());
    let notes = name.ends_with(folders::ENDING) || source.files().iter().any(|file| are_one(file, path));
    notes.then_some("a notes file")
}

/// What stands in a file already, as text; none when there is no file.
///
/// # Errors
///
/// When it cannot be read, or is no text.
pub fn earlier(path: &Path) -> Result<Option<String>, WriteError> {
    let failed = |why: String| WriteError { path: path.to_owned(), why };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(explained(&error))),
        Ok(metadata) if !metadata.is_file() => return Ok(None),
        Ok(_) => {}
    }
    match regular::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(Some(text)),
        Ok(Err(_)) => Ok(None),
        Err(error) => Err(failed(explained(&error))),
    }
}

/// The text of an export that was written earlier.
///
/// # Errors
///
/// When it cannot be read, or is no text in UTF-8.
pub fn exported(path: &Path) -> Result<String, ReadError> {
    let failed = |why: String| ReadError { path: path.to_owned(), why };
    let bytes = regular::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => failed("there is no such file; check the name".to_owned()),
        _ => failed(format!("{error}; name an export")),
    })?;
    if byte_order_mark::is_utf16(&bytes) {
        return Err(failed("it is in UTF-16; save it in UTF-8".to_owned()));
    }
    String::from_utf8(bytes).map_err(|_| failed("it is no text in UTF-8; name an export".to_owned()))
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

fn explained(error: &io::Error) -> String {
    let advice = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; make room on the disk",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "; choose another folder with -o",
        io::ErrorKind::NotFound => "; its folder is missing",
        io::ErrorKind::AlreadyExists => "; somebody has just made it: use --force to replace it",
        _ => "",
    };
    // The path of the temporary file that such an error names helps nobody.
    let text = error.to_string();
    format!("{}{advice}", text.split(" at path ").next().unwrap_or(&text))
}

/// As the file that is replaced, or as any new file.
fn mode(target: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(target).map_or_else(|_| fs::Permissions::from_mode(0o666), |metadata| metadata.permissions())
}
