//! What somebody is writing and has not kept yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its ULID, also the name of its file.
    #[serde(skip)]
    pub id: String,
    /// Version of the format.
    pub v: u32,
    /// Who writes.
    pub by: String,
    /// The article's file that it was begun in, by its whole path, or the name of a built-in article; none in drafts of
    /// earlier versions, and in those that are offered where they were begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// On what: `claim:p6.c1`.
    pub on: String,
    /// Which form.
    pub form: String,
    /// What was typed into each field, by its key.
    pub fields: BTreeMap<String, String>,
    /// When, RFC 3339 in UTC.
    pub at: String,
}
