//! What the writer does, one job after the other, without its thread.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::draft::Draft;
use crate::domain::journal::{ActionId, Line};
use crate::domain::review::news::{ReviewNews, ReviewRequest};
use crate::text::path::shown_path;

use super::append::{AppendError, Appended, append};
use super::article::Stamp;
use super::disk::Disk;
use super::drafts::{Drafts, Told};
use super::journal_file::JournalKind;
use super::notes::{NotesOnDisk, Source, read_all};
use super::review_desk::ReviewDesk;
use super::state::{self, Visit};

/// Something to do.
#[derive(Debug)]
pub enum Job {
    /// Read the notes files.
    Read,
    /// Something may have changed on the disk: read what has.
    Look,
    /// Append a line, after all that are still waiting.
    Append(Line),
    /// Append lines in one write, all of them or none.
    AppendAll(Vec<Line>),
    /// One is here now: to be kept once one stays a while.
    Visit(Visit),
    /// Keep where one is.
    KeepVisit,
    /// Keep what is being written, once nothing else is waiting.
    KeepDraft(Draft),
    /// Write down the drafts that wait.
    WriteDraft,
    /// Hold a draft, so that no other program takes it up.
    HoldDraft(String),
    /// Leave a draft to whoever takes it up next, once nothing else is waiting.
    ReleaseDraft(String),
    /// Give a draft up.
    DropDraft(String),
    /// Make sure that what was read is on the disk.
    Flush,
    /// Try again to write what could not be written.
    Retry,
    /// Append lines that have vanished from the disk.
    Restore(Vec<Line>),
    /// Decide on candidates, in the article's file and in its review journal.
    Review(ReviewRequest),
    /// Write under this name from now on.
    Annotator(Option<String>),
    /// The same, and keep the name for the next run.
    Remember(String),
    /// Nothing more is to be done.
    End,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// What the notes files hold.
    Notes(NotesOnDisk),
    /// These are written and flushed.
    Saved(Vec<ActionId>),
    /// These are not; they stay with the desk.
    NotSaved(Vec<ActionId>, String),
    /// These were on the disk and no longer are.
    Vanished(Vec<Line>),
    /// Drafts that nobody holds, the latest first.
    Drafts(Vec<Draft>),
    /// What became of decisions on candidates.
    Review(ReviewNews),
    /// Something to know.
    Warning(String),
}

/// The one place that reads and appends an article's notes.
pub struct Desk {
    source: Source,
    annotator: Option<String>,
    disk: Box<dyn Disk>,
    /// Not on the disk yet, oldest first.
    waiting: Vec<Line>,
    /// One's own lines that are known to be on the disk, by id.
    saved: Vec<Line>,
    /// Whether the notes files were read; what nobody has read cannot have changed since.
    has_read: bool,
    /// Notes files as they were when last read or written.
    stamps: HashMap<PathBuf, Option<Stamp>>,
    /// Journals made in this run whose names may not be on the disk yet.
    unflushed: HashSet<PathBuf>,
    /// Drafts on the article.
    drafts: Drafts,
    /// Decisions on the article's candidates.
    review: ReviewDesk,
    /// Where one is, and not kept yet.
    visit: Option<Visit>,
    /// Whether the notes go to the data folder, since the article's cannot be written.
    fallen_back: bool,
}

impl Desk {
    /// A desk for one article and one annotator.
    #[must_use]
    pub fn new(source: Source, annotator: Option<String>, disk: Box<dyn Disk>) -> Self {
        let (waiting, saved, stamps) = (Vec::new(), Vec::new(), HashMap::new());
        let drafts = Drafts::of(&source);
        let review = ReviewDesk::new(&source);
        Self {
            source,
            annotator,
            disk,
            waiting,
            saved,
            has_read: false,
            stamps,
            unflushed: HashSet::new(),
            drafts,
            review,
            visit: None,
            fallen_back: false,
        }
    }

    /// The same desk with its drafts elsewhere.
    #[must_use]
    pub fn with_drafts(self, drafts: Drafts) -> Self {
        Self { drafts, ..self }
    }

