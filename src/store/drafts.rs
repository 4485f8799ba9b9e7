//! Drafts: what is being written, kept beside the settings so that nothing that happens to the program costs it.
//!
//! A draft is a file of its own, replaced whole. As long as it is open, its program holds a lock on a file beside it, which
//! the system gives up with the program, however that ends; drafts without a holder are offered.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::domain::draft::Draft;

use super::folders;

/// The version of the files that this program writes and reads.
const VERSION: u32 = 1;
/// A larger file is not a draft.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// The drafts on one article.
#[derive(Debug, Default)]
pub struct Drafts {
    folder: Option<PathBuf>,
    /// Locks of those that are open here, by id.
    held: HashMap<String, File>,
}

impl Drafts {
    /// The drafts on the article of that id.
    #[must_use]
    pub fn of(article: &str) -> Self {
        Self { folder: folders::drafts(article), held: HashMap::new() }
    }

    /// The drafts of a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), held: HashMap::new() }
    }

    /// Keeps a draft, in place of what was kept of it before, and holds it.
    ///
    /// # Errors
    ///
    /// As the file system says.
    pub fn keep(&mut self, draft: &Draft) -> io::Result<()> {
        let Some(path) = self.path(&draft.id) else { return Err(io::Error::other("there is no home folder")) };
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder)?;
        self.hold(&draft.id);
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(draft)?)?;
        file.persist(&path).map(|_| ()).map_err(|error| error.error)
    }

    /// Holds a draft, so that no other program takes it up; false when another holds it.
    pub fn hold(&mut self, id: &str) -> bool {
        if self.held.contains_key(id) {
            return true;
        }
        let Some(path) = self.path(id) else { return false };
        let lock = File::options().create(true).append(true).open(path.with_extension("lock"));
        match lock.and_then(|lock| lock.try_lock().map(|()| lock).map_err(io::Error::from)) {
            Ok(lock) => {
                self.held.insert(id.to_owned(), lock);
                true
            }
            // Where there are no locks, two programs are told apart by nothing; better twice than never.
            Err(error) => error.kind() == io::ErrorKind::Unsupported,
        }
    }

    /// Leaves a draft to whoever takes it up next.
    pub fn release(&mut self, id: &str) {
        self.held.remove(id);
    }

    /// Gives a draft up: what was in it is kept elsewhere, or by nobody's wish.
    pub fn remove(&mut self, id: &str) {
        if let Some(path) = self.path(id) {
            // What is not there need not be removed, and what cannot be is offered again.
            let _ = fs::remove_file(&path);
            let _ = fs::remove_file(path.with_extension("lock"));
        }
        self.held.remove(id);
    }

    /// The drafts by that annotator that nobody holds, the latest first; and what is wrong with others.
    #[must_use]
    pub fn offered(&self, by: &str) -> (Vec<Draft>, Vec<String>) {
        let (mut drafts, mut troubles) = (Vec::new(), Vec::new());
        let entries = self.folder.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "json")) {
            match read(&path) {
                Ok(draft) if draft.by == by && self.is_free(&draft.id) => drafts.push(draft),
                Ok(_) => {}
                Err(why) => {
                    troubles.push(format!("the draft {} cannot be read and is left alone: {why}", path.display()));
                }
            }
        }
        drafts.sort_by(|one, other| other.id.cmp(&one.id));
        (drafts, troubles)
    }

    /// Whether nobody holds a draft, here or elsewhere.
    fn is_free(&self, id: &str) -> bool {
        let Some(path) = self.path(id).filter(|_| !self.held.contains_key(id)) else { return false };
        match File::options().append(true).open(path.with_extension("lock")) {
            Ok(lock) => lock.try_lock().is_ok(),
            Err(_) => true,
        }
    }

    fn path(&self, id: &str) -> Option<PathBuf> {
        // An id is a ULID; anything else could lead elsewhere.
        let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Some(self.folder.as_ref().filter(|_| plain)?.join(format!("{id}.json")))
    }
}

fn read(path: &Path) -> Result<Draft, String> {
    let metadata = fs::metadata(path).map_err(|error| error.to_string())?;
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err("it is not a draft".to_owned());
    }
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let draft: Draft = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if draft.v > VERSION {
        return Err("it is of a newer version of nutgraf".to_owned());
    }
    let id = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    Ok(Draft { id, ..draft })
}
