//! Takes the terminal, and gives it back exactly once, however the program ends.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::output::write_all;

/// Alternate screen, bracketed paste; of the mouse only what is pressed, dragged and turned: moving it wakes nothing.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// Attributes off, mouse and paste as they were, cursor shown, main screen.
const GIVE_BACK: &[u8] = b"\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Holds the terminal until it is dropped, or any thread panics.
pub(super) struct Guard {
    held: Arc<Held>,
}

struct Held {
    terminal: OwnedFd,
    /// The settings to go back to; none while the terminal is not ours.
    before: Mutex<Option<Termios>>,
    closed: Arc<AtomicBool>,
}

impl Guard {
    pub(super) fn take(terminal: BorrowedFd<'_>) -> io::Result<Self> {
        let terminal = terminal.try_clone_to_owned()?;
        let held = Held { terminal, before: Mutex::new(None), closed: Arc::new(AtomicBool::new(false)) };
        held.take()?;
        let guard = Self { held: Arc::new(held) };
        guard.restore_on_panic();
        Ok(guard)
    }

    /// Set once the terminal is given back for good: nothing may be drawn then.
    pub(super) fn closed(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.held.closed)
    }

    /// For a while.
    pub(super) fn give_back(&self) {
        self.held.give_back();
    }

    /// After a while, or after somebody else stopped and continued us.
    pub(super) fn take_again(&self) {
        // A terminal that cannot be taken is gone: the poll will say so.
        let _ = self.held.take();
    }

    /// A panic anywhere gives the terminal back first, so that its message can be read; one in a thread besides ends the
    /// program, whose main thread unwinds by itself.
    fn restore_on_panic(&self) {
        let held = Arc::clone(&self.held);
        let main = thread::current().id();
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            held.closed.store(true, Ordering::SeqCst);
            held.give_back();
            default(info);
            if thread::current().id() != main {
                std::process::exit(101);
            }
        }));
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.held.closed.store(true, Ordering::SeqCst);
        self.held.give_back();
    }
}

impl Held {
    fn take(&self) -> io::Result<()> {
        let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        let now = tcgetattr(self.terminal.as_fd())?;
        let mut raw = before.as_ref().unwrap_or(&now).clone();
        before.get_or_insert(now);
        raw.make_raw();
        tcsetattr(self.terminal.as_fd(), OptionalActions::Now, &raw)?;
        write_all(TAKE)
    }

    fn give_back(&self) {
        let before = self.before.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(before) = before {
            // The terminal may be gone, and then there is nothing to restore.
            let _ = write_all(GIVE_BACK);
            let _ = tcsetattr(self.terminal.as_fd(), OptionalActions::Now, &before);
        }
    }
}
