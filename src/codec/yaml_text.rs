//! Text as a YAML scalar that every reader of YAML 1.1 and 1.2 returns unchanged.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// The longest line, in columns.
pub(crate) const COLUMNS: usize = 100;

/// Text on one line: unquoted if that is safe, otherwise in double quotes.
pub(crate) fn inline(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Text as an element of a list in brackets.
pub(crate) fn item(text: &str) -> String {
    if is_plain(text) && !text.contains([',', '[', ']', '{', '}']) { text.to_owned() } else { quoted(text) }
}

/// Text on one line, without letters that Markdown or HTML could treat as markup, for programs that show YAML as
/// either.
pub(crate) fn without_markup(text: &str) -> String {
    if text.contains(MARKUP) { escaped_markup(text) } else { inline(text) }
}

/// A text without markup as an element of a list in brackets.
pub(crate) fn item_without_markup(text: &str) -> String {
    if text.contains(MARKUP) { escaped_markup(text) } else { item(text) }
}

/// Letters with which tags, entities, links and images begin and end.
const MARKUP: [char; 5] = ['<', '>', '&', '[', ']'];

/// In double quotes, none of these letters is part of an escape.
fn escaped_markup(text: &str) -> String {
    let escaped = |text: String, letter: &char| text.replace(*letter, &format!("\\u{:04X}", u32::from(*letter)));
    MARKUP.iter().fold(quoted(text), escaped)
}

/// The lines below `>-`, of at most `columns`; `None` for text that a folded scalar cannot preserve.
///
/// YAML reads a break between two words as a space, and an empty line as a break.
pub(crate) fn folded(text: &str, columns: usize) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for (number, segment) in text.split('\n').enumerate() {
        let bare = segment.trim_matches(char::is_whitespace);
        if bare.len() != segment.len() || segment.chars().any(needs_escape) {
            return None;
        }
        let is_edge = number == 0 || number == text.matches('\n').count();
        if segment.is_empty() {
            if is_edge {
                return None;
            }
            lines.push(String::new());
            continue;
        }
        // The break before this segment; those before empty segments are lines of their own.
        if number > 0 {
            lines.push(String::new());
        }
        wrap(segment, columns, &mut lines);
    }
    Some(lines)
}

/// Breaks a line only at single spaces between two words.
fn wrap(segment: &str, columns: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in words(segment) {
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
}

/// Pieces separated by exactly one space, without other white space beside it.
fn words(segment: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in segment.match_indices(' ') {
        let before = segment[..at].chars().next_back();
        let after = segment[at + 1..].chars().next();
        if before.is_some_and(|letter| !letter.is_whitespace()) && after.is_some_and(|letter| !letter.is_whitespace()) {
            words.push(&segment[start..at]);
            start = at + 1;
        }
    }
    words.push(&segment[start..]);
    words
}

/// Whether text is valid without quotes and parses as text.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let looks_like_a_number = (first.is_ascii_digit() || "+-.".contains(first)) && !text.contains(' ');
    !first.is_whitespace()
        && !text.ends_with([' ', ':'])
        && !"-?:,[]{}#&*!|>'\"%@`=<~".contains(first)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|letter| needs_escape(letter) || matches!(letter, '\n' | '\t'))
        && !text.ends_with(char::is_whitespace)
        && !words.contains(&text.to_lowercase().as_str())
        && !looks_like_a_number
        && !text.starts_with("...")
}

/// Characters that a YAML file cannot contain or would lose.
pub(crate) fn needs_escape(letter: char) -> bool {
    letter != '\n'
        && letter != '\t'
        && (letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            _ if needs_escape(letter) => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
