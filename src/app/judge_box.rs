//! Where the verdicts stand while one is asked for; drawing and the mouse both ask here.

use ratatui::layout::{Position, Rect};

use crate::text::wrap::{Row, wrap};

use super::App;
use super::command::Command;
use super::keymap::{self, Binding, Scope};
use super::layout::centred;

const COLUMNS: u16 = 60;

/// The statement, and below it the choices.
pub struct JudgeBox {
    /// The room within the border.
    pub inside: Rect,
    /// Rows of the statement, as far as there is room.
    pub statement: Vec<Row>,
    /// One row each, below the statement.
    pub choices: Vec<&'static Binding>,
}

impl JudgeBox {
    /// Row of the first choice.
    #[must_use]
    pub fn first_choice(&self) -> u16 {
        let rows = u16::try_from(self.statement.len()).unwrap_or(u16::MAX);
        self.inside.y + rows + u16::from(rows > 0)
    }

    /// The command of the choice there.
    #[must_use]
    pub fn choice_at(&self, at: Position) -> Option<Command> {
        let row = at.y.checked_sub(self.first_choice()).filter(|_| self.inside.contains(at))?;
        self.choices.get(usize::from(row)).map(|binding| binding.command)
    }
}

impl App {
    /// The box on this screen; none without a claim.
    #[must_use]
    pub fn judge_box(&self) -> Option<JudgeBox> {
        let (_, claim) = self.selected_claim()?;
        let columns = COLUMNS.min(self.size.width.saturating_sub(8));
        let choices: Vec<_> = keymap::of(Scope::Judge)
            .filter(|binding| !matches!(binding.command, Command::Close | Command::Follow | Command::Abandon))
            .filter(|binding| !matches!(binding.command, Command::Said(_)) || !claim.is_authors())
            .collect();
        // Where there is no room for both, the choices count more than the statement.
        let room = usize::from(self.size.height.saturating_sub(4)).saturating_sub(choices.len() + 1);
        let mut statement = wrap(&claim.text, columns);
        statement.truncate(room);
        let rows = statement.len() + choices.len() + usize::from(!statement.is_empty());
        let inside = centred(self.size, columns, u16::try_from(rows).unwrap_or(u16::MAX));
        Some(JudgeBox { inside, statement, choices })
    }
}
