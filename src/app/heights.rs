//! Rows of each item of a pane, remembered: keys that come by the hundred would lay out the same text again and again.

use std::cell::RefCell;
use std::collections::HashMap;

/// Heights for one width; another width forgets them.
#[derive(Debug, Default)]
pub struct Heights {
    known: RefCell<(u16, HashMap<usize, usize>)>,
}

impl Heights {
    /// The rows of an item in so many columns, counted by `rows` when they are not known.
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

    /// Forgets everything, since what the items show has changed.
    pub fn forget(&self) {
        self.known.borrow_mut().1.clear();
    }
}
