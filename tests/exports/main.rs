//! Exports: what leaves is what was said, nothing hostile leaves with it, and what does not leave is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod back_again;
mod carriage;
mod command;
mod hostile;
mod packet;
mod places;
mod rich;
mod saved_again;
mod schemas;
mod snapshots;
