//! Watches folders, so that changes by others appear without a key. Uses no time while nothing changes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;

use crate::storage::files::disk::{Identity, identity};

/// How long a folder must be quiet before the program looks: others replace files in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// The longest that an unquiet folder can delay the look.
const UNREST: Duration = Duration::from_millis(250);

/// How often to look for folders that were created while the watch was being set up.
const LOOKS: usize = 8;

/// Watches until it is dropped.
pub struct Watcher {
    _attention: Arc<Mutex<Attention>>,
    trouble: Option<String>,
}

/// The folders to watch, and those that are watched in their place.
struct Attention {
    watcher: RecommendedWatcher,
    /// Returns the folders to watch. Links on the way to a file may lead elsewhere by now.
    wanted: Box<dyn Fn() -> Vec<PathBuf> + Send>,
    /// The watched folders, with their identities: another folder may take the same name.
    watched: HashMap<PathBuf, Identity>,
}

impl Watcher {
    /// Calls `changed` on a thread of its own whenever something changes in a folder that `wanted` returns. `wanted` is
    /// called again after each change.
    ///
    /// Until a folder exists, its nearest existing parent is watched.
    ///
    /// # Errors
    ///
    /// If the system cannot watch; the screen then keeps what was read.
    pub fn start(
        wanted: impl Fn() -> Vec<PathBuf> + Send + 'static,
        changed: impl Fn() + Send + 'static,
    ) -> Result<Self, String> {
        let (tell, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            // Access is no change, and the program's own reading would otherwise wake it.
            if !matches!(event.kind, EventKind::Access(_)) {
                let removed = if event.kind.is_remove() { event.paths } else { Vec::new() };
                // The receiver is gone only when the program ends.
                let _ = tell.send(removed);
            }
        })
        .map_err(|error| format!("cannot watch for changes: {}", told(&error)))?;
        let mut attention = Attention { watcher, wanted: Box::new(wanted), watched: HashMap::new() };
        let trouble = attention.look_for_folders().err();
        let attention = Arc::new(Mutex::new(attention));
        let below = Arc::downgrade(&attention);
        let spawned =
            thread::Builder::new().name("watcher".to_owned()).spawn(move || report(&events, &below, &changed));
        spawned.map_err(|error| format!("cannot watch for changes: {}", explained(Task::Run, &error)))?;
        Ok(Self { _attention: attention, trouble })
    }

    /// Which folder cannot be watched, and why.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }
}

/// Why the system does not watch.
fn told(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => explained(Task::Read, error),
        notify::ErrorKind::MaxFilesWatch => "the system watches as many folders as it may".to_owned(),
        _ => "the system cannot watch it".to_owned(),
    }
}

impl Attention {
    /// Watches each wanted folder, or its nearest parent, and no others.
    ///
    /// # Errors
    ///
    /// Why one of them cannot be watched; the others are.
    fn look_for_folders(&mut self) -> Result<(), String> {
        let mut result = Ok(());
        for _ in 0..LOOKS {
            let there = self.folders_there();
            let (system, watched) = (&mut self.watcher, &mut self.watched);
            watched.retain(|folder, identity| {
                let stays = there.get(folder) == Some(identity);
                if !stays {
                    // If the folder is gone, so is its watch.
                    let _ = system.unwatch(folder);
                }
                stays
            });
            let new: Vec<_> = there.into_iter().filter(|(folder, _)| !watched.contains_key(folder)).collect();
            if new.is_empty() {
                break;
            }
            for (folder, identity) in new {
                match system.watch(&folder, RecursiveMode::NonRecursive) {
                    Ok(()) => {}
                    Err(error) => result = Err(format!("cannot watch {}: {}", shown_path(&folder), told(&error))),
                }
                watched.insert(folder, identity);
            }
            // Looks again for folders created before the watch began.
        }
        result
    }

    /// The folders to watch, or their existing parents; each under one name, as the system sees it.
    fn folders_there(&self) -> HashMap<PathBuf, Identity> {
        let there = |folder: &Path| Some((fs::canonicalize(folder).ok()?, folder_at(folder)?));
        (self.wanted)().iter().filter_map(|folder| folder.ancestors().find_map(there)).collect()
    }
}

/// The identity of the folder at this path.
fn folder_at(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().filter(fs::Metadata::is_dir).map(|metadata| identity(&metadata))
}

fn report(events: &Receiver<Vec<PathBuf>>, attention: &Weak<Mutex<Attention>>, changed: &dyn Fn()) {
    while let Ok(mut removed) = events.recv() {
        let end = Instant::now() + UNREST;
        while Instant::now() < end
            && let Ok(more) = events.recv_timeout(QUIET)
        {
            removed.extend(more);
        }
        if let Some(attention) = attention.upgrade() {
            let mut attention = attention.lock().unwrap_or_else(PoisonError::into_inner);
            // A folder created anew may have the identity of the old one, so removals count too.
            attention.watched.retain(|folder, _| !removed.contains(folder));
            // A folder that cannot be watched is tried again with the next change elsewhere.
            let _ = attention.look_for_folders();
        }
        changed();
    }
}
