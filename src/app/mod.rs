//! State and update: what every key does. No files, no clock, and of the screen only its geometry.

pub mod flow;
pub mod scroll;
