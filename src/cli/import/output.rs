//! Where imported articles go, and what happens to files that exist there.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::codec::article_yaml::splice::splice;
use crate::export::state::text_hash;
use crate::import::Draft;
use crate::import::update::{Change, merge};
use crate::model::article::{Article, PreviousVersion};
use crate::storage;
use crate::storage::files::atomic_write::WriteError;
use crate::storage::files::folders;
use crate::storage::import::log::ImportLog;
use crate::text::path::shown_path;

use crate::cli::import::Arguments;
use crate::cli::import::proposer::Proposer;
use crate::cli::{Failure, print};
use crate::workspace::import_file::{file_text, imported_from};

/// The destination of the articles.
pub(super) enum Output {
    /// Nowhere: the arguments ask for something else, such as the text.
    Nowhere,
    /// To standard output, as YAML documents.
    Standard,
    /// Into one file.
    File(PathBuf),
    /// Into a folder, under names of their own.
    Folder(PathBuf),
}

impl Output {
    /// The destination that the arguments name; `piped` if everything comes from standard input.
    pub(super) fn of(arguments: &Arguments, piped: bool) -> Self {
        match &arguments.output {
            _ if arguments.blocks || arguments.text => Self::Nowhere,
            Some(path) if path == Path::new("-") => Self::Standard,
            Some(path) if names_a_file(path) => Self::File(path.clone()),
            Some(path) => Self::Folder(path.clone()),
            None if piped => Self::Standard,
            None => Self::Folder(PathBuf::from(".")),
        }
    }
}

fn names_a_file(path: &Path) -> bool {
    let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    is_yaml && !storage::article::is_folder(path)
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// It went to no file.
    Nowhere,
    /// It is in a new file.
    New(PathBuf),
    /// The file had the same text already and is untouched.
    Unchanged(PathBuf),
    /// The file now has the next version.
    Updated(Box<Updated>),
}

/// An article that was updated to the next version of its story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Updated {
    /// Its file.
    pub(super) path: PathBuf,
    /// The file with the earlier version.
    pub(super) earlier: PathBuf,
    /// The changes in the text.
    pub(super) changes: Vec<Change>,
    /// Whether comments and unchanged lines of the file stayed as they were.
    pub(super) in_place: bool,
}

impl Written {
    /// The file, if there is one.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Nowhere => None,
            Self::New(path) | Self::Unchanged(path) => Some(path),
            Self::Updated(updated) => Some(&updated.path),
        }
    }
}

/// From this number of articles on, files are flushed to the disk together.
const MANY: usize = 10;

/// What happens to an article that exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// It stays, and its source is not imported.
    Stays,
    /// It is replaced.
    IsReplaced,
    /// It is updated with the present text of its source.
    IsUpdated,
}

/// An article with its candidates, and its text as a file.
pub(super) struct WithCandidates {
    pub(super) article: Article,
    pub(super) text: String,
}

/// The origin of an article.
pub(super) struct Place<'a> {
    /// What was imported.
    pub(super) draft: &'a Draft,
    /// The file it was imported from; `None` for standard input.
    pub(super) source: Option<&'a Path>,
    /// How many articles the source has.
    pub(super) count: usize,
}

/// Writes each article into a file of its own.
pub(super) struct Writer<'a> {
    pub(super) output: Output,
    existing: Existing,
    /// Whether files are flushed to the disk together at the end, because there are many.
    many: bool,
    /// Files that this run has written or left unchanged.
    taken: HashSet<PathBuf>,
    /// The first free number for each name.
    first_free: HashMap<String, usize>,
    /// The articles of the folder by their source, read when the first update needs them.
    by_source: Option<HashMap<SourceKey, PathBuf>>,
    proposer: &'a Proposer,
}

/// Identifies the document that an article came from: its id in the database, its address, or its file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum SourceKey {
    Id(String, String),
    Url(String),
    File(String, String),
}

