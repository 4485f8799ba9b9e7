//! The open article's file, which others may change.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::app::message::Message;
use crate::format;
use crate::store;
use crate::store::article::Stamp;
use crate::store::notes::Source;

/// The article's file, and how it was when it was last read.
pub(super) struct WatchedArticle {
    /// None for a built-in article.
    path: Option<PathBuf>,
    origin: String,
    seen: Mutex<Option<Stamp>>,
}

impl WatchedArticle {
    /// `seen` is the file as it was just before it was read; messages call it `origin`.
    pub(super) fn new(source: &Source, origin: &str, seen: Option<Stamp>) -> Self {
        let path = match source {
            Source::File(path, _) => Some(path.clone()),
            Source::Builtin(_) | Source::Unwritten(_) => None,
        };
        Self { path, origin: origin.to_owned(), seen: Mutex::new(seen) }
    }

    /// What the file says now, when it has changed.
    pub(super) fn look(&self) -> Option<Message> {
        let path = self.path.as_deref()?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Stamp::of(path);
        (*seen != now).then(|| {
            *seen = now;
            reread(path, &self.origin)
        })
    }
}

fn reread(path: &Path, origin: &str) -> Message {
    let bytes = match store::article::load(path) {
        Ok(bytes) => bytes,
        Err(error) => return Message::ArticleRefused(error.to_string()),
    };
    match format::article::read(origin, &bytes) {
        Ok(article) => Message::ArticleRead(Box::new(article)),
        Err(report) => Message::ArticleRefused(report.first()),
    }
}
