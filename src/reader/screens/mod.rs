//! The screens, a folder each: state, layout and drawing.

pub mod article;
pub mod detail;
pub mod disagreements;
pub mod export;
pub mod find;
pub mod form;
pub mod help;
pub mod judge;
pub mod leave;
pub mod library;
pub mod name;
pub(crate) mod paste;
pub mod picker;
pub mod queue;
pub mod review;
pub mod save_as;
pub mod select;
