//! The status of saving. Nothing counts as saved before it is on the disk.

use crate::model::journal::{ActionId, Line};

/// What is on the disk, and what is not yet.
#[derive(Debug, Default)]
pub struct Saving {
    /// Lines of this run that may not be on the disk, the oldest first.
    pub pending: Vec<Line>,
    /// Decisions on candidates that may not be in the article's file.
    pub decisions: Vec<ActionId>,
    /// The error of the latest attempt; `None` if it succeeded.
    pub failure: Option<String>,
    /// Whether any line by this annotator is on the disk.
    pub any_saved: bool,
    /// Lines that were on the disk and no longer are.
    pub vanished: Vec<Line>,
    /// What the program still has to read.
    pub reading: Reading,
    /// Drafts of the text in pending lines, to be deleted once these are on the disk.
    pub drafts: Vec<(ActionId, String)>,
    /// Whether the program ends once everything is saved.
    pub leaving: bool,
}

/// What the program still has to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reading {
    /// The annotator's name and the notes.
    #[default]
    Annotator,
    /// The notes.
    Notes,
    /// Nothing.
    Done,
}

/// The save status in the title line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavingState {
    /// There is nothing to save yet.
    Nothing,
    /// Everything is on the disk.
    Saved,
    /// Something is being saved.
    Saving,
    /// This many actions could not be saved.
    NotSaved(usize),
    /// This many actions were on the disk and have vanished.
    Vanished(usize),
}

impl Saving {
    /// The status to show.
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

    /// Whether nothing waits to be saved.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.pending.is_empty() && self.decisions.is_empty()
    }

    /// Whether the program can end without losing anything.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_written() && self.vanished.is_empty()
    }

    /// How many actions have vanished, in a sentence; `None` if none have.
    #[must_use]
    pub fn vanished_words(&self) -> Option<String> {
        match self.vanished.len() {
            0 => None,
            1 => Some("1 action is missing from the notes file".to_owned()),
            count => Some(format!("{count} actions are missing from the notes file")),
        }
    }

    /// Records that these lines are on the disk; returns the drafts no longer needed.
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
