//! The thread that reads and appends notes, so that no key ever waits for the disk.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::storage::journal::outcome::Outcome;
use crate::storage::journal::service::{Desk, DraftJob, Job};

/// First and longest pause before what could not be written is tried again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How long a change of place may wait until it is kept.
const VISIT_PAUSE: Duration = Duration::from_secs(2);

/// The writer's end on this side.
pub struct Writer {
    jobs: Option<Sender<Job>>,
    ended: Option<Receiver<usize>>,
}

impl Writer {
    /// Starts a writer that hands what comes of its jobs to `tell`, on its own thread.
    ///
    /// # Errors
    ///
    /// When the system has no thread left.
    pub fn start(desk: Desk, tell: impl Fn(Outcome) + Send + 'static) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let (say, ended) = channel();
        thread::Builder::new().name("writer".to_owned()).spawn(move || {
            // Nobody waits any more when the program's patience is at its end.
            let _ = say.send(work(desk, &inbox, &tell));
        })?;
        Ok(Self { jobs: Some(jobs), ended: Some(ended) })
    }

    /// Another way to hand jobs in, for the watcher.
    #[must_use]
    pub fn jobs(&self) -> Option<Sender<Job>> {
        self.jobs.clone()
    }

    /// Hands a job in; false when the writer is gone.
    #[must_use]
    pub fn send(&self, job: Job) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Lets it do all that was handed in and ends it, whoever else still has a way to hand jobs in; answers how many lines are not saved, or none when it takes longer
    /// than `patience`.
    pub fn finish(&mut self, patience: Duration) -> Option<usize> {
        if let Some(jobs) = self.jobs.take() {
            // A writer that has ended already need not be told.
            let _ = jobs.send(Job::End);
        }
        self.ended.take()?.recv_timeout(patience).ok()
    }
}

fn work(mut desk: Desk, inbox: &Receiver<Job>, tell: &dyn Fn(Outcome)) -> usize {
    let mut pause = FIRST_PAUSE;
    let mut visit_due: Option<Instant> = None;
    loop {
        // Counted from the first change that is not kept: whoever types or moves on without a pause comes back, too.
        visit_due = desk.has_visit().then(|| visit_due.unwrap_or_else(|| Instant::now() + VISIT_PAUSE));
        let is_due = |due: Option<Instant>| due.is_some_and(|due| due <= Instant::now());
        if is_due(visit_due) {
            desk.handle(Job::KeepVisit);
            continue;
        }
        let to_visit = visit_due.map(|due| due.saturating_duration_since(Instant::now()));
        let wait = match desk.is_behind() {
            // As soon as nothing else is to be done; of several states of a draft only the last is written.
            _ if desk.has_draft() => Some(Duration::ZERO),
            true => Some(to_visit.map_or(pause, |left| left.min(pause))),
            false => to_visit,
        };
        let job = match wait {
            Some(wait) => inbox.recv_timeout(wait),
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let job = match job {
            Ok(Job::End) | Err(RecvTimeoutError::Disconnected) => {
                desk.handle(Job::Retry).into_iter().for_each(tell);
                desk.handle(Job::Draft(DraftJob::Write));
                desk.handle(Job::KeepVisit);
                return desk.unsaved();
            }
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout) if desk.has_draft() => Job::Draft(DraftJob::Write),
            Err(RecvTimeoutError::Timeout) if !desk.is_behind() || is_due(visit_due) => Job::KeepVisit,
            Err(RecvTimeoutError::Timeout) => {
                pause = (pause * 2).min(LONGEST_PAUSE);
                Job::Retry
            }
        };
        desk.handle(job).into_iter().for_each(tell);
        if !desk.is_behind() {
            pause = FIRST_PAUSE;
        }
    }
}
