//! Where imported articles go, and what stands there already.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::domain::article::Article;
use crate::format;
use crate::format::article::write::write_under;
use crate::import::Draft;
use crate::store;
use crate::store::replace::WriteError;

use super::super::{Failure, print};
use super::Arguments;

/// Where the articles go.
pub(super) enum Output {
    /// Nowhere: something else was asked for.
    Nowhere,
    /// To standard output, as YAML documents.
    Standard,
    /// Into one file.
    File(PathBuf),
    /// Into a folder, under names of their own.
    Folder(PathBuf),
}

impl Output {
    /// What the arguments say; `piped` tells whether all comes from standard input.
    pub(super) fn of(arguments: &Arguments, piped: bool) -> Self {
        match &arguments.output {
            _ if arguments.blocks || arguments.text => Self::Nowhere,
            Some(path) if path == Path::new("-") => Self::Standard,
            Some(path) if names_a_file(path) => Self::File(path.clone()),
            Some(path) => Self::Folder(path.clone()),
            None if piped => Self::Standard,
            None => Self::Folder(PathBuf::from(".")),
        }
    }
}

fn names_a_file(path: &Path) -> bool {
    let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    is_yaml && !store::article::is_folder(path)
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// It went to no file.
    Nowhere,
    /// It is in a new file.
    New(PathBuf),
    /// The file has the same text already, and was not touched.
    Unchanged(PathBuf),
}

impl Written {
    /// The file, where there is one.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Nowhere => None,
            Self::New(path) | Self::Unchanged(path) => Some(path),
        }
    }
}

/// Writes articles, each into a file of its own.
pub(super) struct Writer {
    pub(super) output: Output,
    replace: bool,
    /// Whether there are so many files that they are flushed to the disk together, at the end.
    many: bool,
    /// Files that this run has written or found unchanged.
    taken: HashSet<PathBuf>,
}

impl Writer {
    pub(super) fn new(output: Output, replace: bool, many: bool) -> Self {
        Self { output, replace, many, taken: HashSet::new() }
    }

    /// Flushes to the disk what is not yet.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        match &self.output {
            Output::Folder(folder) if self.many => Ok(store::import::sync(folder)?),
            _ => Ok(()),
        }
    }

    /// A file that an earlier run has written from a source that is unchanged.
    pub(super) fn keep(&mut self, path: &Path) {
        self.taken.insert(path.to_owned());
    }

    /// Writes a draft, whose file text is `text`, as one of `count` of its source.
    pub(super) fn write(&mut self, draft: &Draft, text: &str, count: usize) -> Result<Written, Failure> {
        match &self.output {
            Output::Nowhere => Ok(Written::Nowhere),
            Output::Standard => {
                print(&format!("{}{text}", if count > 1 { "---\n" } else { "" })).map(|()| Written::Nowhere)
            }
            Output::File(path) => {
                let path = path.clone();
                if self.taken.contains(&path) || count > 1 {
                    let path = path.display();
                    return Err(Failure(format!("{path} is one file for several articles; name a folder with -o")));
                }
                self.write_file(path, &draft.article, text)
            }
            Output::Folder(folder) => {
                let folder = folder.clone();
                self.write_into(&folder, draft, text)
            }
        }
    }

    /// Into the first file of its name that holds no other article.
    fn write_into(&mut self, folder: &Path, draft: &Draft, text: &str) -> Result<Written, Failure> {
        let stem = draft.article.head.id.as_str();
        let mut number = 1;
        loop {
            let id = if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
            let path = folder.join(format!("{id}.yaml"));
            number += 1;
            if self.taken.contains(&path) || (!self.replace && is_another_article(&path, &draft.article)) {
                continue;
            }
            if id == stem {
                return self.write_file(path, &draft.article, text);
            }
            let mut article = draft.article.clone();
            article.head.id = id;
            let text = file_text(&article);
            return self.write_file(path, &article, &text);
        }
    }

    fn write_file(&mut self, path: PathBuf, article: &Article, text: &str) -> Result<Written, Failure> {
        let written = match read(&path) {
            Some(existing) if !self.replace && has_same_text(&existing, article) => Written::Unchanged(path.clone()),
            _ => {
                if let Some(folder) = path.parent() {
                    store::import::make_folder(folder)?;
                }
                let written = store::import::write(&path, self.replace, self.many, text);
                written
                    .map_err(|error: WriteError| Failure(format!("{error}, or --update to keep your work on it")))?;
                Written::New(path.clone())
            }
        };
        self.taken.insert(path);
        Ok(written)
    }
}

/// The article in a file; none when there is none that can be read.
fn read(path: &Path) -> Option<Article> {
    let bytes = store::article::load(path).ok()?;
    format::article::read(&path.display().to_string(), &bytes).ok()
}

/// Whether a file holds an article that came from elsewhere.
fn is_another_article(path: &Path, article: &Article) -> bool {
    read(path).is_some_and(|existing| match (&existing.head.source, &article.head.source) {
        (Some(existing), Some(new)) => {
            (&existing.format, &existing.file, &existing.id) != (&new.format, &new.file, &new.id)
        }
        _ => false,
    })
}

/// Whether two articles have the same title, headings and paragraphs, whatever was made of them since.
fn has_same_text(one: &Article, other: &Article) -> bool {
    let headings =
        |article: &Article| article.sections.iter().map(|section| section.heading.clone()).collect::<Vec<_>>();
    let texts = |article: &Article| article.paragraphs().map(|paragraph| paragraph.text.clone()).collect::<Vec<_>>();
    one.head.title == other.head.title && headings(one) == headings(other) && texts(one) == texts(other)
}

/// The file's text: what was imported from what, then the article.
pub(super) fn file_text(article: &Article) -> String {
    let comment = article.head.source.as_ref().map(|origin| {
        let file = origin.file.as_deref().unwrap_or("standard input");
        let version = &origin.version;
        format!("Imported from {file} ({}) on {} by nutgraf {version}.", origin.format, origin.imported)
    });
    write_under(comment.as_slice(), article)
}
