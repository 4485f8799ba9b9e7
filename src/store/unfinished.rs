//! Files that are being written and get their name once they are whole. What a kill leaves of one has a name that says that it
//! may go, and goes with the next file that is written in its folder.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::disk::{Handle, Lock, identity};

/// What stands between the name that a file will get and some letters of chance.
const MARK: &str = ".unfinished-";
/// Its ending, which every tool that tidies up knows.
const ENDING: &str = ".tmp";
/// Letters of the name to be: file systems allow 255 bytes in all.
const MOST_LETTERS: usize = 50;
/// Where a file system knows no locks, whatever is older than this is left over.
const OLD: Duration = Duration::from_hours(24);
/// How often a file may be taken for one that was left over.
const ATTEMPTS: usize = 8;

/// A new file in `folder` for what will be called `name`, locked for as long as it is open.
///
/// # Errors
///
/// As the file system says.
pub(super) fn begin(folder: &Path, name: &OsStr, permissions: &Permissions) -> io::Result<NamedTempFile> {
    let name: String = name.to_string_lossy().chars().take(MOST_LETTERS).collect();
    let prefix = format!(".{name}{MARK}");
    for _ in 0..ATTEMPTS {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(ENDING).permissions(permissions.clone());
        let file = builder.tempfile_in(folder)?;
        // Without locks, nobody takes it for left over before it is old.
        let lock = Handle::try_lock(file.as_file())?;
        // Somebody may have removed it before it was locked.
        let there = fs::metadata(file.path())
            .is_ok_and(|there| file.as_file().metadata().is_ok_and(|ours| identity(&there) == identity(&ours)));
        if there && lock != Lock::Busy {
            return Ok(file);
        }
    }
    Err(io::Error::other("other programs keep removing it"))
}

/// Removes what programs that were killed have left in `folder`. Those that still write hold the lock of their file.
pub(super) fn remove_left_over(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = name.starts_with('.') && name.contains(MARK) && name.ends_with(ENDING);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // What cannot be removed bothers nobody.
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
