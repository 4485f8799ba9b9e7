//! What is doubtful about addresses and dates as people type them.

use crate::model::annotation::evidence::host;
use crate::model::article::date::{When, day_instead, span_instead};
use crate::text::suggestion::nearest;

/// The schemes of the web; what is nearly one of them, such as `htp`, is a slip.
const WEB: [&str; 2] = ["http", "https"];

/// Addresses that name something without saying where it is.
const NAMES: [&str; 3] = ["doi:", "urn:", "mailto:"];

/// What is wrong with a text as the address of a page; none when nothing is.
#[must_use]
pub fn url_problem(text: &str) -> Option<String> {
    url_fault(text).map(|fault| format!("this is not an address: {fault}"))
}

/// What is wrong with a text as the address of a page, to be put into a sentence that names the address.
pub(crate) fn url_fault(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Some("it contains a space");
    }
    let lower = text.to_ascii_lowercase();
    if NAMES.iter().any(|name| lower.strip_prefix(name).is_some_and(|rest| !rest.is_empty())) {
        return None;
    }
    let Some((scheme, rest)) = lower.split_once("://") else {
        return Some("it should begin with https://");
    };
    let known = scheme.starts_with(|letter: char| letter.is_ascii_lowercase())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let web = WEB.contains(&scheme);
    if !web && nearest(scheme, WEB).is_some() {
        return Some("it should begin with https://");
    }
    if !known || rest.is_empty() || (web && host(&lower).is_none()) {
        return Some("it names no host");
    }
    None
}

/// What is wrong with a text as a date or a span of dates; none when nothing is.
#[must_use]
pub fn date_problem(text: &str) -> Option<String> {
    undated(text, span_instead)
}

/// What is wrong with a text as a day, such as a deadline; none when nothing is.
#[must_use]
pub fn day_problem(text: &str) -> Option<String> {
    undated(text, day_instead)
}

fn undated(text: &str, instead: fn(&str) -> String) -> Option<String> {
    let text = text.trim();
    When::parse(text).err().map(|error| format!("{}; {}", error.to_string().escape_debug(), instead(text)))
}
