//! A recording of a run: lines in a file of its own.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

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

/// All of a recording.
///
/// # Errors
///
/// As the file system says.
pub fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}
