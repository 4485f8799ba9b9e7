//! The mouse in a list.

use ratatui::layout::Position;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::with_border;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;

impl App {
    pub(crate) fn press_on_list(&mut self, at: Position) -> Vec<Effect> {
        let Some(Overlay::List(palette)) = &self.overlay else { return Vec::new() };
        if !with_border(palette.inside(self)).contains(at) {
            return self.run(Command::Close);
        }
        let list = palette.list(self);
        if !list.contains(at) {
            return Vec::new();
        }
        let row = palette.top(list.height) + usize::from(at.y - list.y);
        let (count, again) = (palette.rows(self).len(), palette.selected == row);
        if row >= count {
            return Vec::new();
        }
        if again {
            return self.choose();
        }
        if let Some(Overlay::List(palette)) = &mut self.overlay {
            palette.selected = row;
        }
        Vec::new()
    }
}
