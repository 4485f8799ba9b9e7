//! Judging: the verdicts for the selected claim.

pub(crate) mod draw;
pub(crate) mod layout;
pub(crate) mod screen;
pub mod state;
