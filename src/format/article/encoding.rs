//! From bytes to text.

use super::super::byte_order_mark;
use super::super::problem_rule::ProblemRule;
use super::super::report::{Problem, TextPlace};
use super::MAX_BYTES;

/// The text of a file, as far as it is text; without a byte-order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Problem> {
    let whole = |message, hint| Err(Problem::whole(ProblemRule::Readable, message, hint));
    if bytes.len() as u64 > MAX_BYTES {
        return whole("the file is larger than 64 MiB", "split the article");
    }
    if byte_order_mark::without_in(bytes).iter().all(u8::is_ascii_whitespace) {
        return whole("the file is empty", "an article begins with `nutgraf: 1`");
    }
    if byte_order_mark::is_utf16(bytes) {
        return whole("the file is in UTF-16", "save the file in UTF-8");
    }
    if bytes.contains(&0) {
        return whole("the file is binary, not text", "an article is a YAML file in UTF-8");
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    Ok(byte_order_mark::without(text))
}

fn not_utf8(bytes: &[u8], valid: usize) -> Problem {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let place = TextPlace { line, column: before[start..].chars().count() + 1, byte: before.len() };
    let hint = Some("save the file in UTF-8".to_owned());
    Problem::at(&before, place, ProblemRule::Readable, "this byte is not UTF-8".to_owned(), hint)
}
