//! Wrapping text into rows, each a span of its bytes.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::GraphemeCursor;

use crate::text::cells::{clusters, columns_of};
use crate::text::span::ByteSpan;

/// One row of wrapped text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its bytes; the rows of a text follow one another without gap.
    pub span: ByteSpan,
    /// Columns of what is drawn, without the space at its end.
    pub width: u16,
}

/// Wraps `text` into rows of at most this many columns, 0 counting as 1.
///
/// Breaks where UAX 14 allows it; a word too long for a row is broken between graphemes. Space at the end of a row
/// belongs to it, and hangs over the edge. There is always at least one row.
#[must_use]
pub fn wrap(text: &str, columns: u16) -> Vec<Row> {
    let mut wrapper = Wrapper { text, columns: columns.max(1), rows: Vec::new(), start: 0, used: 0, width: 0 };
    let mut from = 0;
    for (to, opportunity) in linebreaks(text) {
        if !between_graphemes(text, to) {
            continue;
        }
        wrapper.piece(ByteSpan::new(from, to));
        if opportunity == BreakOpportunity::Mandatory && to < text.len() {
            wrapper.end_row(to);
        }
        from = to;
    }
    wrapper.end_row(text.len());
    wrapper.rows
}

/// The rows of [`wrap`], each without the space at its end.
#[must_use]
pub fn wrapped(text: &str, columns: u16) -> Vec<String> {
    let row = |row: Row| Some(text.get(row.span.range())?.trim_end().to_owned());
    wrap(text, columns).into_iter().filter_map(row).collect()
}

/// Whether a break here splits no grapheme; a space with a mark on it is one grapheme and a place to break.
fn between_graphemes(text: &str, at: usize) -> bool {
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
    let bytes = text.as_bytes();
    if plain(bytes.get(at)) && plain(bytes.get(at.wrapping_sub(1))) {
        return bytes.get(at.wrapping_sub(1)..=at) != Some(b"\r\n");
    }
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

struct Wrapper<'a> {
    text: &'a str,
    columns: u16,
    rows: Vec<Row>,
    /// Byte at which the row begins.
    start: usize,
    /// Columns of the row so far, with the space at its end.
    used: u16,
    /// Columns of the row so far, without it.
    width: u16,
}

impl Wrapper<'_> {
    /// Puts what must not be broken on the row, or on the next one.
    fn piece(&mut self, span: ByteSpan) {
        let part = &self.text[span.range()];
        let ink = part.trim_end().len();
        let ink_width = columns_of(&part[..ink]);
        if self.used > 0 && self.used.saturating_add(ink_width) > self.columns {
            self.end_row(span.start);
        }
        if ink_width > self.columns {
            self.broken(ByteSpan::new(span.start, span.start + ink));
        } else if ink > 0 {
            self.used = self.used.saturating_add(ink_width);
            self.width = self.used;
        }
        self.used = self.used.saturating_add(columns_of(&part[ink..]));
    }

    /// Breaks a word that no row can hold.
    fn broken(&mut self, span: ByteSpan) {
        for cluster in clusters(self.text, span) {
            if self.used > 0 && self.used.saturating_add(cluster.columns) > self.columns {
                self.end_row(cluster.at);
            }
            self.used = self.used.saturating_add(cluster.columns);
            self.width = self.used;
        }
    }

    fn end_row(&mut self, end: usize) {
        if end > self.start || self.rows.is_empty() {
            self.rows.push(Row { span: ByteSpan::new(self.start, end), width: self.width });
        }
        (self.start, self.used, self.width) = (end, 0, 0);
    }
}
