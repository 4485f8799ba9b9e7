//! State that outlasts a run: preferences for all articles, and the last place in each.

use std::collections::HashMap;
use std::fs;
use std::fs::TryLockError;
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::model::preferences::Preferences;
use crate::session::bookmark::Bookmark;

use crate::text::path::shown_path;

use crate::storage::files::disk::replace_soon;
use crate::storage::files::{folders, regular};

/// Beyond this number, the articles not opened for longest are forgotten.
const MOST_ARTICLES: usize = 200;
/// The state never needs as much; a larger file is something else.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// How long another program may lock the file: it needs a moment.
const PATIENCE: Duration = Duration::from_secs(2);
/// The pause between two attempts to lock.
const PAUSE: Duration = Duration::from_millis(5);

/// The remembered state. An unreadable file counts as empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State(Map<String, Value>);

/// The last place in an article, and the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The key of the article: its file's absolute path, or its built-in name.
    pub article: String,
    /// The last place.
    pub bookmark: Bookmark,
    /// The theme, if the user has chosen another.
    pub theme: Option<String>,
    /// The preferences for every article, if they have changed.
    pub preferences: Option<Preferences>,
    /// Milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
}

impl Visit {
    /// Adds choices of an earlier visit that were not written yet and that this one does not change.
    pub fn take_choices_of(&mut self, earlier: Self) {
        self.theme = self.theme.take().or(earlier.theme);
        self.preferences = self.preferences.take().or(earlier.preferences);
    }
}

impl State {
    /// The content of the user's state file.
    #[must_use]
    pub fn load() -> Self {
        folders::state().map_or_else(Self::default, |path| Self::read(&path))
    }

    fn read(path: &Path) -> Self {
        let text = regular::read_text(path, MOST_BYTES).unwrap_or_default();
        Self(serde_json::from_str(&text).unwrap_or_default())
    }

    /// The name that the annotator gave when asked.
    #[must_use]
    pub fn annotator(&self) -> Option<&str> {
        self.0.get("annotator")?.as_str()
    }

    /// The theme chosen last.
    #[must_use]
    pub fn theme(&self) -> Option<&str> {
        self.0.get("theme")?.as_str()
    }

    /// The preferences for every article.
    #[must_use]
    pub fn preferences(&self) -> Preferences {
        let stored = self.0.get("preferences").cloned();
        stored.and_then(|stored| serde_json::from_value(stored).ok()).unwrap_or_default()
    }

    /// The last place in an article.
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

    /// When each article below a folder was last open, in milliseconds since 1970-01-01 UTC, by its path relative to
    /// the folder.
    #[must_use]
    pub fn opened_below(&self, folder: &Path) -> HashMap<String, u64> {
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let Some(Value::Object(articles)) = self.0.get("articles") else { return HashMap::new() };
        let below = |name: &str| Some(Path::new(name).strip_prefix(&whole).ok()?.to_string_lossy().into_owned());
        articles.iter().filter_map(|(name, article)| Some((below(name)?, opened(article)))).collect()
    }

    /// Sets the annotator's name.
    pub fn set_annotator(&mut self, name: &str) {
        self.0.insert("annotator".to_owned(), name.into());
    }

    /// Sets the last place in an article.
    pub fn visit(&mut self, visit: &Visit) {
        if let Some(theme) = &visit.theme {
            self.0.insert("theme".to_owned(), theme.as_str().into());
        }
        if let Some(preferences) = &visit.preferences {
            self.0.insert("preferences".to_owned(), json!(preferences));
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

/// Changes the state: under a lock, so that two programs do not undo each other's changes, and completely or not at
/// all.
///
/// # Errors
///
/// If the file system fails, or the file is a pipe or a device, which stays untouched, or locked for long.
pub fn change(change: impl FnOnce(&mut State)) -> io::Result<()> {
    change_soon(change, true)
}

/// Saves a visit without waiting for the disk: quitting should be quick, and no annotation is at risk.
///
/// # Errors
///
/// As for [`change`].
pub fn note_visit(visit: &Visit) -> io::Result<()> {
    change_soon(|state| state.visit(visit), false)
}

fn change_soon(change: impl FnOnce(&mut State), flush: bool) -> io::Result<()> {
    let Some(path) = folders::state() else { return Err(io::Error::other("there is no home folder")) };
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let lock = regular::open_lock(&path.with_extension("lock"))?;
    let end = Instant::now() + PATIENCE;
    // Without locks, the file is still replaced as a whole.
    while let Err(TryLockError::WouldBlock) = lock.try_lock() {
        if Instant::now() >= end {
            return Err(io::Error::other(format!("another program keeps {} locked", shown_path(&path))));
        }
        sleep(PAUSE);
    }
    // Replaces the target of a link, not the link.
    let path = fs::canonicalize(&path).unwrap_or(path);
    if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::other(format!("{} is not a regular file", shown_path(&path))));
    }
    let mut state = State::read(&path);
    if state == State::default() && fs::metadata(&path).is_ok_and(|metadata| metadata.len() > 2) {
        // The file is unreadable but may be somebody's work, so it is kept aside.
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
        Visit { article: article.to_owned(), bookmark, theme: None, preferences: None, at_ms }
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
    fn the_oldest_articles_are_forgotten() {
        let mut state = State::default();
        for at in 0..300 {
            state.visit(&visit(&format!("a{at}"), at));
        }
        assert_eq!(state.recent().len(), MOST_ARTICLES);
        assert_eq!(state.recent()[0], "a299");
    }

    #[test]
    fn choices_survive_later_visits_before_a_write() {
        let chosen = Preferences { asks_for_evidence: true, ..Preferences::default() };
        let earlier = Visit { theme: Some("light".to_owned()), preferences: Some(chosen), ..visit("a", 1) };
        let mut later = visit("a", 2);
        later.take_choices_of(earlier);
        let mut state = State::default();
        state.visit(&later);
        assert_eq!((state.theme(), state.preferences()), (Some("light"), chosen));
        state.visit(&visit("b", 3));
        assert_eq!(state.preferences(), chosen);
    }

    #[test]
    fn unknown_values_are_kept() {
        let mut state = State(serde_json::from_str(r#"{"later":[1],"articles":7}"#).unwrap_or_default());
        state.visit(&visit("a", 1));
        assert_eq!(state.0["later"], json!([1]));
    }
}
