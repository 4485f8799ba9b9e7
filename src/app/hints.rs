//! The last line of the screen: where one is, and what the next key could be. Drawing and the mouse both ask here.

use crate::text::cells;

use super::App;
use super::command::Command;
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
        self.column + cells::width(self.key) + 1 + cells::width(self.words)
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
    let useful = |command: Command| match command {
        Command::Settle => app.row_waits(),
        Command::Review => app.has_candidates(),
        Command::SplitItem => app.reviewed_claim().is_some(),
        _ => true,
    };
    let available = keymap::of(Scope::of(app)).filter(|binding| binding.command.available(app));
    let available = available.filter(|binding| binding.hint.is_some() && useful(binding.command));
    let all: Vec<Hint> = available
        .filter_map(|binding| {
            let (words, &key) = (binding.hint?, binding.keys.first()?);
            Some(Hint { column: 0, key, words, command: binding.command })
        })
        .collect();
    let mut hints = all;
    let first = 1 + cells::width(&place(app)) + 2;
    let taken = |hints: &[Hint]| hints.iter().fold(first, |sum, hint| sum.saturating_add(hint.end() + 2));
    while taken(&hints) > app.size.width.saturating_add(2) {
        // What everybody tries anyway goes first; of equals the last.
        let Some(least) = (0..hints.len()).max_by_key(|at| (spared(hints[*at].command), *at)) else { break };
        hints.remove(least);
    }
    let mut column = first;
    for hint in &mut hints {
        hint.column = column;
        column = hint.end() + 2;
    }
    hints
}

/// How well a hint can be spared where there is no room for all; the way out least of all.
const fn spared(command: Command) -> u8 {
    match command {
        Command::Quit | Command::Close | Command::Keep => 0,
        Command::Help | Command::Restore | Command::Retry | Command::Settle | Command::Review => 1,
        Command::Judge | Command::Give(_) | Command::Follow => 2,
        Command::Find | Command::Commands | Command::Queue | Command::Back => 3,
        Command::Note | Command::Evidence | Command::Undo => 4,
        Command::Next | Command::NextPane | Command::Redo => 6,
        _ => 5,
    }
}
