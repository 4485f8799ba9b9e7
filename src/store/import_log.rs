//! What was imported into a folder already, so that an import that was interrupted goes on where it stopped.
//!
//! The log is a cache: without it everything is imported again and found unchanged.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Lines that are gathered before they are written.
const GATHERED: usize = 64;

/// A source that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its path, made absolute.
    pub source: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: u128,
    /// With what it was imported: version and options.
    pub with: String,
    /// The articles that came of it.
    pub articles: Vec<PathBuf>,
}

/// The log of the imports into one folder.
#[derive(Debug, Default)]
pub struct ImportLog {
    done: HashMap<PathBuf, Done>,
    file: Option<BufWriter<File>>,
    gathered: usize,
}

impl ImportLog {
    /// The log for an output folder. Where there is no cache folder, nothing is remembered.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let Some(path) = path(folder) else { return Self::default() };
        let text = fs::read_to_string(&path).unwrap_or_default();
        // A line that was cut is a source that is imported again.
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Done>(line).ok());
        let done = lines.map(|done| (done.source.clone(), done)).collect();
        let made = path.parent().map(fs::create_dir_all).is_some_and(|made| made.is_ok());
        let file = if made { OpenOptions::new().create(true).append(true).open(&path).ok() } else { None };
        let file = file.map(|mut file| {
            // The next line begins on its own, whatever was cut before it.
            let torn = !text.is_empty() && !text.ends_with('\n');
            let _ = torn.then(|| file.write_all(b"\n"));
            BufWriter::new(file)
        });
        Self { done, file, gathered: 0 }
    }

    /// The articles that came of a source which has not changed since, all of which are there still.
    #[must_use]
    pub fn unchanged(&self, source: &Path, with: &str) -> Option<&[PathBuf]> {
        let now = state(source, with, Vec::new())?;
        let done = self.done.get(&now.source)?;
        let same = done.size == now.size && done.modified == now.modified && done.with == now.with;
        (same && !done.articles.is_empty() && done.articles.iter().all(|article| article.exists()))
            .then_some(&done.articles)
    }

    /// Remembers that a source was imported. A log that cannot be written is done without.
    pub fn add(&mut self, source: &Path, with: &str, articles: Vec<PathBuf>) {
        let (Some(file), Some(done)) = (&mut self.file, state(source, with, articles)) else { return };
        let Ok(line) = serde_json::to_string(&done) else { return };
        self.gathered += 1;
        let written = writeln!(file, "{line}")
            .and_then(|()| if self.gathered.is_multiple_of(GATHERED) { file.flush() } else { Ok(()) });
        if written.is_err() {
            self.file = None;
        }
    }
}

fn state(source: &Path, with: &str, articles: Vec<PathBuf>) -> Option<Done> {
    let metadata = fs::metadata(source).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let source = std::path::absolute(source).ok()?;
    Some(Done { source, size: metadata.len(), modified, with: with.to_owned(), articles })
}

/// `$XDG_CACHE_HOME/nutgraf/import/HASH.jsonl`; the hash is that of the folder's path.
fn path(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let mut name = String::new();
    for byte in &Sha256::digest(folder.as_os_str().as_encoded_bytes())[..8] {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    let cache = etcetera::base_strategy::Xdg::new().ok()?.cache_dir();
    Some(cache.join("nutgraf").join("import").join(format!("{name}.jsonl")))
}
