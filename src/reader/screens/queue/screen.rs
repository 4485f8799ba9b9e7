//! What the reader asks of the queue.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::queue::draw;
use crate::reader::screens::queue::state::Queue;
use crate::reader::widgets::canvas::Painter;

impl Screen for Queue {
    fn scope(&self) -> Scope {
        Scope::Queue
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        draw::draw(app, painter, area, self)
    }

    fn shows_behind_others(&self) -> bool {
        true
    }

    fn names_claims(&self) -> bool {
        true
    }

    fn renumber(&mut self, now: &dyn Fn(usize) -> Option<usize>) {
        self.judged = self.judged.iter().filter_map(|claim| now(*claim)).collect();
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        let letter = app.queue_page().and_then(|page| page.command_at(at));
        letter.map_or(Vec::new(), |command| app.run_if_available(command))
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        app.run_queue(command)
    }
}
