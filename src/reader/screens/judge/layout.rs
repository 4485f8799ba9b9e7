//! The layout of the verdicts to choose from, for drawing and for the mouse.

use ratatui::layout::{Position, Rect};

use crate::reader::keymap::scope::Scope;
use crate::text::wrap::{Row, wrap};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::Binding;
use crate::reader::layout::centred;

const COLUMNS: u16 = 60;

/// The claim's statement, and below it the choices.
pub struct JudgeBox<'a> {
    /// The area inside the border.
    pub inside: Rect,
    /// Rows of the statement that fit.
    pub statement: Vec<Row>,
    /// The choices, one row each below the statement.
    pub choices: Vec<&'a Binding>,
}

impl JudgeBox<'_> {
    /// Row of the first choice.
    #[must_use]
    pub fn first_choice(&self) -> u16 {
        let rows = u16::try_from(self.statement.len()).unwrap_or(u16::MAX);
        self.inside.y + rows + u16::from(rows > 0)
    }

    /// The command of the choice at a cell.
    #[must_use]
    pub fn choice_at(&self, at: Position) -> Option<Command> {
        let row = at.y.checked_sub(self.first_choice()).filter(|_| self.inside.contains(at))?;
        self.choices.get(usize::from(row)).map(|binding| binding.command)
    }
}

impl App {
    /// The box on this screen; `None` without a claim.
    #[must_use]
    pub fn judge_box(&self) -> Option<JudgeBox<'_>> {
        let (_, claim) = self.selected_claim()?;
        let columns = COLUMNS.min(self.size.width.saturating_sub(8));
        let choices: Vec<_> = self
            .keymap
            .of(Scope::Judge)
            .filter(|binding| !matches!(binding.command, Command::Close | Command::Follow | Command::Abandon))
            .filter(|binding| !matches!(binding.command, Command::Said(_)) || claim.has_named_speaker())
            .collect();
        // If space is short, the choices matter more than the statement.
        let room = usize::from(self.size.height.saturating_sub(4)).saturating_sub(choices.len() + 1);
        let mut statement = wrap(&claim.text, columns);
        statement.truncate(room);
        let rows = statement.len() + choices.len() + usize::from(!statement.is_empty());
        let inside = centred(self.size, columns, u16::try_from(rows).unwrap_or(u16::MAX));
        Some(JudgeBox { inside, statement, choices })
    }
}
