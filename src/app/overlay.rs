//! What lies over the panes; at most one at a time, each with its own state.

use super::command::Command;
use super::field::Field;
use super::find::FindForm;
use super::palette::Palette;
use super::sheet::Sheet;

/// Something that takes all keys until it is closed.
pub enum Overlay {
    /// The verdicts for the selected claim.
    Judge,
    /// The keys; first visible row.
    Help(usize),
    /// A page about something.
    Sheet(Sheet),
    /// What to find?
    Find(Box<FindForm>),
    /// Every command by name.
    Commands(Box<Palette>),
    /// Leaving with something unsaved?
    Leave,
    /// Who writes?
    Name(Box<NameForm>),
}

/// The question for the annotator's name, and what is done once it is answered.
pub struct NameForm {
    /// The answer so far.
    pub field: Field,
    /// The command that needed the name.
    pub then: Command,
}

impl Overlay {
    /// The line that is typed into, when there is one.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self {
            Self::Name(form) => Some(&mut form.field),
            Self::Find(form) => Some(&mut form.field),
            Self::Commands(palette) => Some(&mut palette.field),
            Self::Judge | Self::Help(_) | Self::Sheet(_) | Self::Leave => None,
        }
    }
}
