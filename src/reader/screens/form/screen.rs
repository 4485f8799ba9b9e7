//! What the reader asks of an open form.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::form::draw;
use crate::reader::screens::form::state::Compose;
use crate::reader::widgets::canvas::Painter;

impl Screen for Compose {
    fn scope(&self) -> Scope {
        if self.form.settles() { Scope::SettleForm } else { Scope::Compose }
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, _area: Rect) -> Option<Position> {
        draw::draw(app, painter)
    }

    fn key(app: &mut App, key: &Key) -> Vec<Effect> {
        app.type_into_form(key)
    }

    fn paste(app: &mut App, text: &str) -> Vec<Effect> {
        app.paste_into_form(text)
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        app.press_on_form(at)
    }

    fn drag(app: &mut App, at: Position) -> Vec<Effect> {
        app.drag_on_form(at)
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.turn_wheel_on_form(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        app.run_compose(command)
    }
}
