//! What the reader asks of the page that waits for an article.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screen::Screen;
use crate::reader::screens::paste::draw;
use crate::reader::screens::paste::state::PastePage;
use crate::reader::widgets::canvas::Painter;

impl Screen for PastePage {
    fn scope(&self) -> Scope {
        Scope::Paste
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
        Some(draw::draw(app, &self.text, painter, area))
    }

    fn key(app: &mut App, key: &Key) -> Vec<Effect> {
        app.type_article(key);
        Vec::new()
    }

    fn paste(app: &mut App, text: &str) -> Vec<Effect> {
        app.paste_article(text).unwrap_or_default()
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        match command {
            Command::Follow => app.open_typed_article(),
            Command::Close => app.close_paste(),
            other => app.run_in_panes(other),
        }
    }
}
