//! What the reader asks of a list.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screen::Screen;
use crate::reader::screens::picker::draw;
use crate::reader::screens::picker::state::{ListKind, Palette};
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

impl Screen for Palette {
    fn scope(&self) -> Scope {
        if self.kind == ListKind::Filters { Scope::Filter } else { Scope::List }
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, _area: Rect) -> Option<Position> {
        Some(draw::draw(app, painter, self))
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn key(app: &mut App, key: &Key) -> Vec<Effect> {
        app.choose_by_digit(key).unwrap_or_else(|| app.type_into_line(key))
    }

    fn paste(app: &mut App, text: &str) -> Vec<Effect> {
        app.paste_article(text).unwrap_or_else(|| app.paste_into_line(text))
    }

    fn typed(app: &mut App) -> Vec<Effect> {
        if let Some(Overlay::List(palette)) = &mut app.overlay {
            palette.selected = 0;
        }
        app.preview_filter();
        Vec::new()
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        app.press_on_list(at)
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        let is_filter = matches!(&app.overlay, Some(Overlay::List(palette)) if palette.kind == ListKind::Filters);
        match command {
            Command::Close if is_filter => app.give_up_filtering(),
            Command::Complete => app.complete_filter(),
            Command::Next => app.browse_list(true),
            Command::Previous => app.browse_list(false),
            Command::Follow => return app.choose(),
            other => return app.run_in_panes(other),
        }
        Vec::new()
    }
}
