//! What became of the sources: found, written, unchanged, skipped; repairs and assumptions.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::import::error::ImportError;
use crate::import::notice::Notice;
use crate::import::{Draft, Imported};
use crate::model::article::Article;
use crate::text::hidden::visible_on_terminal;
use crate::text::path::shown_path;

use crate::cli::Failure;
use crate::cli::import::changes;
use crate::cli::import::notices;
use crate::cli::import::output::Written;

/// Of a source with more articles than this, the notices are summed up together.
const MANY: usize = 20;

/// The report of one source.
pub(super) struct Report {
    name: String,
    format: Option<&'static str>,
    stated_count: Option<usize>,
    notices: Vec<Notice>,
    entries: Vec<Entry>,
    /// Why nothing of it was imported.
    failed: Option<Outcome>,
}

/// How much the report of a source says to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// What went wrong.
    Errors,
    /// What went wrong, what changed, and counts that differ.
    Brief,
    /// Files and notices as well, those that say the same on one line.
    Summed,
    /// Files, and each notice on a line.
    Full,
}

/// Why something was not imported.
pub(super) enum Outcome {
    /// It could not be imported.
    Refused(ImportError),
    /// Its file could not be read.
    Unread(String),
    /// Its article could not be written.
    Unwritten(String),
}

/// What became of one article.
pub(super) struct Entry {
    title: Option<String>,
    notices: Vec<Notice>,
    /// Entities and claims that it has as drafts.
    drafts: (usize, usize),
    outcome: Result<Written, Outcome>,
}

impl Entry {
    /// An article that was to be written.
    pub(super) fn written(draft: &Draft, article: &Article, written: Result<Written, Failure>) -> Self {
        Self {
            title: Some(draft.article.head.title.clone()),
            notices: draft.document.notices.clone(),
            drafts: article.drafts(),
            outcome: written.map_err(|failure| Outcome::Unwritten(failure.0)),
        }
    }

    /// An article that could not be imported.
    pub(super) fn skipped(error: ImportError) -> Self {
        Self { title: None, notices: Vec::new(), drafts: (0, 0), outcome: Err(Outcome::Refused(error)) }
    }

    fn unchanged(path: PathBuf) -> Self {
        Self { title: None, notices: Vec::new(), drafts: (0, 0), outcome: Ok(Written::Unchanged(path)) }
    }

    fn json(&self) -> Value {
        let outcome = match &self.outcome {
            Ok(Written::Unchanged(_)) => "unchanged",
            Ok(Written::New(_)) => "written",
            Ok(Written::Updated(_)) => "updated",
            Ok(Written::Nowhere) => "read",
            Err(_) => "skipped",
        };
        let file = self.outcome.as_ref().ok().and_then(Written::path).map(|path| path.to_string_lossy().into_owned());
        let error = self.outcome.as_ref().err().map(Outcome::json);
        let changes = match &self.outcome {
            Ok(Written::Updated(updated)) => changes::lines(updated),
            _ => Vec::new(),
        };
        json!({
            "title": self.title,
            "outcome": outcome,
            "file": file,
            "drafts": {"entities": self.drafts.0, "claims": self.drafts.1},
            "notices": self.notices,
            "changes": changes,
            "error": error,
        })
    }
}

impl Outcome {
    fn json(&self) -> Value {
        match self {
            Self::Refused(error) => json!({"kind": error.kind(), "message": error.to_string(), "line": error.line()}),
            Self::Unread(why) => json!({"kind": "not-read", "message": why, "line": null}),
            Self::Unwritten(why) => json!({"kind": "not-written", "message": why, "line": null}),
        }
    }
}

impl Report {
    /// The report of a source with these articles.
    pub(super) fn of(name: String, imported: &Imported, entries: Vec<Entry>) -> Self {
        let (format, stated_count) = (Some(imported.format), imported.stated_count);
        Self { name, format, stated_count, notices: imported.notices.clone(), entries, failed: None }
    }

    /// The report of a source that an earlier run has imported.
    pub(super) fn unchanged(name: String, articles: Vec<PathBuf>) -> Self {
        let entries = articles.into_iter().map(Entry::unchanged).collect();
        Self { name, format: None, stated_count: None, notices: Vec::new(), entries, failed: None }
    }

    /// The report of a source from which nothing was imported.
    pub(super) fn refused(name: String, outcome: Outcome) -> Self {
        let (notices, entries) = (Vec::new(), Vec::new());
        Self { name, format: None, stated_count: None, notices, entries, failed: Some(outcome) }
    }

    /// Whether every article was imported.
    pub(super) fn is_complete(&self) -> bool {
        self.failed.is_none() && self.entries.iter().all(|entry| entry.outcome.is_ok())
    }

