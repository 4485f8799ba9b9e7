//! Names to ids: who speaks in a claim, and what it is about.

use std::collections::HashMap;

use crate::model::article::entity::Entity;
use crate::text::folding::fold;

/// The names and ids of entities.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    exact: HashMap<String, String>,
    /// By the name without case and accents; none where several entities share it.
    folded: HashMap<String, Option<String>>,
}

impl NameIndex {
    /// The index of these entities; of two with one name the first counts.
    pub(super) fn of<'a>(entities: impl Iterator<Item = &'a Entity>) -> Self {
        let mut index = Self::default();
        for entity in entities {
            index.add(entity);
        }
        index
    }

    pub(super) fn add(&mut self, entity: &Entity) {
        for name in entity.names().chain([entity.id.as_str()]) {
            self.exact.entry(name.to_owned()).or_insert_with(|| entity.id.clone());
            let of_folded = self.folded.entry(fold(name)).or_insert_with(|| Some(entity.id.clone()));
            if of_folded.as_ref().is_some_and(|id| *id != entity.id) {
                *of_folded = None;
            }
        }
    }

    /// Whether an entity is called exactly so.
    pub(super) fn has(&self, name: &str) -> bool {
        self.exact.contains_key(name)
    }

    /// The id of the entity of that name, alias or id: as written, else whatever its case and accents where only one entity
    /// is called so.
    pub(super) fn id(&self, name: &str) -> Option<&str> {
        let name = name.trim();
        let exact = self.exact.get(name);
        exact.or_else(|| self.folded.get(&fold(name)).and_then(Option::as_ref)).map(String::as_str)
    }
}
