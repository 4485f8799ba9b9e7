//! Text as such, whatever it says: places in it, and names made of it. Depends on nothing else in this crate.

pub mod slug;
pub mod span;
