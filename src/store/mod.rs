//! The only code that touches files.

pub mod annotator;
pub mod append;
pub mod article;
pub mod copy;
pub mod desk;
pub mod disk;
mod draft_folder;
pub mod drafts;
pub mod editor;
pub mod folders;
pub mod import;
pub mod import_log;
mod journal_file;
pub mod links;
mod namesakes;
pub mod notes;
pub mod recording;
mod regular;
pub mod replace;
pub mod review;
pub mod reviewer;
pub mod settings;
pub mod state;
pub mod terminal_device;
mod unfinished;
pub mod watch;
pub mod writer;
