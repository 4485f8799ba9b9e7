//! What `nutgraf check` has found, for machines.

use serde_json::{Value, json};

use crate::text::hidden::escape_json;

use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, Report};

/// The address of the schema that SARIF files name.
const SARIF_SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One JSON document: each file with its counts and problems. `drafts` says how many candidates nobody has confirmed are in
/// the article of which report.
#[must_use]
pub fn json(reports: &[Report], drafts: &[(usize, usize)]) -> String {
    let file = |(number, report): (usize, &Report)| {
        let drafts = drafts.iter().find(|(of, _)| *of == number).map_or(0, |(_, count)| *count);
        let (errors, warnings) = report.counts();
        let problems: Vec<Value> = report.problems.iter().map(problem).collect();
        json!({"path": report.path, "errors": errors, "warnings": warnings, "drafts": drafts, "problems": problems})
    };
    pretty(&json!({"version": 1, "files": reports.iter().enumerate().map(file).collect::<Vec<_>>()}))
}

/// A problem as an object.
#[must_use]
pub fn problem(problem: &Problem) -> Value {
    json!({
        "rule": problem.rule,
        "severity": problem.rule.severity().word(),
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    })
}

/// SARIF 2.1.0, the format in which forges and editors take in what checkers find.
#[must_use]
pub fn sarif(reports: &[Report]) -> String {
    let rules: Vec<Value> = ProblemRule::ALL
        .iter()
        .map(|rule| json!({"id": rule.name(), "shortDescription": {"text": rule.asks()}}))
        .collect();
    let results: Vec<Value> =
        reports.iter().flat_map(|report| report.problems.iter().map(|problem| result(&report.path, problem))).collect();
    pretty(&json!({
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "nutgraf", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn result(path: &str, problem: &Problem) -> Value {
    let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
    json!({
        "ruleId": problem.rule.name(),
        "level": problem.rule.severity().word(),
        "message": {"text": format!("{}{hint}", problem.message)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(path)},
            "region": {"startLine": problem.line, "startColumn": problem.column},
        }}],
    })
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let letter = |byte: u8| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(letter).collect()
}

fn pretty(value: &Value) -> String {
    // A value of JSON can always be written.
    escape_json(&serde_json::to_string_pretty(value).unwrap_or_default()) + "\n"
}
