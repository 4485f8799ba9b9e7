//! What stands on each page.

pub(super) mod card;
pub(super) mod dossier;
pub(super) mod figures;
pub(super) mod lost;
pub(super) mod notes;
mod said;
pub(super) mod sourcing;
