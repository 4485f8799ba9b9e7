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

/// The hints that fit, from left to right; only what does something now. Help and the way out always have their room.
#[must_use]
pub fn hints(app: &App) -> Vec<Hint> {
    let available = keymap::of(Scope::of(app)).filter(|binding| binding.command.available(app));
    let all: Vec<Hint> = available
        .filter_map(|binding| {
            let (words, &key) = (binding.hint?, binding.keys.first()?);
            Some(Hint { column: 0, key, words, command: binding.command })
        })
        .collect();
    let always =
        |hint: &Hint| matches!(hint.command, Command::Commands | Command::Help | Command::Quit | Command::Close);
    let mut column = 1 + flow::width(&place(app)) + 2;
    let reserved: u16 = all.iter().filter(|hint| always(hint)).map(|hint| hint.end() + 2).sum();
    let room = app.size.width.saturating_sub(reserved);
    let mut full = false;
    let mut hints = Vec::new();
    for hint in all {
        let limit = if always(&hint) { app.size.width } else { room };
        let placed = Hint { column, ..hint };
        // The first one that does not fit ends the row, so that what is left out is always its end.
        full |= !always(&placed) && placed.end() >= limit;
        if placed.end() >= limit || (full && !always(&placed)) {
            continue;
        }
        column = placed.end() + 2;
        hints.push(placed);
    }
    hints
}
