//! A recording of a run: lines in a file of its own.

use std::fs::File;
use std::io;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::storage::files::regular;

/// No recording is larger.
const MOST_BYTES: u64 = 1 << 30;

/// A recording that goes on.
pub struct Recording(BufWriter<File>);

impl Recording {
    /// Begins one in a new file.
    ///
    /// # Errors
    ///
    /// As the file system says; also when there is such a file already.
    pub fn begin(path: &Path) -> io::Result<Self> {
        File::create_new(path).map(|file| Self(BufWriter::new(file)))
    }

    /// Adds a line, which is in the file afterwards: the program may end in any way.
    ///
    /// # Errors
    ///
    /// As the file system says.
    pub fn add(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.0, "{line}").and_then(|()| self.0.flush())
    }
}

/// All of a recording; never waits for a pipe.
///
/// # Errors
///
/// As the file system says; also when it is no regular file, or larger than any recording.
pub fn read(path: &Path) -> io::Result<String> {
    regular::read_text(path, MOST_BYTES)
}
