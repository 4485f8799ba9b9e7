//! The articles of a folder with their cache: whatever happens to files, cache and disk, the library agrees with the
//! files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "library/cache.rs"]
mod cache;
#[path = "library/folder.rs"]
mod folder;
#[path = "library/place.rs"]
mod place;
#[path = "library/queries.rs"]
mod queries;