    /// How many lines are not on the disk.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.waiting.len() + self.review.unsaved()
    }

    /// Whether something is to be tried again: lines, or drafts that could not be written.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        !self.waiting.is_empty() || self.drafts.is_behind() || self.review.is_behind()
    }

    /// Whether something that is being written is new and not written down yet.
    #[must_use]
    pub fn has_draft(&self) -> bool {
        self.drafts.has_new()
    }

    /// Whether it is not kept yet where one is.
    #[must_use]
    pub fn has_visit(&self) -> bool {
        self.visit.is_some()
    }

    /// Does a job.
    pub fn handle(&mut self, job: Job) -> Vec<Outcome> {
        match job {
            Job::Look if self.stamps_now() == self.stamps => self.review.look(),
            Job::Look => self.read().into_iter().chain(self.review.look()).collect(),
            Job::Read => self.read().into_iter().chain(self.offer_drafts()).chain(self.review.look()).collect(),
            Job::Review(request) => self.review.handle(self.disk.as_ref(), request),
            Job::Annotator(name) => {
                self.annotator = name;
                self.fallen_back = false;
                Vec::new()
            }
            Job::Remember(name) => {
                let kept = super::annotator::remember(&name);
                self.annotator = Some(name);
                self.fallen_back = false;
                let warning = kept.err().map(|error| format!("Your name is not kept for the next run: {error}"));
                let drafts = self.offer_drafts();
                self.read().into_iter().chain(drafts).chain(warning.map(Outcome::Warning)).collect()
            }
            Job::Append(line) => {
                self.waiting.push(line);
                self.write()
            }
            Job::Visit(visit) => {
                self.visit = Some(visit);
                Vec::new()
            }
            Job::KeepVisit => {
                if let Some(visit) = self.visit.take() {
                    // Nobody is kept from reading because this cannot be kept.
                    let _ = state::note_visit(&visit);
                }
                Vec::new()
            }
            job @ (Job::KeepDraft(_)
            | Job::WriteDraft
            | Job::HoldDraft(_)
            | Job::ReleaseDraft(_)
            | Job::DropDraft(_)) => self.handle_draft(job),
            Job::Flush => self.flush(),
            Job::End => Vec::new(),
            Job::Retry => self.retry(),
            Job::AppendAll(lines) | Job::Restore(lines) => {
                self.waiting.extend(lines);
                self.write()
            }
        }
    }

    /// Makes sure that what was read is on the disk.
    fn flush(&mut self) -> Vec<Outcome> {
        let Some(name) = self.annotator.clone() else { return Vec::new() };
        let places = [self.source.journal(&name), self.source.fallback(&name)];
        let mut there = places.into_iter().flatten().filter(|path| path.exists());
        let failed = there.find_map(|path| super::append::flush(self.disk.as_ref(), &path).err());
        failed
            .map(|error| Outcome::NotSaved(Vec::new(), format!("Not known to be saved: {error}")))
            .into_iter()
            .collect()
    }

    /// Does a job that is about a draft.
    fn handle_draft(&mut self, job: Job) -> Vec<Outcome> {
        let told = match job {
            Job::KeepDraft(draft) => {
                self.drafts.keep(draft);
                Told::default()
            }
            Job::HoldDraft(id) => self.drafts.hold(&id),
            Job::ReleaseDraft(id) => {
                self.drafts.release(&id);
                Told::default()
            }
            Job::DropDraft(id) => self.drafts.remove(&id),
            _ => self.drafts.write(self.disk.as_ref()),
        };
        let offered = if told.list { self.offer_drafts() } else { Vec::new() };
        offered.into_iter().chain(told.warning.map(Outcome::Warning)).collect()
    }

    /// The drafts that can be taken up, and what is wrong with others.
    fn offer_drafts(&mut self) -> Vec<Outcome> {
        let Some(name) = &self.annotator else { return Vec::new() };
        let (drafts, trouble) = self.drafts.offered(name);
        [Outcome::Drafts(drafts)].into_iter().chain(trouble.map(Outcome::Warning)).collect()
    }

    /// Tries again what could not be written: lines first.
    fn retry(&mut self) -> Vec<Outcome> {
        let lines = self.write();
        let drafts = if self.drafts.is_behind() { self.handle_draft(Job::WriteDraft) } else { Vec::new() };
        let review = self.review.retry(self.disk.as_ref());
        lines.into_iter().chain(drafts).chain(review).collect()
    }

    fn stamps_now(&self) -> HashMap<PathBuf, Option<Stamp>> {
        self.source.files().into_iter().map(|path| (path.clone(), Stamp::of(&path))).collect()
    }

    /// Reads everything, and says what of one's own is gone.
    fn read(&mut self) -> Vec<Outcome> {
        self.stamps = self.stamps_now();
        let notes = read_all(&self.source);
        self.has_read = true;
        let own = |line: &&Line| Some(&*line.by) == self.annotator.as_deref();
        let mut there: Vec<Line> = notes.lines.iter().filter(own).cloned().collect();
        there.sort_by_key(|line| line.id);
        there.dedup_by_key(|line| line.id);
        let is_gone = |line: &Line| there.binary_search_by_key(&line.id, |other| other.id).is_err();
        let vanished: Vec<Line> = self.saved.iter().filter(|line| is_gone(line)).cloned().collect();
        self.saved = there;
        let mut outcomes = vec![Outcome::Notes(notes)];
        if !vanished.is_empty() {
            outcomes.push(Outcome::Vanished(vanished));
        }
        outcomes
    }

    /// Appends all that is waiting in one write.
    fn write(&mut self) -> Vec<Outcome> {
        let Some(name) = self.annotator.clone() else { return Vec::new() };
        if self.waiting.is_empty() {
            return Vec::new();
        }
        let mut outcomes = Vec::new();
        match self.append(&name, &mut outcomes) {
            Ok(()) => {}
            Err(error) => {
                let ids = self.waiting.iter().map(|line| line.id).collect();
                outcomes.push(Outcome::NotSaved(ids, format!("Not saved: {error}")));
            }
        }
        outcomes
    }

    fn append(&mut self, name: &str, outcomes: &mut Vec<Outcome>) -> Result<(), AppendError> {
        let lines = self.waiting.iter().fold(String::new(), |lines, line| lines + &line.raw + "\n");
        let mut path = self.path(name)?;
        let mut before = Stamp::of(&path);
        let appended = match append(self.disk.as_ref(), JournalKind::Notes, &path, &lines, &mut self.unflushed) {
            Err(error) if !self.fallen_back && cannot_write_folder(&error) => {
                self.fallen_back = true;
                path = self.path(name)?;
                before = Stamp::of(&path);
                let appended = append(self.disk.as_ref(), JournalKind::Notes, &path, &lines, &mut self.unflushed)?;
                let place = shown_path(path.parent().unwrap_or(&path));
                outcomes.push(Outcome::Warning(format!(
                    "The article's folder cannot be written: your notes go to {place}"
                )));
                appended
            }
            result => result?,
        };
        outcomes.extend(appended.warning.clone().map(Outcome::Warning));
        let saved = std::mem::take(&mut self.waiting);
        let ids = saved.iter().map(|line| line.id).collect();
        self.note_saved(saved);
        // What vanished meanwhile is told first: whoever waits for these lines before leaving has to know of it.
        self.note_append(path, before, &appended, outcomes);
        outcomes.push(Outcome::Saved(ids));
        Ok(())
    }

    /// Notes that these lines are on the disk now; nearly always they are the latest.
    fn note_saved(&mut self, lines: Vec<Line>) {
        for line in lines {
            match self.saved.binary_search_by_key(&line.id, |other| other.id) {
                Ok(at) => self.saved[at] = line,
                Err(at) => self.saved.insert(at, line),
            }
        }
    }

    /// Remembers the file as this append left it; reads it again where somebody else wrote into it before, and leaves that
    /// to the next look where somebody did so since.
    fn note_append(&mut self, path: PathBuf, before: Option<Stamp>, appended: &Appended, outcomes: &mut Vec<Outcome>) {
        let known = self.stamps.get(&path).copied().flatten();
        if self.has_read && (known != before || known.map_or(0, |stamp| stamp.size()) != appended.size_before) {
            outcomes.extend(self.read());
            return;
        }
        let now = Stamp::of(&path).filter(|stamp| stamp.size() == appended.size);
        self.stamps.insert(path, now);
    }

    /// Where the notes go; makes the data folder when they go there.
    fn path(&self, name: &str) -> Result<PathBuf, AppendError> {
        let beside = self.source.journal(name).filter(|_| !self.fallen_back && matches!(self.source, Source::File(..)));
        if let Some(path) = beside {
            return Ok(path);
        }
        let homeless = || AppendError {
            path: PathBuf::from("the data folder"),
            action: "find",
            source: io::Error::other("there is no home folder; set XDG_DATA_HOME"),
        };
        let path = self.source.fallback(name).ok_or_else(homeless)?;
        if let Some(folder) = path.parent() {
            let error = |source| AppendError { path: folder.to_owned(), action: "make the folder", source };
            fs::create_dir_all(folder).map_err(error)?;
        }
        Ok(path)
    }
}

/// Whether an append failed because nothing can be written in the journal's folder at all.
fn cannot_write_folder(error: &AppendError) -> bool {
    match error.source.kind() {
        io::ErrorKind::ReadOnlyFilesystem => true,
        io::ErrorKind::PermissionDenied => {
            let folder = error.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err()
        }
        _ => false,
    }
}
