//! What became of a source: what was found, written, skipped, repaired.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::import::error::ImportError;
use crate::import::notice::Notice;
use crate::import::{Draft, Imported};

use super::super::Failure;

/// The report of one source.
pub(super) struct Report {
    name: String,
    format: Option<&'static str>,
    stated_count: Option<usize>,
    notices: Vec<Notice>,
    articles: Vec<Entry>,
    refused: Option<ImportError>,
}

/// What became of one article.
struct Entry {
    title: Option<String>,
    notices: Vec<Notice>,
    outcome: Result<Option<PathBuf>, (Option<ImportError>, String)>,
}

impl Report {
    /// Writes each draft by `write`, which is told how many there are, and reports what came of it.
    pub(super) fn of(
        name: &str,
        imported: &Imported,
        write: impl Fn(&Draft, usize) -> Result<Option<PathBuf>, Failure>,
    ) -> Self {
        let count = imported.drafts.len();
        let entry = |draft: &Result<Draft, ImportError>| match draft {
            Ok(draft) => Entry {
                title: Some(draft.article.head.title.clone()),
                notices: draft.document.notices.clone(),
                outcome: write(draft, count).map_err(|failure| (None, failure.0)),
            },
            Err(error) => {
                let outcome = Err((Some(error.clone()), error.to_string()));
                Entry { title: None, notices: Vec::new(), outcome }
            }
        };
        Self {
            name: name.to_owned(),
            format: Some(imported.format),
            stated_count: imported.stated_count,
            notices: imported.notices.clone(),
            articles: imported.drafts.iter().map(entry).collect(),
            refused: None,
        }
    }

    /// The report of a source from which nothing was imported.
    pub(super) fn refused(name: &str, error: &ImportError) -> Self {
        Self {
            name: name.to_owned(),
            format: None,
            stated_count: None,
            notices: Vec::new(),
            articles: Vec::new(),
            refused: Some(error.clone()),
        }
    }

    /// Whether every article was imported.
    pub(super) fn is_complete(&self) -> bool {
        self.refused.is_none() && self.articles.iter().all(|entry| entry.outcome.is_ok())
    }

    /// Lines for people; only the errors where `quiet`.
    pub(super) fn lines(&self, quiet: bool) -> Vec<String> {
        let name = &self.name;
        let mut lines = Vec::new();
        if let Some(error) = &self.refused {
            lines.push(format!("cannot import {name}: {error}"));
        }
        let notice = |notice: &Notice| match notice.line {
            Some(line) => format!("{name}:{line}: {}", notice.message),
            None => format!("{name}: {}", notice.message),
        };
        if !quiet {
            lines.extend(self.notices.iter().map(notice));
        }
        for (number, entry) in self.articles.iter().enumerate() {
            if !quiet {
                lines.extend(entry.notices.iter().map(notice));
            }
            match &entry.outcome {
                Ok(Some(path)) if !quiet => lines.push(format!("{name}: wrote {}", path.display())),
                Ok(_) => {}
                Err((Some(_), why)) => lines.push(format!("{name}: article {} was skipped: {why}", number + 1)),
                Err((None, why)) => lines.push(why.clone()),
            }
        }
        if !quiet && (self.articles.len() > 1 || self.stated_count.is_some()) {
            lines.push(self.summary());
        }
        lines
    }

    fn summary(&self) -> String {
        let written = self.articles.iter().filter(|entry| entry.outcome.is_ok()).count();
        let stated = match self.stated_count {
            Some(count) if count != self.articles.len() => format!(" (the file says {count})"),
            _ => String::new(),
        };
        let skipped = self.articles.len() - written;
        format!("{}: {} found{stated}, {written} imported, {skipped} skipped", self.name, self.articles.len())
    }

    /// The same as one line of JSON.
    pub(super) fn json(&self) -> String {
        let articles: Vec<Value> = self.articles.iter().map(Entry::json).collect();
        let value = json!({
            "source": self.name,
            "format": self.format,
            "stated_count": self.stated_count,
            "notices": self.notices,
            "articles": articles,
            "error": self.refused.as_ref().map(error_json),
        });
        format!("{value}\n")
    }
}

impl Entry {
    fn json(&self) -> Value {
        let (file, error) = match &self.outcome {
            Ok(file) => (file.as_ref().map(|path| path.display().to_string()), Value::Null),
            Err((Some(error), _)) => (None, error_json(error)),
            Err((None, why)) => (None, json!({"kind": "not-written", "message": why, "line": null})),
        };
        json!({"title": self.title, "file": file, "notices": self.notices, "error": error})
    }
}

fn error_json(error: &ImportError) -> Value {
    json!({"kind": error.kind(), "message": error.to_string(), "line": error.line()})
}
