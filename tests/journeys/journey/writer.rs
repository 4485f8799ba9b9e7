//! The writer, its disk, and what is on the disk.

use std::fs;
use std::path::PathBuf;

use nutgraf::codec;
use nutgraf::reader::message::Message;
use nutgraf::storage::journal::outcome::Outcome;
use nutgraf::storage::journal::service::Job;

use super::Journey;
use super::disk::Fault;

impl Journey {
    pub(super) fn path(&self) -> PathBuf {
        let stem = self.article.trim_end_matches(".yaml");
        self.folder.path().join(format!("{stem}.ana.notes.jsonl"))
    }

    pub(super) fn work(&mut self, job: Job) {
        for outcome in self.desk.handle(job) {
            self.tell(match outcome {
                Outcome::Notes(notes) => Message::NotesRead { lines: notes.lines, troubles: notes.troubles },
                Outcome::Saved(ids) => {
                    let disk = fs::read_to_string(self.path()).unwrap();
                    assert!(ids.iter().all(|id| disk.contains(&id.to_string())), "called saved, and is not");
                    Message::Saved(ids)
                }
                Outcome::NotSaved(ids, why) => Message::NotSaved(ids, why),
                Outcome::Vanished(lines) => Message::Vanished(lines),
                Outcome::Drafts(drafts) => Message::Drafts(drafts),
                Outcome::Review(news) => Message::Review(news),
                Outcome::Warning(text) => Message::Warning(text),
            });
        }
    }

    /// The writer does its waiting jobs.
    pub(crate) fn disk_answers(mut self) -> Self {
        let jobs = std::mem::take(&mut *self.jobs.borrow_mut());
        for job in jobs {
            self.work(job);
        }
        self.draw();
        self
    }

    pub(crate) fn disk_fails_at(self, operation: usize) -> Self {
        self.disk_goes_wrong_at(operation, Fault::Full)
    }

    /// The disk's operation after this many others fails in this way.
    pub(crate) fn disk_goes_wrong_at(self, operation: usize, fault: Fault) -> Self {
        self.fuse.once(operation, fault);
        self
    }

    pub(crate) fn disk_fails_from_now_on(self) -> Self {
        self.fuse.always(Fault::Full);
        self
    }

    /// Every write stores half of what is left.
    pub(crate) fn disk_takes_little(self) -> Self {
        self.fuse.always(Fault::Short);
        self
    }

    /// A signal arrives before every operation.
    pub(crate) fn disk_is_interrupted(self) -> Self {
        self.fuse.every_other(Fault::Interrupted);
        self
    }

    pub(crate) fn disk_recovers(self) -> Self {
        self.fuse.never();
        self
    }

    /// The journal has this many lines now.
    pub(crate) fn on_disk(self, lines: usize) -> Self {
        let text = fs::read_to_string(self.path()).unwrap_or_default();
        let ids: std::collections::HashSet<_> =
            codec::journal_jsonl::read(text.as_bytes()).lines.into_iter().map(|line| line.id).collect();
        assert_eq!(ids.len(), lines, "{text}");
        self
    }

    /// What one said last in a field of any claim is this.
    pub(crate) fn says(self, field: &str, text: &str) -> Self {
        let journal = fs::read_to_string(self.path()).unwrap_or_default();
        let lines = journal.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let set: Vec<serde_json::Value> =
            lines.flat_map(|line| line["set"].as_array().cloned().unwrap_or_default()).collect();
        let last = set.iter().rev().find(|change| change["field"] == field).map(|change| &change["to"]);
        assert_eq!(last.and_then(serde_json::Value::as_str), Some(text), "{journal}");
        self
    }

    /// So many lines are in the journal once the writer is done.
    pub(crate) fn on_disk_after(self, lines: usize) -> Self {
        self.disk_answers().on_disk(lines)
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.app.saving.is_written()
    }

    pub(crate) fn has_drafts(self, count: usize) -> Self {
        assert_eq!(self.drafts.len(), count, "{:?}", self.drafts);
        self
    }

    /// The content of a file in the folder.
    pub(crate) fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }
}
