//! Reading the terminal: all that is there, and never more.

use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Instant;

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::terminal::keys::Decoder;

const NOW: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };
/// Bytes that are read before all else is looked at again: something may write without end.
const MOST_AT_ONCE: usize = 32 * 1024;

pub(crate) struct Input {
    terminal: OwnedFd,
    decoder: Decoder,
    events: VecDeque<Event>,
    /// When the last bytes came.
    since: Instant,
}

impl Input {
    pub(crate) fn new(terminal: OwnedFd) -> Self {
        Self { terminal, decoder: Decoder::default(), events: VecDeque::new(), since: Instant::now() }
    }

    pub(crate) fn as_fd(&self) -> BorrowedFd<'_> {
        self.terminal.as_fd()
    }

    /// How long to wait for more; for ever, but where a silence would settle what the last bytes mean.
    pub(crate) fn patience(&self) -> Option<Timespec> {
        if !self.events.is_empty() {
            return Some(NOW);
        }
        let left = self.decoder.patience()?.saturating_sub(self.since.elapsed());
        Some(Timespec::try_from(left).unwrap_or(NOW))
    }

    /// Reads what is there without waiting.
    pub(crate) fn read(&mut self) -> io::Result<()> {
        let mut bytes = [0; 4096];
        let mut taken = 0;
        while taken < MOST_AT_ONCE && self.is_readable()? {
            match rustix::io::read(&self.terminal, &mut bytes) {
                // The poll says in a moment when the terminal is gone.
                Ok(0) | Err(rustix::io::Errno::IO | rustix::io::Errno::AGAIN) => break,
                Ok(count) => {
                    self.decoder.feed(&bytes[..count], &mut self.events);
                    taken += count;
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if taken > 0 {
            self.since = Instant::now();
        } else if self.decoder.patience().is_some_and(|patience| self.since.elapsed() >= patience) {
            self.decoder.settle(&mut self.events);
        }
        Ok(())
    }

    fn is_readable(&self) -> io::Result<bool> {
        let mut polled = [PollFd::new(&self.terminal, PollFlags::IN)];
        match poll(&mut polled, Some(&NOW)) {
            Ok(count) => Ok(count > 0 && polled[0].revents().contains(PollFlags::IN)),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The next event, if there is any.
    pub(crate) fn next(&mut self) -> Option<Event> {
        self.events.pop_front()
    }
}
