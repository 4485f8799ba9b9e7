//! Watching folders, so that what others write appears by itself. Wakes nobody while nothing changes.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::text::path::shown_path;

/// How long the folder must be quiet before one looks: programs replace files in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// The longest that a folder that is never quiet keeps one from looking.
const UNREST: Duration = Duration::from_millis(250);

/// Watches until it is dropped.
pub struct Watcher {
    _attention: Arc<Mutex<Attention>>,
}

/// The folders to watch, and those that are watched in their stead.
struct Attention {
    watcher: RecommendedWatcher,
    wanted: Vec<PathBuf>,
    stand_ins: HashSet<PathBuf>,
}

impl Watcher {
    /// Calls `changed` on a thread of its own whenever something in one of `folders` has changed.
    ///
    /// A folder that does not exist yet is watched by its nearest parent that does, until it is made.
    ///
    /// # Errors
    ///
    /// When the system cannot watch; what is read then stays as it was.
    pub fn start(folders: &[PathBuf], changed: impl Fn() + Send + 'static) -> Result<Self, String> {
        let (tell, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading a file changes nothing; without this the program's own reading would wake it.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                // The other end is gone only when the program ends.
                let _ = tell.send(());
            }
        })
        .map_err(|error| format!("cannot watch for changes: {error}"))?;
        let mut attention = Attention { watcher, wanted: folders.to_vec(), stand_ins: HashSet::new() };
        attention.look_for_folders()?;
        let attention = Arc::new(Mutex::new(attention));
        let below = Arc::downgrade(&attention);
        let spawned =
            thread::Builder::new().name("watcher".to_owned()).spawn(move || report(&events, &below, &changed));
        spawned.map_err(|error| format!("cannot watch for changes: {error}"))?;
        Ok(Self { _attention: attention })
    }
}

impl Attention {
    /// Watches each folder, or its nearest parent, unless that is watched already.
    fn look_for_folders(&mut self) -> Result<(), String> {
        for folder in &self.wanted {
            let Some(there) = folder.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned) else { continue };
            if self.stand_ins.contains(&there) {
                continue;
            }
            self.watcher
                .watch(&there, RecursiveMode::NonRecursive)
                .map_err(|error| format!("cannot watch {}: {error}", shown_path(&there)))?;
            self.stand_ins.insert(there);
        }
        Ok(())
    }
}

fn report(events: &Receiver<()>, attention: &Weak<Mutex<Attention>>, changed: &dyn Fn()) {
    while events.recv().is_ok() {
        let end = Instant::now() + UNREST;
        while Instant::now() < end && events.recv_timeout(QUIET).is_ok() {}
        if let Some(attention) = attention.upgrade() {
            // A folder that cannot be watched is looked at with the next change of another.
            let _ = attention.lock().unwrap_or_else(PoisonError::into_inner).look_for_folders();
        }
        changed();
    }
}
