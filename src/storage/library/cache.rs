//! The cache of a library in the user's cache folder: an index that is replaced as a whole, and the segments that it
//! names.
//!
//! Several programs may share a cache. Each reads the index once, writes segments under new names, and replaces the
//! index with a complete file. The last one wins, and anything else the other knew is read again.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::storage::files::disk::replace_soon;
use crate::storage::files::regular;
use crate::storage::files::system_error::{Task, why};
use crate::storage::library::articles::Entry;
use crate::storage::library::check::check;
use crate::storage::library::segment::Segment;
use crate::text::path::shown_path;

/// The beginning of the index.
const MAGIC: &[u8; 16] = b"nutgraf library\n";
/// Version of the cache. Raise it with every change of `corpus::record`, `corpus::row` or of what is folded how.
const VERSION: u32 = 3;
const INDEX: &str = "index";
/// More segments than this are merged into one.
const MOST_SEGMENTS: usize = 8;
/// A file younger than this that no index names may be another program's work in progress.
const GRACE: Duration = Duration::from_hours(1);

/// A cache folder, and what is known about it.
pub(crate) struct Cache {
    /// `None` if there is no home, or if a newer version uses the folder.
    folder: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Index {
    segments: Vec<SegmentEntry>,
    entries: Vec<Entry>,
}

/// The same to be written, without a copy of the entries.
#[derive(Serialize)]
struct IndexOf<'a> {
    segments: Vec<SegmentEntry>,
    entries: Vec<&'a Entry>,
}

#[derive(Serialize, Deserialize)]
struct SegmentEntry {
    name: String,
    words: u64,
    records: u64,
}

impl Cache {
    /// The cache of a library's folder, in the user's cache folder.
    pub(crate) fn of(root: &Path) -> Self {
        let whole = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let hash = Sha256::digest(whole.as_os_str().as_encoded_bytes());
        let mut number = [0; 16];
        number.copy_from_slice(&hash[..16]);
        let name = format!("{:032x}", u128::from_be_bytes(number));
        let folders = etcetera::base_strategy::Xdg::new().ok();
        Self { folder: folders.map(|folders| folders.cache_dir().join("nutgraf").join(name)) }
    }

