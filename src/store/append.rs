//! Appending to a journal, so that a line is either on the disk or known not to be.
//!
//! In this order: open the path, lock, make sure that path and handle are one file and that it is a journal, end a torn
//! line, write, flush, flush the folder of a new file, unlock. What is new in the file is read afterwards. What a signal
//! interrupts is tried again, and a short write is completed or cut off again.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::text::path::shown_path;

use super::disk::{Disk, Handle, Lock, again};
use super::journal_file::{Contents, JournalKind, examine};

/// A lock that another program holds for longer than this is an error, to be tried again.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait between two attempts to lock.
const LOCK_PAUSE: Duration = Duration::from_millis(5);
/// How often the file may be swapped under us before that is an error.
const SWAPS: usize = 8;

/// What an append has found and done.
#[derive(Debug)]
pub struct Appended {
    /// Bytes in the journal before.
    pub size_before: u64,
    /// Bytes in it now.
    pub size: u64,
    /// Something to know: no locks on this file system.
    pub warning: Option<String>,
}

/// Why an append failed; nothing of it is on the disk, or it is and a repetition does no harm.
#[derive(Debug)]
pub struct AppendError {
    /// The journal.
    pub path: PathBuf,
    /// What failed.
    pub action: &'static str,
    /// Why.
    pub source: io::Error,
}

impl fmt::Display for AppendError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.action, shown_path(&self.path), self.source)?;
        let advice = match self.source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; make room on the disk",
            io::ErrorKind::PermissionDenied => "; make the file yours to write",
            io::ErrorKind::IsADirectory => "; move the folder of that name away",
            io::ErrorKind::NotFound => "; its folder, or what a link points to, is missing",
            io::ErrorKind::WouldBlock => "; another program keeps it locked",
            _ => "",
        };
        formatter.write_str(advice)
    }
}

impl std::error::Error for AppendError {}

/// Appends `lines`, each with its end, all or none; costs the same whatever the size of the journal.
///
/// `unflushed` keeps the journals that were made and whose names are not known to be on the disk, also from one attempt to
/// the next.
///
/// # Errors
///
/// Which step failed, and why. After a failed flush the lines may be in the file: appending them again is harmless.
pub(super) fn append(
    disk: &dyn Disk,
    kind: JournalKind,
    path: &Path,
    lines: &str,
    unflushed: &mut HashSet<PathBuf>,
) -> Result<Appended, AppendError> {
    let failed = |action| move |source| AppendError { path: path.to_owned(), action, source };
    let (mut handle, locked) = open_locked(disk, path, unflushed)?;
    refuse_other_files(disk, kind, path, handle.as_mut())?;
    let size_before = again(|| handle.size()).map_err(failed("examine"))?;
    let last = again(|| handle.read(size_before.saturating_sub(1), 1)).map_err(failed("read"))?;
    let torn = last.last().is_some_and(|last| *last != b'\n');
    let written = if torn { format!("\n{lines}") } else { lines.to_owned() };
    write(handle.as_mut(), written.as_bytes(), size_before).map_err(failed("write to"))?;
    again(|| handle.flush()).map_err(failed("flush"))?;
    if unflushed.contains(path) {
        flush_name(disk, path)?;
        unflushed.remove(path);
    }
    let warning = (!locked).then(|| format!("{} cannot be locked on this file system", shown_path(path)));
    Ok(Appended { size_before, size: size_before + written.len() as u64, warning })
}

/// Makes sure that lines go to a journal. A link could lead to a file that a shell runs, and an article could say what.
fn refuse_other_files(
    disk: &dyn Disk,
    kind: JournalKind,
    path: &Path,
    handle: &mut dyn Handle,
) -> Result<(), AppendError> {
    let (name, ending) = (kind.name(), kind.ending());
    let has_ending =
        |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().ends_with(ending.as_bytes()));
    let failed = |action| move |source| AppendError { path: path.to_owned(), action, source };
    let contents = examine(kind, |offset, most| again(|| handle.read(offset, most))).map_err(failed("read"))?;
    let target = again(|| disk.link(path)).map_err(failed("examine"))?;
    let why = match (contents, &target) {
        (Contents::Journal, _) | (Contents::Empty, None) => return Ok(()),
        (Contents::Empty, Some(target)) if has_ending(target) => return Ok(()),
        (Contents::Empty, Some(target)) => {
            let target = shown_path(target);
            format!("remove the link: it leads to {target}, which is empty, and whose name does not end in {ending}")
        }
        (Contents::Other, Some(target)) => {
            format!("remove the link: it leads to {}, which is no {name}", shown_path(target))
        }
        (Contents::Other, None) => {
            format!("mend it or move it away: it is no {name}, since none of its lines is one")
        }
    };
    Err(failed("append to")(io::Error::other(why)))
}

