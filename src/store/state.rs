//! What is remembered from one run to the next: settings for all articles, and for each where one was.

use std::fs::{self, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::domain::bookmark::Bookmark;

use crate::text::path::shown_path;

use super::disk::replace_soon;
use super::{folders, regular};

/// Articles opened longest ago are forgotten beyond this many.
const MOST_ARTICLES: usize = 200;
/// What is remembered never needs so much; a larger file is something else.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// How long another program may keep the file to itself: it needs a moment.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait between two attempts to lock.
const PAUSE: Duration = Duration::from_millis(5);

/// What is remembered. What cannot be read counts as nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State(Map<String, Value>);

/// Where one was in an article, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The article: its file's whole path, or its built-in name.
    pub article: String,
    /// Where one was.
    pub bookmark: Bookmark,
    /// The theme, where one has chosen another.
    pub theme: Option<String>,
    /// Milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
}

impl State {
    /// What the user's file of settings holds.
    #[must_use]
    pub fn load() -> Self {
        folders::state().map_or_else(Self::default, |path| Self::read(&path))
    }

    fn read(path: &Path) -> Self {
        let text = regular::read_text(path, MOST_BYTES).unwrap_or_default();
        Self(serde_json::from_str(&text).unwrap_or_default())
    }

    /// The name given to the question who writes.
    #[must_use]
    pub fn annotator(&self) -> Option<&str> {
        self.0.get("annotator")?.as_str()
    }

    /// The theme chosen last.
    #[must_use]
    pub fn theme(&self) -> Option<&str> {
        self.0.get("theme")?.as_str()
    }

    /// Where one was in an article.
    #[must_use]
    pub fn bookmark(&self, article: &str) -> Option<Bookmark> {
        serde_json::from_value(self.0.get("articles")?.get(article)?.get("place")?.clone()).ok()
    }

    /// Articles by when they were last open, the latest first.
    #[must_use]
    pub fn recent(&self) -> Vec<String> {
        let Some(Value::Object(articles)) = self.0.get("articles") else { return Vec::new() };
        let mut recent: Vec<(u64, &String)> = articles.iter().map(|(name, value)| (opened(value), name)).collect();
        recent.sort_by_key(|(at, name)| (std::cmp::Reverse(*at), *name));
        recent.into_iter().map(|(_, name)| name.clone()).collect()
    }

    /// Notes who writes.
    pub fn set_annotator(&mut self, name: &str) {
        self.0.insert("annotator".to_owned(), name.into());
    }

    /// Notes where one was.
    pub fn visit(&mut self, visit: &Visit) {
        if let Some(theme) = &visit.theme {
            self.0.insert("theme".to_owned(), theme.as_str().into());
        }
        let articles = self.0.entry("articles").or_insert_with(|| json!({}));
        if !articles.is_object() {
            *articles = json!({});
        }
        articles[&visit.article] = json!({"place": visit.bookmark, "opened": visit.at_ms});
        for forgotten in self.recent().into_iter().skip(MOST_ARTICLES) {
            if let Some(Value::Object(articles)) = self.0.get_mut("articles") {
                articles.remove(&forgotten);
            }
        }
    }
}

fn opened(article: &Value) -> u64 {
    article.get("opened").and_then(Value::as_u64).unwrap_or(0)
}

/// Changes what is remembered; under a lock, so that two programs do not undo each other, and whole or not at all.
///
/// # Errors
///
/// As the file system says; also when the file is a pipe or a device, which is left alone, or locked for long.
pub fn change(change: impl FnOnce(&mut State)) -> io::Result<()> {
    change_soon(change, true)
}

/// Notes where one was, without waiting until the disk has it: whoever leaves does not wait, and no word is lost with it.
///
/// # Errors
///
/// As [`change`].
pub fn note_visit(visit: &Visit) -> io::Result<()> {
    change_soon(|state| state.visit(visit), false)
}

fn change_soon(change: impl FnOnce(&mut State), flush: bool) -> io::Result<()> {
    let Some(path) = folders::state() else { return Err(io::Error::other("there is no home folder")) };
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let lock = regular::open_lock(&path.with_extension("lock"))?;
    let end = Instant::now() + PATIENCE;
    // Where there are no locks, the file is replaced whole all the same.
    while let Err(TryLockError::WouldBlock) = lock.try_lock() {
        if Instant::now() >= end {
            return Err(io::Error::other(format!("another program keeps {} locked", shown_path(&path))));
        }
        sleep(PAUSE);
    }
    // What a link leads to is replaced, not the link.
    let path = fs::canonicalize(&path).unwrap_or(path);
    if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::other(format!("{} is not a regular file", shown_path(&path))));
    }
    let mut state = State::read(&path);
    if state == State::default() && fs::metadata(&path).is_ok_and(|metadata| metadata.len() > 2) {
        // Nothing that can be read, and perhaps somebody's work: kept aside.
        fs::rename(&path, path.with_extension("json.unreadable"))?;
    }
    change(&mut state);
    replace_soon(&path, Value::from(state.0).to_string().as_bytes(), flush)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(article: &str, at_ms: u64) -> Visit {
        let bookmark = Bookmark { paragraph: format!("p{at_ms}"), ..Bookmark::default() };
        Visit { article: article.to_owned(), bookmark, theme: None, at_ms }
    }

    #[test]
    fn each_article_has_its_place_and_the_latest_comes_first() {
        let mut state = State::default();
        state.visit(&visit("old", 1));
        state.visit(&visit("new", 2));
        state.visit(&visit("old", 3));
        assert_eq!(state.recent(), ["old", "new"]);
        assert_eq!(state.bookmark("old").map(|place| place.paragraph), Some("p3".to_owned()));
        assert_eq!(state.bookmark("none"), None);
    }

    #[test]
    fn articles_of_long_ago_are_forgotten() {
        let mut state = State::default();
        for at in 0..300 {
            state.visit(&visit(&format!("a{at}"), at));
        }
        assert_eq!(state.recent().len(), MOST_ARTICLES);
        assert_eq!(state.recent()[0], "a299");
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let mut state = State(serde_json::from_str(r#"{"later":[1],"articles":7}"#).unwrap_or_default());
        state.visit(&visit("a", 1));
        assert_eq!(state.0["later"], json!([1]));
    }
}