    pub(crate) fn in_folder(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_owned) }
    }

    /// The content of the index; empty if it is missing, damaged or of another version.
    pub(crate) fn load(&mut self) -> (BTreeMap<String, Entry>, Vec<Segment>) {
        let nothing = || (BTreeMap::new(), Vec::new());
        let Some(folder) = self.folder.clone() else { return nothing() };
        let Ok(bytes) = regular::read(&folder.join(INDEX)) else { return nothing() };
        let index = match decode(&bytes) {
            Decoded::Index(index) => index,
            Decoded::Damaged => return nothing(),
            Decoded::Newer => {
                self.folder = None;
                return nothing();
            }
        };
        let opened = index.segments.iter().map(|entry| Segment::open(&folder, &entry.name, entry.words, entry.records));
        let mut number = vec![None; index.segments.len()];
        let mut segments = Vec::new();
        for (at, segment) in opened.enumerate() {
            if let Ok(segment) = segment {
                number[at] = Some(segments.len());
                segments.push(segment);
            }
        }
        let mut entries = BTreeMap::new();
        for mut entry in index.entries {
            // Articles in a segment that is gone are read again.
            if let Some(stored) = &mut entry.stored {
                let Some(Some(number)) = number.get(stored.segment) else { continue };
                stored.segment = *number;
            }
            entries.insert(entry.row.path.clone(), entry);
        }
        (entries, segments)
    }

    /// A segment for new articles.
    pub(crate) fn segment(&self) -> Segment {
        let made = self.folder.as_deref().filter(|folder| make(folder).is_ok());
        Segment::new(made)
    }

    /// Saves everything: first the new segments, then the index.
    ///
    /// # Errors
    ///
    /// Why the cache cannot be saved, in a sentence.
    pub(crate) fn keep(
        &self,
        entries: &mut BTreeMap<String, Entry>,
        segments: &mut Vec<Segment>,
    ) -> Result<(), String> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let kept = make(folder).and_then(|()| self.keep_in(folder, entries, segments));
        kept.map_err(|error| {
            let path = shown_path(folder);
            format!(
                "the library's cache cannot be saved in {path}: {}; everything works without it, slower",
                why(Task::Write, &error)
            )
        })
    }

    fn keep_in(
        &self,
        folder: &Path,
        entries: &mut BTreeMap<String, Entry>,
        segments: &mut Vec<Segment>,
    ) -> io::Result<()> {
        if segments.len() > MOST_SEGMENTS || is_mostly_dead(entries, segments) {
            self.make_one(entries, segments);
        }
        for segment in segments.iter_mut().filter(|segment| segment.name.is_none()) {
            segment.keep(folder, &ulid::Ulid::from_parts(now_ms(), random()).to_string())?;
        }
        let entry = |segment: &Segment| {
            let (words, records) = segment.lengths();
            SegmentEntry { name: segment.name.clone().unwrap_or_default(), words, records }
        };
        let index = IndexOf { segments: segments.iter().map(entry).collect(), entries: entries.values().collect() };
        let mut bytes = postcard::to_allocvec(&index).map_err(io::Error::other)?;
        let head = [MAGIC.as_slice(), &VERSION.to_le_bytes(), &check(&bytes).to_le_bytes()].concat();
        bytes.splice(..0, head);
        replace_soon(&folder.join(INDEX), &bytes, false)?;
        remove_others(folder, &index.segments);
        Ok(())
    }

    /// Merges everything that is still needed into a new segment.
    fn make_one(&self, entries: &mut BTreeMap<String, Entry>, segments: &mut Vec<Segment>) {
        let mut one = self.segment();
        let (mut words, mut record) = (Vec::new(), Vec::new());
        entries.retain(|_, entry| {
            let Some(stored) = entry.stored else { return true };
            let Some(segment) = segments.get(stored.segment) else { return false };
            let words = segment.words.read(&stored.words, &mut words).unwrap_or_default();
            let record = segment.records.read(&stored.record, &mut record).unwrap_or_default();
            // What is damaged is read again.
            let is_whole = check(words) == stored.words.check && check(record) == stored.record.check;
            entry.stored = is_whole.then(|| one.add(words, record, 0));
            is_whole
        });
        *segments = vec![one];
    }
}

enum Decoded {
    Index(Index),
    Damaged,
    Newer,
}

fn decode(bytes: &[u8]) -> Decoded {
    let Some(rest) = bytes.strip_prefix(MAGIC) else { return Decoded::Damaged };
    let Some((version, rest)) = rest.split_first_chunk::<4>() else { return Decoded::Damaged };
    let Some((sum, body)) = rest.split_first_chunk::<8>() else { return Decoded::Damaged };
    match u32::from_le_bytes(*version) {
        VERSION if u64::from_le_bytes(*sum) == check(body) => {
            postcard::from_bytes(body).map_or(Decoded::Damaged, Decoded::Index)
        }
        version if version > VERSION => Decoded::Newer,
        _ => Decoded::Damaged,
    }
}

/// Whether less than half of the bytes in the segments is needed.
fn is_mostly_dead(entries: &BTreeMap<String, Entry>, segments: &[Segment]) -> bool {
    let live: u64 = entries.values().filter_map(|entry| entry.stored).map(|stored| stored.record.length).sum();
    let all: u64 = segments.iter().map(|segment| segment.lengths().1).sum();
    live * 2 < all
}

/// Creates the folder for its owner alone, because it contains what people wrote.
fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Removes files that the index does not name and that no program can still be writing.
fn remove_others(folder: &Path, segments: &[SegmentEntry]) {
    let named: HashSet<&str> = segments.iter().map(|segment| segment.name.as_str()).collect();
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let name = file.file_name();
        let Some((stem, _)) = name.to_str().and_then(|name| name.rsplit_once('.')) else { continue };
        let is_old = file
            .metadata()
            .and_then(|metadata| metadata.modified())
            .is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > GRACE));
        if !named.contains(stem) && is_old {
            // Another program may have done so already.
            let _ = fs::remove_file(file.path());
        }
    }
}

pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn random() -> u128 {
    let mut bytes = [0; 16];
    // Without random bits of the system, the process id distinguishes two programs.
    if getrandom::fill(&mut bytes[..10]).is_err() {
        bytes[..4].copy_from_slice(&std::process::id().to_le_bytes());
    }
    u128::from_le_bytes(bytes)
}
