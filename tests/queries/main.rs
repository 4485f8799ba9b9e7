//! The query language of claims.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod claims;
mod docs;
mod language;
mod world;
