//! What the journal service answers.

use crate::model::journal::{ActionId, Line};
use crate::session::article_edit::ReviewNews;
use crate::session::autosave::Draft;
use crate::storage::journal::notes_files::NotesOnDisk;

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// What the notes files hold.
    Notes(NotesOnDisk),
    /// These are written and flushed.
    Saved(Vec<ActionId>),
    /// These are not; they stay with the desk.
    NotSaved(Vec<ActionId>, String),
    /// These were on the disk and no longer are.
    Vanished(Vec<Line>),
    /// Drafts that no program has open, the latest first.
    Drafts(Vec<Draft>),
    /// What became of decisions on candidates.
    Review(ReviewNews),
    /// Something to know.
    Warning(String),
}
