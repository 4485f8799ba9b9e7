//! The files of drafts: one for each, and beside it a lock file while somebody writes.
//!
//! The lock has a file of its own because the draft's file is replaced with every change. The operating system releases
//! the lock however the program ends.

use std::fs;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::session::autosave::Draft;
use crate::storage::files::system_error::{Task, explained};
use crate::text::json_fault;

use crate::storage::files::disk::{Handle, Lock, identity};

/// The version of the files that this program writes and reads.
const VERSION: u32 = 1;
/// Larger files are no drafts.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// Programs that only check whether a lock is free have it for a moment.
const PATIENCE: Duration = Duration::from_millis(200);
/// The pause between two attempts to lock.
const PAUSE: Duration = Duration::from_millis(5);

/// The folder of the drafts on one article; `None` without a home.
#[derive(Debug, Default)]
pub(crate) struct DraftFolder(pub(crate) Option<PathBuf>);

impl DraftFolder {
    /// The file of a draft.
    pub(crate) fn path(&self, id: &str) -> io::Result<PathBuf> {
        if !is_plain(id) {
            return Err(io::Error::other(format!("`{}` is not the id of a draft", id.escape_debug())));
        }
        let folder = self.0.as_ref().ok_or_else(|| io::Error::other("there is no home folder; set XDG_STATE_HOME"))?;
        Ok(folder.join(format!("{id}.json")))
    }

    /// Whether this draft has a file.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.path(id).is_ok_and(|path| path.exists())
    }

    /// The ids of all drafts.
    pub(crate) fn ids(&self) -> Vec<String> {
        let names = self.entries().into_iter().filter_map(|path| path.file_name()?.to_str().map(str::to_owned));
        names.filter_map(|name| name.strip_suffix(".json").filter(|id| is_plain(id)).map(str::to_owned)).collect()
    }

    /// Locks a draft, and creates the folder if necessary; `None` if another program has the lock.
    pub(crate) fn lock(&self, id: &str) -> io::Result<Option<File>> {
        let path = self.path(id)?.with_extension("lock");
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        let end = Instant::now() + PATIENCE;
        loop {
            let lock = opening().create(true).open(&path)?;
            match Handle::try_lock(&lock)? {
                // A program that discarded the draft has removed the file opened here; the next attempt creates a new
                // one.
                Lock::Held if is_at(&lock, &path) => return Ok(Some(lock)),
                // Without locks, programs cannot be told apart. It is better to offer a draft twice than never.
                Lock::Unsupported => return Ok(Some(lock)),
                Lock::Held | Lock::Busy if Instant::now() >= end => return Ok(None),
                Lock::Held | Lock::Busy => sleep(PAUSE),
            }
        }
    }

    /// Whether no program has the draft's lock. Checking does not block other programs that check.
    pub(crate) fn is_free(&self, id: &str) -> bool {
        let Ok(path) = self.path(id) else { return false };
        let lock = opening().open(path.with_extension("lock"));
        lock.map_or(true, |lock| !matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    /// The content of a draft; `None` if it is gone.
    pub(crate) fn read(&self, id: &str) -> Result<Option<Draft>, String> {
        let path = self.path(id).map_err(|error| explained(Task::Read, &error))?;
        let metadata = match fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            metadata => metadata.map_err(|error| explained(Task::Read, &error))?,
        };
        if !metadata.is_file() || metadata.len() > MOST_BYTES {
            return Err("it is not a draft".to_owned());
        }
        let text = fs::read_to_string(&path).map_err(|error| explained(Task::Read, &error))?;
        let draft: Draft = serde_json::from_str(&text).map_err(|error| json_fault::in_text(&error))?;
        if draft.v > VERSION {
            return Err("it is of a newer version of nutgraf".to_owned());
        }
        Ok(Some(Draft { id: id.to_owned(), ..draft }))
    }

    /// Removes all files of a locked draft, including those that a crash left behind; the lock goes last.
    pub(crate) fn remove(&self, id: &str) -> io::Result<()> {
        let lock = self.path(id)?.with_extension("lock");
        let beginning = format!("{id}.");
        let name = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&beginning));
        let files = self.entries().into_iter().filter(|path| name(path) && *path != lock);
        let removed: Vec<io::Result<()>> = files.map(fs::remove_file).collect();
        // Without its lock file the draft counts as free, which is correct.
        let _ = fs::remove_file(lock);
        removed.into_iter().collect()
    }

    fn entries(&self) -> Vec<PathBuf> {
        let entries = self.0.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }
}

/// An id is a ULID; any other name could lead elsewhere.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Also opened for reading, so that a pipe in place of a lock blocks nobody.
fn opening() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true);
    options
}

fn is_at(file: &File, path: &Path) -> bool {
    let there = fs::metadata(path).map(|metadata| identity(&metadata));
    Handle::identity(file).ok().is_some_and(|ours| there.is_ok_and(|there| there == ours))
}
