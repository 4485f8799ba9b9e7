//! Adding to the article of a file without touching what is there.

use std::path::Path;

use crate::domain::article::Article;
use crate::format;
use crate::format::article::edit::{EditError, edit};
use crate::text::path::shown_path;

use super::replace;

/// Why nothing was added to a file.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The file cannot be read.
    #[error("{0}")]
    Unread(#[from] super::article::LoadError),
    /// It is no article, or not a valid one.
    #[error("{0}")]
    Invalid(format::report::Report),
    /// It is no text in UTF-8.
    #[error("cannot change {0}: it is not in UTF-8; save it in UTF-8")]
    NotUtf8(String),
    /// The change does not fit into the file.
    #[error("cannot change {path}: {source}")]
    Layout {
        /// How messages name the file.
        path: String,
        /// Why.
        source: EditError,
    },
    /// The file has changed while it was worked on.
    #[error("{0} has changed in the meantime and was left as it is; try again")]
    Changed(String),
    /// The file cannot be written.
    #[error("{0}")]
    Unwritten(#[from] replace::WriteError),
}

/// The text of a file, and its article.
///
/// # Errors
///
/// Why there is none.
pub fn load(path: &Path) -> Result<(String, Article), AnnotateError> {
    let bytes = super::article::load(path)?;
    let name = shown_path(path);
    let article = format::article::read(&name, &bytes).map_err(AnnotateError::Invalid)?;
    let text = String::from_utf8(bytes).map_err(|_| AnnotateError::NotUtf8(name))?;
    Ok((text, article))
}

/// Writes `new` into the file that holds `old` as `text`; lines that have no part in the change stay. Nothing is written where
/// nothing has changed.
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
    if super::article::load(path)? != text.as_bytes() {
        return Err(AnnotateError::Changed(name()));
    }
    Ok(replace::write(path, true, &mut |out| out.write_str(&edited))?)
}
