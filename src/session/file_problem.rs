//! A problem of the article's file, as the reader shows it.

use serde::{Deserialize, Serialize};

/// A problem of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileProblem {
    /// Its line, counted from 1; 0 where it is about the whole file.
    pub line: usize,
    /// Its column in code points, counted from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub text: String,
}
