//! The part of a paragraph that shows when not all rows fit: the rows around a claim's quote.

use crate::text::span::ByteSpan;
use crate::text::wrap::Row;

/// Some consecutive rows of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub struct TextWindow {
    /// Bytes of the text in each row.
    pub rows: Vec<ByteSpan>,
    /// Whether there are rows before them.
    pub cut_above: bool,
    /// Whether there are rows after them.
    pub cut_below: bool,
}

impl TextWindow {
    /// How many of the rows contain words of the quote; 0 without a quote.
    #[must_use]
    pub fn rows_of(rows: &[Row], quote: Option<ByteSpan>) -> usize {
        let holds = |row: &&Row| quote.is_some_and(|quote| row.span.start < quote.end && quote.start < row.span.end);
        rows.iter().filter(holds).count()
    }

    /// At most `room` rows, with the whole quote among them, or its beginning if it is too long.
    ///
    /// The quote is in the middle. `scroll` moves the window by this many rows, down if positive.
    #[must_use]
    pub fn around(rows: &[Row], quote: Option<ByteSpan>, room: usize, scroll: isize) -> Self {
        let first = quote.and_then(|quote| rows.iter().position(|row| row.span.end > quote.start)).unwrap_or(0);
        let before = room.saturating_sub(Self::rows_of(rows, quote)) / 2;
        let last_top = rows.len().saturating_sub(room);
        let top = first.saturating_sub(before).min(last_top).saturating_add_signed(scroll).min(last_top);
        let shown: Vec<ByteSpan> = rows.iter().skip(top).take(room).map(|row| row.span).collect();
        let cut_below = top + shown.len() < rows.len();
        Self { rows: shown, cut_above: top > 0, cut_below }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::wrap::wrap;

    use super::*;

    fn shown(quote: &str, room: usize) -> (String, bool, bool) {
        let text = "one two three four five six seven eight nine ten";
        let start = text.find(quote).unwrap_or(0);
        let quote = Some(ByteSpan::new(start, start + quote.len()));
        let window = TextWindow::around(&wrap(text, 5), quote, room, 0);
        let words = window.rows.iter().map(|span| text[span.range()].trim()).collect::<Vec<_>>().join(" ");
        (words, window.cut_above, window.cut_below)
    }

    #[test]
    fn the_quote_is_in_the_middle_of_the_window() {
        assert_eq!(shown("six", 3), ("five six seven".to_owned(), true, true));
        assert_eq!(shown("one", 2), ("one two".to_owned(), false, true));
        assert_eq!(shown("ten", 2), ("nine ten".to_owned(), true, false));
        assert_eq!(shown("one", 40).0.split(' ').count(), 10);
    }

    #[test]
    fn a_quote_that_is_too_long_shows_its_beginning() {
        assert_eq!(shown("four five six seven", 2), ("four five".to_owned(), true, true));
    }
}
