//! Files that get their names once they are complete. A crash leaves a file whose name marks it as disposable, and the
//! next file written in its folder removes it.

use std::ffi::OsStr;
use std::fs;
use std::fs::{OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::storage::files::disk::{Handle, Lock, identity};

/// Separates the final name of a file from random letters.
const MARK: &str = ".unfinished-";
/// The ending, which every cleanup tool recognises.
const ENDING: &str = ".tmp";
/// Letters of the final name to keep: file systems allow 255 bytes in all.
const MOST_LETTERS: usize = 50;
/// Without locks, files older than this are left over from a crash.
const OLD: Duration = Duration::from_hours(24);
/// How often a new file may be mistaken for a left-over one.
const ATTEMPTS: usize = 8;

/// A new file in `folder` that will be called `name`, locked while it is open.
///
/// # Errors
///
/// If the file system fails.
pub(crate) fn begin(folder: &Path, name: &OsStr, permissions: &Permissions) -> io::Result<NamedTempFile> {
    let name: String = name.to_string_lossy().chars().take(MOST_LETTERS).collect();
    let prefix = format!(".{name}{MARK}");
    for _ in 0..ATTEMPTS {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(ENDING).permissions(permissions.clone());
        let file = builder.tempfile_in(folder)?;
        // Without locks, nobody removes the file before it is old.
        let lock = Handle::try_lock(file.as_file())?;
        // Another program may have removed it before it was locked.
        let there = fs::metadata(file.path())
            .is_ok_and(|there| file.as_file().metadata().is_ok_and(|ours| identity(&there) == identity(&ours)));
        if there && lock != Lock::Busy {
            return Ok(file);
        }
    }
    Err(io::Error::other("other programs keep removing it"))
}

/// Removes what crashed programs have left in `folder`. Programs that are still writing have locked their files.
pub(crate) fn remove_left_over(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = name.starts_with('.') && name.contains(MARK) && name.ends_with(ENDING);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // A file that cannot be removed does no harm.
            let _ = remove_if_left(&entry.path());
        }
    }
}

fn remove_if_left(path: &Path) -> io::Result<()> {
    let nonblock = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = OpenOptions::new().read(true).custom_flags(nonblock).open(path)?;
    let is_old = || file.metadata()?.modified()?.elapsed().map(|age| age > OLD).map_err(io::Error::other);
    match Handle::try_lock(&file)? {
        Lock::Held => fs::remove_file(path),
        Lock::Unsupported if is_old()? => fs::remove_file(path),
        Lock::Unsupported | Lock::Busy => Ok(()),
    }
}
