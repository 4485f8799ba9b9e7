//! What is wrong with a query, shown at its place.

use std::fmt;

use crate::text::cells;
use crate::text::span::ByteSpan;

/// A mistake in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the query that are wrong; empty at its end.
    pub span: ByteSpan,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub hint: Option<String>,
}

impl QueryError {
    pub(crate) fn new(span: ByteSpan, problem: impl Into<String>, hint: Option<String>) -> Self {
        Self { span, problem: problem.into(), hint }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problem)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(formatter, "; {hint}"))
    }
}

/// The query with a caret line below it for each mistake, every line indented by two columns. Without a final line break.
#[must_use]
pub fn report(query: &str, errors: &[QueryError]) -> String {
    let shown: String = shown(query, 0, query.len());
    let mut lines = vec![format!("  {shown}")];
    for error in errors {
        let column = usize::from(cells::width(query.get(..error.span.start).unwrap_or(query)));
        let width = usize::from(cells::width(query.get(error.span.range()).unwrap_or(""))).max(1);
        lines.push(format!("  {}{} {error}", " ".repeat(column), "^".repeat(width)));
    }
    lines.join("\n")
}

/// A part of a query as it may be shown on one line: nothing invisible or hostile in it.
fn shown(query: &str, start: usize, end: usize) -> String {
    cells::clusters(query, ByteSpan::new(start, end)).map(|cluster| cluster.shown).collect()
}
