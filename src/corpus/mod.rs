//! Many articles: what a library knows of each, and what can be asked of all of them. Pure values; `storage::library` keeps
//! them in a cache and reads them back.
//!
//! An article is encoded into three parts ([`encode::encode`]): a [`row::Row`], which lists show; its words, folded, a line
//! for each text, which are searched in place; and a [`record::Record`], which is decoded only where an article may match.

pub mod corrections;
pub mod dossier;
pub mod encode;
pub mod fields;
pub mod list;
pub mod listing;
pub(crate) mod parallel;
pub mod record;
pub mod round;
pub mod row;
pub mod search;
pub mod similar;
pub mod statistics;
pub mod to_do;
pub mod versions;
mod wording;
