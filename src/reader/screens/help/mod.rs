//! Help: the keys of a place, then those of the others.

pub(crate) mod draw;
pub mod page;
pub(crate) mod screen;
pub mod state;
