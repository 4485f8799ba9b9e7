//! Places in a text.

use std::ops::Range;

/// A half-open range of bytes within one paragraph's text, on code point boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl ByteSpan {
    /// A span from `start` up to, and without, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether `byte` lies within.
    #[must_use]
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// As a standard range, to slice a text with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Whether one of `spans`, which are in order and do not overlap, contains `byte`.
#[must_use]
pub fn cover(spans: &[ByteSpan], byte: usize) -> bool {
    let after = spans.partition_point(|span| span.start <= byte);
    spans[..after].last().is_some_and(|span| span.contains(byte))
}

/// Where `part` is in `text` for the `nth` time, counted from 1.
///
/// Occurrences do not overlap; `nth` 0 and an empty `part` are found nowhere.
#[must_use]
pub fn find_nth(text: &str, part: &str, nth: usize) -> Option<ByteSpan> {
    if part.is_empty() {
        return None;
    }
    let (start, found) = text.match_indices(part).nth(nth.checked_sub(1)?)?;
    Some(ByteSpan::new(start, start + found.len()))
}

/// Which occurrence of `part` in `text` begins at `start`, counted from 1 as [`find_nth`] counts; 0 where none begins up to
/// there.
#[must_use]
pub fn occurrence_at(text: &str, part: &str, start: usize) -> usize {
    text.match_indices(part).take_while(|(at, _)| *at <= start).count()
}

/// The number that an article needs to name the `part` that begins at `start`: none where the part occurs only once.
#[must_use]
pub fn nth_at(text: &str, part: &str, start: usize) -> Option<usize> {
    let is_alone = text.match_indices(part).nth(1).is_none();
    (!is_alone).then(|| occurrence_at(text, part, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_occurrence_is_found_and_a_third_is_not() {
        assert_eq!(find_nth("ship to ship", "ship", 2), Some(ByteSpan::new(8, 12)));
        assert_eq!(find_nth("ship to ship", "ship", 3), None);
        assert_eq!(find_nth("ship", "", 1), None);
        assert_eq!(find_nth("ship", "ship", 0), None);
    }

    #[test]
    fn an_occurrence_has_the_number_by_which_it_is_found() {
        let text = "ship to ship to shore";
        for (number, start) in [(1, 0), (2, 8)] {
            assert_eq!(occurrence_at(text, "ship", start), number);
            assert_eq!(nth_at(text, "ship", start), Some(number));
            assert_eq!(find_nth(text, "ship", number).map(|span| span.start), Some(start));
        }
        assert_eq!(nth_at(text, "shore", 16), None, "it occurs once");
        assert_eq!(occurrence_at(text, "shore", 3), 0);
    }

    #[test]
    fn a_byte_is_covered_within_a_span_only() {
        let spans = [ByteSpan::new(2, 4), ByteSpan::new(6, 7)];
        let covered: Vec<usize> = (0..9).filter(|byte| cover(&spans, *byte)).collect();
        assert_eq!(covered, [2, 3, 6]);
        assert!(!cover(&[], 0));
    }
}
