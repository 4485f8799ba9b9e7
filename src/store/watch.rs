//! Watching folders, so that what others write appears by itself. Wakes nobody while nothing changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long the folder must be quiet before one looks: programs replace files in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// Watches until it is dropped.
pub struct Watcher {
    _watcher: RecommendedWatcher,
}

impl Watcher {
    /// Calls `changed` on a thread of its own whenever something in one of `folders` has changed.
    ///
    /// A folder that does not exist yet is watched by its nearest parent that does.
    ///
    /// # Errors
    ///
    /// When the system cannot watch; what is read then stays as it was.
    pub fn start(folders: &[PathBuf], changed: impl Fn() + Send + 'static) -> Result<Self, String> {
        let (tell, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading a file changes nothing; without this the program's own reading would wake it.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                // The other end is gone only when the program ends.
                let _ = tell.send(());
            }
        })
        .map_err(|error| format!("cannot watch for changes: {error}"))?;
        for folder in folders {
            let Some(there) = folder.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned) else { continue };
            watcher
                .watch(&there, RecursiveMode::NonRecursive)
                .map_err(|error| format!("cannot watch {}: {error}", there.display()))?;
        }
        let spawned = thread::Builder::new().name("watcher".to_owned()).spawn(move || report(&events, &changed));
        spawned.map_err(|error| format!("cannot watch for changes: {error}"))?;
        Ok(Self { _watcher: watcher })
    }
}

fn report(events: &Receiver<()>, changed: &dyn Fn()) {
    while events.recv().is_ok() {
        while events.recv_timeout(QUIET).is_ok() {}
        changed();
    }
}
