//! The row of an article in lists.

use serde::{Deserialize, Serialize};

/// An article of a library, or a file meant to be one that cannot be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The file's path relative to the library's folder, with `/` between its parts.
    pub path: String,
    /// The article's id; empty if the file cannot be read.
    pub id: String,
    /// The title, or the file's name if it cannot be read.
    pub title: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The date of publication.
    pub published: Option<String>,
    /// Language, as a BCP 47 tag.
    pub language: String,
    /// The file that it was imported from, without its folder.
    pub imported_from: Option<String>,
    /// What `nutgraf check` reports of the article and its notes, warnings included.
    pub problems: u32,
    /// The first that makes the article or its notes unreadable, in a sentence; empty where everything can be read.
    pub first_problem: String,
    /// Whether the article itself cannot be read.
    pub unreadable: bool,
    /// Claims of the article, without drafts.
    pub claims: u32,
    /// Entities and claims that nobody has confirmed.
    pub drafts: u32,
    /// Claims on which annotators differ.
    pub disagreements: u32,
    /// Each annotator's progress, by name.
    pub work: Vec<Work>,
}

/// An annotator's progress with an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The annotator's name.
    pub by: String,
    /// Claims with a current verdict.
    pub judged: u32,
    /// Claims that can be checked, including the annotator's own.
    pub total: u32,
    /// Claims to do.
    pub to_do: u32,
    /// Claims that wait for an answer or a source.
    pub waiting: u32,
    /// The earliest due date of an answer that has not arrived; empty if there is none.
    pub due: String,
    /// Tags on the whole article.
    pub tags: Vec<String>,
}

impl Row {
    /// An annotator's progress; without any notes, everything is to do.
    #[must_use]
    pub fn work_of(&self, by: Option<&str>) -> Work {
        let known = by.and_then(|name| self.work.iter().find(|work| work.by == name));
        known.cloned().unwrap_or_else(|| Work { total: self.claims, to_do: self.claims, ..Work::default() })
    }

    /// The name of its file.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The article's folder, relative to the library's; empty for the library's own.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}
