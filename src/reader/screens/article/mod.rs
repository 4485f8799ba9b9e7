//! The panes of the open article: sections, text, claims and entities.

pub mod claim_details;
pub(crate) mod copy;
pub(crate) mod draw;
pub(crate) mod pane_widths;
pub(crate) mod quoted;
pub mod rows;
pub mod scroll_into_view;
