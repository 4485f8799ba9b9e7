//! The files of drafts: one for each, and beside it one that is locked while somebody writes.
//!
//! The lock has a file of its own, since that of the draft is replaced with every change. The system gives a lock up
//! together with the program that holds it, however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::domain::draft::Draft;

use super::disk::{Handle, Lock, identity};

/// The version of the files that this program writes and reads.
const VERSION: u32 = 1;
/// A larger file is not a draft.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// Others hold a lock for a moment when they only look whether it is free.
const PATIENCE: Duration = Duration::from_millis(200);
/// How long to wait between two attempts to lock.
const PAUSE: Duration = Duration::from_millis(5);

/// The folder of the drafts on one article; none without a home.
#[derive(Debug, Default)]
pub(super) struct DraftFolder(pub(super) Option<PathBuf>);

impl DraftFolder {
    /// The file of a draft.
    pub(super) fn path(&self, id: &str) -> io::Result<PathBuf> {
        if !is_plain(id) {
            return Err(io::Error::other(format!("`{}` is not the id of a draft", id.escape_debug())));
        }
        let folder = self.0.as_ref().ok_or_else(|| io::Error::other("there is no home folder; set XDG_STATE_HOME"))?;
        Ok(folder.join(format!("{id}.json")))
    }

    /// Whether there is a file of that draft.
    pub(super) fn has(&self, id: &str) -> bool {
        self.path(id).is_ok_and(|path| path.exists())
    }

    /// The ids of all drafts there are.
    pub(super) fn ids(&self) -> Vec<String> {
        let names = self.entries().into_iter().filter_map(|path| path.file_name()?.to_str().map(str::to_owned));
        names.filter_map(|name| name.strip_suffix(".json").filter(|id| is_plain(id)).map(str::to_owned)).collect()
    }

    /// Takes the lock of a draft, and makes the folder where there is none; nothing when another program has it.
    pub(super) fn lock(&self, id: &str) -> io::Result<Option<File>> {
        let path = self.path(id)?.with_extension("lock");
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        let end = Instant::now() + PATIENCE;
        loop {
            let lock = opening().create(true).open(&path)?;
            match Handle::try_lock(&lock)? {
                // Whoever gave the draft up removed the file that was opened here: the next attempt makes a new one.
                Lock::Held if is_at(&lock, &path) => return Ok(Some(lock)),
                // Where there are no locks, programs cannot be told apart: better a draft twice than never.
                Lock::Unsupported => return Ok(Some(lock)),
                Lock::Held | Lock::Busy if Instant::now() >= end => return Ok(None),
                Lock::Held | Lock::Busy => sleep(PAUSE),
            }
        }
    }

    /// Whether no program holds a draft. One that looks keeps no other from looking.
    pub(super) fn is_free(&self, id: &str) -> bool {
        let Ok(path) = self.path(id) else { return false };
        let lock = opening().open(path.with_extension("lock"));
        lock.map_or(true, |lock| !matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    /// What stands in a draft; none when it is gone.
    pub(super) fn read(&self, id: &str) -> Result<Option<Draft>, String> {
        let path = self.path(id).map_err(|error| error.to_string())?;
        let metadata = match fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            metadata => metadata.map_err(|error| error.to_string())?,
        };
        if !metadata.is_file() || metadata.len() > MOST_BYTES {
            return Err("it is not a draft".to_owned());
        }
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let draft: Draft = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        if draft.v > VERSION {
            return Err("it is of a newer version of nutgraf".to_owned());
        }
        Ok(Some(Draft { id: id.to_owned(), ..draft }))
    }

    /// Removes all files of a draft that is held, also what a kill has left of them; the lock last.
    pub(super) fn remove(&self, id: &str) -> io::Result<()> {
        let lock = self.path(id)?.with_extension("lock");
        let beginning = format!("{id}.");
        let name = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&beginning));
        let files = self.entries().into_iter().filter(|path| name(path) && *path != lock);
        let removed: Vec<io::Result<()>> = files.map(fs::remove_file).collect();
        // Without the lock's file the draft counts as free, which is what it is.
        let _ = fs::remove_file(lock);
        removed.into_iter().collect()
    }

    fn entries(&self) -> Vec<PathBuf> {
        let entries = self.0.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }
}

/// An id is a ULID; anything else could lead elsewhere.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// For reading too, so that a pipe in a lock's place keeps nobody waiting.
fn opening() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true);
    options
}

fn is_at(file: &File, path: &Path) -> bool {
    let there = fs::metadata(path).map(|metadata| identity(&metadata));
    Handle::identity(file).ok().is_some_and(|ours| there.is_ok_and(|there| there == ours))
}
