//! Hidden characters, which a terminal or a reader's eye would obey without seeing them: the one definition, and ways to
//! show them.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::text::flood::without_floods;

/// Stands for what would not be seen.
pub const PLACEHOLDER: char = '\u{fffd}';

/// Whether a character moves the cursor of a terminal, turns text around or hides in it.
///
/// Line breaks and tabs are none: each use says what becomes of them. Joiners and spaces without width are none either,
/// since many scripts need them.
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    let is_plain_break = matches!(letter, '\n' | '\t');
    letter.is_control() && !is_plain_break
        || matches!(
            letter,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

/// Text in which every hidden character is seen; a break of Windows is a line break.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") {
        return Cow::Owned(visible(&text.replace("\r\n", "\n")).into_owned());
    }
    if text.contains(is_hidden) {
        return text.chars().map(|letter| if is_hidden(letter) { PLACEHOLDER } else { letter }).collect();
    }
    Cow::Borrowed(text)
}

/// Visible text for a line of a terminal: a tab is a space, a line break is seen as well, and floods are cut.
#[must_use]
pub fn visible_in_line(text: &str) -> String {
    let seen = |letter: char| match letter {
        '\t' => ' ',
        '\n' => PLACEHOLDER,
        _ if is_hidden(letter) => PLACEHOLDER,
        _ => letter,
    };
    without_floods(text).chars().map(seen).collect()
}

/// Several lines with every hidden character shown.
#[must_use]
pub fn visible_on_terminal(text: &str) -> String {
    text.split('\n').map(|line| visible_in_line(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// A name in one piece and on one line: hidden characters, breaks and tabs as their escapes in Rust, and floods cut.
#[must_use]
pub fn escaped(name: &str) -> Cow<'_, str> {
    let escapes = |letter: char| is_hidden(letter) || matches!(letter, '\n' | '\t');
    let name = without_floods(name);
    if !name.contains(escapes) {
        return name;
    }
    let mut shown = String::with_capacity(name.len() + 8);
    for letter in name.chars() {
        match letter {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            _ if escapes(letter) => shown.extend(letter.escape_unicode()),
            _ => shown.push(letter),
        }
    }
    Cow::Owned(shown)
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

/// JSON with hidden characters written as `\uXXXX`; JSON itself demands that of those below U+0020 only.
#[must_use]
pub fn escape_json(json: &str) -> String {
    // Most text has none of these, and is seen to have none much faster than it is gone through.
    if json.bytes().all(|byte| byte < 0x7f) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for letter in json.chars() {
        // Breaks between the parts of a document are no part of its text.
        if letter < ' ' || !is_hidden(letter) {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut units) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{9b}"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}");
        assert_eq!(one_line(" a\n\tb\u{7} "), "a b\u{fffd}");
        assert_eq!(visible_in_line("a\n\tb"), "a\u{fffd} b");
        assert_eq!(escaped("a\u{1b}[31m\n\u{202e}é"), r"a\u{1b}[31m\n\u{202e}é");
    }

    #[test]
    fn json_with_hidden_letters_says_the_same_and_shows_them() {
        assert_eq!(escape_json("{\n  \"a\": \"\u{9b}é\u{feff}\"\n}"), "{\n  \"a\": \"\\u009bé\\ufeff\"\n}");
    }
}
