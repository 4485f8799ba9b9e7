//! Reads what has changed, on several threads, and reports progress.

use std::collections::HashSet;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use sha2::{Digest, Sha256};

use crate::codec::article_yaml;
use crate::codec::diagnostics::notes_check;
use crate::codec::diagnostics::notes_check::NotesFile;
use crate::codec::journal_jsonl;
use crate::corpus::encode::{Encoded, encode};
use crate::corpus::row::Row;
use crate::model::article::Article;
use crate::text::path::shown_path;

use crate::storage::article;
use crate::storage::files::folders;
use crate::storage::journal::namesakes;
use crate::storage::journal::notes_files::{read_file, troubles};
use crate::storage::library::articles::{Entry, FileState};
use crate::storage::library::cache::now_ms;
use crate::storage::library::segment::Segment;
use crate::storage::library::walk::{Found, Walked, state, walk};
use crate::storage::library::{Library, Progress, Refreshed};

/// At most this many results wait to be processed.
const WAITING: usize = 32;
/// More threads than this do not make reading faster.
const MOST_THREADS: usize = 8;

/// The result of reading a file that looked changed.
enum Reread {
    /// Its content is the same.
    Same(Vec<FileState>),
    /// It is not an article, and not meant as one.
    Other(Vec<FileState>),
    /// It cannot be read.
    Broken(Vec<FileState>, Box<Row>),
    /// It is an article.
    Article(Vec<FileState>, Box<Encoded>),
}

