//! Passes text to the user's editor in a file that nobody else can read.

use std::env;
use std::fs;
use std::io;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::codec::byte_order_mark;
use crate::storage::files::regular;

/// Text in an editor's hands, in a file that is removed at the end.
pub struct Handed {
    file: TempPath,
    before: String,
}

impl Handed {
    /// Writes `text` to a file of its own, in this session's private folder if there is one, or else among the
    /// temporary files.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    pub fn new(text: &str) -> io::Result<Self> {
        let session = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
        let in_session = session.and_then(|folder| file_in(&folder, text).ok());
        let file = in_session.map_or_else(|| file_in(&env::temp_dir(), text), Ok)?;
        Ok(Self { file: file.into_temp_path(), before: text.to_owned() })
    }

    /// The file's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// The present text, without the byte order mark and final line break that editors add.
    ///
    /// # Errors
    ///
    /// If the file system fails, or the content is no longer text.
    pub fn text(&self) -> io::Result<String> {
        // Editors replace the file, so an earlier handle would show the old text.
        let text = fs::read_to_string(self.path())?;
        let text = byte_order_mark::without(&text);
        let text = text.strip_suffix('\n').unwrap_or(text);
        Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
    }

    /// Leaves the file in place if its text has changed; returns its path.
    #[must_use]
    pub fn leave_if_changed(self) -> Option<PathBuf> {
        let unchanged = self.text().is_ok_and(|text| text == self.before);
        if unchanged || !self.path().exists() {
            return None;
        }
        self.file.keep().ok()
    }
}

fn file_in(folder: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("nutgraf-").suffix(".md").tempfile_in(folder)?;
    writeln!(file, "{text}")?;
    file.flush()?;
    Ok(file)
}

/// The SHA-256 of a file, in hex.
///
/// # Errors
///
/// If the file system fails.
pub fn hash(path: &Path) -> io::Result<String> {
    use std::fmt::Write as _;

    use sha2::{Digest, Sha256};

    let (mut file, _) = regular::open(path)?;
    let (mut hasher, mut bytes) = (Sha256::new(), vec![0; 1 << 16]);
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
