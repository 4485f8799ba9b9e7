//! Journal lines to values and back.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::domain::fingerprint::Fingerprint;
use crate::domain::journal::{ActionId, Change, Line, Seen};
use crate::text::hidden::escape_json;

use super::byte_order_mark;

/// Version of the lines that this program writes, and the latest it reads.
pub const VERSION: u32 = 1;

/// A journal of less bytes is read faster on one processor than handed to several.
const LEAST_PART: usize = 1 << 20;

/// What a journal holds.
#[derive(Debug, Default)]
pub struct Read {
    /// The lines that can be read.
    pub lines: Vec<Line>,
    /// Those that cannot; each costs no other.
    pub bad: Vec<BadLine>,
    /// How many lines are of a newer version; they are kept on the disk and not understood.
    pub newer: usize,
    /// Whether the last line was cut off while it was written.
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

/// The same without a copy of the journal: the lines point into it.
#[must_use]
pub fn read_owned(bytes: Vec<u8>) -> Read {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = Arc::new(text);
            read_parts(text.as_bytes(), &|line| read_line(&text, line))
        }
        // Lines of other characters are damaged; the others are kept each for itself.
        Err(error) => read_parts(error.as_bytes(), &|line| read_line(&Arc::new(line.to_owned()), line)),
    }
}

/// How one line is read; none where it is of a newer version.
type ReadLine<'r> = &'r (dyn Fn(&str) -> Result<Option<Line>, String> + Sync);

/// Reads a long journal in parts, one on each processor.
fn read_parts(bytes: &[u8], read_line: ReadLine<'_>) -> Read {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = parts(bytes, (bytes.len() / LEAST_PART).clamp(1, processors));
    thread::scope(|scope| {
        let work: Vec<_> = parts.iter().map(|part| scope.spawn(|| read_part(part, read_line))).collect();
        let mut read = Read::default();
        let mut lines_before = 0;
        for (part, work) in parts.iter().zip(work) {
            // A part that could not be read on a thread of its own is read here.
            let part_read = work.join().unwrap_or_else(|_| read_part(part, read_line));
            read.append(part_read, lines_before);
            lines_before += memchr::memchr_iter(b'\n', part).count();
        }
        read
    })
}

/// About so many parts, each of whole lines, in order.
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

/// Reads lines. Only the last of a journal can be without an end.
fn read_part(bytes: &[u8], read_line: ReadLine<'_>) -> Read {
    let mut read = Read::default();
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let is_complete = line.ends_with(b"\n");
        let line = bare(line.strip_suffix(b"\n").unwrap_or(line));
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = std::str::from_utf8(line).map_err(|_| "it is not UTF-8".to_owned());
        match text.and_then(read_line) {
            Ok(Some(line)) => read.lines.push(line),
            Ok(None) => read.newer += 1,
            Err(_) if !is_complete => read.torn = true,
            Err(reason) => read.bad.push(BadLine { number: index + 1, reason }),
        }
    }
    read
}

impl Read {
    /// Takes in the part that follows after so many lines.
    fn append(&mut self, part: Self, lines_before: usize) {
        self.lines.extend(part.lines);
        self.bad.extend(part.bad.into_iter().map(|bad| BadLine { number: bad.number + lines_before, ..bad }));
        self.newer += part.newer;
        self.torn |= part.torn;
    }
}

/// Whether a line can be read, be it as one of a newer version.
#[must_use]
pub fn is_line(line: &[u8]) -> bool {
    let text = std::str::from_utf8(bare(line));
    text.is_ok_and(|text| read_line(&Arc::new(text.to_owned()), text).is_ok())
}

/// Whether this may be what a crash has left of the only line of a journal.
#[must_use]
pub fn is_torn_line(line: &[u8]) -> bool {
    let (line, start) = (bare(line), br#"{"v":"#);
    !line.is_empty() && (line.starts_with(start) || start.starts_with(line))
}

/// A line without what other programs put around it: a byte order mark (also in the middle, where files were joined) and
/// the carriage return of Windows.
pub(super) fn bare(line: &[u8]) -> &[u8] {
    let line = byte_order_mark::without_in(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Reads one line, which is `text` within `whole`; none when it is of a newer version.
fn read_line(whole: &Arc<String>, text: &str) -> Result<Option<Line>, String> {
    let may_be_newer = !text.contains(r#""v":1,"#);
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

/// A line that sets fields; `seen` are the words that were judged, by their fingerprint.
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

/// Words that something was said of, as the journal keeps them: five keys always, the others where they are known.
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

/// That moment in RFC 3339, UTC, to the second.
#[must_use]
pub fn timestamp(unix_ms: u64) -> String {
    let seconds = i64::try_from(unix_ms / 1000).unwrap_or(i64::MAX);
    jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MAX).to_string()
}
