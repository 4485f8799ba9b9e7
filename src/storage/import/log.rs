//! Records what was imported into a folder, so that an interrupted import continues where it stopped.
//!
//! The log is a cache: without it, everything is imported again and found unchanged.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::article::Article;

/// Lines gathered before each write.
const GATHERED: usize = 64;

/// A source that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its absolute path.
    pub source: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// The time of its last change, in nanoseconds since 1970.
    pub modified: u128,
    /// The version and options of the import.
    pub with: String,
    /// The articles imported from it.
    pub articles: Vec<Logged>,
}

/// An article in its imported state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// Its file.
    pub file: PathBuf,
    /// Hashes of its title, headings and paragraphs. Text that a person changed later has other hashes.
    pub texts: Vec<u32>,
}

impl Logged {
    /// An article in a file.
    #[must_use]
    pub fn new(file: &Path, article: &Article) -> Self {
        let headings = article.sections.iter().filter_map(|section| section.heading.as_deref());
        let paragraphs = article.paragraphs().map(|paragraph| paragraph.text.as_str());
        let texts = std::iter::once(article.head.title.as_str()).chain(headings).chain(paragraphs).map(hash).collect();
        Self { file: absolute(file), texts }
    }

    /// Whether the imported article contained this text.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.texts.contains(&hash(text))
    }
}

/// An absolute path.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn hash(text: &str) -> u32 {
    let digest = Sha256::digest(text);
    u32::from_le_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// The log of the imports into one folder.
#[derive(Debug, Default)]
pub struct ImportLog {
    done: HashMap<PathBuf, Done>,
    imported: HashMap<PathBuf, Logged>,
    file: Option<BufWriter<File>>,
    gathered: usize,
}

impl ImportLog {
    /// The log for an output folder. Without a cache folder, it remembers nothing.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let Some(path) = path(folder) else { return Self::default() };
        let text = fs::read_to_string(&path).unwrap_or_default();
        // A truncated line means that its source is imported again.
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Done>(line).ok());
        let done: HashMap<PathBuf, Done> = lines.map(|done| (done.source.clone(), done)).collect();
        let articles = done.values().flat_map(|done| &done.articles);
        let imported = articles.map(|article| (article.file.clone(), article.clone())).collect();
        let made = path.parent().map(fs::create_dir_all).is_some_and(|made| made.is_ok());
        let file = if made { OpenOptions::new().create(true).append(true).open(&path).ok() } else { None };
        let file = file.map(|mut file| {
            // A new line starts on its own, even after a truncated one.
            let torn = !text.is_empty() && !text.ends_with('\n');
            let _ = torn.then(|| file.write_all(b"\n"));
            BufWriter::new(file)
        });
        Self { done, imported, file, gathered: 0 }
    }

    /// The articles imported from a source, if it has not changed since and all of them still exist.
    #[must_use]
    pub fn unchanged(&self, source: &Path, with: &str) -> Option<Vec<PathBuf>> {
        let now = state(source, with, Vec::new())?;
        let done = self.done.get(&now.source)?;
        let same = done.size == now.size && done.modified == now.modified && done.with == now.with;
        let files: Vec<PathBuf> = done.articles.iter().map(|article| article.file.clone()).collect();
        (same && !files.is_empty() && files.iter().all(|file| file.exists())).then_some(files)
    }

    /// The latest imported state of an article; `None` if unknown.
    #[must_use]
    pub fn imported(&self, file: &Path) -> Option<&Logged> {
        self.imported.get(&absolute(file))
    }

    /// Records an import. If the log cannot be written, the import works without it.
    pub fn add(&mut self, source: &Path, with: &str, articles: Vec<Logged>) {
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

fn state(source: &Path, with: &str, articles: Vec<Logged>) -> Option<Done> {
    let metadata = fs::metadata(source).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some(Done { source: absolute(source), size: metadata.len(), modified, with: with.to_owned(), articles })
}

/// `$XDG_CACHE_HOME/nutgraf/import/HASH.jsonl`, with the hash of the folder's path.
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
