//! Text to values and back: articles, journal lines, plain text. No files, no printing.

pub mod article_yaml;
pub mod byte_order_mark;
pub mod diagnostics;
pub mod journal_jsonl;
pub mod json_schema;
pub mod review_jsonl;
pub mod seal;
pub(crate) mod yaml_text;
