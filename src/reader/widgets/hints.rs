//! The hints in the last line of the screen: the place and the next keys, for drawing and for the mouse.

use crate::text::cells;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::overlay::Overlay;

/// A key, what it does, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Column of the key.
    pub column: u16,
    /// The key.
    pub key: String,
    /// What it does.
    pub words: String,
    /// The command that it runs.
    pub command: Command,
}

impl Hint {
    /// The column after it.
    #[must_use]
    pub fn end(&self) -> u16 {
        self.column + cells::width(&self.key) + 1 + cells::width(&self.words)
    }
}

/// The current scope in a short word.
#[must_use]
pub fn place(app: &App) -> String {
    if app.articles_screen().is_some() {
        let (at, count) = app.place_in_library();
        return format!("{}/{count}", (at + 1).min(count));
    }
    // Nothing of the article behind the library shows on what is open over it.
    if app.behind.iter().any(|overlay| matches!(overlay, Overlay::Articles(_))) {
        return String::new();
    }
    format!("¶{}/{}", app.place.paragraph + 1, app.document.outline.paragraph_count())
}

/// The hints that fit, from left to right, only for commands that are available. Help and the way out always fit.
#[must_use]
pub fn hints(app: &App) -> Vec<Hint> {
    let is_queue = app.scope() == Scope::Queue;
    let useful = |command: Command| match command {
        Command::Settle => app.row_waits(),
        Command::Review => app.has_candidates(),
        Command::SplitItem => app.reviewed_claim().is_some(),
        // The queue over a folder takes its claims from the library's list.
        Command::Filter => !(is_queue && app.is_in_round()),
        _ => true,
    };
    let available = app.keymap.of(app.scope()).filter(|binding| binding.command.available(app));
    let available = available.filter(|binding| binding.hint.is_some() && useful(binding.command));
    let all: Vec<Hint> = available
        .filter_map(|binding| {
            let (mut words, key) = (binding.hint.clone()?, binding.keys.first()?.clone());
            if binding.command == Command::NextPane && app.review_screen().is_some_and(|screen| screen.entities) {
                "claims".clone_into(&mut words);
            }
            if is_queue && app.is_in_round() && binding.command == Command::Close {
                "library".clone_into(&mut words);
            }
            Some(Hint { column: 0, key, words, command: binding.command })
        })
        .collect();
    let mut hints = all;
    let first = 1 + cells::width(&place(app)) + 2;
    let taken = |hints: &[Hint]| hints.iter().fold(first, |sum, hint| sum.saturating_add(hint.end() + 2));
    while taken(&hints) > app.size.width.saturating_add(2) {
        // Of equals the last goes first.
        let Some(least) = (0..hints.len()).max_by_key(|at| (spared(app.scope(), hints[*at].command), *at)) else {
            break;
        };
        hints.remove(least);
    }
    let mut column = first;
    for hint in &mut hints {
        hint.column = column;
        column = hint.end() + 2;
    }
    hints
}

/// How dispensable a hint is when space is short; the way out is the least so.
const fn spared(scope: Scope, command: Command) -> u8 {
    match command {
        // One selects words to do something with them; the arrows move as everywhere.
        Command::AddClaim | Command::Copy | Command::NextPane | Command::Extend if matches!(scope, Scope::Select) => 1,
        Command::Next | Command::Previous | Command::SwapEnds if matches!(scope, Scope::Select) => 7,
        Command::Quit | Command::Close | Command::Keep => 0,
        Command::Help
        | Command::Restore
        | Command::Retry
        | Command::Settle
        | Command::SettleAs(_)
        | Command::Review => 1,
        Command::Judge
        | Command::Give(_)
        | Command::Follow
        | Command::Confirm
        | Command::DropItem
        | Command::EditItem => 2,
        Command::Find | Command::Commands | Command::Queue | Command::Back | Command::Next | Command::Undo => 3,
        Command::Note | Command::Evidence | Command::Previous => 4,
        Command::NextPane | Command::Redo => 6,
        _ => 5,
    }
}
