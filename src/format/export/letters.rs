//! What must never leave in an export: letters that a terminal or a reader's eye would obey, and links that run something.

use std::borrow::Cow;

/// Whether a letter moves a cursor, turns text around or hides it. Line breaks and tabs are for each format to say.
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text in which every hidden letter is seen.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") {
        return Cow::Owned(visible(&text.replace("\r\n", "\n")).into_owned());
    }
    if text.contains(is_hidden) {
        return text.chars().map(|letter| if is_hidden(letter) { '\u{fffd}' } else { letter }).collect();
    }
    Cow::Borrowed(text)
}

/// Visible text on one line: breaks, tabs and runs of space are one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&visible(word));
    }
    line
}

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
    let there = address.len() > scheme.len() + 1;
    (known && there && !address.contains(odd)).then_some(address)
}

/// An address of the web, http or https.
#[must_use]
pub fn web_link(address: &str) -> Option<&str> {
    let at = link(address)?;
    let rest = at.split_once("://")?.1;
    (at.get(..4)?.eq_ignore_ascii_case("http") && !rest.is_empty()).then_some(at)
}

/// JSON in which no hidden letter stands as itself.
#[must_use]
pub fn json(value: &serde_json::Value) -> String {
    crate::format::journal::escaped(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_schemes_are_linked() {
        for address in ["https://a.example/x?y=1#z", "HTTP://a.example", "mailto:ana@a.example"] {
            assert!(link(address).is_some(), "{address}");
        }
        for address in
            ["javascript:alert(1)", "data:text/html,x", "https:", "java\nscript:x", "https://a b", "//a", "x"]
        {
            assert!(link(address).is_none(), "{address}");
        }
        assert_eq!(web_link("mailto:ana@a.example"), None);
    }

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{9b}"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}");
        assert_eq!(one_line(" a\n\tb\u{7} "), "a b\u{fffd}");
    }
}
