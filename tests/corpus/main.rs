//! Versions of a story and similar claims: what many articles show together.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod pairs;
mod similar;
mod versions_properties;
