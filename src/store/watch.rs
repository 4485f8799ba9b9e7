//! Watching folders, so that what others write appears by itself. Wakes nobody while nothing changes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::text::path::shown_path;

use super::disk::{Identity, identity};

/// How long the folder must be quiet before one looks: programs replace files in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// The longest that a folder that is never quiet keeps one from looking.
const UNREST: Duration = Duration::from_millis(250);

/// How often one looks whether folders were made while others were begun to be watched.
const LOOKS: usize = 8;

/// Watches until it is dropped.
pub struct Watcher {
    _attention: Arc<Mutex<Attention>>,
    trouble: Option<String>,
}

/// The folders to watch, and those that are watched in their stead.
struct Attention {
    watcher: RecommendedWatcher,
    /// Which folders to watch; links on the way to a file may lead elsewhere by now.
    wanted: Box<dyn Fn() -> Vec<PathBuf> + Send>,
    /// Those that are watched, and which they were then: another may take a folder's name.
    watched: HashMap<PathBuf, Identity>,
}

impl Watcher {
    /// Calls `changed` on a thread of its own whenever something in one of the folders has changed that `wanted` names, which
    /// is asked again after each change.
    ///
    /// A folder that does not exist yet is watched by its nearest parent that does, until it is made.
    ///
    /// # Errors
    ///
    /// When the system cannot watch; what is read then stays as it was.
    pub fn start(
        wanted: impl Fn() -> Vec<PathBuf> + Send + 'static,
        changed: impl Fn() + Send + 'static,
    ) -> Result<Self, String> {
        let (tell, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            // Reading a file changes nothing; without this the program's own reading would wake it.
            if !matches!(event.kind, EventKind::Access(_)) {
                let removed = if event.kind.is_remove() { event.paths } else { Vec::new() };
                // The other end is gone only when the program ends.
                let _ = tell.send(removed);
            }
        })
        .map_err(|error| format!("cannot watch for changes: {error}"))?;
        let mut attention = Attention { watcher, wanted: Box::new(wanted), watched: HashMap::new() };
        let trouble = attention.look_for_folders().err();
        let attention = Arc::new(Mutex::new(attention));
        let below = Arc::downgrade(&attention);
        let spawned =
            thread::Builder::new().name("watcher".to_owned()).spawn(move || report(&events, &below, &changed));
        spawned.map_err(|error| format!("cannot watch for changes: {error}"))?;
        Ok(Self { _attention: attention, trouble })
    }

    /// Which of the folders cannot be watched, and why.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }
}

impl Attention {
    /// Watches each wanted folder, or its nearest parent, and none that is wanted no longer.
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
                    // Where the folder is gone, so is the watch.
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
                    Err(error) => result = Err(format!("cannot watch {}: {error}", shown_path(&folder))),
                }
                watched.insert(folder, identity);
            }
            // What was made in them before they were watched is found by looking again.
        }
        result
    }

    /// The folders to watch, or what there is of them; each under one name only, since the system knows it as one.
    fn folders_there(&self) -> HashMap<PathBuf, Identity> {
        let there = |folder: &Path| Some((fs::canonicalize(folder).ok()?, folder_at(folder)?));
        (self.wanted)().iter().filter_map(|folder| folder.ancestors().find_map(there)).collect()
    }
}

/// Which folder stands there.
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
            // A folder that was made anew may be told from the one before by nothing but this.
            attention.watched.retain(|folder, _| !removed.contains(folder));
            // A folder that cannot be watched is looked at with the next change of another.
            let _ = attention.look_for_folders();
        }
        changed();
    }
}
