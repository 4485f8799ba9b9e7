//! The mouse.

use nutgraf::reader::key::{Pointer, PointerAction};
use nutgraf::reader::message::Message;
use nutgraf::text::cells;

use super::Journey;

impl Journey {
    pub(super) fn point(&mut self, action: PointerAction, (column, row): (u16, u16)) {
        self.time.set(self.time.get() + 1);
        self.tell(Message::Pointer(Pointer { action, column, row }, self.moment()));
    }

    pub(crate) fn clicks(mut self, words: &str) -> Self {
        self.point(PointerAction::Press, self.cell_of(words));
        self.draw();
        self
    }

    pub(crate) fn clicks_cell(mut self, column: u16, row: u16) -> Self {
        self.point(PointerAction::Press, (column, row));
        self.draw();
        self
    }

    pub(crate) fn turns_wheel(mut self, words: &str, steps: i32) -> Self {
        let action = if steps > 0 { PointerAction::WheelDown } else { PointerAction::WheelUp };
        let cell = self.cell_of(words);
        for _ in 0..steps.abs() {
            self.point(action, cell);
        }
        self.draw();
        self
    }

    /// Presses the mouse on the first letter of some words, and drags to the last letter of others.
    pub(crate) fn drags(mut self, from: &str, to: &str) -> Self {
        let (start, (column, row)) = (self.cell_of(from), self.cell_of(to));
        self.point(PointerAction::Press, start);
        self.point(PointerAction::Drag, (column + cells::width(to) - 1, row));
        self.draw();
        self
    }

    /// Presses the mouse on the last letter of some words, and drags back to the first letter of others.
    pub(crate) fn drags_back(mut self, from: &str, to: &str) -> Self {
        let ((column, row), end) = (self.cell_of(from), self.cell_of(to));
        self.point(PointerAction::Press, (column + cells::width(from) - 1, row));
        self.point(PointerAction::Drag, end);
        self.draw();
        self
    }

    pub(crate) fn drags_to(mut self, column: u16, row: u16) -> Self {
        self.point(PointerAction::Drag, (column, row));
        self.draw();
        self
    }

    pub(crate) fn turns_wheel_at(mut self, column: u16, row: u16, down: bool) -> Self {
        self.point(if down { PointerAction::WheelDown } else { PointerAction::WheelUp }, (column, row));
        self.draw();
        self
    }
}
