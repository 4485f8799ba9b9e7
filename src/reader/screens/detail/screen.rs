//! What the reader asks of a page.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screen::Screen;
use crate::reader::screens::detail::draw;
use crate::reader::screens::detail::state::{Sheet, SheetKind};
use crate::reader::widgets::canvas::Painter;

impl Screen for Sheet {
    fn scope(&self) -> Scope {
        Scope::Sheet
    }

    fn draw(&self, app: &App, painter: &mut Painter<'_>, _area: Rect) -> Option<Position> {
        Some(draw::draw(app, painter, self))
    }

    fn names_claims(&self) -> bool {
        true
    }

    fn renumber(&mut self, now: &dyn Fn(usize) -> Option<usize>) {
        if let SheetKind::Card(claim) = &mut self.kind {
            *claim = now(*claim).unwrap_or(usize::MAX);
        }
    }

    fn press(app: &mut App, at: Position) -> Vec<Effect> {
        match &app.overlay {
            Some(Overlay::Sheet(sheet)) => app.press_on_sheet(*sheet, at),
            _ => Vec::new(),
        }
    }

    fn wheel(app: &mut App, _at: Position, step: Command) -> Vec<Effect> {
        app.run(step)
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        let Some(Overlay::Sheet(sheet)) = &app.overlay else { return Vec::new() };
        let sheet = *sheet;
        match command {
            Command::Close => {
                app.close();
                Vec::new()
            }
            command if !command.reaches_through() && command != Command::EntityInLibrary => {
                app.browse_sheet(sheet, command)
            }
            other => app.run_in_panes(other),
        }
    }
}
