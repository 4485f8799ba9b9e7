//! Signals, as flags and a pipe that wakes the loop.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::{flag, low_level};

/// Why the program must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// SIGTERM.
    Terminated,
    /// SIGHUP.
    HungUp,
    /// SIGINT.
    Interrupted,
    /// SIGQUIT.
    Quit,
    /// The terminal is gone.
    TerminalClosed,
}

impl Ending {
    /// The exit code: 128 and the number of the signal.
    #[must_use]
    pub fn code(self) -> u8 {
        let signal = match self {
            Self::Terminated => SIGTERM,
            Self::HungUp | Self::TerminalClosed => SIGHUP,
            Self::Interrupted => SIGINT,
            Self::Quit => SIGQUIT,
        };
        u8::try_from(128 + signal).unwrap_or(u8::MAX)
    }
}

/// What has come since the last look.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) ending: Option<Ending>,
    pub(super) resized: bool,
    pub(super) continued: bool,
}

pub(super) struct Signals {
    pipe: UnixStream,
    flags: Vec<(i32, Arc<AtomicBool>)>,
    continued: bool,
}

impl Signals {
    pub(super) fn install() -> io::Result<Self> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        let mut flags = Vec::new();
        for signal in [SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH] {
            let raised = Arc::new(AtomicBool::new(false));
            // The flag first: what the pipe wakes must find it set.
            flag::register(signal, Arc::clone(&raised))?;
            low_level::pipe::register(signal, writer.try_clone()?)?;
            flags.push((signal, raised));
        }
        Ok(Self { pipe: reader, flags, continued: false })
    }

    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    pub(super) fn take(&mut self) -> Taken {
        let mut bytes = [0; 64];
        while (&self.pipe).read(&mut bytes).is_ok_and(|count| count > 0) {}
        let mut taken = Taken::default();
        for (signal, raised) in &self.flags {
            if !raised.swap(false, Ordering::SeqCst) {
                continue;
            }
            match *signal {
                SIGWINCH => taken.resized = true,
                SIGCONT => taken.continued = true,
                SIGTERM => taken.ending = Some(Ending::Terminated),
                SIGHUP => taken.ending = Some(Ending::HungUp),
                SIGINT => taken.ending = Some(Ending::Interrupted),
                _ => taken.ending = Some(Ending::Quit),
            }
        }
        self.continued |= taken.continued;
        taken
    }

    /// Forgets that somebody pressed the key that interrupts, or the one that quits.
    pub(super) fn forget_interrupts(&self) {
        for (signal, raised) in &self.flags {
            if matches!(*signal, SIGINT | SIGQUIT) {
                raised.store(false, Ordering::SeqCst);
            }
        }
    }

    /// Whether the program was stopped and continued since this was last asked.
    pub(super) fn continued(&mut self) -> bool {
        std::mem::take(&mut self.continued)
    }
}

/// Stops this program and those it runs under (`cargo run`), as the terminal's own suspend key would.
///
/// Returns when continued; at once where nobody could continue it, since the system then ignores the signal.
pub(super) fn stop() {
    // Without a shell above there is nothing to go back to, and nothing to do about it.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
