//! The terminal that the program was started from, for keys when standard input is a pipe.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::OwnedFd;

/// Opens `/dev/tty`.
///
/// # Errors
///
/// When the program has no terminal.
pub fn open() -> io::Result<OwnedFd> {
    OpenOptions::new().read(true).write(true).open("/dev/tty").map(OwnedFd::from)
}
