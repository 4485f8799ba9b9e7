//! What the reader asks of the question whether to leave.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::leave::draw;
use crate::reader::screens::leave::state::LeaveQuestion;
use crate::reader::widgets::canvas::Painter;

impl Screen for LeaveQuestion {
    fn scope(&self) -> Scope {
        Scope::Leave
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        Some(draw::draw(app, painter, area))
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        app.run_in_panes(command)
    }
}
