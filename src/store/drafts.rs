//! Drafts: what is being written, kept beside the settings so that nothing that happens to the program costs it.
//!
//! A draft is a file of its own, replaced whole. As long as it is open its program holds it; drafts that nobody holds are
//! offered.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::draft::Draft;
use crate::domain::journal::ActionId;
use crate::text::path::shown_path;

use super::disk::{Disk, again};
use super::draft_folder::DraftFolder;
use super::folders;
use super::notes::Source;
use crate::format::article::read;

/// What to say of a draft that is open elsewhere.
const TAKEN: &str = "Another program is writing this draft; what you write here is kept as another one";
/// What to say of a draft that was taken up as it was before.
const OVERTAKEN: &str = "Another program has gone on with this draft since; what you write here is kept as another one";

/// The drafts on one article.
#[derive(Debug, Default)]
pub struct Drafts {
    folder: DraftFolder,
    /// The article that is open, whose id others may have too.
    article: Option<OpenArticle>,
    /// The newest state of each that is not on the disk.
    unwritten: BTreeMap<String, Draft>,
    /// Whether one of these is new since they were last written.
    is_new: bool,
    /// Those whose forms are open here.
    open: HashSet<String>,
    /// Their locks.
    held: HashMap<String, File>,
    /// The ids under which those are kept whose own ids other programs hold.
    instead: HashMap<String, String>,
    /// Those offered last, as they were then.
    offered: HashMap<String, Draft>,
    /// Unreadable ones that were told of.
    named: HashSet<String>,
    /// Whether it was told that they cannot be written.
    failing: bool,
    /// Whether one was left to others, who have not been told yet.
    released: bool,
}

/// Which article drafts belong to.
#[derive(Debug)]
struct OpenArticle {
    id: String,
    /// By what it is remembered: its file's whole path, or its built-in name.
    file: String,
}

impl OpenArticle {
    /// Whether a draft is to be offered here: where it was begun, and wherever that file is gone.
    fn may_have(&self, draft: &Draft) -> bool {
        draft.file.as_ref().is_none_or(|file| *file == self.file || is_gone(Path::new(file), &self.id))
    }

    /// The draft as it is offered: whence it is, unless that is here.
    fn offer(&self, draft: Draft) -> Draft {
        let file = draft.file.filter(|file| *file != self.file);
        Draft { file, ..draft }
    }
}

/// Whether an article no longer stands where it was: no file is there, or that of another article.
fn is_gone(file: &Path, article: &str) -> bool {
    // Built-in articles are always there.
    if !file.is_absolute() {
        return false;
    }
    match fs::metadata(file) {
        Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        Ok(metadata) if !metadata.is_file() => true,
        // One that cannot be read now may be mended.
        Ok(_) => {
            let bytes = super::article::load(file).unwrap_or_default();
            read("", &bytes).is_ok_and(|other| other.head.id != article)
        }
    }
}

