//! What the reader asks of the line to find words.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::find::draw;
use crate::reader::screens::find::state::FindForm;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for FindForm {
    fn scope(&self) -> Scope {
        Scope::Find
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        Some(draw::draw(app, painter, area, self))
    }

    fn covers_panes(&self) -> bool {
        false
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn renumber(&mut self, now: &dyn Fn(usize) -> Option<usize>) {
        self.origin.claim = self.origin.claim.and_then(now);
        self.before = None;
    }

    fn typed(app: &mut App) -> Vec<Effect> {
        app.find_as_typed();
        Vec::new()
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        match command {
            Command::Follow => app.keep_found(),
            Command::Close => app.give_up_finding(),
            other => return app.run_in_panes(other),
        }
        Vec::new()
    }
}
