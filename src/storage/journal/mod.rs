//! The journal on the disk: reading everyone's notes, and a thread that appends, so that no key waits.

pub mod append;
pub(crate) mod file_kind;
pub(crate) mod namesakes;
pub mod notes_files;
pub mod outcome;
pub mod seal;
pub(crate) mod segments;
pub mod service;
pub mod source_files;
pub mod writer;
