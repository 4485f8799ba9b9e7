//! What stands on each page.

pub(super) mod card;
pub(super) mod dossier;
pub(super) mod figures;
pub(super) mod sourcing;