/// What is to be said of what was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Something to know.
    pub warning: Option<String>,
    /// Whether other drafts are to be had than before.
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

    /// The same, of which only those are offered that belong to this article's file.
    #[must_use]
    pub fn on(self, source: &Source) -> Self {
        Self { article: Some(OpenArticle { id: source.article_id().to_owned(), file: source.key() }), ..self }
    }

    /// Whether the file of a draft is there.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.folder.has(id)
    }

    /// Whether there is something new to write.
    #[must_use]
    pub fn has_new(&self) -> bool {
        self.is_new
    }

    /// Whether something is not on the disk, be it that it could not be written.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        !self.unwritten.is_empty()
    }

    /// Takes in what is being written, in place of what was taken in before; [`Drafts::write`] puts it on the disk.
    pub fn keep(&mut self, draft: Draft) {
        let id = self.instead.get(&draft.id).unwrap_or(&draft.id).clone();
        self.open.insert(id.clone());
        let file = self.article.as_ref().map(|article| article.file.clone());
        self.unwritten.insert(id.clone(), Draft { id, file, ..draft });
        self.is_new = true;
    }

    /// Writes all that is not on the disk, and lets go of those whose forms are closed. That writing fails is said once;
    /// what could not be written stays here.
    pub fn write(&mut self, disk: &dyn Disk) -> Told {
        self.is_new = false;
        let mut told = Told::default();
        for (_, mut draft) in std::mem::take(&mut self.unwritten) {
            match self.write_one(disk, &mut draft, &mut told) {
                Ok(()) => self.failing = false,
                Err(error) => {
                    if !std::mem::replace(&mut self.failing, true) {
                        told.warning = Some(format!(
                            "What you are writing cannot be kept as a draft ({error}); it is tried again, and lost if the \
                             program is killed before you keep it"
                        ));
                    }
                    self.unwritten.insert(draft.id.clone(), draft);
                }
            }
        }
        // What is not written yet would be written over what another program makes of it.
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

    /// Holds a draft, so that no other program takes it up.
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
            // Whoever takes this one up has not seen what was added.
            Ok(Some(_lock)) if self.has_changed(id) => {
                self.write_beside(id);
                Told::warning(OVERTAKEN)
            }
            Ok(Some(lock)) if self.folder.has(id) || self.unwritten.contains_key(id) => {
                self.held.insert(id.to_owned(), lock);
                Told::default()
            }
            Ok(Some(_lock)) => {
                // Only the lock's file, made a moment ago, is there to be removed.
                let _ = self.folder.remove(id);
                Told::warning("Another program has kept this draft or given it up since; look before you keep it again")
            }
            Err(error) => Told::warning(format!("Other programs may take up this draft too: {error}")),
        }
    }

    /// Whether somebody has gone on with a draft since it was offered here.
    fn has_changed(&self, id: &str) -> bool {
        let Some(offered) = self.offered.get(id).filter(|_| !self.unwritten.contains_key(id)) else { return false };
        self.folder.read(id).is_ok_and(|now| now.is_some_and(|now| now != *offered))
    }

    /// What is written here goes into a draft of its own; answers its id.
    fn write_beside(&mut self, id: &str) -> String {
        let other = fresh_id();
        self.open.remove(id);
        self.open.insert(other.clone());
        self.instead.insert(id.to_owned(), other.clone());
        other
    }

    /// Leaves a draft to whoever takes it up next, once its newest state is written.
    pub fn release(&mut self, id: &str) {
        self.close(id);
        (self.is_new, self.released) = (true, true);
    }

    /// Gives a draft up: what was in it is kept elsewhere, or unwanted.
    pub fn remove(&mut self, id: &str) -> Told {
        let id = self.close(id);
        self.unwritten.remove(&id);
        let held = self.held.remove(&id);
        if held.is_none() && !self.folder.has(&id) {
            return Told::default();
        }
        let removed = match held.map_or_else(|| self.folder.lock(&id), |lock| Ok(Some(lock))) {
            // The lock is let go only after its file is gone.
            Ok(Some(_lock)) => self.folder.remove(&id),
            Ok(None) => return Told::warning("Another program is writing this draft, so that it stays"),
            Err(error) => Err(error),
        };
        removed.map_or_else(
            |error| Told::warning(format!("A draft that is no longer needed cannot be removed: {error}")),
            |()| Told::default(),
        )
    }

    /// Notes that the form of a draft is closed; answers under which id it is kept.
    fn close(&mut self, id: &str) -> String {
        let id = self.instead.remove(id).unwrap_or_else(|| id.to_owned());
        self.open.remove(&id);
        id
    }

    /// The drafts by that annotator that nobody holds, the latest first; and which files cannot be read, each told of once.
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

/// An id that nobody has.
fn fresh_id() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut random = [0; 16];
    // Without the system's random bits, the clock's finest ones still tell two programs apart.
    if getrandom::fill(&mut random).is_err() {
        random = since.as_nanos().to_le_bytes();
    }
    ActionId::from_parts(u64::try_from(since.as_millis()).unwrap_or(0), u128::from_le_bytes(random) >> 48).to_string()
}
