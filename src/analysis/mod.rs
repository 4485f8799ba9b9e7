//! What follows from an article and its annotations: how much is to do, where annotators disagree, and how far they
//! agree. Pure functions.

pub mod agreement;
pub mod disagreement;
pub mod workload;
