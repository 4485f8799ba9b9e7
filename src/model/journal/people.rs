//! People with several names.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which names belong to the same annotator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct People(BTreeMap<String, String>);

impl People {
    /// From a map of each annotator's name to their other names.
    pub fn new(names: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let pairs =
            names.into_iter().flat_map(|(name, others)| others.into_iter().map(move |other| (other, name.clone())));
        Self(pairs.collect())
    }

    /// The name that stands for this person.
    #[must_use]
    pub fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}
