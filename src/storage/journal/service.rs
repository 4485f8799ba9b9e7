//! The work of the writer, one job after the other, without its thread.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::journal::Line;
use crate::session::article_edit::ReviewRequest;
use crate::session::autosave::Draft;
use crate::storage::files::system_error::{Task, explained};
use crate::storage::journal::outcome::Outcome;
use crate::text::path::shown_path;

use crate::storage::article::Stamp;
use crate::storage::autosave::{Drafts, Told};
use crate::storage::config;
use crate::storage::files::disk::Disk;
use crate::storage::journal::append::{AppendError, Appended, append, write_segment};
use crate::storage::journal::file_kind::JournalKind;
use crate::storage::journal::notes_files::{Source, read_all};
use crate::storage::journal::segments;
use crate::storage::review::service::ReviewDesk;
use crate::storage::state;
use crate::storage::state::Visit;

/// A job for the writer.
#[derive(Debug)]
pub enum Job {
    /// Read the notes files.
    Read,
    /// Read what may have changed on the disk.
    Look,
    /// Append a line, after those that still wait.
    Append(Line),
    /// Append lines in a single write, all or none: several new ones, or those that have vanished from the disk.
    AppendAll(Vec<Line>),
    /// Note the current place, to be saved if the reader stays there a while.
    Visit(Visit),
    /// Save the current place.
    KeepVisit,
    /// Do this with a draft.
    Draft(DraftJob),
    /// Make sure that what was read is on the disk.
    Flush,
    /// Retry what could not be written.
    Retry,
    /// Decide on candidates, in the article's file and in its review journal.
    Review(ReviewRequest),
    /// Write under this name from now on.
    Annotator(Option<String>),
    /// Write under this name from now on, and remember it for later runs.
    Remember(String),
    /// Stop.
    End,
}

/// What to do with a draft.
#[derive(Debug)]
pub enum DraftJob {
    /// Save its state, when nothing else waits.
    Keep(Draft),
    /// Write all drafts that wait.
    Write,
    /// Lock it, so that no other program reopens it.
    Hold(String),
    /// Release it, when nothing else waits.
    Release(String),
    /// Delete it.
    Drop(String),
}

/// The one place that reads and appends an article's notes.
pub struct Desk {
    source: Source,
    annotator: Option<String>,
    disk: Box<dyn Disk>,
    /// Lines not on the disk yet, the oldest first.
    waiting: Vec<Line>,
    /// The annotator's own lines that are known to be on the disk, by id.
    saved: Vec<Line>,
    /// Whether the notes files were read; before that, they cannot have changed.
    has_read: bool,
    /// The stamps of notes files when last read or written.
    stamps: HashMap<PathBuf, Option<Stamp>>,
    /// Journals created in this run whose names may not be on the disk yet.
    unflushed: HashSet<PathBuf>,
    /// Drafts on the article.
    drafts: Drafts,
    /// Decisions on the article's candidates.
    review: ReviewDesk,
    /// The current place, if it is not saved yet.
    visit: Option<Visit>,
    /// Whether notes go to the data folder because the article's cannot be written.
    fallen_back: bool,
}

impl Desk {
    /// A service for one article and one annotator.
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

    /// With its drafts elsewhere.
    #[must_use]
    pub fn with_drafts(self, drafts: Drafts) -> Self {
        Self { drafts, ..self }
    }

