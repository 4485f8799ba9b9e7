//! The question whether to leave with something unsaved.

pub(crate) mod draw;
pub(crate) mod screen;
pub mod state;