impl SourceKey {
    /// Every key of an article, the most reliable first.
    fn of(article: &Article) -> Vec<Self> {
        let Some(origin) = &article.head.source else { return Vec::new() };
        let format = || origin.format.clone();
        let id = origin.id.clone().map(|id| Self::Id(format(), id));
        let url = article.head.url.clone().map(Self::Url);
        let file = origin.file.clone().filter(|_| origin.id.is_none()).map(|file| Self::File(format(), file));
        [id, url, file].into_iter().flatten().collect()
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(output: Output, existing: Existing, many: bool, proposer: &'a Proposer) -> Self {
        Self { output, existing, many, taken: HashSet::new(), first_free: HashMap::new(), by_source: None, proposer }
    }

    /// Flushes everything to the disk.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        match &self.output {
            Output::Folder(folder) if self.many => Ok(storage::import::sync(folder)?),
            _ => Ok(()),
        }
    }

    /// Keeps a file that an earlier run wrote from the same source.
    pub(super) fn keep(&mut self, path: &Path) {
        self.taken.insert(absolute(path));
    }

    /// Writes an article.
    pub(super) fn write(
        &mut self,
        place: &Place<'_>,
        article: &WithCandidates,
        log: &ImportLog,
    ) -> Result<Written, Failure> {
        let count = place.count;
        self.many |= count > MANY;
        match &self.output {
            Output::Nowhere => Ok(Written::Nowhere),
            Output::Standard => {
                let text = &article.text;
                print(&format!("{}{text}", if count > 1 { "---\n" } else { "" })).map(|()| Written::Nowhere)
            }
            Output::File(path) => {
                let path = path.clone();
                if self.taken.contains(&absolute(&path)) || count > 1 {
                    let path = shown_path(&path);
                    return Err(Failure(format!("{path} is one file for several articles; name a folder with -o")));
                }
                self.write_file(&path, place, &article.text, log)
            }
            Output::Folder(folder) => {
                let folder = folder.clone();
                match self.earlier(&folder, &article.article, count) {
                    Some(path) => self.write_file(&path, place, &article.text, log),
                    None => self.write_into(&folder, place, article, log),
                }
            }
        }
    }

    /// Writes into the first file of the article's name that does not contain another article.
    fn write_into(
        &mut self,
        folder: &Path,
        place: &Place<'_>,
        article: &WithCandidates,
        log: &ImportLog,
    ) -> Result<Written, Failure> {
        let WithCandidates { article, text } = article;
        let stem = article.head.id.as_str();
        let mut number = self.first_free(folder, stem);
        loop {
            let path = folder.join(numbered(stem, number));
            let id = folders::stem(&path);
            number += 1;
            let replaces = self.existing == Existing::IsReplaced;
            if self.taken.contains(&absolute(&path)) || (!replaces && is_another_article(&path, article)) {
                continue;
            }
            if id == stem {
                return self.write_file(&path, place, text, log);
            }
            let mut article = article.clone();
            article.head.id = id;
            return self.write_file(&path, place, &file_text(&article), log);
        }
    }

    /// The first free number for a name in this run: thousands of pages may share a title.
    fn first_free(&mut self, folder: &Path, stem: &str) -> usize {
        let mut number = self.first_free.get(stem).copied().unwrap_or(1);
        while self.taken.contains(&absolute(&folder.join(numbered(stem, number)))) {
            number += 1;
        }
        self.first_free.insert(stem.to_owned(), number);
        number
    }

    /// The article of the folder that came from the same document, for an update. A file of several articles without
    /// ids cannot identify any.
    fn earlier(&mut self, folder: &Path, article: &Article, count: usize) -> Option<PathBuf> {
        if self.existing != Existing::IsUpdated {
            return None;
        }
        let by_source = self.by_source.get_or_insert_with(|| articles_by_source(folder));
        let keys = SourceKey::of(article).into_iter().filter(|key| count == 1 || !matches!(key, SourceKey::File(..)));
        let mut found = keys.filter_map(|key| by_source.get(&key));
        found.find(|path| !self.taken.contains(&absolute(path))).cloned()
    }

    fn write_file(&mut self, path: &Path, place: &Place<'_>, text: &str, log: &ImportLog) -> Result<Written, Failure> {
        let article = &place.draft.article;
        let replaces = self.existing == Existing::IsReplaced;
        let written = match read(path) {
            Some(existing) if !replaces && has_same_text(&existing, article) => Written::Unchanged(path.to_owned()),
            Some(existing) if self.existing == Existing::IsUpdated => self.update(path, &existing, place, log)?,
            _ => {
                if let Some(folder) = path.parent() {
                    storage::import::make_folder(folder)?;
                }
                let written = storage::import::write(path, replaces, self.many, text);
                written
                    .map_err(|error: WriteError| Failure(format!("{error}, or --update to keep your work on it")))?;
                Written::New(path.to_owned())
            }
        };
        self.taken.insert(absolute(path));
        Ok(written)
    }

    /// Updates an article with the present text of its source, proposes candidates for new and changed paragraphs, and
    /// keeps the earlier version in a file of its own.
    fn update(&self, path: &Path, existing: &Article, place: &Place<'_>, log: &ImportLog) -> Result<Written, Failure> {
        let new = &place.draft.article;
        let logged = log.imported(path);
        let was_imported = |text: &str| logged.is_none_or(|logged| logged.has(text));
        let known = logged.is_some().then_some(&was_imported as &dyn Fn(&str) -> bool);
        let mut update = merge(existing, new, known);
        if update.changes.is_empty() {
            return Ok(Written::Unchanged(path.to_owned()));
        }
        let before = storage::import::load(path)?;
        let with_new_words: HashSet<&str> = update.changes.iter().filter_map(Change::new_words_in).collect();
        self.proposer.add_to(&mut update.article, &with_new_words, path, place.source)?;
        let earlier = storage::import::next_version(path);
        let name = earlier.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        update.article.head.previous.push(PreviousVersion {
            file: name,
            text_hash: text_hash(existing),
            revised: existing.head.revised.clone().or_else(|| existing.head.published.clone()),
        });
        let text = String::from_utf8_lossy(&before);
        let comment = new.head.source.as_ref().map_or(String::new(), imported_from);
        let spliced = splice(&text, existing, &update.article, "Imported from ", &comment);
        storage::import::write(&earlier, false, false, &text)?;
        storage::import::write(path, true, false, &spliced.text)?;
        let (path, changes, in_place) = (path.to_owned(), update.changes, spliced.in_place);
        Ok(Written::Updated(Box::new(Updated { path, earlier, changes, in_place })))
    }
}

