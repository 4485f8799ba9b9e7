//! Candidates: what is proposed, from any text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod adding;
mod properties;
mod shipped;
