//! Places in a text, counted as annotators count them.

/// What an annotator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Units {
    /// Characters, as Python counts.
    CodePoints,
    /// UTF-16 units, as JavaScript counts: letters beyond the first 65,536 count twice.
    Utf16,
}

/// Finds bytes by counts, in steps that do not grow with the text.
#[derive(Debug)]
pub(in crate::import) struct Offsets<'t> {
    text: &'t str,
    units: Units,
    /// Character count and byte offset at regular intervals.
    marks: Vec<(usize, usize)>,
}

/// Characters between two marks.
const STEP: usize = 512;

impl<'t> Offsets<'t> {
    pub(in crate::import) fn new(text: &'t str, units: Units) -> Self {
        let mut marks = Vec::new();
        let mut count = 0;
        for (number, (byte, letter)) in text.char_indices().enumerate() {
            if number % STEP == 0 {
                marks.push((count, byte));
            }
            count += units.of(letter);
        }
        Self { text, units, marks }
    }

    /// The byte at which this many units have passed; none beyond the end of the text, or inside a letter.
    pub(in crate::import) fn byte(&self, count: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|(passed, _)| *passed <= count).checked_sub(1);
        let (mut passed, start) = mark.map_or((0, 0), |mark| self.marks[mark]);
        for (at, letter) in self.text[start..].char_indices() {
            if passed >= count {
                return (passed == count).then_some(start + at);
            }
            passed += self.units.of(letter);
        }
        (passed == count).then_some(self.text.len())
    }

    /// The bytes of a span.
    pub(in crate::import) fn span(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start < end).then_some((start, end))
    }
}

impl Units {
    fn of(self, letter: char) -> usize {
        match self {
            Self::CodePoints => 1,
            Self::Utf16 => letter.len_utf16(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_found_in_both_units() {
        let text = format!("{}🚢 Größe", "é".repeat(1000));
        let points = Offsets::new(&text, Units::CodePoints);
        let units = Offsets::new(&text, Units::Utf16);
        let words = |span: Option<(usize, usize)>| span.map(|(start, end)| &text[start..end]);
        assert_eq!(words(points.span(1000, 1001)), Some("🚢"));
        assert_eq!(words(points.span(1002, 1007)), Some("Größe"));
        assert_eq!(words(units.span(1003, 1008)), Some("Größe"));
        assert_eq!(units.byte(1001), None, "inside a letter");
        assert_eq!(points.span(1002, 1008), None, "beyond the end");
        assert_eq!(points.span(5, 5), None);
        assert_eq!(Offsets::new("", Units::Utf16).byte(0), Some(0));
    }
}
