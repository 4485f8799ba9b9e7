//! Remembers the rows of each item of a pane: repeated keys would otherwise lay out the same text again and again.

use std::cell::RefCell;
use std::collections::HashMap;

/// Heights of items at one width; another width clears them.
#[derive(Debug, Default)]
pub struct Heights {
    known: RefCell<(u16, HashMap<usize, usize>)>,
}

impl Heights {
    /// The rows of an item at this width, counted by `rows` if unknown.
    pub fn of(&self, item: usize, columns: u16, rows: impl FnOnce() -> usize) -> usize {
        if let Some(height) = self.known(item, columns) {
            return height;
        }
        let height = rows();
        self.known.borrow_mut().1.insert(item, height);
        height
    }

    fn known(&self, item: usize, columns: u16) -> Option<usize> {
        let mut known = self.known.borrow_mut();
        if known.0 != columns {
            *known = (columns, HashMap::new());
        }
        known.1.get(&item).copied()
    }

    /// Forgets everything after the content of items has changed.
    pub fn forget(&self) {
        self.known.borrow_mut().1.clear();
    }
}
