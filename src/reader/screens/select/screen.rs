//! What the reader asks of a selection of words.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screen::Screen;
use crate::reader::screens::select::state::Selection;
use crate::reader::widgets::canvas::Painter;

impl Screen for Selection {
    fn scope(&self) -> Scope {
        Scope::Select
    }

    fn draw(&self, _app: &App, _painter: &mut Painter<'_>, _area: Rect) -> Option<Position> {
        None
    }

    fn covers_panes(&self) -> bool {
        false
    }

    fn leaves_mouse_to_panes(&self) -> bool {
        true
    }

    fn names_claims(&self) -> bool {
        true
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        let Some(Overlay::Select(selection)) = &app.overlay else { return Vec::new() };
        let selection = *selection;
        match command {
            Command::Copy => app.copy_selection(selection),
            command if !matches!(command, Command::Close | Command::Help) && !command.writes() => {
                app.browse_selection(selection, command);
                Vec::new()
            }
            other => app.run_in_panes(other),
        }
    }
}
