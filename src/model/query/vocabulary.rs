//! What a query may say: the fields that there are, and the saved queries.

use std::collections::BTreeMap;

use crate::model::query::claim_fields::CLAIM_FIELDS;
use crate::model::query::field::Field;

/// The field that a word without a field asks.
pub const BARE: &str = "text";

/// The fields that a query may name, and the queries that are saved under a name.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pub(crate) fields: Vec<&'static Field>,
    saved: BTreeMap<String, String>,
}

impl Vocabulary {
    /// The fields of claims, in the order of [`CLAIM_FIELDS`].
    #[must_use]
    pub fn of_claims() -> Self {
        Self { fields: CLAIM_FIELDS.iter().map(|row| &row.field).collect(), saved: BTreeMap::new() }
    }

    /// This vocabulary with more fields after its own.
    #[must_use]
    pub fn with_fields(mut self, fields: impl IntoIterator<Item = &'static Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// This vocabulary with saved queries, by their names.
    #[must_use]
    pub fn with_saved(mut self, saved: BTreeMap<String, String>) -> Self {
        self.saved = saved;
        self
    }

    /// The fields, in order.
    #[must_use]
    pub fn fields(&self) -> &[&'static Field] {
        &self.fields
    }

    /// The saved queries, by their names.
    #[must_use]
    pub fn saved(&self) -> &BTreeMap<String, String> {
        &self.saved
    }

    /// The field of that name, whatever its case, with its number.
    pub(crate) fn field(&self, name: &str) -> Option<(usize, &'static Field)> {
        let named = |field: &&'static Field| field.name.eq_ignore_ascii_case(name);
        self.fields.iter().position(named).map(|row| (row, self.fields[row]))
    }
}
