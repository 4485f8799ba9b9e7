//! Takes the terminal, and restores it exactly once, however the program ends.

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::terminal::output::write_all;

/// Alternate screen, bracketed paste; of the mouse only what is pressed, dragged and turned: moving it wakes nothing.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// Attributes off, mouse and paste as they were, cursor shown, main screen.
const GIVE_BACK: &[u8] = b"\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// What a program that was killed may have left behind: keys and keypad of applications, a scrolling region, its origin,
/// inserting, no line wrap, other letters.
const TIDY: &[u8] = b"\x1b[?1l\x1b>\x1b[r\x1b[?6l\x1b[4l\x1b[?7h\x1b(B\x0f";

/// Owns the terminal until it is dropped, or any thread panics.
pub(crate) struct Guard {
    held: Arc<Held>,
}

/// The terminal, for every thread that may have to restore it.
pub(crate) struct Held {
    terminal: OwnedFd,
    settings: Mutex<Settings>,
    closed: Arc<AtomicBool>,
}

struct Settings {
    /// To go back to.
    before: Termios,
    /// Whether the terminal has ours.
    ours: bool,
}

impl Guard {
    pub(crate) fn take(terminal: BorrowedFd<'_>) -> io::Result<Self> {
        let terminal = terminal.try_clone_to_owned()?;
        let settings = Mutex::new(Settings { before: tcgetattr(&terminal)?, ours: false });
        let held = Held { terminal, settings, closed: Arc::new(AtomicBool::new(false)) };
        held.take()?;
        let guard = Self { held: Arc::new(held) };
        guard.restore_on_panic();
        Ok(guard)
    }

    /// Set once the terminal is restored for good: nothing may be drawn then.
    pub(crate) fn closed(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.held.closed)
    }

    /// The terminal, for a thread that may have to restore it.
    pub(crate) fn held(&self) -> Arc<Held> {
        Arc::clone(&self.held)
    }

    /// For a while.
    pub(crate) fn give_back(&self) {
        self.held.give_back();
    }

    /// After the shell had it, which may have other settings now.
    pub(crate) fn take_from_shell(&self) {
        self.held.learn_settings();
        // A terminal that cannot be taken is gone: the poll will say so. So it is below.
        let _ = self.held.take();
    }

    /// After another program had it, which may have been killed in the middle of its work.
    pub(crate) fn take_from_program(&self) {
        let _ = write_all(TIDY);
        let _ = self.held.take();
    }

    /// A panic anywhere gives the terminal back first, so that its message can be read; one in a thread besides ends the
    /// program, whose main thread unwinds by itself.
    fn restore_on_panic(&self) {
        let held = Arc::clone(&self.held);
        let main = thread::current().id();
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            held.give_back_for_good();
            default(info);
            if thread::current().id() != main {
                std::process::exit(101);
            }
        }));
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.held.give_back_for_good();
    }
}

impl Held {
    fn take(&self) -> io::Result<()> {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_closed() {
            return Ok(());
        }
        let mut raw = settings.before.clone();
        raw.make_raw();
        settings.ours = true;
        tcsetattr(&self.terminal, OptionalActions::Now, &raw)?;
        write_all(TAKE)
    }

    /// Whether it is restored for good.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    fn give_back(&self) {
        restore(&self.terminal, &mut self.settings.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Restores it, never to be taken again; whether it was ours. Whoever panics or aborts may be at the settings: then
    /// they are left to them.
    pub(crate) fn give_back_for_good(&self) -> bool {
        self.closed.store(true, Ordering::SeqCst);
        match self.settings.try_lock() {
            Ok(mut settings) => restore(&self.terminal, &mut settings),
            Err(TryLockError::Poisoned(settings)) => restore(&self.terminal, &mut settings.into_inner()),
            Err(TryLockError::WouldBlock) => false,
        }
    }

    /// Takes the present settings for those to go back to, unless they are ours, or such as no shell leaves.
    fn learn_settings(&self) {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        if let (false, Ok(now)) = (settings.ours, tcgetattr(&self.terminal))
            && now.local_modes.contains(LocalModes::ICANON | LocalModes::ECHO)
        {
            settings.before = now;
        }
    }
}

/// Whether there was anything to restore.
fn restore(terminal: &OwnedFd, settings: &mut Settings) -> bool {
    if !std::mem::take(&mut settings.ours) {
        return false;
    }
    // The terminal may be gone, and then there is nothing to restore. The settings first: they never have to wait.
    let _ = tcsetattr(terminal, OptionalActions::Now, &settings.before);
    let _ = write_all(GIVE_BACK);
    true
}
