//! Figures and dates.

pub mod date;
pub mod figure;
mod number;
