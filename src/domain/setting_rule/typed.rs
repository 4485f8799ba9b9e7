//! What is doubtful about addresses and dates as people type them.

use crate::domain::evidence::host;
use crate::domain::when::{FORMS, When};

/// Addresses that name something without saying where it is.
const NAMES: [&str; 3] = ["doi:", "urn:", "mailto:"];

/// What is wrong with a text as the address of a page; none when nothing is.
#[must_use]
pub fn url_problem(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Some("this is no address: there is a space in it".to_owned());
    }
    let lower = text.to_ascii_lowercase();
    if NAMES.iter().any(|name| lower.strip_prefix(name).is_some_and(|rest| !rest.is_empty())) {
        return None;
    }
    let Some((scheme, rest)) = lower.split_once("://") else {
        return Some("this is no address: it would begin with https://".to_owned());
    };
    let known = scheme.starts_with(|letter: char| letter.is_ascii_lowercase())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let web = matches!(scheme, "http" | "https");
    if !known || rest.is_empty() || (web && host(&lower).is_none()) {
        return Some("this is no address: it names no host".to_owned());
    }
    None
}

/// What is wrong with a text as a date or a span of dates; none when nothing is.
#[must_use]
pub fn date_problem(text: &str) -> Option<String> {
    When::parse(text.trim()).err().map(|error| format!("{}; {FORMS}", error.to_string().escape_debug()))
}
