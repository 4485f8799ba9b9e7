//! Which outside changes the watch notices: in folders created later or again, and wherever links lead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use nutgraf::storage::journal::notes_files::Source;
use nutgraf::storage::watch::Watcher;
use tempfile::TempDir;

const ARTICLE: &str = include_str!("journeys/harbour.yaml");
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder with a watch.
struct Place {
    root: TempDir,
    watched: Option<(Watcher, Receiver<()>)>,
}

impl Place {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap(), watched: None }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes a file, and creates its folders.
    fn write(&self, name: &str, text: &str) -> &Self {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
        self
    }

    fn link(&self, name: &str, target: &str) -> &Self {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        symlink(target, self.path(name)).unwrap();
        self
    }

    fn watch(&mut self, wanted: impl Fn() -> Vec<PathBuf> + Send + 'static) {
        let (tell, told) = channel();
        let watcher = Watcher::start(wanted, move || tell.send(()).unwrap_or(())).unwrap();
        assert_eq!(watcher.trouble(), None);
        self.watched = Some((watcher, told));
    }

    /// Watches an article as the reader does.
    fn watch_article(&mut self, name: &str) {
        let source = Source::File(self.path(name), "an-id-that-nobody-has-notes-on".to_owned());
        self.watch(move || source.watched_folders());
    }

    fn told(&self) -> &Receiver<()> {
        &self.watched.as_ref().unwrap().1
    }

    /// Whether the watch notices this change by itself.
    fn notices(&self, what: &str, change: impl FnOnce()) {
        // The effects of earlier changes are over.
        while self.told().recv_timeout(Duration::from_millis(600)).is_ok() {}
        change();
        assert!(self.told().recv_timeout(PATIENCE).is_ok(), "{what} was not noticed");
    }

    fn notices_writing(&self, name: &str) {
        self.notices(name, || {
            self.write(name, "changed");
        });
    }
}

/// Saves like an editor: a new file replaces the old one.
fn replace(path: &Path) {
    let other = path.with_extension("new");
    fs::write(&other, "changed").unwrap();
    fs::rename(other, path).unwrap();
}

#[test]
fn an_article_behind_a_chain_of_links_is_watched_where_it_lies() {
    let mut place = Place::new();
    place.write("real/deep/story.yaml", ARTICLE).link("middle/current", "../real/deep");
    place.link("middle/story.yaml", "current/story.yaml").link("shelf/harbour.yaml", "../middle/story.yaml");
    place.watch_article("shelf/harbour.yaml");
    place.notices("the file", || fs::write(place.path("real/deep/story.yaml"), "changed").unwrap());
    place.notices("another file in its place", || replace(&place.path("real/deep/story.yaml")));
    place.write("newer/story.yaml", ARTICLE);
    place.notices("a link in the middle that leads elsewhere", || {
        symlink("../newer", place.path("middle/next")).unwrap();
        fs::rename(place.path("middle/next"), place.path("middle/current")).unwrap();
    });
    place.notices_writing("newer/story.yaml");
}

#[test]
fn an_article_in_a_linked_folder_is_watched_also_when_the_folder_is_another() {
    let mut place = Place::new();
    place.write("one/harbour.yaml", ARTICLE).write("two/harbour.yaml", ARTICLE).link("current", "one");
    place.watch_article("current/harbour.yaml");
    place.notices_writing("one/harbour.yaml");
    place.notices("the link", || {
        symlink("two", place.path("next")).unwrap();
        fs::rename(place.path("next"), place.path("current")).unwrap();
    });
    place.notices_writing("two/harbour.yaml");
}

#[test]
fn notes_behind_links_are_watched_where_they_lie_also_those_made_later() {
    let mut place = Place::new();
    place.write("harbour.yaml", ARTICLE).write("sync/deep/ana.notes.jsonl", "");
    place.link("sync/ana.notes.jsonl", "deep/ana.notes.jsonl").link("harbour.ana.notes.jsonl", "sync/ana.notes.jsonl");
    place.watch_article("harbour.yaml");
    place.notices_writing("sync/deep/ana.notes.jsonl");
    place.write("other/ben.notes.jsonl", "");
    place.notices("a new link", || {
        place.link("harbour.ben.notes.jsonl", "other/ben.notes.jsonl");
    });
    place.notices_writing("other/ben.notes.jsonl");
}

#[test]
fn settings_behind_a_link_and_a_link_whose_end_is_made_later_are_watched() {
    let mut place = Place::new();
    place.write("harbour.yaml", ARTICLE).link("nutgraf.toml", "shared/desk/nutgraf.toml");
    place.watch_article("harbour.yaml");
    place.notices_writing("shared/desk/nutgraf.toml");
    place.notices_writing("shared/desk/nutgraf.toml");
}

#[test]
fn a_folder_created_again_is_watched_again() {
    let mut place = Place::new();
    place.write("desk/harbour.yaml", ARTICLE);
    place.watch_article("desk/harbour.yaml");
    for _ in 0..3 {
        place.notices("its end", || fs::remove_dir_all(place.path("desk")).unwrap());
        place.notices("its return", || {
            place.write("desk/harbour.yaml", ARTICLE);
        });
        place.notices_writing("desk/harbour.yaml");
    }
    place.notices("another in its place", || {
        fs::rename(place.path("desk"), place.path("before")).unwrap();
        place.write("desk/harbour.yaml", ARTICLE);
    });
    place.notices_writing("desk/harbour.yaml");
}

#[test]
fn a_folder_under_two_names_is_watched_until_neither_is_wanted() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let mut place = Place::new();
    place.write("real/file", "").link("linked", "real");
    let both = std::sync::Arc::new(AtomicBool::new(true));
    let (real, linked, wants_both) = (place.path("real"), place.path("linked"), both.clone());
    place.watch(move || {
        let mut folders = vec![real.clone()];
        folders.extend(wants_both.load(Ordering::SeqCst).then(|| linked.clone()));
        folders
    });
    place.notices_writing("real/file");
    both.store(false, Ordering::SeqCst);
    place.notices_writing("real/file");
    place.notices_writing("real/file");
}

#[test]
fn folders_made_later_are_watched_too() {
    let mut place = Place::new();
    let deep = place.path("one/two");
    place.watch(move || vec![deep.clone()]);
    place.notices("the folders", || fs::create_dir_all(place.path("one/two")).unwrap());
    place.notices_writing("one/two/file");
}

#[test]
fn a_folder_that_is_never_quiet_is_read_nevertheless() {
    let mut place = Place::new();
    let root = place.root.path().to_owned();
    place.watch(move || vec![root.clone()]);
    let log = place.path("log");
    let noise = std::thread::spawn(move || {
        for number in 0..300 {
            fs::write(&log, number.to_string()).unwrap();
            std::thread::sleep(Duration::from_millis(5));
        }
        std::time::Instant::now()
    });
    place.told().recv_timeout(PATIENCE).unwrap();
    let noticed = std::time::Instant::now();
    assert!(noticed < noise.join().unwrap(), "it was noticed only once all was quiet");
}
