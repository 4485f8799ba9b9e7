//! Converts between journal lines and values.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::{ActionId, Change, Line, Seen};
use crate::text::hidden::escape_json;

use crate::codec::byte_order_mark;

/// Version of the lines that this program writes, and the latest it understands.
pub const VERSION: u32 = 1;

/// A shorter journal is read faster on one processor than on several, in bytes.
const LEAST_PART: usize = 1 << 20;

/// The content of a journal.
#[derive(Debug, Default)]
pub struct Read {
    /// The lines that can be read.
    pub lines: Vec<Line>,
    /// The lines that cannot be read, none of which affects any other.
    pub bad: Vec<BadLine>,
    /// How many lines are of a newer version. They stay on the disk.
    pub newer: usize,
    /// Whether the last line is incomplete.
    pub torn: bool,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, counted from 1.
    pub number: usize,
    /// What is wrong with it.
    pub reason: String,
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

/// Reads a journal, damaged or not.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    read_owned(bytes.to_vec())
}

/// Reads a journal without a copy of it: the lines point into its bytes.
#[must_use]
pub fn read_owned(bytes: Vec<u8>) -> Read {
    let ReadLines { lines, bad, newer, torn } = match String::from_utf8(bytes) {
        Ok(text) => {
            let text = Arc::new(text);
            read_lines(text.as_bytes(), |line| read_line(&text, utf8(line)?))
        }
        // Without valid UTF-8, the damaged lines are reported, and each of the others is copied.
        Err(error) => read_lines(error.as_bytes(), |line| read_line(&Arc::new(utf8(line)?.to_owned()), utf8(line)?)),
    };
    Read { lines, bad, newer, torn }
}

fn utf8(line: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(line).map_err(|_| "it is not UTF-8".to_owned())
}

/// The parsed lines of a file.
pub(crate) struct ReadLines<T> {
    pub(crate) lines: Vec<T>,
    pub(crate) bad: Vec<BadLine>,
    /// How many lines are of a newer version.
    pub(crate) newer: usize,
    /// Whether the last line is incomplete.
    pub(crate) torn: bool,
}

/// Parses every line that is not blank, and the parts of a long file on several processors. `read_line` returns `None`
/// for a line of a newer version.
pub(crate) fn read_lines<T: Send>(
    bytes: &[u8],
    read_line: impl Fn(&[u8]) -> Result<Option<T>, String> + Sync,
) -> ReadLines<T> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = parts(bytes, (bytes.len() / LEAST_PART).clamp(1, processors));
    let Some((first, others)) = parts.split_first() else { return read_part(bytes, read_line) };
    thread::scope(|scope| {
        let read_line = &read_line;
        let mut started = Vec::new();
        for &part in others {
            let work = move || read_part(part, read_line);
            started.push((part, thread::Builder::new().spawn_scoped(scope, work).ok()));
        }
        let mut read = read_part(first, read_line);
        let mut lines_before = count_lines(first);
        for (part, work) in started {
            // If no thread is available, the part is parsed here.
            let part_read = work.and_then(|work| work.join().ok()).unwrap_or_else(|| read_part(part, read_line));
            read.append(part_read, lines_before);
            lines_before += count_lines(part);
        }
        read
    })
}

fn count_lines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// About this many parts, each of whole lines, in order.
fn parts(bytes: &[u8], count: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let (mut rest, length) = (bytes, bytes.len() / count);
    while parts.len() + 1 < count
        && let Some(end) = rest.get(length..).and_then(|behind| memchr::memchr(b'\n', behind))
    {
        let (part, behind) = rest.split_at(length + end + 1);
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
}

/// Only the last line of a file can lack a line break.
fn read_part<T>(bytes: &[u8], read_line: impl Fn(&[u8]) -> Result<Option<T>, String>) -> ReadLines<T> {
    let mut read = ReadLines { lines: Vec::new(), bad: Vec::new(), newer: 0, torn: false };
    for (index, line) in lines_in(bytes).enumerate() {
        let is_complete = line.ends_with(b"\n");
        let line = bare(line.strip_suffix(b"\n").unwrap_or(line));
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match read_line(line) {
            Ok(Some(line)) => read.lines.push(line),
            Ok(None) => read.newer += 1,
            Err(_) if !is_complete => read.torn = true,
            Err(reason) => read.bad.push(BadLine { number: index + 1, reason }),
        }
    }
    read
}

/// The lines of a text, each with its end.
fn lines_in(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, behind) = rest.split_at(length);
        rest = behind;
        (!line.is_empty()).then_some(line)
    })
}

impl<T> ReadLines<T> {
    /// Appends the next part, which follows after this many lines.
    fn append(&mut self, part: Self, lines_before: usize) {
        self.lines.extend(part.lines);
        self.bad.extend(part.bad.into_iter().map(|bad| BadLine { number: bad.number + lines_before, ..bad }));
        self.newer += part.newer;
        self.torn |= part.torn;
    }
}

/// Whether a line can be read, even as one of a newer version.
#[must_use]
pub fn is_line(line: &[u8]) -> bool {
    let text = std::str::from_utf8(bare(line));
    text.is_ok_and(|text| read_line(&Arc::new(text.to_owned()), text).is_ok())
}

