//! Selected words.

use crate::reader::screens::select::motions;
use crate::text::span::ByteSpan;

/// A part of one paragraph; bytes on grapheme boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The paragraph.
    pub paragraph: usize,
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves.
    pub head: usize,
    /// Whether motions extend what is selected; otherwise they go on to other words.
    pub extends: bool,
}

impl Selection {
    /// What is selected.
    #[must_use]
    pub fn span(&self) -> ByteSpan {
        ByteSpan::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }

    /// Moves its end to a byte; where it does not extend, to the word there.
    pub(super) fn move_to(&mut self, byte: usize, text: &str) {
        if self.extends {
            self.head = byte;
        } else {
            let word = motions::word_at(text, byte);
            (self.anchor, self.head) = (word.start, word.end);
        }
    }
}
