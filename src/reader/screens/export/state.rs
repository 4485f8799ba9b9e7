//! An open export, the order to write it, and what comes of that.

use crate::export::{FORMATS, Format, Reviewer, Selection};
use crate::model::annotation::Notes;
use crate::model::article::Article;
use crate::reader::screens::export::news::News;
use crate::reader::widgets::text_input::Field;

/// The open export.
pub struct Export {
    /// Index of the format.
    pub format: usize,
    /// Whether everyone's notes go out, or only the user's.
    pub everyone: bool,
    /// First line of the preview.
    pub top: usize,
    /// Where the bytes go.
    pub destination: Field,
    /// Whether the destination has the keys.
    pub typing: bool,
    /// What the format leaves out or changes.
    pub losses: Vec<String>,
    /// What to look at before people read it.
    pub warnings: Vec<String>,
    /// First visible row of all warnings and losses, while these take the place of the preview.
    pub(super) told_from: Option<usize>,
    /// Whether the destination is an existing file, which asking once more replaces.
    pub exists: bool,
    /// Who publishes reviews, where that is set.
    pub(super) reviewer: Option<Reviewer>,
    /// The article without drafts, and with everyone's own claims while everyone's notes go out; none where it is the open one.
    pub(crate) article: Option<Box<Article>>,
    /// What has changed outside since it was previewed.
    pub(crate) news: News,
}

/// What came of writing an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// The export is in this file.
    Written(String),
    /// The file existed, and was not touched.
    Exists(String),
    /// What is on the disk makes another export than the one that was previewed; its digest. Nothing was written.
    Changed(String),
    /// It could not be written.
    Failed(String),
}

impl Export {
    /// The format.
    #[must_use]
    pub fn format(&self) -> &'static Format {
        &FORMATS[self.format.min(FORMATS.len() - 1)]
    }
}

/// What is to be written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// The format's name.
    pub format: &'static str,
    /// Whose notes, and on which claims.
    pub selection: Selection,
    /// Whether everyone's notes go out, also of those whom nobody has noticed yet.
    pub everyone: bool,
    /// Where to.
    pub path: String,
    /// Whether it may take the place of a file that is there.
    pub replace: bool,
    /// The day, `2026-11-24`, as previewed.
    pub today: String,
    /// Digests of what may be written: of the preview, and of what the user has learned of since.
    pub agreed: Vec<String>,
}

impl ExportOrder {
    /// What is chosen of these notes.
    #[must_use]
    pub fn selection_of(&self, notes: &Notes) -> Selection {
        let mut selection = self.selection.clone();
        if self.everyone {
            selection.by = notes.all().map(|(name, _)| name.to_owned()).collect();
        }
        selection
    }
}
