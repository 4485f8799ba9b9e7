//! The open article's file, which others may change.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::codec::diagnostics::Report;
use crate::reader::message::Message;
use crate::session::file_problem::FileProblem;
use crate::storage;
use crate::storage::article::Stamp;
use crate::storage::journal::notes_files::Source;

/// The article's file, and how it was when it was last read.
pub(crate) struct WatchedArticle {
    /// None for a built-in article.
    path: Option<PathBuf>,
    origin: String,
    seen: Mutex<Option<Stamp>>,
}

impl WatchedArticle {
    /// `seen` is the file as it was just before it was read; messages call it `origin`.
    pub(crate) fn new(source: &Source, origin: &str, seen: Option<Stamp>) -> Self {
        let path = match source {
            Source::File(path, _) => Some(path.clone()),
            Source::Builtin(_) | Source::Unwritten(_) => None,
        };
        Self { path, origin: origin.to_owned(), seen: Mutex::new(seen) }
    }

    /// What the file says now, when it has changed.
    pub(crate) fn look(&self) -> Option<Message> {
        let path = self.path.as_deref()?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Stamp::of(path);
        (*seen != now).then(|| {
            *seen = now;
            reread(path, &self.origin)
        })
    }
}

/// The problems of a report as the reader lists them.
fn file_problems(report: &Report) -> Vec<FileProblem> {
    let listed = report.problems.iter().map(|problem| {
        let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
        FileProblem { line: problem.line, column: problem.column, text: format!("{}{hint}", problem.message) }
    });
    listed.collect()
}

fn reread(path: &Path, origin: &str) -> Message {
    let bytes = match storage::article::load(path) {
        Ok(bytes) => bytes,
        Err(_) if !path.exists() => return Message::ArticleGone,
        Err(error) => return Message::ArticleRefused(error.to_string(), Vec::new()),
    };
    match crate::codec::article_yaml::read(origin, &bytes) {
        Ok(article) => Message::ArticleRead(Box::new(article)),
        Err(report) => Message::ArticleRefused(report.first(), file_problems(&report)),
    }
}
