//! Escapes text so that Markdown shows it unchanged, in `CommonMark`, GitHub's dialect and pandoc's.

use crate::text::hidden::one_line;

use crate::export::inset;
use crate::export::link::link;

/// Text within a line.
pub(crate) fn inline(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    let opening = opening(&text);
    for (at, letter) in text.char_indices() {
        let after = &text[at..];
        let special = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '$' | '@' | '&' | '#' | '{' | '}'
        );
        // Renderers would turn bare addresses into links.
        let address = after.starts_with("://") || letter == '.' && text[..at].to_ascii_lowercase().ends_with("www");
        if special || address || Some(at) == opening {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The position of the character that would make the line a list, a heading, a quotation or a definition.
fn opening(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '+' | '-' | '=' | ':' | '(' | '!' | '%') {
        return Some(0);
    }
    let end = text.find(|letter: char| !letter.is_alphanumeric())?;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let mark = text[end..].strip_prefix(['.', ')']).is_some_and(ends);
    (mark && end > 0).then_some(end)
}

/// Text of several lines in a list item of that depth. Lines, paragraphs and indentation are kept.
pub(crate) fn lines(text: &str, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let mut out = String::new();
    let mut gap = "";
    for line in text.trim().lines() {
        let (inset, words) = (inset(line), inline(line));
        if words.is_empty() {
            gap = "\n\n";
            continue;
        }
        out.push_str(gap);
        if !gap.is_empty() {
            out.push_str(&indent);
        }
        // Markdown would drop spaces at the beginning of a line.
        out.push_str(&"&nbsp;".repeat(inset));
        out.push_str(&words);
        gap = "\\\n";
    }
    out
}

/// An address as a link if it is safe, otherwise as plain words.
pub(crate) fn address(text: &str) -> String {
    link(text).map_or_else(|| inline(text), |address| format!("<{address}>"))
}

/// Text as a word inside a comment: letters, digits and dots stay, everything else is percent-encoded.
pub(crate) fn word(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    let letter = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(letter).collect()
}

/// The text encoded by [`word`].
pub(crate) fn unword(word: &str) -> String {
    let mut bytes = Vec::with_capacity(word.len());
    let mut rest = word.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_acts_as_markup() {
        assert_eq!(inline("a *b* <c> [d](e) | f"), r"a \*b\* \<c\> \[d\](e) \| f");
        assert_eq!(inline("# x"), r"\# x");
        assert_eq!(inline("- x"), r"\- x");
        assert_eq!(inline("12. x"), r"12\. x");
        assert_eq!(inline("a) x"), r"a\) x");
        assert_eq!(inline("In 2018. No"), "In 2018. No");
        assert_eq!(inline("see https://a.example"), r"see https\://a.example");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(address("https://a.example/x_y"), "<https://a.example/x_y>");
    }

    #[test]
    fn lines_paragraphs_and_indentation_are_kept() {
        assert_eq!(
            lines("one\n  - two\n\n\n\tthree\nfour ", 1),
            "one\\\n  &nbsp;&nbsp;\\- two\n\n  &nbsp;&nbsp;&nbsp;&nbsp;three\\\n  four"
        );
        assert_eq!(lines("\n alone \n", 2), "alone");
    }

    #[test]
    fn a_name_survives_a_comment() {
        for name in ["ana", "Ana P.", "--> <script>", "اناء", "100%25"] {
            let word = word(name);
            assert!(!word.contains('-') && !word.contains(' ') && !word.contains('>'), "{word}");
            assert_eq!(unword(&word), name);
        }
    }
}
