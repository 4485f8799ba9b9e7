//! Data for programs and people, on the standard output.

use std::io;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::storage::files::system_error::{Task, explained};
use crate::text::hidden::visible_on_terminal;
use crate::text::path::shown_path;
use crate::workspace::failure::Failure;

/// Data for programs and people, on stdout.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        write_out(visible_on_terminal(text).as_bytes())
    } else {
        write_out(text.as_bytes())
    }
}

/// The path of a file that was written: for programs byte by byte, for people as it may be shown.
pub(super) fn print_path(path: &Path) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return print(&format!("{}\n", shown_path(path)));
    }
    write_out(&[path.as_os_str().as_encoded_bytes(), b"\n"].concat())
}

/// A reader that has gone away is no failure.
pub(super) fn write_out(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    // What is left to the end of the program is lost without a word when it cannot be written.
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {}", explained(Task::Write, &error))))
        }
        _ => Ok(()),
    }
}
