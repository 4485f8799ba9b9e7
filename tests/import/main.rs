//! Import: from the bytes of saved files to articles that the reader opens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Made-up files are built to be read, not to be fast.
#![allow(clippy::format_push_string, clippy::format_collect)]

mod annotated;
mod books;
mod candidates;
mod command;
mod damage;
mod europresse;
mod factiva;
mod feeds;
mod hostile;
mod mail;
mod markdown;
mod nexis_docx;
mod nexis_html;
mod nexis_txt;
#[path = "../commands/place.rs"]
#[allow(dead_code)]
mod place;
mod pressreader;
mod proquest_txt;
mod reading;
mod recognition;
mod stream;
mod update;
mod web_archives;
mod web_page;
mod web_page_properties;
mod wires;
mod word;
mod word_builder;
mod words;
