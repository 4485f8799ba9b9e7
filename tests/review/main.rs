//! The review of candidates: what it does to the article's file, and what it does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edits;
mod interleaving;
mod texts;
