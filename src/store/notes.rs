//! Reading the notes files of an article: everyone's, wherever they are.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::journal::{Line, MOST_AHEAD_MS};
use crate::format::article::MAX_BYTES;
use crate::format::journal;
use crate::text::path::shown_path;

use super::append::append;
use super::disk::{Handle, OsDisk};
use super::folders;
use super::journal_file::{Contents, JournalKind, examine};
use super::{links, namesakes, regular, settings};

/// Where an article's notes are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Beside the file, or in the data folder under the article's id.
    File(PathBuf, String),
    /// In the data folder under the article's id.
    Builtin(String),
    /// In the data folder under a name of their own, until the article is written.
    Unwritten(Unwritten),
}

/// An article that is in no file yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The file that it would be written to.
    pub path: PathBuf,
    /// The article's id.
    pub id: String,
    /// The folder of its notes: no other text has it, whatever its title.
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

    /// The folders in which a change may alter the article, its notes or the settings that go with them: where they stand, may
    /// yet stand, or where links on the way to them lead.
    #[must_use]
    pub fn watched_folders(&self) -> Vec<PathBuf> {
        let article = match self {
            Self::File(path, _) => Some(path.clone()),
            Self::Builtin(_) | Self::Unwritten(_) => None,
        };
        let files = article.into_iter().chain(self.files()).chain(settings::files(self));
        let mut folders: Vec<PathBuf> = files.flat_map(|path| links::folders_behind(&path)).collect();
        folders.extend(self.folders());
        folders.sort();
        folders.dedup();
        folders
    }

    /// The article's id.
    #[must_use]
    pub fn article_id(&self) -> &str {
        let (Self::File(_, id) | Self::Builtin(id) | Self::Unwritten(Unwritten { id, .. })) = self;
        id
    }

    /// By what the article is remembered: its file's whole path, or its built-in name.
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

    /// The folder in which the article's file stands.
    #[must_use]
    pub fn article_folder(&self) -> Option<PathBuf> {
        match self {
            Self::File(path, _) | Self::Unwritten(Unwritten { path, .. }) => Some(folders::folder_of(path)),
            Self::Builtin(_) => None,
        }
    }

    /// All notes files there are, in a stable order.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let (beside, id) = match self {
            Self::File(path, id) => (namesakes::files(path), id),
            Self::Builtin(id) => (Vec::new(), id),
            Self::Unwritten(article) => (Vec::new(), &article.notes_folder),
        };
        let mut files = beside;
        files.extend(folders::data(id).map_or(Vec::new(), |folder| namesakes::list(&folder, "")));
        files
    }

    /// What is to be told where it is not certain that the notes are on this article.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        match self {
            Self::File(path, _) => namesakes::doubt(path),
            Self::Builtin(_) | Self::Unwritten(_) => None,
        }
    }

    /// The file that this annotator's notes go to first.
    #[must_use]
    pub fn journal(&self, annotator: &str) -> Option<PathBuf> {
        match self {
            Self::File(path, _) => Some(namesakes::journal(path, annotator)),
            Self::Builtin(_) | Self::Unwritten(_) => self.fallback(annotator),
        }
    }

    /// The file in the data folder, for when the first cannot be written.
    #[must_use]
    pub fn fallback(&self, annotator: &str) -> Option<PathBuf> {
        let (Self::File(_, id) | Self::Builtin(id) | Self::Unwritten(Unwritten { notes_folder: id, .. })) = self;
        Some(folders::data(id)?.join(format!("{}{}", folders::slug(annotator), folders::ENDING)))
    }
}

/// Moves the notes on an article that was in no file beside the file in which it is now. What cannot be moved stays.
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

/// Everything that stands in an article's notes files.
#[derive(Debug, Default)]
pub struct NotesOnDisk {
    /// All lines, of everyone.
    pub lines: Vec<Line>,
    /// One sentence for each thing that is wrong.
    pub troubles: Vec<String>,
}

impl NotesOnDisk {
    /// Takes in what a file holds, read at this time (milliseconds since 1970-01-01 UTC).
    pub fn take(&mut self, path: &Path, bytes: Vec<u8>, now_ms: u64) {
        let read = journal::read_owned(bytes);
        let name = path.file_name().map_or(String::new(), |name| shown_path(Path::new(name)));
        let numbers: Vec<String> = read.bad.iter().take(3).map(|bad| bad.number.to_string()).collect();
        if let Some(first) = read.bad.first() {
            let more = if read.bad.len() > numbers.len() { " and more" } else { "" };
            let numbers = numbers.join(", ");
            self.troubles
                .push(format!("{name}: line {numbers}{more} cannot be read and is left alone ({})", first.reason));
        }
        if read.torn {
            self.troubles.push(format!("{name}: the last line was cut off while it was written; it is left alone"));
        }
        let ahead = read.lines.iter().filter(|line| line.id.timestamp_ms() > now_ms + MOST_AHEAD_MS).count();
        if ahead > 0 {
            self.troubles.push(format!(
                "{name}: {ahead} lines are dated more than a day ahead of this computer's clock; what they say stays in force"
            ));
        }
        if read.newer > 0 {
            let count = read.newer;
            self.troubles.push(format!("{name}: {count} lines are of a newer version of nutgraf and are left alone"));
        }
        self.lines.extend(read.lines);
    }
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

/// What stands in each notes file of an article, or why it cannot be read.
#[must_use]
pub fn contents(source: &Source) -> Vec<(PathBuf, Result<Vec<u8>, String>)> {
    let read = |path: PathBuf| {
        let bytes = read_file(&path);
        (path, bytes)
    };
    source.files().into_iter().map(read).collect()
}

/// What stands in a notes file. What a link leads to and is none is not read whole: it may be anything, and nobody's business.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let said = |error: io::Error| error.to_string();
    let (mut file, metadata) = regular::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if fs::read_link(path).is_ok() => "remove the link: it leads to nothing".to_owned(),
        io::ErrorKind::Other | io::ErrorKind::IsADirectory => format!("{error}; move it away"),
        _ => said(error),
    })?;
    let contents = examine(JournalKind::Notes, |offset, most| Handle::read(&mut file, offset, most)).map_err(said)?;
    if contents == Contents::Other {
        if let Ok(target) = fs::read_link(path) {
            return Err(format!("remove the link: it leads to {}, which is no notes file", shown_path(&target)));
        }
        if metadata.len() > MAX_BYTES {
            return Err("it is no notes file, and larger than 64 MiB; move it away".to_owned());
        }
    }
    // What is a journal is as long as it says; a buffer that grows would be twice that.
    let most = if contents == Contents::Journal { usize::MAX } else { 1 << 24 };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(most));
    file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut bytes)).map_err(said)?;
    Ok(bytes)
}