impl Library {
    /// Checks all files, reads those that have changed, and saves the cache. `tell` is called after each file that was
    /// read, and stops the reading by returning false.
    pub fn refresh(&mut self, tell: &mut dyn FnMut(&Progress<'_>) -> bool) -> Refreshed {
        let walked = walk(&self.root);
        let mut refreshed =
            Refreshed { troubles: walked.troubles.clone(), folders: walked.folders.clone(), ..Refreshed::default() };
        refreshed.changed = self.forget_what_is_gone(&walked);
        let data = DataFolders::look();
        let changed: Vec<(&String, &Found)> =
            walked.found.iter().filter(|(path, found)| !self.is_current(path, found, &data)).collect();
        if changed.is_empty() && refreshed.changed == 0 {
            return refreshed;
        }
        let (news, is_done) = self.read_changed(&changed, &data, tell);
        refreshed.changed += news;
        refreshed.ended_early = !is_done;
        refreshed.troubles.extend(self.cache.keep(&mut self.entries, &mut self.segments).err());
        refreshed
    }

    /// Forgets files that are gone; those in unreadable folders stay known.
    fn forget_what_is_gone(&mut self, walked: &Walked) -> usize {
        let before = self.entries.len();
        let is_below = |path: &str, folder: &String| {
            folder.is_empty() || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.entries.retain(|path, _| {
            walked.found.contains_key(path) || walked.unread.iter().any(|folder| is_below(path, folder))
        });
        before - self.entries.len()
    }

    fn is_current(&self, path: &str, found: &Found, data: &DataFolders) -> bool {
        let Some(entry) = self.entries.get(path) else { return false };
        let more = data.states(&entry.row.id);
        let now = found.files.iter().chain(&more);
        entry.files.len() == found.files.len() + more.len()
            && entry.files.iter().zip(now).all(|(known, now)| {
                !known.is_young && known.path == now.path && known.size == now.size && known.stamp == now.stamp
            })
    }

    /// Reads files on several threads. Returns how many have new content, and false if `tell` stopped the reading.
    fn read_changed(
        &mut self,
        changed: &[(&String, &Found)],
        data: &DataFolders,
        tell: &mut dyn FnMut(&Progress<'_>) -> bool,
    ) -> (usize, bool) {
        let (mut news, next, stop) = (0, AtomicUsize::new(0), AtomicBool::new(false));
        let known: Vec<Option<Entry>> = changed.iter().map(|(path, _)| self.entries.get(*path).cloned()).collect();
        let mut segment = self.cache.segment();
        let number = self.segments.len();
        let threads = thread::available_parallelism().map_or(1, NonZero::get).clamp(1, MOST_THREADS);
        thread::scope(|scope| {
            let (send, results) = sync_channel(WAITING);
            for _ in 0..threads.min(changed.len()) {
                let (send, next, stop, known) = (send.clone(), &next, &stop, &known);
                scope.spawn(move || {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some((path, found)) = changed.get(at).filter(|_| !stop.load(Ordering::Relaxed)) else {
                            break;
                        };
                        if send.send((at, reread(path, found, known[at].as_ref(), data))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            for (read, (at, result)) in (1..).zip(results) {
                let path = changed[at].0;
                news += usize::from(self.take(path, result, &mut segment, number));
                let row = self.row(path);
                if !tell(&Progress { read, changed: changed.len(), row }) {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        });
        if segment.lengths().0 > 0 {
            self.segments.push(segment);
        }
        (news, !stop.load(Ordering::Relaxed))
    }

    /// Processes a result; returns whether it is new.
    fn take(&mut self, path: &str, result: Reread, segment: &mut Segment, number: usize) -> bool {
        let entry = match result {
            Reread::Same(files) => {
                if let Some(entry) = self.entries.get_mut(path) {
                    entry.files = files;
                }
                return false;
            }
            Reread::Other(files) => Entry { files, ..Entry::default() },
            Reread::Broken(files, row) => Entry { row: *row, is_listed: true, files, stored: None },
            Reread::Article(files, encoded) => {
                let stored = segment.add(&encoded.words, &encoded.record, number);
                Entry { row: encoded.row, is_listed: true, files, stored: Some(stored) }
            }
        };
        let row = Row { path: path.to_owned(), ..entry.row };
        self.entries.insert(path.to_owned(), Entry { row, ..entry });
        true
    }
}

/// The folders in the user's data folder with notes on articles in read-only folders.
struct DataFolders(HashSet<String>);

impl DataFolders {
    fn look() -> Self {
        let folder = folders::data("any").and_then(|folder| folder.parent().map(Path::to_owned));
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        Self(entries.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    /// The notes files in the data folder of this article.
    fn files(&self, id: &str) -> Vec<PathBuf> {
        // Where the data folder is takes longer to find out than what is in it.
        let has_notes = !id.is_empty() && self.0.contains(id);
        let folder = has_notes.then(|| folders::data(id)).flatten();
        folder.map_or(Vec::new(), |folder| namesakes::list(&folder, ""))
    }

    fn states(&self, id: &str) -> Vec<FileState> {
        self.files(id).iter().filter_map(|file| state(file)).collect()
    }
}

/// Reads a file, unless its content is the same.
fn reread(path: &str, found: &Found, known: Option<&Entry>, data: &DataFolders) -> Reread {
    let mut states = found.files.clone();
    let bytes = match article::load(&found.file) {
        Ok(bytes) => bytes,
        Err(error) => return Reread::Broken(undecided(states), Box::new(unreadable(path, 1, error.to_string()))),
    };
    let mut read: Vec<(PathBuf, Result<Vec<u8>, String>)> =
        found.notes.iter().map(|file| (file.clone(), read_file(file))).collect();
    if let Some(entry) = known {
        let more = data.states(&entry.row.id);
        let mut now = states.clone();
        now.extend(more);
        hash(&mut now, &bytes, &read);
        if now.len() == entry.files.len() && now.iter().zip(&entry.files).all(|(now, known)| is_alike(now, known)) {
            return Reread::Same(now);
        }
    }
    let (article, warnings) = match article_yaml::read_and_count(path, &bytes) {
        Ok(read) => read,
        Err(report) => {
            hash(&mut states, &bytes, &read);
            if !article_yaml::may_be_meant_as_one(&bytes) {
                return Reread::Other(states);
            }
            return Reread::Broken(states, Box::new(unreadable(path, report.count(), report.first())));
        }
    };
    states.extend(data.states(&article.head.id));
    read.extend(data.files(&article.head.id).into_iter().map(|file| (file.clone(), read_file(&file))));
    hash(&mut states, &bytes, &read);
    Reread::Article(states, Box::new(encoded(&article, warnings, read, found)))
}

/// Encodes an article with its notes, and counts what `nutgraf check` reports of both; `warnings` are the article's.
fn encoded(
    article: &Article,
    warnings: usize,
    read: Vec<(PathBuf, Result<Vec<u8>, String>)>,
    found: &Found,
) -> Encoded {
    let now = now_ms();
    let as_file = |(path, bytes): (PathBuf, _)| NotesFile { path: path.to_string_lossy().into_owned(), bytes };
    let (mut files, mut lines, mut first_problem) = (Vec::new(), Vec::new(), None);
    for (path, bytes) in read {
        let read = bytes.as_deref().map(journal_jsonl::read).unwrap_or_default();
        let unread = bytes.as_ref().err().map(|why| format!("cannot read {}: {why}", shown_path(&path)));
        first_problem = first_problem.or(unread).or_else(|| troubles(&path, &read, now).into_iter().next());
        files.push(as_file((path, bytes)));
        lines.push(read);
    }
    let (notes, of_notes) = notes_check::count(article, &files, lines, found.settings.people().clone(), now);
    let mut encoded = encode(article, &notes);
    encoded.row.problems = u32::try_from(warnings + of_notes).unwrap_or(u32::MAX);
    encoded.row.first_problem = first_problem.unwrap_or_default();
    encoded
}

fn unreadable(path: &str, problems: usize, first: String) -> Row {
    let title = path.rsplit('/').next().unwrap_or(path).to_owned();
    let problems = u32::try_from(problems).unwrap_or(u32::MAX);
    Row { title, problems, first_problem: first, unreadable: true, ..Row::default() }
}

/// Marks states for another look, whatever their stamps.
fn undecided(mut states: Vec<FileState>) -> Vec<FileState> {
    for state in &mut states {
        state.is_young = true;
    }
    states
}

/// Whether a file has the same content, whatever its times.
fn is_alike(now: &FileState, known: &FileState) -> bool {
    now.path == known.path && now.size == known.size && now.hash == known.hash
}

/// Records hashes of the content: first the article's, then those of its notes files. For settings, size and stamp
/// suffice.
fn hash(states: &mut [FileState], article: &[u8], notes: &[(PathBuf, Result<Vec<u8>, String>)]) {
    for (number, state) in states.iter_mut().enumerate() {
        let notes = notes.iter().find(|(path, _)| path.to_string_lossy() == state.path);
        let digest = match (number, notes) {
            (0, _) => Sha256::digest(article),
            (_, Some((_, Ok(bytes)))) => Sha256::digest(bytes),
            _ => Sha256::digest(state.stamp.to_le_bytes()),
        };
        state.hash.copy_from_slice(&digest[..16]);
    }
}
