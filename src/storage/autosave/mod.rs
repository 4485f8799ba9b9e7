//! Drafts: text being written, saved so that no crash can lose it.
//!
//! Each draft is a file of its own, replaced as a whole. A program locks it while its form is open, and offers drafts
//! that are not locked.

pub(crate) mod folder;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::journal::ActionId;
use crate::session::autosave::Draft;
use crate::storage::files::system_error::{Task, why};
use crate::text::path::shown_path;

use crate::codec::article_yaml::read;
use crate::storage::autosave::folder::DraftFolder;
use crate::storage::files::disk::{Disk, again};
use crate::storage::files::folders;
use crate::storage::journal::notes_files::Source;

/// The message about a draft that is open elsewhere.
const TAKEN: &str = "Another program is writing this draft; your text here is saved as another draft";
/// The message about a draft that was reopened in an outdated state.
const OVERTAKEN: &str = "Another program has continued this draft since; your text here is saved as another draft";

/// The drafts on one article.
#[derive(Debug, Default)]
pub struct Drafts {
    folder: DraftFolder,
    /// The open article. Others may share its id.
    article: Option<OpenArticle>,
    /// The newest state of each draft that is not on the disk.
    unwritten: BTreeMap<String, Draft>,
    /// Whether any of these is new since the last write.
    is_new: bool,
    /// Drafts whose forms are open here.
    open: HashSet<String>,
    /// Their locks.
    held: HashMap<String, File>,
    /// New ids for drafts whose own ids other programs have locked.
    instead: HashMap<String, String>,
    /// The drafts offered last, in their state at that time.
    offered: HashMap<String, Draft>,
    /// Unreadable drafts already reported.
    named: HashSet<String>,
    /// Whether the failure to write has been reported.
    failing: bool,
    /// Whether a draft was released that others do not know of yet.
    released: bool,
}

/// The article that drafts belong to.
#[derive(Debug)]
struct OpenArticle {
    id: String,
    /// The article's key: its file's absolute path, or its built-in name.
    file: String,
}

impl OpenArticle {
    /// Whether to offer a draft here: in the article where it was begun, or anywhere if that file is gone.
    fn may_have(&self, draft: &Draft) -> bool {
        draft.file.as_ref().is_none_or(|file| *file == self.file || is_gone(Path::new(file), &self.id))
    }

    /// The draft as offered, with its origin unless that is here.
    fn offer(&self, draft: Draft) -> Draft {
        let file = draft.file.filter(|file| *file != self.file);
        Draft { file, ..draft }
    }
}

/// Whether an article is no longer at its path: there is no file, or that of another article.
fn is_gone(file: &Path, article: &str) -> bool {
    // Built-in articles are always there.
    if !file.is_absolute() {
        return false;
    }
    match fs::metadata(file) {
        Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        Ok(metadata) if !metadata.is_file() => true,
        // A file that cannot be read now may be repaired.
        Ok(_) => {
            let bytes = crate::storage::article::load(file).unwrap_or_default();
            read("", &bytes).is_ok_and(|other| other.head.id != article)
        }
    }
}

/// The result of an operation, for the screen.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// A warning for the user.
    pub warning: Option<String>,
    /// Whether the list of drafts has changed.
    pub list: bool,
}

impl Told {
    fn warning(text: impl Into<String>) -> Self {
        Self { warning: Some(text.into()), list: true }
    }
}

