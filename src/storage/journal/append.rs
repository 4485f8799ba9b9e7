//! Appends to a journal so that a line is either on the disk or known not to be.
//!
//! The steps: open the path, lock, check that path and handle are the same file and that it is a journal, end a torn
//! line, write, flush, flush the folder of a new file, unlock. What others wrote is read afterwards. Interrupted system
//! calls are repeated, and a short write is completed or truncated again.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::model::journal::ActionId;
use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::storage::files::disk::{Disk, Handle, Lock, again};
use crate::storage::journal::file_kind::{Contents, JournalKind, examine};

/// If another program keeps the lock longer than this, the append fails and can be retried.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// The pause between two attempts to lock.
const LOCK_PAUSE: Duration = Duration::from_millis(5);
/// How often the file may be swapped during one append before it fails.
const SWAPS: usize = 8;

/// The result of an append.
#[derive(Debug)]
pub struct Appended {
    /// Size of the journal before, in bytes.
    pub size_before: u64,
    /// Its size now, in bytes.
    pub size: u64,
    /// A warning, such as that the file system has no locks.
    pub warning: Option<String>,
}

/// Why an append failed. Either nothing of it is on the disk, or repeating it does no harm.
#[derive(Debug)]
pub struct AppendError {
    /// The journal.
    pub path: PathBuf,
    /// The step that failed.
    pub action: &'static str,
    /// The error.
    pub source: io::Error,
}

impl fmt::Display for AppendError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: ", self.action, shown_path(&self.path))?;
        match self.source.kind() {
            io::ErrorKind::PermissionDenied => formatter.write_str("you may not write it; make it yours to write"),
            io::ErrorKind::IsADirectory => formatter.write_str("it is a folder; move the folder of that name away"),
            io::ErrorKind::NotFound => formatter.write_str("its folder, or what a link points to, is missing"),
            io::ErrorKind::WouldBlock => formatter.write_str("another program keeps it locked; try again later"),
            _ => formatter.write_str(&explained(Task::Write, &self.source)),
        }
    }
}

impl std::error::Error for AppendError {}

/// Appends `lines`, each with its line break, all or none. The cost does not depend on the size of the journal.
///
/// `unflushed` lists the journals created whose names may not be on the disk yet, and persists from one attempt to the
/// next.
///
/// # Errors
///
/// The step that failed, and why. After a failed flush the lines may be in the file; appending them again is harmless.
pub(crate) fn append(
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

/// Writes lines of the journal as a new segment in the annotator's folder; the segment has the id of the last line for its name.
/// Answers its path. It is there whole or not at all, since whatever carries segments copies each of them once.
///
/// # Errors
///
/// Which step failed, and why. Trying again is harmless.
pub(crate) fn write_segment(
    disk: &dyn Disk,
    folder: &Path,
    last: ActionId,
    lines: &str,
) -> Result<PathBuf, AppendError> {
    let path = folder.join(format!("{last}.jsonl"));
    let failed = |action| {
        let path = path.clone();
        move |source| AppendError { path, action, source }
    };
    let is_new = !folder.exists();
    fs::create_dir_all(folder).map_err(failed("make the folder of"))?;
    if fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_symlink()) {
        let why = io::Error::other("its folder is a link, which is not read; make it a folder");
        return Err(failed("write")(why));
    }
    match fs::read(&path) {
        // An earlier attempt wrote it, and failed afterwards.
        Ok(bytes) if bytes == lines.as_bytes() => {}
        Ok(_) => return Err(failed("write")(io::Error::other("another segment has its name"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            again(|| disk.replace(&path, lines.as_bytes())).map_err(failed("write"))?;
        }
        Err(error) => return Err(failed("read")(error)),
    }
    again(|| disk.flush_folder(folder)).map_err(failed("flush"))?;
    if is_new {
        // The names of the folders, up to the one of the article.
        for above in folder.ancestors().skip(1).take(2) {
            let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
            again(|| disk.flush_folder(above)).map_err(failed("flush"))?;
        }
    }
    Ok(path)
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
            format!("remove the link: it leads to {}, which is not a {name}", shown_path(target))
        }
        (Contents::Other, None) => {
            format!("repair it or move it away: it is not a {name}, since it has no valid line")
        }
    };
    Err(failed("append to")(io::Error::other(why)))
}

/// Flushes the name of a journal to disk.
fn flush_name(disk: &dyn Disk, path: &Path) -> Result<(), AppendError> {
    let failed = |source| AppendError { path: path.to_owned(), action: "flush the folder of", source };
    folder_of(path).map_or(Ok(()), |folder| again(|| disk.flush_folder(folder)).map_err(failed))
}

/// Makes sure that the content of a journal is on the disk, without writing anything.
///
/// # Errors
///
/// The step that failed, and why.
pub fn flush(disk: &dyn Disk, path: &Path) -> Result<(), AppendError> {
    let failed = |action| move |source| AppendError { path: path.to_owned(), action, source };
    let (handle, _) = again(|| disk.open(path)).map_err(failed("open"))?;
    again(|| handle.flush()).map_err(failed("flush"))?;
    flush_name(disk, path)
}

fn folder_of(path: &Path) -> Option<&Path> {
    path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// Opens the journal and, if possible, locks it, and makes sure that nobody has swapped it.
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
    Err(failed("keep hold of")(io::Error::other("other programs keep replacing it")))
}

/// Locks the file; returns false if the file system has no locks.
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

/// Writes all or nothing: a short write is completed, or truncated again if that fails.
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
            // This happens only without locks; what was written is a torn line.
            return Err(io::Error::other("another program wrote into it at the same time"));
        }
    }
    Ok(())
}

/// Truncates lines that did not fit, unless somebody else has written after them.
fn cut_off(handle: &dyn Handle, size: u64, written: usize) -> io::Result<()> {
    if written > 0 && again(|| handle.size())? == size + written as u64 {
        again(|| handle.truncate(size))?;
    }
    Ok(())
}
