//! Plain text to paragraphs, for texts that no importer has read.

use std::ops::Range;

/// The paragraphs of a text, as byte ranges: what stands between blank lines.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if words.is_empty() {
            open = false;
        } else if open && let Some(last) = found.last_mut() {
            last.end = start + words.len();
        } else {
            found.push(start..start + words.len());
            open = true;
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let text = " One\ntwo.\n\n  \nThree.\r\n";
        let words: Vec<&str> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["One\ntwo.", "Three."]);
        assert!(paragraphs("\n \n").is_empty());
    }
}
