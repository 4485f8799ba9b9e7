//! Reads the notes files of an article: everyone's, wherever they are.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::codec::article_yaml::MAX_BYTES;
use crate::codec::journal_jsonl;
use crate::model::journal::{Line, MOST_AHEAD_MS};
use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::storage::files::disk::{Handle, OsDisk};
use crate::storage::files::{folders, regular};
use crate::storage::journal::append::append;
use crate::storage::journal::file_kind::{Contents, JournalKind, examine};
use crate::storage::journal::{namesakes, segments};

/// The origin of an article, which determines where its notes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, with the article's id: notes are beside it, or in the data folder under the id.
    File(PathBuf, String),
    /// A built-in article, by its id: notes are in the data folder under the id.
    Builtin(String),
    /// An article without a file: notes are in the data folder under a name of their own until it is written.
    Unwritten(Unwritten),
}

/// An article that has no file yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The proposed file.
    pub path: PathBuf,
    /// The article's id.
    pub id: String,
    /// The folder of its notes, which no other text shares, whatever its title.
    pub notes_folder: String,
}

impl Source {
    /// The folders in which notes files may appear.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let (beside, id) = match self {
            Self::File(path, id) => (Some(folders::folder_of(path)), id),
            Self::Builtin(id) => (None, id),
            Self::Unwritten(article) => (Some(folders::folder_of(&article.path)), &article.notes_folder),
        };
        beside.into_iter().chain(folders::data(id)).collect()
    }

    /// The article's id.
    #[must_use]
    pub fn article_id(&self) -> &str {
        let (Self::File(_, id) | Self::Builtin(id) | Self::Unwritten(Unwritten { id, .. })) = self;
        id
    }

    /// The key under which the article is remembered: its file's absolute path, or its built-in name.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::File(path, _) | Self::Unwritten(Unwritten { path, .. }) => {
                let whole = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
                whole.unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned()
            }
            Self::Builtin(id) => id.clone(),
        }
    }

    /// The folder of the article's file.
    #[must_use]
    pub fn article_folder(&self) -> Option<PathBuf> {
        match self {
            Self::File(path, _) | Self::Unwritten(Unwritten { path, .. }) => Some(folders::folder_of(path)),
            Self::Builtin(_) => None,
        }
    }

    /// All notes files, in a stable order.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let (beside, id) = match self {
            Self::File(path, id) => ([namesakes::files(path), segments::files(path)].concat(), id),
            Self::Builtin(id) => (Vec::new(), id),
            Self::Unwritten(article) => (Vec::new(), &article.notes_folder),
        };
        let mut files = beside;
        files.extend(folders::data(id).map_or(Vec::new(), |folder| namesakes::list(&folder, "")));
        files
    }

    /// The notes files of one annotator: beside the article, in the data folder, and segments.
    #[must_use]
    pub fn files_of(&self, annotator: &str) -> Vec<PathBuf> {
        let places = [self.journal(annotator), self.fallback(annotator)];
        let slug = folders::slug(annotator);
        let is_theirs = |path: &PathBuf| {
            places.iter().flatten().any(|place| place == path)
                || self.folder_of_segment(path).is_some_and(|folder| folders::slug(&folder) == slug)
        };
        self.files().into_iter().filter(is_theirs).collect()
    }

    /// The file that a seal names for the content of a notes file: the file itself or, for a segment, the journal of
    /// its annotator.
    #[must_use]
    pub fn sealed_as(&self, path: &Path) -> Option<PathBuf> {
        self.folder_of_segment(path).map_or_else(|| Some(path.to_owned()), |folder| self.journal(&folder))
    }

    fn folder_of_segment(&self, path: &Path) -> Option<String> {
        match self {
            Self::File(article, _) => segments::folder_of_annotator(article, path),
            Self::Builtin(_) | Self::Unwritten(_) => None,
        }
    }

    /// The warning to show where it is not certain that the notes are on this article.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        match self {
            Self::File(path, _) => namesakes::doubt(path),
            Self::Builtin(_) | Self::Unwritten(_) => None,
        }
    }

    /// The preferred file for this annotator's notes.
    #[must_use]
    pub fn journal(&self, annotator: &str) -> Option<PathBuf> {
        match self {
            Self::File(path, _) => Some(namesakes::journal(path, annotator)),
            Self::Builtin(_) | Self::Unwritten(_) => self.fallback(annotator),
        }
    }

    /// The file in the data folder, used if the preferred one cannot be written.
    #[must_use]
    pub fn fallback(&self, annotator: &str) -> Option<PathBuf> {
        let (Self::File(_, id) | Self::Builtin(id) | Self::Unwritten(Unwritten { notes_folder: id, .. })) = self;
        Some(folders::data(id)?.join(format!("{}{}", folders::slug(annotator), folders::ENDING)))
    }
}

