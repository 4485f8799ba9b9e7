//! Disagreements: the claims on which annotators differ, one at a time, each side with its reasons and evidence. One
//! key settles a claim and goes on to the next.

pub(crate) mod act;
pub(crate) mod draw;
pub mod page;
pub(crate) mod reason;
pub(crate) mod screen;
pub(crate) mod side;
pub mod state;
pub(crate) mod walk;
