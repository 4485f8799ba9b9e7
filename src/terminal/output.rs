//! One write per frame, and none once the terminal is restored for good.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::terminal::ansi_encoder::Pen;

/// Draws cells; a frame is one write.
pub(crate) struct Output {
    frame: String,
    pen: Pen,
    cursor_shown: bool,
    closed: Arc<AtomicBool>,
}

impl Output {
    /// For an empty screen.
    pub(crate) fn new(closed: Arc<AtomicBool>) -> Self {
        let mut frame = String::with_capacity(16 * 1024);
        frame.push_str("\x1b[0m\x1b[2J\x1b[?25h");
        Self { frame, pen: Pen::new(), cursor_shown: true, closed }
    }
}

impl Backend for Output {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        for (x, y, cell) in content {
            self.pen.draw(&mut self.frame, x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.cursor_shown) {
            self.frame.push_str("\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.cursor_shown, true) {
            self.frame.push_str("\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // The terminal is never asked: its answer would come among the keys.
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.pen.go(&mut self.frame, position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.pen = Pen::new();
        self.frame.push_str("\x1b[0m\x1b[2J");
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(crate::terminal::size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: crate::terminal::size(), pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.closed.load(Ordering::SeqCst) {
            // A terminal that is gone is noticed by the poll, which ends the program in order.
            let _ = write_all(self.frame.as_bytes());
        }
        self.frame.clear();
        // Others may write between two frames.
        self.pen.forget_place();
        Ok(())
    }
}

/// Writes to the terminal past the line buffer of standard output.
pub(crate) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
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
