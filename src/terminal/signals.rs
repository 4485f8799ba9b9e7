//! Signals, as flags and a pipe that wakes the loop.

use std::io;
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH, SIGXCPU,
};
use signal_hook::{flag, low_level};

/// Signals that end the program. The system's own way to end it would leave the terminal as it is.
pub(crate) const ENDINGS: [i32; 9] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU];

/// Why the program must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A signal, by its number.
    Signal(i32),
    /// The terminal is gone.
    TerminalClosed,
}

impl Ending {
    /// The exit code: 128 and the number of the signal.
    #[must_use]
    pub fn code(self) -> u8 {
        let signal = match self {
            Self::Signal(signal) => signal,
            Self::TerminalClosed => SIGHUP,
        };
        u8::try_from(128 + signal).unwrap_or(u8::MAX)
    }
}

/// Whether a key of a terminal raises that signal, and so whoever has the terminal is meant.
pub(crate) fn is_key(signal: i32) -> bool {
    matches!(signal, SIGINT | SIGQUIT | SIGTSTP)
}

/// What has come since the last look.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(crate) ending: Option<Ending>,
    pub(crate) resized: bool,
    pub(crate) continued: bool,
    /// Somebody asks the program to stop for a while.
    pub(crate) stop: bool,
}

pub(crate) struct Signals {
    pipe: UnixStream,
    flags: Vec<(i32, Arc<AtomicBool>)>,
    continued: bool,
}

impl Signals {
    pub(crate) fn install() -> io::Result<Self> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        let mut flags = Vec::new();
        for signal in ENDINGS.into_iter().chain([SIGCONT, SIGTSTP, SIGWINCH]) {
            let raised = Arc::new(AtomicBool::new(false));
            // The flag first: what the pipe wakes must find it set.
            flag::register(signal, Arc::clone(&raised))?;
            low_level::pipe::register(signal, writer.try_clone()?)?;
            flags.push((signal, raised));
        }
        Ok(Self { pipe: reader, flags, continued: false })
    }

    pub(crate) fn as_fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    pub(crate) fn take(&mut self) -> Taken {
        drain(&self.pipe);
        let mut taken = Taken::default();
        for (signal, raised) in &self.flags {
            if !raised.swap(false, Ordering::SeqCst) {
                continue;
            }
            match *signal {
                SIGWINCH => taken.resized = true,
                SIGCONT => taken.continued = true,
                SIGTSTP => taken.stop = true,
                signal => taken.ending = Some(Ending::Signal(signal)),
            }
        }
        self.continued |= taken.continued;
        taken
    }

    /// Forgets what keys of the terminal have raised: interrupt, quit, suspend.
    pub(crate) fn forget_keys(&self) {
        for (signal, raised) in &self.flags {
            if is_key(*signal) {
                raised.store(false, Ordering::SeqCst);
            }
        }
    }

    /// Whether the program was stopped and continued since this was last asked.
    pub(crate) fn continued(&mut self) -> bool {
        std::mem::take(&mut self.continued)
    }
}

/// Takes all calls so far as one.
pub(crate) fn drain(mut pipe: &UnixStream) {
    let mut bytes = [0; 64];
    while pipe.read(&mut bytes).is_ok_and(|count| count > 0) {}
}

/// Stops this program and those it runs under (`cargo run`), as the terminal's own suspend key would. Returns when
/// continued; at once where nobody could continue it.
pub(crate) fn stop() {
    // Without a shell above there is nothing to go back to, and nothing to do about it.
    let _ = kill_current_process_group(Signal::TSTP);
    stop_alone();
}

/// Stops this program alone.
///
/// SIGTSTP is handled, and would stop nothing. SIGTTOU is not, and like it, and unlike SIGSTOP, the system ignores it where
/// no shell could continue the program.
pub(crate) fn stop_alone() {
    let _ = kill_process(getpid(), Signal::TTOU);
}
