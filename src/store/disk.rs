//! What the journal needs of a file system, so that tests can let any single operation fail.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::text::path::shown_path;

use super::folders::folder_of;
use super::regular::{not_regular, other_kind};
use super::replace::WriteError;

/// Which file it is, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    inode: u64,
}

/// How an attempt to lock ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// The file is ours alone.
    Held,
    /// Another program has it.
    Busy,
    /// This file system knows no locks.
    Unsupported,
}

/// A file system.
pub trait Disk: Send {
    /// Opens a journal for reading and appending, and makes it when it is not there; says whether it was made. A link is
    /// followed; nothing is made where a link leads to nothing.
    ///
    /// # Errors
    ///
    /// As the file system says; also when it is a folder, a pipe or a device, or a link to nothing.
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)>;

    /// Which file stands at `path`.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn identity(&self, path: &Path) -> io::Result<Identity>;

    /// Where the link at `path` leads in the end; none where a file stands that is no link.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>>;

    /// Flushes the names in a folder to disk.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn flush_folder(&self, folder: &Path) -> io::Result<()>;

    /// Puts a file that holds these bytes in the place of what stands at `path`, whole or not at all, and flushed.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives the file at `path` this text, whole or not at all, and flushed. Who may read it stays; a link is followed.
    ///
    /// # Errors
    ///
    /// What failed, in a sentence.
    fn rewrite(&self, path: &Path, text: &str) -> Result<(), WriteError> {
        super::replace::write(path, true, &mut |out| out.write_str(text))
    }
}

/// An open journal.
pub trait Handle {
    /// Tries to lock it.
    ///
    /// # Errors
    ///
    /// As the file system says, but for a lock that is busy or not supported.
    fn try_lock(&self) -> io::Result<Lock>;

    /// Which file it is.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn identity(&self) -> io::Result<Identity>;

    /// Bytes from `offset` on, at most so many; fewer only at the end of the file.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn read(&mut self, offset: u64, most: usize) -> io::Result<Vec<u8>>;

    /// Its size in bytes.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn size(&self) -> io::Result<u64>;

    /// Writes at the end, in one go; answers how many bytes were taken.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn write_once(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Flushes contents to disk.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn flush(&self) -> io::Result<()>;

    /// Cuts the file off.
    ///
    /// # Errors
    ///
    /// As the file system says.
    fn truncate(&self, size: u64) -> io::Result<()>;
}

/// The file system of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)> {
        let mut options = OpenOptions::new();
        // Without NONBLOCK, opening a pipe would wait for somebody to write into it.
        let nonblock = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
        options.read(true).append(true).custom_flags(nonblock);
        // A device may do something already when it is opened.
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

/// How often a file may come and go while it is being opened.
const ATTEMPTS: usize = 8;

/// Opens what stands at `path`, or makes a file where nothing stands, not even a link: what that leads to could be anywhere.
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
            return Err(io::Error::other(format!("remove the link: it leads to {target}, where nothing is")));
        }
    }
    Err(io::Error::other("other programs keep making and removing it"))
}

/// Repeats what a signal has interrupted, for a while.
pub(super) fn again<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match attempt() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted && start.elapsed() < PATIENCE => {}
            result => return result,
        }
    }
}

/// Signals that interrupt for longer than this are an error, to be tried again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Puts a file that only its owner may read in the place of what stands at `path`. What a kill leaves of it begins with
/// the same name.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_soon(path, bytes, true)
}

/// The same; `flush` makes sure that it is on the disk by then.
pub(super) fn replace_soon(path: &Path, bytes: &[u8], flush: bool) -> io::Result<()> {
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

/// Which file these data are of.
pub(super) fn identity(metadata: &fs::Metadata) -> Identity {
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
