//! A disk on which any single operation can fail.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use nutgraf::store::disk::{Disk, Handle, Identity, Lock, OsDisk};

/// Counts down with every operation; fails at zero, and from then on where it is told to stay.
#[derive(Clone, Default)]
pub(super) struct Fuse(pub(super) Arc<AtomicI64>, pub(super) Arc<std::sync::atomic::AtomicBool>);

impl Fuse {
    fn burn(&self) -> io::Result<()> {
        let left = self.0.fetch_sub(1, Ordering::SeqCst);
        let blown = self.1.load(Ordering::SeqCst) && left <= 0;
        if left == 0 || blown { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    }
}

pub(super) struct FaultyDisk(pub(super) Fuse);
struct FaultyHandle(Box<dyn Handle>, Fuse);

impl Disk for FaultyDisk {
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)> {
        self.0.burn()?;
        let (handle, new) = OsDisk.open(path)?;
        Ok((Box::new(FaultyHandle(handle, self.0.clone())), new))
    }
    fn identity(&self, path: &Path) -> io::Result<Identity> {
        self.0.burn()?;
        OsDisk.identity(path)
    }
    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.burn()?;
        OsDisk.flush_folder(folder)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.burn()?;
        OsDisk.replace(path, bytes)
    }
}

impl Handle for FaultyHandle {
    fn try_lock(&self) -> io::Result<Lock> {
        self.1.burn()?;
        self.0.try_lock()
    }
    fn identity(&self) -> io::Result<Identity> {
        self.1.burn()?;
        self.0.identity()
    }
    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>> {
        self.1.burn()?;
        self.0.read_from(offset)
    }
    fn size(&self) -> io::Result<u64> {
        self.1.burn()?;
        self.0.size()
    }
    /// A failing write takes half of the bytes first, as a full disk does.
    fn write_once(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.1.burn().is_err() {
            return self.0.write_once(&bytes[..bytes.len() / 2]);
        }
        self.0.write_once(bytes)
    }
    fn flush(&self) -> io::Result<()> {
        self.1.burn()?;
        self.0.flush()
    }
    fn truncate(&self, size: u64) -> io::Result<()> {
        self.0.truncate(size)
    }
}
