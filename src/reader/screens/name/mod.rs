//! The question for the annotator's name.

pub(crate) mod draw;
pub(crate) mod screen;
pub mod state;
