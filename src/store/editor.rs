//! Handing text to the user's editor in a file that nobody else can read.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Text that an editor works on.
pub struct Handed(NamedTempFile);

impl Handed {
    /// Puts `text` into a file of its own, which is removed in the end.
    ///
    /// # Errors
    ///
    /// As the file system says.
    pub fn new(text: &str) -> io::Result<Self> {
        let mut file = tempfile::Builder::new().prefix("nutgraf-").suffix(".md").tempfile()?;
        writeln!(file, "{text}")?;
        file.flush()?;
        Ok(Self(file))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// What stands there now, without the line break that editors put at the end.
    ///
    /// # Errors
    ///
    /// As the file system says; also when it is no longer text.
    pub fn text(&self) -> io::Result<String> {
        // Editors put another file in its place, so the handle from before says nothing.
        let text = fs::read_to_string(self.path())?;
        Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
    }
}

/// The SHA-256 of a file, in hex.
///
/// # Errors
///
/// As the file system says.
pub fn hash(path: &Path) -> io::Result<String> {
    use std::fmt::Write as _;

    use sha2::{Digest, Sha256};
    let (mut hasher, mut file, mut bytes) = (Sha256::new(), fs::File::open(path)?, vec![0; 1 << 16]);
    loop {
        match file.read(&mut bytes)? {
            0 => break,
            count => hasher.update(&bytes[..count]),
        }
    }
    let mut hex = String::with_capacity(64);
    for byte in hasher.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}
