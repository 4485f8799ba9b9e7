//! Lists the articles of a folder and its subfolders, with their notes files and settings, without reading any.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::fs::{DirEntry, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::corpus::parallel;
use crate::model::journal::people::People;
use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::storage::config::entity_lists;
use crate::storage::files::folders;
use crate::storage::journal::segments;
use crate::storage::library::articles::FileState;
use crate::storage::library::check::check;
use crate::storage::{article, config};

/// Deeper folders are ignored.
const MOST_DEPTH: usize = 64;
/// Clocks of disks and networks may be this coarse: a file changed within this time may change again unnoticed.
const YOUNG: Duration = Duration::from_secs(2);

/// The content of the library's folder.
#[derive(Default)]
pub(crate) struct Walked {
    /// The articles, or what may be some, by path relative to the library's folder.
    pub(crate) found: BTreeMap<String, Found>,
    /// A message for each file or folder that cannot be read.
    pub(crate) troubles: Vec<String>,
    /// Folders that were searched.
    pub(crate) folders: Vec<PathBuf>,
    /// Folders that could not be read: the cache keeps what it knows of them.
    pub(crate) unread: Vec<String>,
}

/// A file that may be an article.
pub(crate) struct Found {
    pub(crate) file: PathBuf,
    /// The file, the notes files beside it, the settings.
    pub(crate) files: Vec<FileState>,
    /// The notes files beside it.
    pub(crate) notes: Vec<PathBuf>,
    pub(crate) settings: Arc<FolderSettings>,
}

/// The settings that apply in a folder, read when first needed.
#[derive(Default)]
pub(crate) struct FolderSettings {
    files: Vec<PathBuf>,
    people: OnceLock<People>,
}

impl FolderSettings {
    /// Which names belong to the same annotator. Errors in the files are reported when an article is opened.
    pub(crate) fn people(&self) -> &People {
        self.people.get_or_init(|| config::people_in(&self.files).0)
    }
}

/// Lists everything below `root`.
pub(crate) fn walk(root: &Path) -> Walked {
    let mut walk = Walk {
        root,
        met: HashSet::new(),
        links: Vec::new(),
        walked: Walked::default(),
        real: HashSet::new(),
        stray: Vec::new(),
    };
    walk.folder(root, 0);
    // A link to an article of the library is that article.
    for (path, found, identity) in std::mem::take(&mut walk.links) {
        if walk.real.insert(identity) {
            walk.walked.found.insert(path, found);
        }
    }
    walk.tell_of_stray_notes();
    walk.walked
}

struct Walk<'a> {
    root: &'a Path,
    /// Folders already searched, since links may form cycles.
    met: HashSet<(u64, u64)>,
    /// Articles that are links, left out if they lead to another article of the library.
    links: Vec<(String, Found, (u64, u64))>,
    real: HashSet<(u64, u64)>,
    /// Notes files whose article is gone.
    stray: Vec<PathBuf>,
    walked: Walked,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries = fs::metadata(folder).and_then(|metadata| Ok((metadata, fs::read_dir(folder)?)));
        let (metadata, entries) = match entries {
            Ok(entries) => entries,
            Err(error) => return self.cannot_read(folder, &error),
        };
        if !self.met.insert((metadata.dev(), metadata.ino())) {
            return;
        }
        self.walked.folders.push(folder.to_owned());
        let mut files: Vec<DirEntry> = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => files.push(entry),
                Err(error) => return self.cannot_read(folder, &error),
            }
        }
        files.sort_by_cached_key(DirEntry::file_name);
        let mut below = Vec::new();
        let mut stems: HashSet<String> = HashSet::new();
        let mut articles = Vec::new();
        let mut notes: HashMap<String, Vec<PathBuf>> = HashMap::new();
        for entry in files {
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                self.strange_name(&entry.path());
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir()) || (is_link && entry.path().is_dir());
            if is_folder {
                below.push((is_link, entry.path()));
            } else if let Some(beginning) = notes_of(name) {
                notes.entry(beginning.to_owned()).or_default().push(entry.path());
            } else {
                stems.extend([name.to_owned(), folders::stem(&entry.path())]);
                if is_article(name) {
                    articles.push((entry.path(), is_link));
                }
            }
        }
        let folders = below.iter().filter_map(|(_, path): &(bool, PathBuf)| path.file_name());
        let folders: HashSet<OsString> = folders.map(OsStr::to_owned).collect();
        self.articles(folder, articles, &mut notes, &folders);
        // Notes on an article that is gone: nobody would see them.
        let stray = notes.into_iter().filter(|(beginning, _)| !stems.contains(beginning));
        self.stray.extend(stray.flat_map(|(_, files)| files));
        // Real folders first, so that an article has its real path.
        below.sort();
        for (_, folder) in below {
            if depth < MOST_DEPTH {
                self.folder(&folder, depth + 1);
            }
        }
    }

    /// Takes in the articles of a folder, with its notes files by the beginning of their names, and the folders in it.
    fn articles(
        &mut self,
        folder: &Path,
        articles: Vec<(PathBuf, bool)>,
        notes: &mut HashMap<String, Vec<PathBuf>>,
        folders_in_it: &HashSet<OsString>,
    ) {
        if articles.is_empty() {
            return;
        }
        let first = &articles[0].0;
        let files = config::files(&crate::storage::journal::notes_files::Source::File(first.clone(), String::new()));
        let states: Vec<FileState> = files.iter().filter_map(|file| state(file)).collect();
        let settings = Arc::new(FolderSettings { files, people: OnceLock::new() });
        let names: HashSet<PathBuf> = articles.iter().map(|(path, _)| path.clone()).collect();
        let with_notes: Vec<(PathBuf, bool, Vec<PathBuf>)> = articles
            .into_iter()
            .map(|(file, is_link)| {
                let own = notes_beside(folder, &file, &names, notes, folders_in_it);
                (file, is_link, own)
            })
            .collect();
        let looked = parallel::share(with_notes.len(), Vec::new, |looked, portion| {
            looked.extend(portion.map(|number| (number, look(&with_notes[number].0, &with_notes[number].2, &states))));
        });
        let mut looked: Vec<(usize, Option<Looked>)> = looked.into_iter().flatten().collect();
        looked.sort_unstable_by_key(|(number, _)| *number);
        for ((_, looked), (file, is_link, own)) in looked.into_iter().zip(with_notes) {
            let (Some((files, identity)), Ok(below)) = (looked, file.strip_prefix(self.root)) else { continue };
            let path = below.to_string_lossy().into_owned();
            let found = Found { file, files, notes: own, settings: Arc::clone(&settings) };
            if is_link {
                self.links.push((path, found, identity));
            } else {
                self.real.insert(identity);
                self.walked.found.insert(path, found);
            }
        }
    }

    fn tell_of_stray_notes(&mut self) {
        self.stray.sort();
        let Some(first) = self.stray.first().map(|path| shown_path(path)) else { return };
        let told = match self.stray.len() {
            1 => format!("{first} is left out: there is no article of that name"),
            count => {
                format!("{first} and {} more notes files are left out: there are no articles of those names", count - 1)
            }
        };
        self.walked.troubles.push(format!("{told}; put the article back, or move the notes away"));
    }

    fn cannot_read(&mut self, folder: &Path, error: &std::io::Error) {
        self.walked.troubles.push(format!(
            "cannot read the folder {}: {}",
            shown_path(folder),
            explained(Task::Read, error)
        ));
        let below = folder.strip_prefix(self.root).unwrap_or(folder);
        self.walked.unread.push(below.to_string_lossy().into_owned());
    }

    fn strange_name(&mut self, path: &Path) {
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        if is_yaml {
            let told = format!("{} is left out: its name is not UTF-8; rename it", shown_path(path));
            self.walked.troubles.push(told);
        }
    }
}

