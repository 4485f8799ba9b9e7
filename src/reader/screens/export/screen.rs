//! What the reader asks of the export.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::export::draw;
use crate::reader::screens::export::state::Export;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for Export {
    fn scope(&self) -> Scope {
        if self.typing { Scope::Destination } else { Scope::Export }
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        Some(draw::draw(app, painter, area, self))
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.typing.then_some(&mut self.destination)
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        if let Some(format) = app.export_format_at(at) {
            app.choose_format(format);
        }
        Vec::new()
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        if command == Command::Help {
            app.help();
            return Vec::new();
        }
        app.run_export(command)
    }
}
