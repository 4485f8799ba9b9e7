//! The byte order mark that editors and spreadsheets put before text in UTF-8. It says nothing, and parsers stumble over it.

/// The mark, as text.
pub const MARK: char = '\u{feff}';

/// `text` without the marks at its beginning; joined files may leave several.
#[must_use]
pub fn without(text: &str) -> &str {
    text.trim_start_matches(MARK)
}

/// Bytes without a byte order mark, whether they are text or not.
#[must_use]
pub fn without_in(mut bytes: &[u8]) -> &[u8] {
    let mut mark = [0; 4];
    let mark = MARK.encode_utf8(&mut mark).as_bytes();
    while let Some(rest) = bytes.strip_prefix(mark) {
        bytes = rest;
    }
    bytes
}

/// Whether a file begins with the mark of UTF-16, as spreadsheets save "Unicode text".
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_at_the_beginning_are_passed_over() {
        assert_eq!(without("\u{feff}\u{feff}a\u{feff}b"), "a\u{feff}b");
        assert_eq!(without_in("\u{feff}a".as_bytes()), b"a");
        assert_eq!(without_in(b"\xef\xbba"), b"\xef\xbba");
        assert!(is_utf16(b"\xff\xfea\0") && !is_utf16("\u{feff}a".as_bytes()));
    }
}