impl Drafts {
    /// The drafts on an article.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        Self { folder: DraftFolder(folders::drafts(source.article_id())), ..Self::default() }.on(source)
    }

    /// The drafts of a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: DraftFolder(Some(folder.to_owned())), ..Self::default() }
    }

    /// Offers only the drafts that belong to this article's file.
    #[must_use]
    pub fn on(self, source: &Source) -> Self {
        Self { article: Some(OpenArticle { id: source.article_id().to_owned(), file: source.key() }), ..self }
    }

    /// Whether a draft has a file.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.folder.has(id)
    }

    /// Whether there is something new to write.
    #[must_use]
    pub fn has_new(&self) -> bool {
        self.is_new
    }

    /// Whether anything is not on the disk, even because writing failed.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        !self.unwritten.is_empty()
    }

    /// Receives the present state of a draft; [`Drafts::write`] puts it on the disk.
    pub fn keep(&mut self, draft: Draft) {
        let id = self.instead.get(&draft.id).unwrap_or(&draft.id).clone();
        self.open.insert(id.clone());
        let file = self.article.as_ref().map(|article| article.file.clone());
        self.unwritten.insert(id.clone(), Draft { id, file, ..draft });
        self.is_new = true;
    }

    /// Writes everything that is not on the disk, and releases drafts whose forms are closed. A failure is reported
    /// once, and the text stays here.
    pub fn write(&mut self, disk: &dyn Disk) -> Told {
        self.is_new = false;
        let mut told = Told::default();
        for (_, mut draft) in std::mem::take(&mut self.unwritten) {
            match self.write_one(disk, &mut draft, &mut told) {
                Ok(()) => self.failing = false,
                Err(error) => {
                    if !std::mem::replace(&mut self.failing, true) {
                        told.warning = Some(format!(
                            "Your text cannot be saved as a draft ({}). nutgraf retries; the text is lost if the program \
                             ends before you keep it",
                            why(Task::Write, &error)
                        ));
                    }
                    self.unwritten.insert(draft.id.clone(), draft);
                }
            }
        }
        // An unwritten draft keeps its lock, or it would later overwrite another program's changes.
        self.held.retain(|id, _| self.open.contains(id) || self.unwritten.contains_key(id));
        told.list |= std::mem::take(&mut self.released);
        told
    }

    fn write_one(&mut self, disk: &dyn Disk, draft: &mut Draft, told: &mut Told) -> io::Result<()> {
        if !self.held.contains_key(&draft.id) {
            let mut lock = self.folder.lock(&draft.id)?;
            if lock.is_none() {
                let (id, is_open) = (draft.id.clone(), self.open.contains(&draft.id));
                draft.id = self.write_beside(&id);
                if !is_open {
                    self.close(&id);
                }
                *told = Told::warning(TAKEN);
                lock = self.folder.lock(&draft.id)?;
            }
            self.held.extend(lock.map(|lock| (draft.id.clone(), lock)));
        }
        let (path, bytes) = (self.folder.path(&draft.id)?, serde_json::to_vec(draft)?);
        again(|| disk.replace(&path, &bytes))
    }

    /// Locks a draft, so that no other program reopens it.
    pub fn hold(&mut self, id: &str) -> Told {
        self.instead.remove(id);
        self.open.insert(id.to_owned());
        if self.held.contains_key(id) {
            return Told::default();
        }
        match self.folder.lock(id) {
            Ok(None) => {
                self.write_beside(id);
                Told::warning(TAKEN)
            }
            // A program that reopened this one would miss what was added since.
            Ok(Some(_lock)) if self.has_changed(id) => {
                self.write_beside(id);
                Told::warning(OVERTAKEN)
            }
            Ok(Some(lock)) if self.folder.has(id) || self.unwritten.contains_key(id) => {
                self.held.insert(id.to_owned(), lock);
                Told::default()
            }
            Ok(Some(_lock)) => {
                // Only the lock file, created a moment ago, has to be removed.
                let _ = self.folder.remove(id);
                Told::warning("Another program has kept or discarded this draft since; check before you keep it again")
            }
            Err(error) => {
                Told::warning(format!("Other programs may open this draft too: {}", why(Task::Write, &error)))
            }
        }
    }

    /// Whether somebody has continued a draft since it was offered here.
    fn has_changed(&self, id: &str) -> bool {
        let Some(offered) = self.offered.get(id).filter(|_| !self.unwritten.contains_key(id)) else { return false };
        self.folder.read(id).is_ok_and(|now| now.is_some_and(|now| now != *offered))
    }

    /// Redirects text written here to a draft of its own; returns its id.
    fn write_beside(&mut self, id: &str) -> String {
        let other = fresh_id();
        self.open.remove(id);
        self.open.insert(other.clone());
        self.instead.insert(id.to_owned(), other.clone());
        other
    }

    /// Releases a draft once its newest state is written.
    pub fn release(&mut self, id: &str) {
        self.close(id);
        (self.is_new, self.released) = (true, true);
    }

    /// Deletes a draft whose text was kept elsewhere or discarded.
    pub fn remove(&mut self, id: &str) -> Told {
        let id = self.close(id);
        self.unwritten.remove(&id);
        let held = self.held.remove(&id);
        if held.is_none() && !self.folder.has(&id) {
            return Told::default();
        }
        let removed = match held.map_or_else(|| self.folder.lock(&id), |lock| Ok(Some(lock))) {
            // The lock is released only after the draft's file is gone.
            Ok(Some(_lock)) => self.folder.remove(&id),
            Ok(None) => return Told::warning("Another program is writing this draft, so it stays"),
            Err(error) => Err(error),
        };
        removed.map_or_else(
            |error| {
                Told::warning(format!(
                    "A draft that is no longer needed cannot be removed: {}",
                    why(Task::Write, &error)
                ))
            },
            |()| Told::default(),
        )
    }

    /// Records that the form of a draft is closed; returns the id under which it is saved.
    fn close(&mut self, id: &str) -> String {
        let id = self.instead.remove(id).unwrap_or_else(|| id.to_owned());
        self.open.remove(&id);
        id
    }

    /// The drafts of this annotator that no program has locked, the latest first; and unreadable files, each reported
    /// once.
    pub fn offered(&mut self, by: &str) -> (Vec<Draft>, Option<String>) {
        let is_open = |draft: &&Draft| !self.open.contains(&draft.id);
        let mut drafts: Vec<Draft> = self.unwritten.values().filter(is_open).cloned().collect();
        let mut unreadable = Vec::new();
        for id in self.folder.ids() {
            let ours = self.open.contains(&id) || self.held.contains_key(&id) || self.unwritten.contains_key(&id);
            if ours || !self.folder.is_free(&id) {
                continue;
            }
            match self.folder.read(&id) {
                Ok(draft) => drafts.extend(draft),
                Err(why) if self.named.insert(id.clone()) => {
                    let path = self.folder.path(&id).unwrap_or_default();
                    unreadable.push(format!("{} ({why})", shown_path(&path)));
                }
                Err(_) => {}
            }
        }
        drafts.retain(|draft| draft.by == by && self.article.as_ref().is_none_or(|article| article.may_have(draft)));
        drafts.sort_by(|one, other| (&other.at, &other.id).cmp(&(&one.at, &one.id)));
        self.offered = drafts.iter().map(|draft| (draft.id.clone(), draft.clone())).collect();
        if let Some(article) = &self.article {
            drafts = drafts.into_iter().map(|draft| article.offer(draft)).collect();
        }
        let trouble = format!("Drafts that cannot be read are left alone: {}", unreadable.join(", "));
        (drafts, (!unreadable.is_empty()).then_some(trouble))
    }
}

/// A fresh id.
fn fresh_id() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut random = [0; 16];
    // Without random bits of the system, the clock's finest digits still distinguish two programs.
    if getrandom::fill(&mut random).is_err() {
        random = since.as_nanos().to_le_bytes();
    }
    ActionId::from_parts(u64::try_from(since.as_millis()).unwrap_or(0), u128::from_le_bytes(random) >> 48).to_string()
}
