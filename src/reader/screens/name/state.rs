//! The question for the annotator's name.

use crate::reader::command::Command;
use crate::reader::widgets::text_input::Field;

/// The question for the annotator's name, and what is done once it is answered.
pub struct NameForm {
    /// The answer so far.
    pub field: Field,
    /// The command that needed the name.
    pub then: Command,
}
