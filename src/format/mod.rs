//! Text to values and back: articles, journal lines, plain text. No files, no printing.

pub mod article;
pub mod byte_order_mark;
pub mod check_report;
pub mod export;
pub mod journal;
pub mod linear_text;
pub mod notes_check;
pub mod notes_json;
pub mod notes_text;
pub mod problem_rule;
pub mod report;
pub mod review_journal;
pub mod schema;
mod yaml_text;