/// `STEM.yaml`, `STEM-2.yaml` and so on.
fn numbered(stem: &str, number: usize) -> String {
    if number == 1 { format!("{stem}.yaml") } else { format!("{stem}-{number}.yaml") }
}

/// An absolute path.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn articles_by_source(folder: &Path) -> HashMap<SourceKey, PathBuf> {
    let mut by_source = HashMap::new();
    for path in storage::article::in_folder(folder).unwrap_or_default() {
        for key in read(&path).iter().flat_map(SourceKey::of) {
            by_source.insert(key, path.clone());
        }
    }
    by_source
}

/// The article in a file; `None` if it has none that can be read.
fn read(path: &Path) -> Option<Article> {
    let bytes = storage::article::load(path).ok()?;
    crate::codec::article_yaml::read(&shown_path(path), &bytes).ok()
}

/// Whether a file contains an article from another source.
fn is_another_article(path: &Path, article: &Article) -> bool {
    read(path).is_some_and(|existing| match (&existing.head.source, &article.head.source) {
        (Some(existing), Some(new)) => {
            (&existing.format, &existing.file, &existing.id) != (&new.format, &new.file, &new.id)
        }
        _ => false,
    })
}

/// Whether two articles have the same title, headings and paragraphs, whatever their annotations.
fn has_same_text(one: &Article, other: &Article) -> bool {
    let headings =
        |article: &Article| article.sections.iter().map(|section| section.heading.clone()).collect::<Vec<_>>();
    let texts = |article: &Article| article.paragraphs().map(|paragraph| paragraph.text.clone()).collect::<Vec<_>>();
    one.head.title == other.head.title && headings(one) == headings(other) && texts(one) == texts(other)
}