/// Whether this may be what a crash left of a journal's only line.
#[must_use]
pub fn is_torn_line(line: &[u8]) -> bool {
    let (line, start) = (bare(line), br#"{"v":"#);
    !line.is_empty() && (line.starts_with(start) || start.starts_with(line))
}

/// A line without what other programs add: byte order marks (even in the middle of a joined file) and the carriage
/// return of Windows.
pub(crate) fn bare(line: &[u8]) -> &[u8] {
    let line = byte_order_mark::without_in(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Parses a line, which is `text` within `whole`; `None` if it is of a newer version.
fn read_line(whole: &Arc<String>, text: &str) -> Result<Option<Line>, String> {
    let version = r#""v":1,"#;
    let begins_so = text.strip_prefix('{').is_some_and(|rest| rest.starts_with(version));
    let may_be_newer = !begins_so && !text.contains(version);
    match Line::read(whole, text) {
        Ok(_) if may_be_newer && is_newer(text) => Ok(None),
        Ok(line) => Ok(Some(line)),
        Err(_) if is_newer(text) => Ok(None),
        Err(reason) => Err(reason),
    }
}

fn is_newer(text: &str) -> bool {
    serde_json::from_str::<Version>(text).is_ok_and(|version| version.v > VERSION)
}

/// A line that sets fields; `seen` has the judged words by their fingerprint.
#[must_use]
pub fn write_set(id: ActionId, at: &str, by: &str, changes: &[Change], seen: &BTreeMap<Fingerprint, Seen>) -> Line {
    let set: Vec<Value> = changes.iter().map(change_value).collect();
    let mut fields = vec![("set", Value::from(set))];
    if !seen.is_empty() {
        let seen: Map<String, Value> =
            seen.iter().map(|(of, seen)| (of.as_str().to_owned(), seen_value(seen))).collect();
        fields.push(("seen", Value::from(seen)));
    }
    Line::set(id, at, by, changes.to_vec(), raw(id, at, by, &fields))
}

/// A line that voids another.
#[must_use]
pub fn write_void(id: ActionId, at: &str, by: &str, voided: ActionId) -> Line {
    Line::void(id, at, by, voided, raw(id, at, by, &[("void", Value::from(voided.to_string()))]))
}

fn raw(id: ActionId, at: &str, by: &str, fields: &[(&str, Value)]) -> String {
    let mut raw = format!(r#"{{"v":{VERSION},"id":"{id}","at":{},"by":{}"#, Value::from(at), Value::from(by));
    for (name, value) in fields {
        // Writing to a string cannot fail.
        let _ = write!(raw, r#","{name}":{value}"#);
    }
    raw.push('}');
    escape_json(&raw)
}

fn change_value(change: &Change) -> Value {
    let mut value = json!({"on": change.on.0, "field": change.field, "was": change.was, "to": change.to});
    if let Some(of) = &change.of {
        value["of"] = of.as_str().into();
    }
    if !change.after.is_empty() {
        value["after"] = change.after.iter().map(ToString::to_string).collect();
    }
    value
}

/// The words of an annotation in the journal's form: five keys always, the others if known.
#[must_use]
pub fn seen_value(seen: &Seen) -> Value {
    let mut value = json!({
        "paragraph": seen.paragraph,
        "text": seen.text,
        "quote": seen.quote,
        "before": seen.before,
        "after": seen.after,
    });
    let texts = [
        ("sentence", &seen.sentence),
        ("tail", &seen.tail),
        ("heading", &seen.heading),
        ("name", &seen.name),
        ("kind", &seen.kind),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            value[key] = text.as_str().into();
        }
    }
    if let Some(paragraphs) = &seen.paragraphs {
        value["paragraphs"] = paragraphs.as_slice().into();
    }
    value
}

/// A time in RFC 3339, UTC, to the second.
#[must_use]
pub fn timestamp(unix_ms: u64) -> String {
    let seconds = i64::try_from(unix_ms / 1000).unwrap_or(i64::MAX);
    jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MAX).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A journal parsed in parts: lines by number, some damaged, the last incomplete.
    #[test]
    fn a_long_journal_reads_the_same_in_parts_as_in_one() {
        let mut text = String::new();
        for number in 0..40_000 {
            let id = ActionId::from_parts(number, 7);
            let line = write_void(id, &"2026-11-24T00:00:00Z".repeat(5), "ana", id);
            text.push_str(if number % 1000 == 999 { "damaged" } else { &line.raw });
            text.push('\n');
        }
        text.push_str(r#"{"v":1,"#);
        assert!(text.len() > 4 * LEAST_PART);
        let read = read_owned(text.clone().into_bytes());
        let whole = Arc::new(text);
        let one = read_part(whole.as_bytes(), |line| read_line(&whole, utf8(line)?));
        assert_eq!((read.lines, read.bad, read.newer, read.torn), (one.lines, one.bad, one.newer, one.torn));
        assert_eq!(parts(b"a\nb\nc", 3), [b"a\n".as_slice(), b"b\n", b"c"]);
        assert_eq!(parts(b"abc", 2), [b"abc"]);
    }
}
