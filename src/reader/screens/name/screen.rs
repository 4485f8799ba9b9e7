//! What the reader asks of the question for the name.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::name::draw;
use crate::reader::screens::name::state::NameForm;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for NameForm {
    fn scope(&self) -> Scope {
        Scope::Name
    }

    fn draw(&self, _app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        Some(draw::draw(self, painter, area))
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        match command {
            Command::Follow => app.take_name(),
            other => app.run_in_panes(other),
        }
    }
}
