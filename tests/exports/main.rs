//! Exports: they contain the annotations, nothing hostile, and a report of what they leave out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod back_again;
mod carriage;
mod command;
mod contradictions;
mod fields;
mod hostile;
mod packet;
mod places;
mod private;
mod rich;
mod saved_again;
mod schemas;
mod snapshots;
mod templates;
mod warnings;
