//! Which claims show.

use crate::model::query::Query;

/// Which claims show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub(super) query: Query,
    /// As it was typed or chosen.
    pub(super) text: String,
    pub(super) name: String,
}

impl Filter {
    pub(super) fn new(query: Query, text: impl Into<String>, name: impl Into<String>) -> Self {
        Self { query, text: text.into(), name: name.into() }
    }

    /// What it is called: the words of a list, or the query itself.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The claims that it asks for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }
}
