//! Plain text to paragraphs, for texts that no importer has read.

use std::ops::Range;

/// The paragraphs of a text, as byte ranges: what is between blank lines.
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
        } else if (open || found.last().is_some_and(|last| is_broken(&text[last.clone()], words)))
            && let Some(last) = found.last_mut()
        {
            last.end = start + words.len();
        } else {
            found.push(start..start + words.len());
            open = true;
        }
        at += line.len();
    }
    found
}

/// Whether a paragraph breaks off in mid-sentence and the next one goes on from it: the first ends without a mark behind a
/// small word, or the second begins small.
fn is_broken(before: &str, after: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let ended = before.ends_with(|char: char| !char.is_alphanumeric() && !matches!(char, ',' | '-'));
    let long = before.split_whitespace().count() > 6;
    let cut = matches!(last, "the" | "a" | "an" | "of" | "and" | "to" | "in" | "for" | "with" | "on" | "by")
        || before.ends_with(',');
    !ended && long && (cut || after.starts_with(char::is_lowercase))
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

    #[test]
    fn paragraphs_that_break_off_are_joined() {
        let text = "The board will raise the capacity of the\n\nPort of Ostrow.\n\nA heading\n\nthen text";
        assert_eq!(paragraphs(text).len(), 3);
    }
}
