//! What the reader asks of the disagreements.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::disagreements::draw;
use crate::reader::screens::disagreements::state::DisagreementsScreen;
use crate::reader::widgets::canvas::Painter;

impl Screen for DisagreementsScreen {
    fn scope(&self) -> Scope {
        Scope::Disagreements
    }

    fn shows_behind_others(&self) -> bool {
        true
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        draw::draw(app, painter, area, self)
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        if command == Command::Help {
            app.help();
            return Vec::new();
        }
        app.run_disagreements(command)
    }
}
