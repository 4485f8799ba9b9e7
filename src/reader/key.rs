//! What the keyboard and the mouse do.

/// A key by its name in the table of bindings: `j`, `G`, `C-r`, `Enter`, `S-Tab`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(pub String);

impl Key {
    /// The key of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The character that the key types, when it types one.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        if self.0 == "Space" {
            return Some(" ");
        }
        (self.0.chars().count() == 1).then_some(self.0.as_str())
    }
}

/// What the mouse did, and at which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// What.
    pub action: PointerAction,
    /// Column of the cell, from 0.
    pub column: u16,
    /// Row of the cell, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerAction {
    /// The first button went down.
    Press,
    /// It moved while the button was down.
    Drag,
    /// The wheel turned away from the hand.
    WheelUp,
    /// The wheel turned towards the hand.
    WheelDown,
}
