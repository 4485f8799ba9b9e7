//! Addresses that an export may link: nothing that runs something, nothing in disguise.

use crate::model::journal::validation::url_problem;
use crate::text::hidden::is_hidden;

/// An address that may be linked: http, https or mailto, without a letter that would end or disguise it.
#[must_use]
pub fn link(address: &str) -> Option<&str> {
    let address = address.trim();
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    let known = matches!(scheme.as_str(), "http" | "https" | "mailto");
    let odd = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || is_hidden(letter)
            || matches!(letter, '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '|' | '^')
    };
    let is_address = scheme == "mailto" || url_problem(address).is_none();
    let there = address.len() > scheme.len() + 1;
    (known && there && is_address && !address.contains(odd)).then_some(address)
}

/// An address of the web, http or https.
#[must_use]
pub fn web_link(address: &str) -> Option<&str> {
    let at = link(address)?;
    let rest = at.split_once("://")?.1;
    (at.get(..4)?.eq_ignore_ascii_case("http") && !rest.is_empty()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_schemes_are_linked() {
        for address in ["https://a.example/x?y=1#z", "HTTP://a.example", "mailto:ana@a.example"] {
            assert!(link(address).is_some(), "{address}");
        }
        for address in [
            "https://",
            "http:/a.example",
            "https:///x",
            "javascript:alert(1)",
            "data:text/html,x",
            "https:",
            "java\nscript:x",
            "https://a b",
            "//a",
            "x",
        ] {
            assert!(link(address).is_none(), "{address}");
        }
        assert_eq!(web_link("mailto:ana@a.example"), None);
    }
}
