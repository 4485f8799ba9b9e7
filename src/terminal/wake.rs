//! Waking the loop from other threads.

use std::io;
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;

/// The loop's end.
#[derive(Debug)]
pub struct Wake {
    pipe: PipeReader,
    waker: Waker,
}

/// An end for another thread.
#[derive(Debug, Clone)]
pub struct Waker {
    pipe: Arc<PipeWriter>,
}

impl Wake {
    /// A new pair of ends.
    ///
    /// # Errors
    ///
    /// When the system has no files left.
    pub fn new() -> io::Result<Self> {
        let (reader, writer) = io::pipe()?;
        rustix::io::ioctl_fionbio(&reader, true)?;
        rustix::io::ioctl_fionbio(&writer, true)?;
        Ok(Self { pipe: reader, waker: Waker { pipe: Arc::new(writer) } })
    }

    /// An end for another thread.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    pub(crate) fn as_fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// Takes all calls so far as one; whether there were any.
    pub(crate) fn drain(&self) -> bool {
        let mut bytes = [0; 64];
        let mut any = false;
        while (&self.pipe).read(&mut bytes).is_ok_and(|count| count > 0) {
            any = true;
        }
        any
    }
}

impl Waker {
    /// Wakes the loop. A full pipe means that it is about to wake anyway.
    pub fn wake(&self) {
        let _ = (&*self.pipe).write(&[1]);
    }
}
