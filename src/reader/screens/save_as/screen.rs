//! What the reader asks of the question where to write the article.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::save_as::draw;
use crate::reader::screens::save_as::state::SaveForm;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for SaveForm {
    fn scope(&self) -> Scope {
        Scope::SaveAs
    }

    fn draw(&self, _app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        Some(draw::draw(self, painter, area))
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        match command {
            Command::Follow => app.take_path(),
            Command::Close => {
                app.decline_path();
                Vec::new()
            }
            other => app.run_in_panes(other),
        }
    }
}
