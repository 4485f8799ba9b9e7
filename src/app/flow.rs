//! The only bridge between bytes of a text and columns of the screen: wrapping, widths, and what is drawn.

use std::borrow::Cow;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

use crate::domain::span::ByteSpan;

/// One row of wrapped text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its bytes; the rows of a text follow one another without gap.
    pub span: ByteSpan,
    /// Columns of what is drawn, without the space at its end.
    pub width: u16,
}

/// A grapheme as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Byte at which it begins.
    pub at: usize,
    /// What is drawn for it.
    pub shown: Cow<'a, str>,
    /// Columns it takes, at least 1.
    pub columns: u16,
}

/// Drawn for what would be invisible or change how the rest is shown.
const PLACEHOLDER: &str = "\u{fffd}";

/// The graphemes of a part of `text`, as they are drawn: nothing of a terminal's control language among them.
pub fn clusters(text: &str, span: ByteSpan) -> impl Iterator<Item = Cluster<'_>> {
    let part = text.get(span.range()).unwrap_or("");
    part.grapheme_indices(true).map(move |(at, grapheme)| {
        let shown = shown(grapheme);
        let columns = u16::try_from(shown.width()).unwrap_or(u16::MAX).max(1);
        Cluster { at: span.start + at, shown, columns }
    })
}

fn shown(grapheme: &str) -> Cow<'_, str> {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => Cow::Borrowed(grapheme),
        [b'\n' | b'\r' | b'\t'] | b"\r\n" => Cow::Borrowed(" "),
        [control @ 0..=0x1f] => {
            Cow::Owned(char::from_u32(0x2400 + u32::from(*control)).unwrap_or('\u{fffd}').to_string())
        }
        [0x7f] => Cow::Borrowed("\u{2421}"),
        _ if grapheme.chars().any(is_hostile) || grapheme.width() == 0 => Cow::Borrowed(PLACEHOLDER),
        _ => Cow::Borrowed(grapheme),
    }
}

/// Controls beyond ASCII, and what turns text around or hides in it.
fn is_hostile(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Columns of `text` on one row.
#[must_use]
pub fn width(text: &str) -> u16 {
    let columns = clusters(text, ByteSpan::new(0, text.len())).map(|cluster| cluster.columns);
    columns.fold(0, u16::saturating_add)
}

/// The byte of the grapheme drawn at a column of a row; past the row's last one, where the row ends.
#[must_use]
pub fn byte_at(text: &str, row: ByteSpan, column: u16) -> usize {
    grapheme_at(text, row, column).start
}

/// The bytes of the grapheme drawn at a column of a row; past the row's last one none, where the row ends.
#[must_use]
pub fn grapheme_at(text: &str, row: ByteSpan, column: u16) -> ByteSpan {
    let mut right = 0_u16;
    let mut clusters = clusters(text, row).skip_while(|cluster| {
        right = right.saturating_add(cluster.columns);
        column >= right
    });
    let start = clusters.next().map_or(row.end, |cluster| cluster.at);
    ByteSpan::new(start, clusters.next().map_or(row.end, |cluster| cluster.at))
}

/// From one grapheme to another, both of them within, whichever comes first: the end that stays, and the one that moves.
#[must_use]
pub fn stretch(from: ByteSpan, to: ByteSpan) -> (usize, usize) {
    if to.start >= from.start { (from.start, to.end) } else { (from.end, to.start) }
}

/// `text` in at most so many columns, its end replaced by `…` when it is longer.
#[must_use]
pub fn cut(text: &str, columns: u16) -> String {
    let mut used = 0_u16;
    let mut kept = 0;
    for cluster in clusters(text, ByteSpan::new(0, text.len())) {
        used = used.saturating_add(cluster.columns);
        if used < columns {
            kept = cluster.at + text[cluster.at..].graphemes(true).next().map_or(0, str::len);
        }
        if used > columns {
            return if columns == 0 { String::new() } else { format!("{}…", text[..kept].trim_end()) };
        }
    }
    text.to_owned()
}

/// Wraps `text` into rows of at most so many columns, 0 counting as 1.
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

/// As [`width`], with a short way for plain ASCII.
fn columns_of(part: &str) -> u16 {
    if part.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return u16::try_from(part.len()).unwrap_or(u16::MAX);
    }
    width(part)
}
