//! What the reader asks of the review.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::review::draw;
use crate::reader::screens::review::state::ReviewScreen;
use crate::reader::widgets::canvas::Painter;

impl Screen for ReviewScreen {
    fn scope(&self) -> Scope {
        if self.asked.is_some() { Scope::ReviewQuestion } else { Scope::Review }
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        draw::draw(app, painter, area, self)
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        app.point_at_review(at, None)
    }

    fn wheel(app: &mut App, at: Position, step: Command) -> Vec<Effect> {
        app.point_at_review(at, Some(step == Command::Next))
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        if command == Command::Help {
            app.help();
            return Vec::new();
        }
        app.run_review(command)
    }
}
