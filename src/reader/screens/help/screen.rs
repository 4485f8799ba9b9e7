//! What the reader asks of the page of keys.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screen::Screen;
use crate::reader::screens::help::draw;
use crate::reader::screens::help::state::HelpPage;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for HelpPage {
    fn scope(&self) -> Scope {
        if self.typing { Scope::HelpSearch } else { Scope::Help }
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, _area: Rect) -> Option<Position> {
        draw::draw(app, painter, self)
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.typing.then_some(&mut self.field)
    }

    fn typed(app: &mut App) -> Vec<Effect> {
        if let Some(Overlay::Help(page)) = &mut app.overlay {
            page.top = 0;
        }
        Vec::new()
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        app.run_help(command);
        Vec::new()
    }
}
