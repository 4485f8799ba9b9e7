//! One write per frame, and none once the terminal is given back for good.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(super) struct Output {
    frame: Vec<u8>,
    closed: Arc<AtomicBool>,
}

impl Output {
    pub(super) fn new(closed: Arc<AtomicBool>) -> Self {
        Self { frame: Vec::with_capacity(16 * 1024), closed }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.frame);
        if !self.closed.load(Ordering::SeqCst) {
            // A terminal that is gone is noticed by the poll, which ends the program in order.
            let _ = write_all(&frame);
        }
        self.frame = frame;
        self.frame.clear();
        Ok(())
    }
}

/// Writes to the terminal past the line buffer of standard output.
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    let stdout = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(stdout, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Asks the terminal to put `text` into the clipboard (OSC 52); one that does not know how ignores it.
pub fn copy_to_clipboard(text: &str) {
    let mut sequence = String::new();
    let command = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
    if crossterm::Command::write_ansi(&command, &mut sequence).is_ok() {
        // A terminal that is gone is noticed by the poll.
        let _ = write_all(sequence.as_bytes());
    }
}
