//! What the reader asks of the box of verdicts.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::judge::draw;
use crate::reader::screens::judge::state::Judging;
use crate::reader::widgets::canvas::Painter;

impl Screen for Judging {
    fn scope(&self) -> Scope {
        Scope::Judge
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, _area: Rect) -> Option<Position> {
        draw::draw(app, painter, &self.opinion)
    }

    fn names_claims(&self) -> bool {
        true
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        let choice = app.judge_box().and_then(|judge| judge.choice_at(at));
        choice.map_or(Vec::new(), |command| app.run_if_available(command))
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        match command {
            Command::Follow | Command::Close => app.conclude(|_| {}),
            other => app.run_in_panes(other),
        }
    }
}
