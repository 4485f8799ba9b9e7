//! Reading small files of the program's own, which may by now be anything: a pipe and a device would keep it waiting.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// All text of a regular file; never waits for anybody.
///
/// # Errors
///
/// As the file system says; also when it is no regular file, has more than `most` bytes, or is no text.
pub(super) fn read(path: &Path, most: u64) -> io::Result<String> {
    let mut file = open(path, OpenOptions::new().read(true))?;
    let mut text = String::new();
    file.by_ref().take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(io::Error::other(format!("it has more than {most} bytes")));
    }
    Ok(text)
}

/// A file that is held while others keep away, made where it is missing.
///
/// # Errors
///
/// As the file system says; also when something else than a regular file stands there.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    // For reading too: to open a pipe for writing alone is to wait for a reader.
    open(path, OpenOptions::new().create(true).read(true).append(true))
}

fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    let irregular = || io::Error::other("it is not a regular file");
    // Opening some devices does something.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(irregular());
    }
    let nonblock = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = options.custom_flags(nonblock).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(irregular()) }
}
