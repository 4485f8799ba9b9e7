//! A hit with the words around it, in columns, as in a concordance.

use std::collections::VecDeque;

use crate::text::cells;
use crate::text::span::ByteSpan;

use crate::corpus::search::Hit;

/// A hit with the text before and after it, without hidden characters or line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The text before, cut at its beginning.
    pub left: String,
    /// The words found.
    pub hit: String,
    /// The text after, cut at its end.
    pub right: String,
}

impl Hit {
    /// The first of the words found, with this many columns on each side. Without such words, the text is on the right.
    #[must_use]
    pub fn context(&self, left: u16, right: u16) -> Context {
        let text = &self.text;
        let span = self.spans.first().copied().unwrap_or(ByteSpan::new(0, 0));
        let before = tail(text, span.start, left);
        let hit: String = cells::clusters(text, span).map(|cluster| cluster.shown).collect();
        let room = right.saturating_sub(cells::width(&hit));
        let behind: String = cells::clusters(text, ByteSpan::new(span.end, text.len()))
            .take(usize::from(room) + 1)
            .map(|cluster| cluster.shown)
            .collect();
        Context { left: before, hit, right: cells::cut(&behind, room) }
    }
}

/// The end of the text before a byte, in at most this many columns.
fn tail(text: &str, end: usize, columns: u16) -> String {
    let mut kept: VecDeque<(String, u16)> = VecDeque::new();
    let (mut width, mut is_cut) = (0, false);
    // A letter takes at most four bytes, and at least one column unless it is an accent; the factor leaves room for
    // accents.
    let mut start = end.saturating_sub(usize::from(columns) * 16);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    for cluster in cells::clusters(text, ByteSpan::new(start, end)) {
        width += cluster.columns;
        kept.push_back((cluster.shown.into_owned(), cluster.columns));
        while width > columns {
            let Some((_, columns)) = kept.pop_front() else { break };
            width -= columns;
            is_cut = true;
        }
    }
    if is_cut || start > 0 {
        // The ellipsis takes a column.
        while width + 1 > columns {
            let Some((_, columns)) = kept.pop_front() else { break };
            width -= columns;
        }
        kept.push_front(("…".to_owned(), 1));
    }
    kept.into_iter().map(|(shown, _)| shown).collect()
}
