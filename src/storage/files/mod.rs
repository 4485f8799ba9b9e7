//! Files as such: names that others have chosen, links, folders, and writing a file whole or not at all.

pub mod atomic_write;
pub mod disk;
pub mod folders;
pub mod links;
pub(crate) mod regular;
pub mod same_file;
pub mod system_error;
pub(crate) mod unfinished;
