//! Adds to an article's file without touching the rest of it.

use std::path::Path;

use crate::codec::article_yaml::edit::{EditError, edit};
use crate::codec::article_yaml::write::write_under;
use crate::model::article::Article;
use crate::text::path::shown_path;

use crate::storage::files::atomic_write;

/// Why nothing was added to a file.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The file cannot be read.
    #[error("{0}")]
    Unread(#[from] crate::storage::article::LoadError),
    /// It is not an article, or an invalid one.
    #[error("{0}")]
    Invalid(crate::codec::diagnostics::Report),
    /// It is not text in UTF-8.
    #[error("cannot change {0}: it is not in UTF-8; save it in UTF-8")]
    NotUtf8(String),
    /// The change does not fit into the file.
    #[error("cannot change {path}: {source}")]
    Layout {
        /// The file, as messages name it.
        path: String,
        /// The reason.
        source: EditError,
    },
    /// The file changed in the meantime.
    #[error("{0} has changed in the meantime and was left as it is; try again")]
    Changed(String),
    /// The file cannot be written.
    #[error("{0}")]
    Unwritten(#[from] atomic_write::WriteError),
}

/// The text of a file, and its article.
///
/// # Errors
///
/// Why it has none.
pub fn load(path: &Path) -> Result<(String, Article), AnnotateError> {
    let bytes = crate::storage::article::load(path)?;
    let name = shown_path(path);
    let article = crate::codec::article_yaml::read(&name, &bytes).map_err(AnnotateError::Invalid)?;
    let text = String::from_utf8(bytes).map_err(|_| AnnotateError::NotUtf8(name))?;
    Ok((text, article))
}

/// The file of `new`, made from `text`, the file of `old`, and whether its comments and layout stay: where the layout
/// does not allow the change, the file is written anew.
///
/// # Errors
///
/// When `new` breaks a rule of articles.
pub fn changed_text(text: &str, old: &Article, new: &Article) -> Result<(String, bool), EditError> {
    match edit(text, old, new) {
        Ok(edited) => Ok((edited, true)),
        Err(EditError::Layout) => Ok((write_under(&[], new), false)),
        Err(error @ EditError::Invalid(_)) => Err(error),
    }
}

/// Writes a text into a file of its own.
///
/// # Errors
///
/// What failed; whatever was at `path` before is there still.
pub fn write_text(path: &Path, replace: bool, text: &str) -> Result<(), AnnotateError> {
    Ok(atomic_write::write(path, replace, &mut |out| out.write_str(text))?)
}

/// Writes `new` into the file whose article was `old` and whose content was `text`; lines that have no part in the
/// change stay. Nothing is written where nothing has changed.
///
/// # Errors
///
/// Why the file is as it was.
pub fn replace(path: &Path, text: &str, old: &Article, new: &Article) -> Result<(), AnnotateError> {
    if old == new {
        return Ok(());
    }
    let name = || shown_path(path);
    let edited = edit(text, old, new).map_err(|source| AnnotateError::Layout { path: name(), source })?;
    if crate::storage::article::load(path)? != text.as_bytes() {
        return Err(AnnotateError::Changed(name()));
    }
    write_text(path, true, &edited)
}
