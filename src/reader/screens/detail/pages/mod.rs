//! The rows of each page.

pub(crate) mod annotations;
pub(crate) mod card;
pub(crate) mod corrections;
pub(crate) mod dossier;
pub(crate) mod figures;
pub(crate) mod library_entity;
pub(crate) mod notes;
pub(crate) mod orphans;
pub(crate) mod problems;
pub(crate) mod similar;
pub(crate) mod sourcing;
pub(crate) mod statistics;
pub(crate) mod versions;