/// Moves the notes on an article without a file beside the file that it now has. What cannot be moved stays.
///
/// # Errors
///
/// The first notes file that stays, and why.
pub fn move_beside(unwritten: &Unwritten, article: &Path) -> Result<(), String> {
    let Some(folder) = folders::data(&unwritten.notes_folder) else { return Ok(()) };
    let mut made = HashSet::new();
    for from in namesakes::list(&folder, "") {
        let stays = |why: &dyn Display| format!("your notes stay in {}: {why}", shown_path(&from));
        let bytes = read_file(&from).map_err(|why| stays(&why))?;
        let mut lines = String::from_utf8_lossy(&bytes).into_owned();
        if !lines.is_empty() && !lines.ends_with('\n') {
            lines.push('\n');
        }
        let to = folders::notes_file(article, &folders::slug_of(&from));
        append(&OsDisk, JournalKind::Notes, &to, &lines, &mut made).map_err(|error| stays(&error))?;
        fs::remove_file(&from).map_err(|error| stays(&error))?;
    }
    // A folder that is not empty stays.
    let _ = fs::remove_dir(folder);
    Ok(())
}

/// The content of an article's notes files.
#[derive(Debug, Default)]
pub struct NotesOnDisk {
    /// All lines, of everyone.
    pub lines: Vec<Line>,
    /// A message for each problem.
    pub troubles: Vec<String>,
}

impl NotesOnDisk {
    /// Adds the content of a file, read at this time (milliseconds since 1970-01-01 UTC).
    pub fn take(&mut self, path: &Path, bytes: Vec<u8>, now_ms: u64) {
        let read = journal_jsonl::read_owned(bytes);
        self.troubles.extend(troubles(path, &read, now_ms));
        self.lines.extend(read.lines);
    }
}

/// A message for each problem of a notes file that was read at this time.
pub(crate) fn troubles(path: &Path, read: &journal_jsonl::Read, now_ms: u64) -> Vec<String> {
    let mut troubles = Vec::new();
    let name = path.file_name().map_or(String::new(), |name| shown_path(Path::new(name)));
    let numbers: Vec<String> = read.bad.iter().take(3).map(|bad| bad.number.to_string()).collect();
    if let Some(first) = read.bad.first() {
        let more = if read.bad.len() > numbers.len() { " and more" } else { "" };
        let numbers = numbers.join(", ");
        troubles.push(format!("{name}: line {numbers}{more} cannot be read and stays as it is ({})", first.reason));
    }
    if read.torn {
        troubles.push(format!("{name}: the last line was cut off while it was written; it stays as it is"));
    }
    let ahead = read.lines.iter().filter(|line| line.id.timestamp_ms() > now_ms + MOST_AHEAD_MS).count();
    if ahead > 0 {
        troubles.push(format!(
            "{name}: {ahead} lines are dated more than a day ahead of this computer's clock; they still count"
        ));
    }
    if read.newer > 0 {
        let count = read.newer;
        troubles.push(format!("{name}: {count} lines are from a newer version of nutgraf and stay as they are"));
    }
    troubles
}

/// Reads all notes files of an article.
#[must_use]
pub fn read_all(source: &Source) -> NotesOnDisk {
    let mut notes = NotesOnDisk { troubles: source.doubt().into_iter().collect(), ..NotesOnDisk::default() };
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now_ms = u64::try_from(since.as_millis()).unwrap_or(u64::MAX / 2);
    for path in source.files() {
        match read_file(&path) {
            Ok(bytes) => notes.take(&path, bytes, now_ms),
            Err(why) => notes.troubles.push(format!("cannot read {}: {why}", shown_path(&path))),
        }
    }
    notes
}

/// All notes of one annotator, file by file; or the first file that cannot be read, and why.
///
/// # Errors
///
/// When a file cannot be read.
pub fn all_of(source: &Source, annotator: &str) -> Result<Vec<u8>, (PathBuf, String)> {
    let mut all = Vec::new();
    for path in source.files_of(annotator) {
        let bytes = read_file(&path).map_err(|why| (path.clone(), why))?;
        all.extend(bytes);
        // A line that was cut off is not joined to the first one of the next file.
        all.push(b'\n');
    }
    Ok(all)
}

/// The content of each notes file of an article, or why it cannot be read.
#[must_use]
pub fn contents(source: &Source) -> Vec<(PathBuf, Result<Vec<u8>, String>)> {
    let read = |path: PathBuf| {
        let bytes = read_file(&path);
        (path, bytes)
    };
    source.files().into_iter().map(read).collect()
}

/// The content of a notes file. A file behind a link that is not a notes file is not read completely: it may be
/// private.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let said = |error: io::Error| explained(Task::Read, &error);
    let (mut file, metadata) = regular::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if fs::read_link(path).is_ok() => "remove the link: it leads to nothing".to_owned(),
        io::ErrorKind::Other | io::ErrorKind::IsADirectory => format!("{error}; move it away"),
        _ => said(error),
    })?;
    let contents = examine(JournalKind::Notes, |offset, most| Handle::read(&mut file, offset, most)).map_err(said)?;
    if contents == Contents::Other {
        if let Ok(target) = fs::read_link(path) {
            return Err(format!("remove the link: it leads to {}, which is not a notes file", shown_path(&target)));
        }
        if metadata.len() > MAX_BYTES {
            return Err("it is not a notes file, and larger than 64 MiB; move it away".to_owned());
        }
    }
    // The size of a journal is trusted: a growing buffer would need twice as much memory.
    let most = if contents == Contents::Journal { usize::MAX } else { 1 << 24 };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(most));
    file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut bytes)).map_err(said)?;
    Ok(bytes)
}
