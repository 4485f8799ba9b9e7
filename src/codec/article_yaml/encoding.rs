//! Decodes bytes to text.

use crate::codec::article_yaml::{MAX_BYTES, MOST_PROBLEMS};
use crate::codec::byte_order_mark;
use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, TextPlace};

/// A file in which more than one byte in this many is zero is binary.
const BINARY: usize = 10;

/// The text of a file without its byte order mark; or what is wrong with its bytes, at most one problem a line.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Vec<Problem>> {
    let whole = |message, hint| Err(vec![Problem::whole(ProblemRule::Readable, message, hint)]);
    if bytes.len() as u64 > MAX_BYTES {
        return whole("the file is larger than 64 MiB", "split the article");
    }
    if byte_order_mark::without_in(bytes).iter().all(u8::is_ascii_whitespace) {
        return whole("the file is empty", "an article begins with `nutgraf: 1`");
    }
    if byte_order_mark::is_utf16(bytes) {
        return whole("the file is in UTF-16", "save the file in UTF-8");
    }
    let zeros = memchr::memchr_iter(0, bytes).count();
    if zeros * BINARY > bytes.len() {
        return whole("the file is binary, not text", "an article is a YAML file in UTF-8");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if zeros == 0 => Ok(byte_order_mark::without(text)),
        _ => {
            let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
            Err(lines.filter_map(|(bytes, line)| bad_byte(bytes, line)).take(MOST_PROBLEMS).collect())
        }
    }
}

/// The first byte of a line that is not text.
fn bad_byte(bytes: &[u8], line: usize) -> Option<Problem> {
    let mut before = String::new();
    for chunk in bytes.utf8_chunks() {
        let zero = chunk.valid().find('\0');
        before.push_str(&chunk.valid()[..zero.unwrap_or(chunk.valid().len())]);
        let (message, hint) = if zero.is_some() {
            ("this byte is zero (NUL), which text files cannot contain", "remove it; the file may be damaged")
        } else if !chunk.invalid().is_empty() {
            ("this byte is not UTF-8", "save the file in UTF-8")
        } else {
            continue;
        };
        let place = TextPlace { line, column: before.chars().count() + 1, byte: before.len() };
        let whole = String::from_utf8_lossy(bytes);
        return Some(Problem::at(&whole, place, ProblemRule::Readable, message.to_owned(), Some(hint.to_owned())));
    }
    None
}
