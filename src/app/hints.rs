//! The last line of the screen: where one is, and what the next key could be. Drawing and the mouse both ask here.

use super::App;
use super::command::Command;
use super::flow;
use super::keymap::{self, Scope};

/// A key, what it does, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Column at which the key stands.
    pub column: u16,
    /// The key.
    pub key: &'static str,
    /// What it does.
    pub words: &'static str,
    /// The command behind it.
    pub command: Command,
}

impl Hint {
    /// The column after it.
    #[must_use]
    pub fn end(&self) -> u16 {
        self.column + flow::width(self.key) + 1 + flow::width(self.words)
    }
}

/// Where one is, in a few letters.
#[must_use]
pub fn place(app: &App) -> String {
    format!("¶{}/{}", app.place.paragraph + 1, app.document.outline.paragraph_count())
}

/// The hints that fit, from left to right; only what does something now.
#[must_use]
pub fn hints(app: &App) -> Vec<Hint> {
    let mut column = 1 + flow::width(&place(app)) + 2;
    let mut hints = Vec::new();
    for binding in keymap::of(Scope::of(app)) {
        let (Some(words), Some(&key)) = (binding.hint, binding.keys.first()) else { continue };
        if !binding.command.available(app) {
            continue;
        }
        let hint = Hint { column, key, words, command: binding.command };
        if hint.end() >= app.size.width {
            break;
        }
        column = hint.end() + 2;
        hints.push(hint);
    }
    hints
}
