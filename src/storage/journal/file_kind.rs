//! Distinguishes a journal from any other file in its place, or behind a link.

use std::io;

use crate::codec::byte_order_mark;
use crate::codec::journal_jsonl::is_torn_line;
use crate::codec::{journal_jsonl, review_jsonl};

use crate::storage::files::folders;

/// Bytes to read at a time.
const CHUNK: usize = 64 * 1024;
/// A longer line cannot be a journal's, so a file full of zeros need not be read into memory.
const LONGEST_LINE: usize = 64 * 1024 * 1024;

/// The kind of journal that a file should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JournalKind {
    /// One annotator's notes on an article.
    Notes,
    /// Decisions on an article's candidates.
    Review,
}

impl JournalKind {
    /// Whether a line belongs to such a journal, even to one of a newer version.
    fn is_line(self, line: &[u8]) -> bool {
        match self {
            Self::Notes => journal_jsonl::is_line(line),
            Self::Review => review_jsonl::is_line(line),
        }
    }

    /// The name of the kind in messages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes file",
            Self::Review => "review journal",
        }
    }

    /// The ending of such files.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Notes => folders::ENDING,
            Self::Review => folders::REVIEW_ENDING,
        }
    }
}

/// What a file contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contents {
    /// Nothing but white space.
    Empty,
    /// At least one valid line of a journal.
    Journal,
    /// Not a single valid line.
    Other,
}

/// What a file contains, where `read` returns this many bytes from an offset. Only the beginning of a journal is read.
///
/// # Errors
///
/// If `read` fails.
pub(crate) fn examine(
    kind: JournalKind,
    mut read: impl FnMut(u64, usize) -> io::Result<Vec<u8>>,
) -> io::Result<Contents> {
    let (mut line, mut offset, mut blank) = (Vec::new(), 0, true);
    loop {
        let chunk = read(offset, CHUNK)?;
        if chunk.is_empty() {
            break;
        }
        offset += chunk.len() as u64;
        let mut parts = chunk.split(|byte| *byte == b'\n');
        // Bytes before the first line break continue the current line.
        line.extend(parts.next().unwrap_or_default());
        for next in parts {
            if kind.is_line(&line) {
                return Ok(Contents::Journal);
            }
            blank &= is_blank(&line);
            line = next.to_vec();
        }
        if line.len() > LONGEST_LINE {
            return Ok(Contents::Other);
        }
    }
    if kind.is_line(&line) || (blank && is_torn_line(&line)) {
        return Ok(Contents::Journal);
    }
    Ok(if blank && is_blank(&line) { Contents::Empty } else { Contents::Other })
}

fn is_blank(line: &[u8]) -> bool {
    byte_order_mark::without_in(line).iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents_of(bytes: &[u8]) -> Contents {
        let read = |offset: u64, most: usize| {
            let rest = &bytes[usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len())..];
            Ok(rest[..rest.len().min(most)].to_vec())
        };
        examine(JournalKind::Notes, read).unwrap_or(Contents::Other)
    }

    #[test]
    fn a_single_valid_line_makes_a_journal() {
        let line =
            r#"{"v":1,"id":"01KB0000000000000000000001","at":"","by":"ana","void":"01KB0000000000000000000001"}"#;
        for journal in [
            line.to_owned(),
            format!("{line}\n"),
            format!("\u{feff}{line}\r\n"),
            format!("damaged\n{line}\n"),
            format!("{}\n{line}", "x".repeat(3 * CHUNK)),
            r#"{"v":9,"id":"later"}"#.to_owned(),
            r#"{"v":1,"id":"torn"#.to_owned(),
            "{".to_owned(),
        ] {
            assert_eq!(contents_of(journal.as_bytes()), Contents::Journal, "{}", &journal[..journal.len().min(80)]);
        }
    }

    #[test]
    fn other_files_are_none_and_empty_ones_are_empty() {
        for other in ["alias a=b\n", "{}", "[1]\n", "\0\0\0", "x\n{\"v\":1,", "{\"v\":1}\n"] {
            assert_eq!(contents_of(other.as_bytes()), Contents::Other, "{other:?}");
        }
        for empty in ["", "\n \r\n", "\u{feff}", "\u{feff}\r\n\n"] {
            assert_eq!(contents_of(empty.as_bytes()), Contents::Empty, "{empty:?}");
        }
        assert_eq!(contents_of(&vec![0; LONGEST_LINE + 2 * CHUNK]), Contents::Other);
    }
}
