//! What lies over the panes; at most one at a time, each with its own state.

use crate::domain::judgement::Opinion;

use super::command::Command;
use super::compose::Compose;
use super::export::Export;
use super::field::Field;
use super::find::FindForm;
use super::keymap::Scope;
use super::palette::Palette;
use super::queue::Queue;
use super::review::ReviewScreen;
use super::save_as::SaveForm;
use super::select::Selection;
use super::sheet::Sheet;

/// Something that takes all keys until it is closed.
pub enum Overlay {
    /// The verdicts for the selected claim, and what was said of it so far.
    Judge(Opinion),
    /// A form in which something is written.
    Compose(Box<Compose>),
    /// What is to do, one claim after the other.
    Queue(Queue),
    /// Candidates, one after the other.
    Review(Box<ReviewScreen>),
    /// What goes out, in which format, and where to.
    Export(Box<Export>),
    /// The keys of a place.
    Help(HelpPage),
    /// A page about something.
    Sheet(Sheet),
    /// What to find?
    Find(Box<FindForm>),
    /// A list in which a few letters find something.
    List(Box<Palette>),
    /// Words of the text are selected.
    Select(Selection),
    /// Leaving with something unsaved?
    Leave,
    /// Who writes?
    Name(Box<NameForm>),
    /// Where should the article be written?
    SaveAs(Box<SaveForm>),
    /// A page that waits for an article to be pasted, with what was typed on it so far.
    Paste(String),
}

/// The keys of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpPage {
    /// Of which place first of all.
    pub scope: Scope,
    /// First visible row.
    pub top: usize,
}

/// The question for the annotator's name, and what is done once it is answered.
pub struct NameForm {
    /// The answer so far.
    pub field: Field,
    /// The command that needed the name.
    pub then: Command,
}

impl Overlay {
    /// Whether it is all that is to be looked at, so that the panes lie behind it.
    #[must_use]
    pub fn covers_panes(&self) -> bool {
        !matches!(self, Self::Find(_) | Self::Select(_))
    }

    /// The line that is typed into, when there is one.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self {
            Self::Name(form) => Some(&mut form.field),
            Self::SaveAs(form) => Some(&mut form.field),
            Self::Find(form) => Some(&mut form.field),
            Self::List(palette) => Some(&mut palette.field),
            Self::Export(export) => export.typing.then_some(&mut export.destination),
            Self::Judge(_)
            | Self::Compose(_)
            | Self::Queue(_)
            | Self::Review(_)
            | Self::Select(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Paste(_)
            | Self::Leave => None,
        }
    }
}