/// Flushes the name of a journal to disk.
fn flush_name(disk: &dyn Disk, path: &Path) -> Result<(), AppendError> {
    let failed = |source| AppendError { path: path.to_owned(), action: "flush the folder of", source };
    folder_of(path).map_or(Ok(()), |folder| again(|| disk.flush_folder(folder)).map_err(failed))
}

/// Makes sure that what a journal holds is on the disk, without writing anything.
///
/// # Errors
///
/// Which step failed, and why.
pub fn flush(disk: &dyn Disk, path: &Path) -> Result<(), AppendError> {
    let failed = |action| move |source| AppendError { path: path.to_owned(), action, source };
    let (handle, _) = again(|| disk.open(path)).map_err(failed("open"))?;
    again(|| handle.flush()).map_err(failed("flush"))?;
    flush_name(disk, path)
}

fn folder_of(path: &Path) -> Option<&Path> {
    path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// The journal, open and, where that is possible, locked, and not swapped meanwhile.
fn open_locked(
    disk: &dyn Disk,
    path: &Path,
    unflushed: &mut HashSet<PathBuf>,
) -> Result<(Box<dyn Handle>, bool), AppendError> {
    let failed = |action| move |source| AppendError { path: path.to_owned(), action, source };
    for _ in 0..SWAPS {
        let (handle, new) = again(|| disk.open(path)).map_err(failed("open"))?;
        if new {
            unflushed.insert(path.to_owned());
        }
        let locked = lock(handle.as_ref()).map_err(failed("lock"))?;
        let ours = again(|| handle.identity()).map_err(failed("examine"))?;
        match again(|| disk.identity(path)) {
            Ok(there) if there == ours => return Ok((handle, locked)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed("examine")(error)),
        }
    }
    Err(failed("hold on to")(io::Error::other("other programs keep replacing it")))
}

/// Whether the file is locked; false where there are no locks.
fn lock(handle: &dyn Handle) -> io::Result<bool> {
    let start = Instant::now();
    loop {
        match again(|| handle.try_lock())? {
            Lock::Held => return Ok(true),
            Lock::Unsupported => return Ok(false),
            Lock::Busy if start.elapsed() > LOCK_PATIENCE => return Err(io::ErrorKind::WouldBlock.into()),
            Lock::Busy => sleep(LOCK_PAUSE),
        }
    }
}

/// Writes all or nothing: a short write is completed, and what was taken is cut off again when that fails.
fn write(handle: &mut dyn Handle, bytes: &[u8], size: u64) -> io::Result<()> {
    let mut written = 0;
    while written < bytes.len() {
        let taken = match again(|| handle.write_once(&bytes[written..])) {
            Ok(0) => Err(io::Error::new(
                io::ErrorKind::StorageFull,
                format!("only {written} of {} bytes fitted", bytes.len()),
            )),
            Ok(taken) => Ok(taken),
            Err(error) => Err(error),
        };
        match taken {
            Ok(taken) => written += taken,
            Err(error) => {
                cut_off(handle, size, written)?;
                return Err(error);
            }
        }
        if written < bytes.len() && again(|| handle.size())? != size + written as u64 {
            // Only where there are no locks; what was written is the torn beginning of a line.
            return Err(io::Error::other("another program wrote into it at the same time"));
        }
    }
    Ok(())
}

/// Cuts off what was written of lines that did not fit, unless somebody else has written behind it.
fn cut_off(handle: &dyn Handle, size: u64, written: usize) -> io::Result<()> {
    if written > 0 && again(|| handle.size())? == size + written as u64 {
        again(|| handle.truncate(size))?;
    }
    Ok(())
}
