//! A query that the list of filters offers.

use crate::model::query::Query;

/// A query that is offered.
#[derive(Debug)]
pub(crate) struct Preset {
    /// By what it is called.
    pub(crate) name: String,
    /// As it could be typed.
    pub(crate) text: String,
    pub(crate) query: Query,
    /// Whether each claim passes.
    pub(crate) passing: Vec<bool>,
}

impl Preset {
    /// How many claims pass.
    pub(crate) fn count(&self) -> usize {
        self.passing.iter().filter(|passes| **passes).count()
    }
}
