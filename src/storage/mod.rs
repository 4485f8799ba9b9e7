//! The only code that touches files.

pub mod annotator;
pub mod article;
pub mod autosave;
pub mod config;
pub mod editor;
pub mod files;
pub mod import;
pub mod journal;
mod left_behind;
pub mod library;
pub mod proposer_process;
pub mod recording;
pub mod review;
pub mod signing;
pub mod state;
pub mod terminal_device;
pub mod versions;
pub mod watch;
pub(crate) mod watched_folders;
