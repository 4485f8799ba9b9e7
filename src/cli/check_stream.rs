//! `nutgraf check --jsonl`: checks the articles that `import --jsonl` writes, one a line.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::codec::article_yaml::check;
use crate::codec::diagnostics::check_report;

use crate::cli::Failure;
use crate::cli::stream;
use crate::cli::stream::error_line;

/// A line that `import --jsonl` has written.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    part: usize,
    article: Option<Value>,
    /// Why there is no article; handed on.
    error: Option<Value>,
}

pub(super) fn run() -> Result<u8, Failure> {
    stream::run(|row: Row| match (row.article, row.error) {
        (Some(article), _) => {
            let report = check("article", article.to_string().as_bytes());
            let problems: Vec<Value> = report.problems.iter().map(check_report::problem).collect();
            format!("{}\n", json!({"id": row.id, "part": row.part, "problems": problems}))
        }
        (None, Some(error)) => format!("{}\n", json!({"id": row.id, "part": row.part, "error": error})),
        (None, None) => error_line(&row.id, "bad-line", "it has no `article`", None),
    })
}
