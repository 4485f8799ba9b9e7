//! A thread that does what the loop cannot: while it is stuck, while it waits for another program, while the program is
//! being aborted. It sleeps until a signal comes.

use std::io;
use std::io::{PipeReader, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGABRT, SIGTSTP};
use signal_hook::{flag, low_level};

use crate::terminal::guard::{Guard, Held};
use crate::terminal::signals;
use crate::terminal::signals::{ENDINGS, Ending, is_key};

/// How long the loop may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a terminal that takes nothing any more may hold up the end.
const RESTORING: Duration = Duration::from_secs(1);
const STUCK: &str = "nutgraf: it was stuck and had to be ended; what was saved is on the disk\n";
const ABORTED: &str = "nutgraf: aborted; what was saved is on the disk\n";

/// The loop's end of it.
pub(crate) struct Watchdog {
    lent: Arc<AtomicBool>,
    awake: Receiver<()>,
}

impl Watchdog {
    /// Starts it, for the terminal that `guard` owns.
    pub(crate) fn start(guard: &Guard) -> io::Result<Self> {
        let lent = Arc::new(AtomicBool::new(false));
        let (alarm, bell) = UnixStream::pair()?;
        alarm.set_nonblocking(true)?;
        let ending = Arc::new(AtomicUsize::new(0));
        let [stop, abort] = [SIGTSTP, SIGABRT].map(|signal| (signal, Arc::new(AtomicBool::new(false))));
        for (signal, raised) in [&stop, &abort] {
            flag::register(*signal, Arc::clone(raised))?;
        }
        for signal in ENDINGS {
            flag::register_usize(signal, Arc::clone(&ending), usize::try_from(signal).unwrap_or(0))?;
            low_level::pipe::register(signal, bell.try_clone()?)?;
        }
        low_level::pipe::register(SIGTSTP, bell)?;
        let (handler, hold) = full_pipe()?;
        let (stop, abort) = (stop.1, abort.1);
        let watch = Watch { held: guard.held(), lent: Arc::clone(&lent), alarm, ending, stop, abort, handler };
        let (rise, awake) = channel();
        let work = move || {
            // Not before: only now is somebody there to let the handler go on. Without it an abort is only less tidy.
            let _ = hold_in_handler(hold);
            let _ = rise.send(());
            watch.run();
        };
        thread::Builder::new().name("watchdog".to_owned()).spawn(work)?;
        Ok(Self { lent, awake })
    }

    /// Returns once the thread is at work.
    pub(crate) fn wait_until_awake(&self) {
        // Without it, the program can be used all the same.
        let _ = self.awake.recv();
    }

    /// Does something while another program has the terminal, however long that takes.
    pub(crate) fn lend(&self, work: impl FnOnce()) {
        self.lent.store(true, Ordering::SeqCst);
        work();
        self.lent.store(false, Ordering::SeqCst);
    }
}

/// A pipe that takes no more, in which a signal's handler therefore waits.
///
/// `abort` ends the program as soon as the handler of SIGABRT returns: it must not do so before the terminal is restored,
/// and what restores it is no work for a handler.
fn full_pipe() -> io::Result<(PipeReader, io::PipeWriter)> {
    let (reader, mut writer) = io::pipe()?;
    rustix::io::ioctl_fionbio(&reader, true)?;
    rustix::io::ioctl_fionbio(&writer, true)?;
    while writer.write(&[0; 4096]).is_ok() {}
    Ok((reader, writer))
}

/// Makes the handler of SIGABRT wait until somebody reads from the pipe.
fn hold_in_handler(full: io::PipeWriter) -> io::Result<()> {
    let writer = full.try_clone()?;
    low_level::pipe::register(SIGABRT, full)?;
    // What is registered counts as one that never waits: both ends have their settings in common.
    rustix::io::ioctl_fionbio(&writer, false)?;
    Ok(())
}

/// The thread's end of it.
struct Watch {
    held: Arc<Held>,
    /// Whether another program has the terminal.
    lent: Arc<AtomicBool>,
    alarm: UnixStream,
    /// The signal that came last of those that end the program; 0 for none.
    ending: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    abort: Arc<AtomicBool>,
    /// What keeps the handler of SIGABRT from returning.
    handler: PipeReader,
}

impl Watch {
    fn run(mut self) {
        let mut due: Option<(Instant, Ending)> = None;
        loop {
            self.wait(due.map(|(at, _)| at));
            let lent = self.lent.load(Ordering::SeqCst);
            let signal = i32::try_from(self.ending.swap(0, Ordering::SeqCst)).unwrap_or(0);
            if self.abort.swap(false, Ordering::SeqCst) {
                self.let_abort();
            }
            if self.stop.swap(false, Ordering::SeqCst) && lent {
                signals::stop_alone();
            }
            let is_meant = signal != 0 && !(lent && is_key(signal));
            due = due.or(is_meant.then(|| (Instant::now() + PATIENCE, Ending::Signal(signal))));
            // The other program is waited for, and a loop that has ended is not stuck.
            due = due.filter(|_| !self.held.is_closed());
            due = due.map(|(at, ending)| (if lent { Instant::now() + PATIENCE } else { at }, ending));
            if let Some((at, ending)) = due
                && Instant::now() >= at
            {
                self.end(ending);
            }
        }
    }

    /// Until a signal comes, or until then.
    fn wait(&self, until: Option<Instant>) {
        let left = until.map(|at| at.saturating_duration_since(Instant::now()));
        // A moment more, so that it is over then.
        let left = left.and_then(|left| Timespec::try_from(left + Duration::from_millis(1)).ok());
        let mut polled = [PollFd::from_borrowed_fd(self.alarm.as_fd(), PollFlags::IN)];
        // Interrupted or not, all is looked at anew.
        let _ = poll(&mut polled, left.as_ref());
        signals::drain(&self.alarm);
    }

    /// Restores the terminal, then lets the handler return. Whoever aborts may hold the allocator: nothing is allocated.
    fn let_abort(&mut self) {
        if self.held.give_back_for_good() {
            let _ = rustix::io::write(rustix::stdio::stderr(), ABORTED.as_bytes());
        }
        let mut bytes = [0; 4096];
        while self.handler.read(&mut bytes).is_ok_and(|count| count > 0) {}
    }

    /// Ends the program without the loop.
    fn end(&self, ending: Ending) -> ! {
        let held = Arc::clone(&self.held);
        let (done, restored) = channel();
        // The terminal may be what everything is stuck in.
        let restoring = thread::Builder::new().spawn(move || {
            held.give_back_for_good();
            let _ = rustix::io::write(rustix::stdio::stderr(), STUCK.as_bytes());
            let _ = done.send(());
        });
        if restoring.is_ok() {
            let _ = restored.recv_timeout(RESTORING);
        }
        std::process::exit(ending.code().into());
    }
}
