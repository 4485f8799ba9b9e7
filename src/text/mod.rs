//! Text as such, whatever it says: its columns on a screen and its rows, what hides in it, places in it, how it is
//! searched, names of people and files, words that are like others. Depends on nothing else in this crate.

pub mod beginning;
pub mod cells;
pub mod counted;
pub mod decimal;
pub mod flood;
pub mod folding;
pub mod haystack;
pub mod hidden;
pub mod json_fault;
pub mod passage;
pub mod path;
pub mod search;
pub mod shared;
pub mod slug;
pub mod span;
pub mod suggestion;
pub mod wrap;
