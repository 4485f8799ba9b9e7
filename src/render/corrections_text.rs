//! What many articles got wrong, for people and as JSON.

use std::fmt::Write as _;

use serde_json::json;

use crate::corpus::corrections::{Correction, headline};
use crate::corpus::versions::phrases::finding;
use crate::text::hidden::visible_in_line;

/// The list for people: how many there are, then each with its article, what was found, and what the text says now.
#[must_use]
pub fn text(corrections: &[Correction]) -> String {
    let mut text = headline(corrections) + "\n";
    text.extend(corrections.iter().map(of_one));
    text
}

fn of_one(one: &Correction) -> String {
    let (day, outlet) = (one.published.as_deref(), one.outlet.as_deref());
    let head: Vec<String> = [day, outlet, Some(one.path.as_str())].into_iter().flatten().map(visible_in_line).collect();
    let mut text = format!("\n{} {}  {}\n", head.join("  "), one.claim, visible_in_line(&one.title));
    let _ = writeln!(text, "  {} {}", one.sign(), one.outcome());
    let findings: Vec<String> = one.findings.iter().map(finding).collect();
    let _ = write!(text, "    claim: {}\n    {}\n", visible_in_line(&one.text), findings.join("; "));
    text.extend(one.now.iter().map(|now| format!("    now: {}\n", visible_in_line(now))));
    text.extend(one.note.iter().map(|note| format!("    note: {}\n", visible_in_line(note))));
    text
}

/// One JSON document: how many there are, and the list.
#[must_use]
pub fn json(corrections: &[Correction]) -> String {
    let whole = json!({"total": corrections.len(), "corrections": corrections});
    crate::text::hidden::escape_json(&format!("{whole:#}")) + "\n"
}
