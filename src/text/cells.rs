//! The only bridge between bytes of a text and columns of the screen: widths, and what is drawn.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::flood::flood_at;
use crate::text::hidden::{PLACEHOLDER, is_hidden};
use crate::text::span::ByteSpan;

/// A conjunct of five consonants of an Indic script takes five columns.
const MOST_COLUMNS: usize = 8;

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
            Cow::Owned(char::from_u32(0x2400 + u32::from(*control)).unwrap_or(PLACEHOLDER).to_string())
        }
        [0x7f] => Cow::Borrowed("\u{2421}"),
        _ if grapheme.chars().any(is_hidden) => Cow::Owned(PLACEHOLDER.to_string()),
        _ => seen(grapheme),
    }
}

/// A grapheme without what floods it; a placeholder alone where nothing can be seen of it, or where it takes more columns
/// than any writing needs.
fn seen(grapheme: &str) -> Cow<'_, str> {
    let kept = flood_at(grapheme).map_or(grapheme, |at| &grapheme[..at]);
    if !(1..=MOST_COLUMNS).contains(&kept.width()) {
        Cow::Owned(PLACEHOLDER.to_string())
    } else if kept.len() < grapheme.len() {
        Cow::Owned(format!("{kept}{PLACEHOLDER}"))
    } else {
        Cow::Borrowed(grapheme)
    }
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

/// `text` in at most this many columns, its end replaced by `…` when it is longer.
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

/// As [`width`], with a short way for plain ASCII.
pub(super) fn columns_of(part: &str) -> u16 {
    if part.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return u16::try_from(part.len()).unwrap_or(u16::MAX);
    }
    width(part)
}
