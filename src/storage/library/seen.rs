//! What the queries of a watch list had found when somebody last looked, for each library: in the user's state folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::storage::files::disk::replace;
use crate::storage::files::folders;
use crate::storage::files::regular;

/// A larger file is not read.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// What was seen of each query, by its name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    #[serde(skip)]
    path: Option<PathBuf>,
    queries: BTreeMap<String, SeenQuery>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct SeenQuery {
    /// The query itself: another one under the same name has been seen by nobody.
    query: String,
    /// A hash of each hit.
    hits: BTreeSet<u64>,
}

impl Seen {
    /// What was seen in a library. What cannot be read counts as nothing.
    #[must_use]
    pub fn load(root: &Path) -> Self {
        let whole = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let name = format!("{:016x}.json", hash(&[&whole.to_string_lossy()]));
        let state = folders::state();
        let path = state.as_ref().and_then(|path| path.parent()).map(|folder| folder.join("watch").join(name));
        let text = path.as_ref().and_then(|path| regular::read_text(path, MOST_BYTES).ok()).unwrap_or_default();
        Self { path, ..serde_json::from_str(&text).unwrap_or_default() }
    }

    /// Which of these hits of a query are new, each given by the words that tell it from others; and notes them all as seen.
    pub fn look(&mut self, name: &str, query: &str, hits: &[Vec<&str>]) -> Vec<bool> {
        let hashes: Vec<u64> = hits.iter().map(|words| hash(words)).collect();
        let seen = self.queries.entry(name.to_owned()).or_default();
        if seen.query != query {
            *seen = SeenQuery { query: query.to_owned(), hits: BTreeSet::new() };
        }
        let new = hashes.iter().map(|hash| !seen.hits.contains(hash)).collect();
        seen.hits = hashes.into_iter().collect();
        new
    }

    /// Keeps what was seen.
    ///
    /// # Errors
    ///
    /// As the file system says.
    pub fn keep(&self) -> io::Result<()> {
        let Some(path) = &self.path else { return Err(io::Error::other("there is no home folder")) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        replace(path, serde_json::to_string(self)?.as_bytes())
    }
}

/// The beginning of the SHA-256 of some words, told apart.
fn hash(words: &[&str]) -> u64 {
    let mut digest = Sha256::new();
    for word in words {
        digest.update(word.as_bytes());
        digest.update([0x1f]);
    }
    digest.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
