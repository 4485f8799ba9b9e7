//! A disk on which any operation can fail.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use nutgraf::storage::files::atomic_write::WriteError;
use nutgraf::storage::files::disk::{Disk, Handle, Identity, Lock, OsDisk};

/// How an operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The disk is full; a write stores half of its bytes first.
    Full,
    /// A signal interrupts it before anything is done.
    Interrupted,
    /// A write stores half of its bytes and says so; anything else succeeds.
    Short,
}

/// When and how operations fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Plan {
    #[default]
    Never,
    /// The one after this many others.
    Once(usize, Fault),
    /// Every operation from now on.
    Always(Fault),
    /// Every operation fails once and succeeds when it is repeated.
    EveryOther(Fault, bool),
}

/// Decides for every operation whether it fails.
#[derive(Clone, Default)]
pub(super) struct Fuse(Arc<Mutex<Plan>>);

impl Fuse {
    fn plan(&self, plan: Plan) {
        *self.0.lock().unwrap() = plan;
    }

    pub(super) fn once(&self, after: usize, fault: Fault) {
        self.plan(Plan::Once(after, fault));
    }

    pub(super) fn always(&self, fault: Fault) {
        self.plan(Plan::Always(fault));
    }

    pub(super) fn every_other(&self, fault: Fault) {
        self.plan(Plan::EveryOther(fault, true));
    }

    pub(super) fn never(&self) {
        self.plan(Plan::Never);
    }

    fn next(&self) -> Option<Fault> {
        let mut plan = self.0.lock().unwrap();
        let (now, next) = match *plan {
            Plan::Never => (None, Plan::Never),
            Plan::Once(0, fault) => (Some(fault), Plan::Never),
            Plan::Once(left, fault) => (None, Plan::Once(left - 1, fault)),
            Plan::Always(fault) => (Some(fault), *plan),
            Plan::EveryOther(fault, now) => (now.then_some(fault), Plan::EveryOther(fault, !now)),
        };
        *plan = next;
        now
    }

    /// The result of an operation other than writing.
    fn burn(&self) -> io::Result<()> {
        match self.next() {
            Some(Fault::Full) => Err(io::ErrorKind::StorageFull.into()),
            Some(Fault::Interrupted) => Err(io::ErrorKind::Interrupted.into()),
            Some(Fault::Short) | None => Ok(()),
        }
    }
}

pub(super) struct FaultyDisk(pub(super) Fuse);
struct FaultyHandle {
    handle: Box<dyn Handle>,
    fuse: Fuse,
    /// Whether the disk has accepted as much as it has room for.
    is_full: bool,
}

impl Disk for FaultyDisk {
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)> {
        self.0.burn()?;
        let (handle, new) = OsDisk.open(path)?;
        Ok((Box::new(FaultyHandle { handle, fuse: self.0.clone(), is_full: false }), new))
    }
    fn identity(&self, path: &Path) -> io::Result<Identity> {
        self.0.burn()?;
        OsDisk.identity(path)
    }
    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        self.0.burn()?;
        OsDisk.link(path)
    }
    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.burn()?;
        OsDisk.flush_folder(folder)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.burn()?;
        OsDisk.replace(path, bytes)
    }
    fn rewrite(&self, path: &Path, text: &str) -> Result<(), WriteError> {
        match self.0.burn() {
            Ok(()) => OsDisk.rewrite(path, text),
            // The system's answer for a folder that is not writable.
            Err(_) => OsDisk.rewrite(&path.join("full"), text),
        }
    }
}

impl Handle for FaultyHandle {
    fn try_lock(&self) -> io::Result<Lock> {
        self.fuse.burn()?;
        self.handle.try_lock()
    }
    fn identity(&self) -> io::Result<Identity> {
        self.fuse.burn()?;
        self.handle.identity()
    }
    fn read(&mut self, offset: u64, most: usize) -> io::Result<Vec<u8>> {
        self.fuse.burn()?;
        self.handle.read(offset, most)
    }
    fn size(&self) -> io::Result<u64> {
        self.fuse.burn()?;
        self.handle.size()
    }
    fn write_once(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if std::mem::take(&mut self.is_full) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let fault = self.fuse.next();
        self.is_full = fault == Some(Fault::Full);
        match fault {
            Some(Fault::Interrupted) => Err(io::ErrorKind::Interrupted.into()),
            Some(Fault::Full | Fault::Short) => self.handle.write_once(&bytes[..bytes.len().div_ceil(2)]),
            None => self.handle.write_once(bytes),
        }
    }
    fn flush(&self) -> io::Result<()> {
        self.fuse.burn()?;
        self.handle.flush()
    }
    fn truncate(&self, size: u64) -> io::Result<()> {
        self.handle.truncate(size)
    }
}
