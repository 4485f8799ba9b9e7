//! The thread that reads and appends notes, so that no key ever waits for the disk.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::desk::{Desk, Job, Outcome};

/// First and longest pause before what could not be written is tried again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// One who stays at a place for so long wants to come back there.
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
    loop {
        let job = match (desk.is_behind(), desk.has_visit()) {
            // As soon as nothing else is to be done; of several states of a draft only the last is written.
            _ if desk.has_draft() => inbox.recv_timeout(Duration::ZERO),
            (false, false) => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            (false, true) => inbox.recv_timeout(VISIT_PAUSE),
            (true, _) => inbox.recv_timeout(pause),
        };
        let job = match job {
            Ok(Job::End) | Err(RecvTimeoutError::Disconnected) => {
                desk.handle(Job::Retry).into_iter().for_each(tell);
                desk.handle(Job::WriteDraft);
                desk.handle(Job::KeepVisit);
                return desk.unsaved();
            }
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout) if desk.has_draft() => Job::WriteDraft,
            Err(RecvTimeoutError::Timeout) if !desk.is_behind() => Job::KeepVisit,
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
