//! Opening files by names that others have chosen: nobody waits for a pipe, and nothing is read from a device.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

/// What stands in a file's place, with its article; none for a regular file.
pub(super) fn other_kind(kind: FileType) -> Option<&'static str> {
    Some(match kind {
        _ if kind.is_file() => return None,
        _ if kind.is_dir() => "a folder",
        _ if kind.is_fifo() => "a pipe",
        _ if kind.is_socket() => "a socket",
        _ => "a device",
    })
}

/// Opens a regular file for reading, through links; what is none is refused before it is opened, since opening a device may
/// already do something.
///
/// # Errors
///
/// As the file system says; also when it is no regular file.
pub(super) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    refuse_others(&fs::metadata(path)?)?;
    open_with(path, OpenOptions::new().read(true))
}

/// Opens a file to lock it, so that others keep away, and makes it where it is missing.
///
/// # Errors
///
/// As the file system says; also when something other than a regular file has that name.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    if let Ok(metadata) = fs::metadata(path) {
        refuse_others(&metadata)?;
    }
    // For reading too: opening a pipe for writing alone waits for a reader.
    open_with(path, OpenOptions::new().create(true).read(true).append(true)).map(|(file, _)| file)
}

fn open_with(path: &Path, options: &mut OpenOptions) -> io::Result<(File, Metadata)> {
    // A pipe that has taken its place meanwhile would keep us waiting.
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

/// The error for what [`other_kind`] has found.
pub(super) fn not_regular(kind: &str) -> io::Error {
    let kind_of_error = if kind == "a folder" { io::ErrorKind::IsADirectory } else { io::ErrorKind::Other };
    io::Error::new(kind_of_error, format!("it is {kind}, not a regular file"))
}

/// The bytes of a regular file.
///
/// # Errors
///
/// As [`open`] says.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let (mut file, metadata) = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(1 << 24));
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a regular file of at most `most` bytes.
///
/// # Errors
///
/// As [`open`] says; also when the file is longer, or is not UTF-8.
pub(super) fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.0.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(io::Error::other(format!("it has more than {most} bytes")));
    }
    Ok(text)
}
