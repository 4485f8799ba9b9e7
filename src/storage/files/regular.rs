//! Opens files under names that other people chose, without waiting for a pipe or reading from a device.

use std::fs;
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io;
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

/// What is in the place of a file, with its article; `None` for a regular file.
pub(crate) fn other_kind(kind: FileType) -> Option<&'static str> {
    Some(match kind {
        _ if kind.is_file() => return None,
        _ if kind.is_dir() => "a folder",
        _ if kind.is_fifo() => "a pipe",
        _ if kind.is_socket() => "a socket",
        _ => "a device",
    })
}

/// Opens a regular file for reading, through links. Anything else is refused before it is opened, since opening a
/// device may already have an effect.
///
/// # Errors
///
/// If the file system fails, or the path is not a regular file.
pub(crate) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    refuse_others(&fs::metadata(path)?)?;
    open_with(path, OpenOptions::new().read(true))
}

/// Opens a file for locking, and creates it if necessary.
///
/// # Errors
///
/// If the file system fails, or something other than a regular file has that name.
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    if let Ok(metadata) = fs::metadata(path) {
        refuse_others(&metadata)?;
    }
    // Also for reading: opening a pipe for writing alone would wait for a reader.
    open_with(path, OpenOptions::new().create(true).read(true).append(true)).map(|(file, _)| file)
}

fn open_with(path: &Path, options: &mut OpenOptions) -> io::Result<(File, Metadata)> {
    // A pipe may have taken the file's place meanwhile, and would block.
    let nonblock = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = options.custom_flags(nonblock).open(path)?;
    let metadata = file.metadata()?;
    refuse_others(&metadata)?;
    Ok((file, metadata))
}

fn refuse_others(metadata: &Metadata) -> io::Result<()> {
    match other_kind(metadata.file_type()) {
        None => Ok(()),
        Some(kind) => Err(not_regular(kind)),
    }
}

/// The error for the result of [`other_kind`].
pub(crate) fn not_regular(kind: &str) -> io::Error {
    let kind_of_error = if kind == "a folder" { io::ErrorKind::IsADirectory } else { io::ErrorKind::Other };
    io::Error::new(kind_of_error, format!("it is {kind}, not a regular file"))
}

/// The bytes of a regular file.
///
/// # Errors
///
/// As for [`open`].
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let (mut file, metadata) = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(1 << 24));
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a regular file of at most `most` bytes.
///
/// # Errors
///
/// As for [`open`], or if the file is longer, or not UTF-8.
pub(crate) fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.0.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(io::Error::other(format!("it has more than {most} bytes")));
    }
    Ok(text)
}
