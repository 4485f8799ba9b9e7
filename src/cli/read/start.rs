//! What the reader is started with.

use std::path::Path;

use crate::reader::draw::Look;
use crate::reader::theme_name::ThemeName;

/// What the reader is started with.
pub(crate) struct Start<'a> {
    /// An article, or a folder of them; none for the built-in article.
    pub(crate) file: Option<&'a Path>,
    /// Who writes, where that was said.
    pub(crate) annotator: Option<&'a str>,
    pub(crate) theme: Option<ThemeName>,
    pub(crate) look: Look,
    /// Where to write every message of the run.
    pub(crate) record: Option<&'a Path>,
    /// Whether to begin with the review.
    pub(crate) review: bool,
    /// Where to begin, by the id of a claim, a paragraph, a section or an entity.
    pub(crate) at: Option<&'a str>,
}
