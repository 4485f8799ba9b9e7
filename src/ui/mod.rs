//! State to cells: one file per pane.

pub mod theme;
