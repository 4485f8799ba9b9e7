//! What follows from the notes and is asked with every key.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::reader::filter::preset::Preset;
use crate::reader::screens::picker::state::Choice;

/// What follows from the notes and is asked with every key.
#[derive(Debug, Default)]
pub(crate) struct FilterCache {
    /// Whether each claim passes the filter.
    pub(super) passing: RefCell<Option<Rc<Vec<bool>>>>,
    /// The queries that are offered.
    pub(super) presets: RefCell<Option<Rc<Vec<Preset>>>>,
    /// The rows of the list, by what is typed.
    pub(super) rows: RefCell<HashMap<String, Rc<Vec<Choice>>>>,
}

impl FilterCache {
    /// Forgets everything, because annotations of claims have changed.
    pub(crate) fn forget(&self) {
        self.passing.take();
        self.presets.take();
        self.rows.take();
    }

    /// Forgets the rows, since the list is opened anew.
    pub(crate) fn forget_rows(&self) {
        self.rows.take();
    }
}
