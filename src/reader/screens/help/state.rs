//! An open page of keys.

use crate::reader::keymap::scope::Scope;
use crate::reader::widgets::text_input::Field;

/// The open page of keys.
pub struct HelpPage {
    /// Of which place first of all.
    pub scope: Scope,
    /// First visible line.
    pub top: usize,
    /// Words to look for.
    pub field: Field,
    /// Whether they are being typed.
    pub typing: bool,
}

impl HelpPage {
    pub(crate) fn of(scope: Scope) -> Self {
        Self { scope, top: 0, field: Field::new("words of a command, or a key"), typing: false }
    }
}
