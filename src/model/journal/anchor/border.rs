//! Word boundaries: a quote does not match inside other words.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::span::ByteSpan;

/// How many bytes on either side of a place determine whether it is a word boundary.
const NEAR: usize = 64;

/// Whether both ends of a span are word boundaries.
#[must_use]
pub fn at_borders(text: &str, span: ByteSpan) -> bool {
    is_border(text, span.start) && is_border(text, span.end)
}

/// Whether no word continues across this byte. Words follow UAX 29, and hyphenated compounds are one word: `party` does
/// not occur in `anti-party`, nor `5` in `-5`.
fn is_border(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    if before.is_empty() || after.is_empty() {
        return true;
    }
    !is_joined(before, after) && is_word_bound(before, after)
}

fn is_word_bound(before: &str, after: &str) -> bool {
    let start = before.floor_char_boundary(before.len().saturating_sub(NEAR));
    let end = after.ceil_char_boundary(NEAR.min(after.len()));
    let (near, at) = (&before[start..], before.len() - start);
    let around = format!("{near}{}", &after[..end]);
    around.split_word_bound_indices().any(|(bound, _)| bound == at)
}

/// Whether a hyphen at this place joins the text on both sides.
fn is_joined(before: &str, after: &str) -> bool {
    let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let joins = |letter: Option<char>| letter.is_some_and(is_hyphen);
    let (mut back, mut forth) = (before.chars().rev(), after.chars());
    let (left, right) = (back.next(), forth.next());
    if joins(left) && in_word(right) {
        // A hyphen without a word before it is a minus before digits, and a dash before letters.
        return in_word(back.next()) || right.is_some_and(char::is_numeric);
    }
    joins(right) && in_word(left) && in_word(forth.next())
}

/// Hyphens, the minus sign, and the dash of ranges such as `2010–2014`; not the dash between clauses.
const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}')
}

/// The text up to the nearest white space before a place, and after it.
pub(crate) fn unbroken<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let start =
        before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    (&before[start..], &after[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::find_nth;

    fn stands(text: &str, quote: &str) -> bool {
        find_nth(text, quote, 1).is_some_and(|span| at_borders(text, span))
    }

    #[test]
    fn a_quote_matches_between_words_and_not_inside_one() {
        assert!(stands("Rents rose by twelve percent in a year.", "twelve percent"));
        assert!(!stands("Rents rose by twelve percentage points.", "twelve percent"));
        assert!(!stands("A prefix", "fix"));
        assert!(stands("He said “no, never”, and left.", "“no, never”"));
        assert!(stands("He said (no).", "no"));
        assert!(stands("All of it", "All of it"));
    }

    #[test]
    fn compounds_numbers_and_possessives_are_one_word() {
        for (text, quote) in [
            ("the anti-party group", "party"),
            ("the anti-party group", "anti"),
            ("it fell by -5 percent", "5 percent"),
            ("it came to 1,200 crowns", "200 crowns"),
            ("between 2010–2014", "2014"),
            ("Norvik's ferry", "Norvik"),
            ("the state’s ferry", "state"),
        ] {
            assert!(!stands(text, quote), "{quote} in {text}");
        }
        assert!(stands("dues doubled—nobody knew", "dues doubled"));
        assert!(stands("the well-known port", "well-known port"));
        assert!(stands("- dues doubled", "dues doubled"));
    }

    #[test]
    fn scripts_without_spaces_have_a_border_at_every_letter() {
        assert!(stands("港口的费用翻了一番", "费用翻了"));
        assert!(stands("ค่าธรรมเนียมเพิ่มขึ้น", "เพิ่ม"));
        assert!(!stands("정부가 말했다", "정부"));
    }
}
