//! The review: one candidate at a time, in its paragraph. Each decision goes into the article's file at once.

pub(crate) mod act;
pub(crate) mod decide;
pub(crate) mod draw;
pub(crate) mod entity_form;
pub(crate) mod form;
mod halves;
pub mod item_form;
pub mod layout;
pub(crate) mod merge;
pub(crate) mod merge_form;
pub(crate) mod mouse;
pub(crate) mod saved;
pub(crate) mod screen;
pub(crate) mod stale;
pub mod state;
pub(crate) mod undo;
pub(crate) mod walk;
