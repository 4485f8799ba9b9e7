//! Pieces of a text that is in memory once, however many point into it.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A text, or a piece of one: cloning it copies no letters, and 16 bytes point to it. The whole stays in memory as long as
/// one of its pieces does.
#[derive(Clone, Default)]
pub struct SharedText {
    whole: Arc<String>,
    /// First byte of the piece.
    start: u32,
    /// Its length in bytes.
    length: u32,
}

impl SharedText {
    /// The piece `part` of `whole`. What does not lie in it, or lies behind its first 4 GiB, is copied.
    #[must_use]
    pub fn within(whole: &Arc<String>, part: &str) -> Self {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize);
        let lies_in_it = start.is_some_and(|start| start + part.len() <= whole.len());
        let start = start.filter(|_| lies_in_it).and_then(|start| u32::try_from(start).ok());
        match (start, u32::try_from(part.len())) {
            (Some(start), Ok(length)) => Self { whole: Arc::clone(whole), start, length },
            _ => part.to_owned().into(),
        }
    }

    /// The piece `part` of this text's whole; what does not lie in it is copied.
    #[must_use]
    pub fn piece(&self, part: &str) -> Self {
        Self::within(&self.whole, part)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let start = self.start as usize;
        self.whole.get(start..start + self.length as usize).unwrap_or_default()
    }
}

impl From<String> for SharedText {
    /// Of a text of more than 4 GiB, which no line of any file is, the beginning is kept.
    fn from(text: String) -> Self {
        let length = u32::try_from(text.floor_char_boundary(u32::MAX as usize)).unwrap_or(u32::MAX);
        Self { whole: Arc::new(text), start: 0, length }
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for SharedText {
    fn borrow(&self) -> &str {
        self
    }
}

impl Hash for SharedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SharedText {}

impl PartialOrd for SharedText {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SharedText {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_shares_its_whole_and_anything_else_is_copied() {
        let whole = Arc::new("Ostrow häfen".to_owned());
        let piece = SharedText::within(&whole, &whole[7..]);
        assert_eq!(piece.as_str(), "häfen");
        assert!(Arc::ptr_eq(&piece.whole, &whole));
        let other = SharedText::within(&whole, "pilots");
        assert_eq!(other.as_str(), "pilots");
        assert!(!Arc::ptr_eq(&other.whole, &whole));
        assert_eq!(SharedText::from("häfen"), piece);
    }
}
