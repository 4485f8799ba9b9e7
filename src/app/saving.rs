//! How far the disk is: nothing is called saved before it is.

use crate::domain::journal::{ActionId, Line};

/// What the disk has, and what it has not yet.
#[derive(Debug, Default)]
pub struct Saving {
    /// Lines made in this run that are not known to be on the disk, oldest first.
    pub pending: Vec<Line>,
    /// Decisions on candidates that are not known to be in the article's file.
    pub decisions: Vec<ActionId>,
    /// Why the latest attempt failed; none while all goes well.
    pub failure: Option<String>,
    /// Whether anything by this annotator has been read from, or written to, the disk.
    pub any_saved: bool,
    /// Lines that were on the disk and no longer are.
    pub vanished: Vec<Line>,
    /// What is not known yet of what was written before this run.
    pub reading: Reading,
    /// Drafts of what is in these lines, to be given up once they are on the disk.
    pub drafts: Vec<(ActionId, String)>,
    /// Whether the program ends as soon as all is saved.
    pub leaving: bool,
}

/// What is not known yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reading {
    /// Who writes, and what was written.
    #[default]
    Annotator,
    /// What was written.
    Notes,
    /// All is known.
    Done,
}

/// What the title line says of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavingState {
    /// There is nothing to save yet.
    Nothing,
    /// All is on the disk.
    Saved,
    /// Something is on its way.
    Saving,
    /// So many actions could not be saved.
    NotSaved(usize),
    /// So many actions were on the disk and are gone.
    Vanished(usize),
}

impl Saving {
    /// What to say.
    #[must_use]
    pub fn state(&self) -> SavingState {
        match (self.pending.len() + self.decisions.len(), &self.failure) {
            (count @ 1.., Some(_)) => SavingState::NotSaved(count),
            _ if !self.vanished.is_empty() => SavingState::Vanished(self.vanished.len()),
            (0, _) if self.any_saved => SavingState::Saved,
            (0, _) => SavingState::Nothing,
            (_, None) => SavingState::Saving,
        }
    }

    /// Whether nothing waits to be written.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.pending.is_empty() && self.decisions.is_empty()
    }

    /// Whether leaving would lose something.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_written() && self.vanished.is_empty()
    }

    /// How many actions have vanished, in a sentence; none where none have.
    #[must_use]
    pub fn vanished_words(&self) -> Option<String> {
        match self.vanished.len() {
            0 => None,
            1 => Some("1 action has vanished from the notes file".to_owned()),
            count => Some(format!("{count} actions have vanished from the notes file")),
        }
    }

    /// Notes that these lines are on the disk; answers which drafts are no longer needed.
    pub fn saved(&mut self, ids: &[ActionId]) -> Vec<String> {
        self.pending.retain(|line| !ids.contains(&line.id));
        self.decisions.retain(|id| !ids.contains(id));
        self.any_saved = true;
        if self.is_written() {
            self.failure = None;
        }
        let kept = |(id, _): &mut (ActionId, String)| ids.contains(id);
        self.drafts.extract_if(.., kept).map(|(_, draft)| draft).collect()
    }
}