/// The states of a file, its notes files and its settings; and the file's identity.
type Looked = (Vec<FileState>, (u64, u64));

/// Looks at an article and its notes files; `None` if the article has vanished.
fn look(file: &Path, notes: &[PathBuf], settings: &[FileState]) -> Option<Looked> {
    let metadata = fs::metadata(file).ok()?;
    let mut all = Vec::with_capacity(1 + notes.len() + settings.len());
    all.push(state_of(file, &metadata));
    all.extend(notes.iter().filter_map(|file| state(file)));
    all.extend_from_slice(settings);
    Some((all, (metadata.dev(), metadata.ino())))
}

/// Takes the notes files of an article from those of its folder, by the beginning of their names. `names` are the
/// articles of the folder.
fn notes_beside(
    folder: &Path,
    file: &Path,
    names: &HashSet<PathBuf>,
    notes: &mut HashMap<String, Vec<PathBuf>>,
    folders_in_it: &HashSet<OsString>,
) -> Vec<PathBuf> {
    let mut own = notes.remove(&folders::beginning(file)).unwrap_or_default();
    // Notes files without an ending belong to `trade.yaml`, and to `trade.yml` only without it.
    let is_yml = file.extension().is_some_and(|ending| ending != "yaml");
    if is_yml && !names.contains(&folder.join(format!("{}.yaml", folders::stem(file)))) {
        own.extend(notes.remove(&folders::stem(file)).unwrap_or_default());
    }
    if file.file_stem().is_some_and(|stem| folders_in_it.contains(stem)) {
        own.extend(segments::files(file));
    }
    own
}

/// The beginning of the article's name in the name of a notes file.
fn notes_of(name: &str) -> Option<&str> {
    let (beginning, slug) = name.strip_suffix(folders::ENDING)?.rsplit_once('.')?;
    (!slug.is_empty()).then_some(beginning)
}

fn is_article(name: &str) -> bool {
    let path = Path::new(name);
    let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    is_yaml && !article::is_earlier_version(path) && name != entity_lists::NAME
}

/// The state of a file, without its content; `None` if it does not exist.
pub(crate) fn state(path: &Path) -> Option<FileState> {
    Some(state_of(path, &fs::metadata(path).ok()?))
}

fn state_of(path: &Path, metadata: &Metadata) -> FileState {
    let numbers = [
        metadata.dev(),
        metadata.ino(),
        metadata.mtime().cast_unsigned(),
        metadata.mtime_nsec().cast_unsigned(),
        metadata.ctime().cast_unsigned(),
        metadata.ctime_nsec().cast_unsigned(),
    ];
    let mut bytes = [0; 48];
    for (place, number) in bytes.chunks_exact_mut(8).zip(numbers) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    let seconds = metadata.mtime().max(metadata.ctime());
    let changed = UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    // A time ahead of the clock counts as now.
    let is_young = SystemTime::now().duration_since(changed).map_or(true, |age| age < YOUNG);
    FileState {
        path: path.to_string_lossy().into_owned(),
        size: metadata.len(),
        stamp: check(&bytes),
        hash: [0; 16],
        is_young,
    }
}