    /// How many lines are not on the disk.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.waiting.len() + self.review.unsaved()
    }

    /// Whether there is anything to retry: lines, or drafts that could not be written.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        !self.waiting.is_empty() || self.drafts.is_behind() || self.review.is_behind()
    }

    /// Whether a draft has a new state that is not written yet.
    #[must_use]
    pub fn has_draft(&self) -> bool {
        self.drafts.has_new()
    }

    /// Whether the current place is not saved yet.
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
                let kept = crate::storage::annotator::remember(&name);
                self.annotator = Some(name);
                self.fallen_back = false;
                let warning = kept
                    .err()
                    .map(|error| format!("Your name is not kept for the next run: {}", explained(Task::Write, &error)));
                let drafts = self.offer_drafts();
                self.read().into_iter().chain(drafts).chain(warning.map(Outcome::Warning)).collect()
            }
            Job::Append(line) => {
                self.waiting.push(line);
                self.write()
            }
            Job::Visit(mut visit) => {
                if let Some(earlier) = self.visit.take() {
                    visit.take_choices_of(earlier);
                }
                self.visit = Some(visit);
                Vec::new()
            }
            Job::KeepVisit => {
                if let Some(visit) = self.visit.take() {
                    // Failing to save this must not keep anyone from reading.
                    let _ = state::note_visit(&visit);
                }
                Vec::new()
            }
            Job::Draft(job) => self.handle_draft(job),
            Job::Flush => self.flush(),
            Job::End => Vec::new(),
            Job::Retry => self.retry(),
            Job::AppendAll(lines) => {
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
        let failed = there.find_map(|path| crate::storage::journal::append::flush(self.disk.as_ref(), &path).err());
        failed
            .map(|error| Outcome::NotSaved(Vec::new(), format!("Not known to be saved: {error}")))
            .into_iter()
            .collect()
    }

    /// Does a job on a draft.
    fn handle_draft(&mut self, job: DraftJob) -> Vec<Outcome> {
        let told = match job {
            DraftJob::Keep(draft) => {
                self.drafts.keep(draft);
                Told::default()
            }
            DraftJob::Hold(id) => self.drafts.hold(&id),
            DraftJob::Release(id) => {
                self.drafts.release(&id);
                Told::default()
            }
            DraftJob::Drop(id) => self.drafts.remove(&id),
            DraftJob::Write => self.drafts.write(self.disk.as_ref()),
        };
        let offered = if told.list { self.offer_drafts() } else { Vec::new() };
        offered.into_iter().chain(told.warning.map(Outcome::Warning)).collect()
    }

    /// The drafts to reopen, and the problems with others.
    fn offer_drafts(&mut self) -> Vec<Outcome> {
        let Some(name) = &self.annotator else { return Vec::new() };
        let (drafts, trouble) = self.drafts.offered(name);
        [Outcome::Drafts(drafts)].into_iter().chain(trouble.map(Outcome::Warning)).collect()
    }

    /// Retries what could not be written: lines first.
    fn retry(&mut self) -> Vec<Outcome> {
        let lines = self.write();
        let drafts = if self.drafts.is_behind() { self.handle_draft(DraftJob::Write) } else { Vec::new() };
        let review = self.review.retry(self.disk.as_ref());
        lines.into_iter().chain(drafts).chain(review).collect()
    }

    fn stamps_now(&self) -> HashMap<PathBuf, Option<Stamp>> {
        self.source.files().into_iter().map(|path| (path.clone(), Stamp::of(&path))).collect()
    }

    /// Reads everything, and reports which of the annotator's own lines are gone.
    fn read(&mut self) -> Vec<Outcome> {
        self.stamps = self.stamps_now();
        let notes = read_all(&self.source);
        self.has_read = true;
        let own = |line: &&Line| Some(line.by()) == self.annotator.as_deref();
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

    /// Appends all waiting lines in a single write.
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
        if self.is_segmented() && self.append_segment(name, &lines, outcomes)? {
            return Ok(());
        }
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
        // Vanished lines are reported first: a program that waits for these lines before it quits has to know of them.
        self.note_append(path, before, &appended, outcomes);
        outcomes.push(Outcome::Saved(ids));
        Ok(())
    }

    /// Whether new lines go to segments, as the settings say.
    fn is_segmented(&self) -> bool {
        !self.fallen_back && matches!(self.source, Source::File(..)) && config::writes_segments(&self.source)
    }

    /// Writes all that is waiting as one segment; false where the article's folder cannot be written.
    fn append_segment(&mut self, name: &str, lines: &str, outcomes: &mut Vec<Outcome>) -> Result<bool, AppendError> {
        let (Source::File(article, _), Some(last)) = (&self.source, self.waiting.last()) else { return Ok(false) };
        match write_segment(self.disk.as_ref(), &segments::folder_of(article, name), last.id, lines) {
            Err(error) if cannot_write_folder(&error) => return Ok(false),
            Err(error) => return Err(error),
            Ok(path) => {
                // A segment never changes; what else is new is found at the next look.
                let stamp = Stamp::of(&path);
                self.stamps.insert(path, stamp);
            }
        }
        let saved = std::mem::take(&mut self.waiting);
        let ids = saved.iter().map(|line| line.id).collect();
        self.note_saved(saved);
        outcomes.push(Outcome::Saved(ids));
        Ok(true)
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

    /// Records the file's state after this append. Reads the file again if somebody else wrote to it before; if
    /// somebody did so after, the next look will notice.
    fn note_append(&mut self, path: PathBuf, before: Option<Stamp>, appended: &Appended, outcomes: &mut Vec<Outcome>) {
        let known = self.stamps.get(&path).copied().flatten();
        if self.has_read && (known != before || known.map_or(0, |stamp| stamp.size()) != appended.size_before) {
            outcomes.extend(self.read());
            return;
        }
        let now = Stamp::of(&path).filter(|stamp| stamp.size() == appended.size);
        self.stamps.insert(path, now);
    }

    /// The file for the notes; creates the data folder if they go there.
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

/// Whether an append failed because the journal's folder cannot be written at all.
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
