//! What the reader asks of the library.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::library::draw;
use crate::reader::screens::library::state::ArticlesScreen;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for ArticlesScreen {
    fn scope(&self) -> Scope {
        if self.line.is_some() { Scope::LibraryLine } else { Scope::Library }
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        draw::draw(app, painter, area, self)
    }

    fn shows_behind_others(&self) -> bool {
        true
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.line.as_mut().map(|line| &mut line.field)
    }

    fn typed(app: &mut App) -> Vec<Effect> {
        app.typed_in_articles()
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        app.article_at(at).map_or(Vec::new(), |place| app.press_on_articles(place))
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        if command == Command::Help {
            app.help();
            return Vec::new();
        }
        app.run_articles(command)
    }
}
