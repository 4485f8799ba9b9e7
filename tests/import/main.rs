//! Import: from the bytes of saved files to articles that the reader opens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod command;
mod markdown;
mod nexis_txt;
#[path = "../commands/place.rs"]
#[allow(dead_code)]
mod place;
mod pressreader;
mod proquest_txt;
mod recognition;
mod stream;
mod web_page;
mod web_page_properties;
