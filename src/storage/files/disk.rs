//! The file system operations that the journal needs, so that tests can make any of them fail.

use std::fs;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::text::path::shown_path;

use crate::storage::files::atomic_write::WriteError;
use crate::storage::files::folders::folder_of;
use crate::storage::files::regular::{not_regular, other_kind};

/// Identifies a file, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    inode: u64,
}

/// The result of an attempt to lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// We have the lock.
    Held,
    /// Another program has it.
    Busy,
    /// The file system does not support locks.
    Unsupported,
}

/// A file system.
pub trait Disk: Send {
    /// Opens a journal for reading and appending, creating it if necessary; returns whether it was created. Links are
    /// followed, but a link to nothing creates nothing.
    ///
    /// # Errors
    ///
    /// If the file system fails, or the path is a folder, a pipe, a device, or a link to nothing.
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)>;

    /// The identity of the file at `path`.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn identity(&self, path: &Path) -> io::Result<Identity>;

    /// The final target of the link at `path`; `None` if it is a file.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>>;

    /// Flushes the names in a folder to disk.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn flush_folder(&self, folder: &Path) -> io::Result<()>;

    /// Replaces what is at `path` by a file with these bytes, completely or not at all, and flushed.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives the file at `path` this text, completely or not at all, and flushed. Its permissions stay, and a link is
    /// followed.
    ///
    /// # Errors
    ///
    /// What failed, in a sentence.
    fn rewrite(&self, path: &Path, text: &str) -> Result<(), WriteError> {
        crate::storage::files::atomic_write::write(path, true, &mut |out| out.write_str(text))
    }
}

/// An open journal.
pub trait Handle {
    /// Tries to lock it.
    ///
    /// # Errors
    ///
    /// If the file system fails, other than for a lock that is busy or not supported.
    fn try_lock(&self) -> io::Result<Lock>;

    /// The file's identity.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn identity(&self) -> io::Result<Identity>;

    /// Reads at most `most` bytes from `offset`; fewer only at the end of the file.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn read(&mut self, offset: u64, most: usize) -> io::Result<Vec<u8>>;

    /// Its size in bytes.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn size(&self) -> io::Result<u64>;

    /// Appends in a single write; returns how many bytes were written.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn write_once(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Flushes the content to disk.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn flush(&self) -> io::Result<()>;

    /// Truncates the file to this size.
    ///
    /// # Errors
    ///
    /// If the file system fails.
    fn truncate(&self, size: u64) -> io::Result<()>;
}

/// The file system of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)> {
        let mut options = OpenOptions::new();
        // Without NONBLOCK, opening a pipe would wait for a writer.
        let nonblock = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
        options.read(true).append(true).custom_flags(nonblock);
        // Opening a device may already have an effect.
        if let Some(kind) = fs::metadata(path).ok().and_then(|metadata| other_kind(metadata.file_type())) {
            return Err(not_regular(kind));
        }
        let (file, new) = open_or_make(&options, path)?;
        match other_kind(file.metadata()?.file_type()) {
            None => Ok((Box::new(file), new)),
            Some(kind) => Err(not_regular(kind)),
        }
    }

    fn identity(&self, path: &Path) -> io::Result<Identity> {
        fs::metadata(path).map(|metadata| identity(&metadata))
    }

    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        if fs::symlink_metadata(path)?.is_symlink() { fs::canonicalize(path).map(Some) } else { Ok(None) }
    }

    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        replace(path, bytes)
    }
}

/// How often to retry when a file appears or vanishes while it is being opened.
const ATTEMPTS: usize = 8;

/// Opens what is at `path`, or creates a file if nothing is there, not even a link, whose target could be anywhere.
fn open_or_make(options: &OpenOptions, path: &Path) -> io::Result<(File, bool)> {
    let is = |error: &io::Error, kind| error.kind() == kind;
    for _ in 0..ATTEMPTS {
        match options.open(path) {
            Err(error) if is(&error, io::ErrorKind::NotFound) => {}
            opened => return opened.map(|file| (file, false)),
        }
        match options.clone().create_new(true).open(path) {
            Err(error) if is(&error, io::ErrorKind::AlreadyExists) => {}
            made => return made.map(|file| (file, true)),
        }
        if let Ok(target) = fs::read_link(path) {
            let target = shown_path(&target);
            return Err(io::Error::other(format!("remove the link: it leads to {target}, which does not exist")));
        }
    }
    Err(io::Error::other("other programs keep creating and removing it"))
}

/// Repeats a system call that signals interrupt, for a while.
pub(crate) fn again<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match attempt() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted && start.elapsed() < PATIENCE => {}
            result => return result,
        }
    }
}

/// If signals interrupt for longer than this, the call fails and can be retried.
const PATIENCE: Duration = Duration::from_secs(5);

/// Replaces what is at `path` by a file that only its owner may read. The name of the temporary file begins with that
/// of the target.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_soon(path, bytes, true)
}

/// Replaces a file like [`replace`]; only with `flush` is it on the disk on return.
pub(crate) fn replace_soon(path: &Path, bytes: &[u8], flush: bool) -> io::Result<()> {
    let folder = folder_of(path);
    let beginning = path.file_stem().map_or(String::new(), |stem| format!("{}.", stem.to_string_lossy()));
    let mut file = tempfile::Builder::new().prefix(&beginning).suffix(".part").tempfile_in(&folder)?;
    file.write_all(bytes)?;
    if flush {
        file.as_file().sync_all()?;
    }
    file.persist(path).map_err(|error| error.error)?;
    if flush { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The identity of the file with this metadata.
pub(crate) fn identity(metadata: &fs::Metadata) -> Identity {
    Identity { device: metadata.dev(), inode: metadata.ino() }
}

impl Handle for File {
    fn try_lock(&self) -> io::Result<Lock> {
        match Self::try_lock(self) {
            Ok(()) => Ok(Lock::Held),
            Err(TryLockError::WouldBlock) => Ok(Lock::Busy),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock::Unsupported),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn identity(&self) -> io::Result<Identity> {
        self.metadata().map(|metadata| identity(&metadata))
    }

    fn read(&mut self, offset: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.seek(SeekFrom::Start(offset))?;
        self.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn size(&self) -> io::Result<u64> {
        self.metadata().map(|metadata| metadata.len())
    }

    fn write_once(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write(bytes)
    }

    fn flush(&self) -> io::Result<()> {
        self.sync_all()
    }

    fn truncate(&self, size: u64) -> io::Result<()> {
        self.set_len(size)
    }
}
