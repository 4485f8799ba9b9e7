//! Use cases that read and write files, without a terminal and without the command line: opening an article, listing those
//! of a folder, proposing candidates, writing exports and what was imported.

pub(crate) mod across_articles;
pub(crate) mod article_tags;
pub(crate) mod builtin;
pub(crate) mod candidates;
pub(crate) mod catalogue;
pub(crate) mod clock;
pub(crate) mod draft_article;
pub(crate) mod export_file;
pub(crate) mod failure;
pub(crate) mod import_file;
pub(crate) mod importable;
pub(crate) mod in_order;
pub mod known_claims;
pub(crate) mod open;
pub(crate) mod proposing;
pub mod version_report;