    /// Lines for people.
    pub(super) fn lines(&self, detail: Detail) -> Vec<String> {
        let name = &self.name;
        let (quiet, told) = (detail == Detail::Errors, matches!(detail, Detail::Summed | Detail::Full));
        let notices = |article: &str, notices: &[Notice]| match detail {
            Detail::Summed => notices::summed(name, article, notices),
            Detail::Full => notices::each(name, article, notices),
            _ => Vec::new(),
        };
        let mut lines = Vec::new();
        match &self.failed {
            Some(Outcome::Refused(error)) => lines.push(format!("cannot import {name}: {error}")),
            Some(Outcome::Unread(why) | Outcome::Unwritten(why)) => lines.push(why.clone()),
            None => {}
        }
        lines.extend(notices(name, &self.notices));
        let told = told && !(detail == Detail::Summed && self.entries.len() > MANY);
        if detail == Detail::Summed && !told {
            let all: Vec<Notice> = self.entries.iter().flat_map(|entry| &entry.notices).cloned().collect();
            lines.extend(notices::summed(name, name, &all));
        }
        for (entry, number) in self.entries.iter().zip(1..) {
            let article = match &entry.title {
                Some(title) if self.entries.len() > 1 => format!("{name}: “{title}”"),
                _ => name.clone(),
            };
            if told {
                lines.extend(notices(&article, &entry.notices));
            }
            match &entry.outcome {
                Ok(Written::New(path)) if told => {
                    let drafts = to_review(entry.drafts);
                    lines.push(format!("{name}: wrote {}{drafts}", shown_path(path)));
                }
                Ok(Written::Unchanged(path)) if told => {
                    lines.push(format!("{name}: {} is unchanged", shown_path(path)));
                }
                Ok(Written::Updated(updated)) if !quiet => lines.extend(changes::lines(updated)),
                Ok(_) => {}
                Err(Outcome::Refused(error)) => lines.push(format!("{name}: skipped article {number}: {error}")),
                Err(Outcome::Unread(why) | Outcome::Unwritten(why)) => lines.push(why.clone()),
            }
        }
        let miscounted = self.stated_count.is_some_and(|count| count != self.entries.len());
        if !quiet && (miscounted || detail != Detail::Brief && self.entries.len() > 1) {
            lines.push(self.summary());
        }
        lines.into_iter().map(|line| visible_on_terminal(&line)).collect()
    }

    fn summary(&self) -> String {
        let stated = match self.stated_count {
            Some(count) if count != self.entries.len() => format!(" (it states {count})"),
            _ => String::new(),
        };
        let mut totals = Totals::default();
        totals.add(self);
        format!("{}: {} found{stated}, {}", self.name, articles(self.entries.len()), totals.outcomes())
    }

    /// The whole report of a source as one line of JSON.
    pub(super) fn json(&self) -> String {
        let value = json!({
            "source": self.name,
            "format": self.format,
            "stated_count": self.stated_count,
            "notices": self.notices,
            "articles": self.entries.iter().map(Entry::json).collect::<Vec<_>>(),
            "error": self.failed.as_ref().map(Outcome::json),
        });
        format!("{value}\n")
    }
}

/// What there is to review of an article's entities and claims.
fn to_review(drafts: (usize, usize)) -> String {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts = [counted(drafts.1, "claim", "claims"), counted(drafts.0, "entity", "entities")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(", and proposed {}", parts.join(" and ")) }
}

fn articles(count: usize) -> String {
    crate::text::counted::counted(count, "article")
}

/// Counts over many sources.
#[derive(Default)]
pub(super) struct Totals {
    sources: usize,
    refused: usize,
    articles: usize,
    written: usize,
    unchanged: usize,
    updated: usize,
    skipped: usize,
    notices: usize,
}

impl Totals {
    pub(super) fn add(&mut self, report: &Report) {
        self.sources += 1;
        self.refused += usize::from(report.failed.is_some());
        self.notices += report.notices.len();
        for entry in &report.entries {
            self.articles += 1;
            self.notices += entry.notices.len();
            match entry.outcome {
                Ok(Written::Unchanged(_)) => self.unchanged += 1,
                Ok(Written::Updated(_)) => self.updated += 1,
                Ok(_) => self.written += 1,
                Err(_) => self.skipped += 1,
            }
        }
    }

    fn outcomes(&self) -> String {
        let updated = if self.updated > 0 { format!("{} updated, ", self.updated) } else { String::new() };
        format!("{} written, {updated}{} unchanged, {} skipped", self.written, self.unchanged, self.skipped)
    }

    pub(super) fn summary(&self) -> String {
        let Self { sources, refused, notices, .. } = self;
        let found = articles(self.articles);
        let outcomes = self.outcomes();
        let hint = if *notices > 0 {
            format!("; {notices} repairs and remarks (--report json lists them)")
        } else {
            String::new()
        };
        format!("{sources} sources, {refused} of them not imported; {found} found: {outcomes}{hint}")
    }
}
