//! Journal lines to values and back.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::domain::fingerprint::Fingerprint;
use crate::domain::journal::{ActionId, Body, Change, Line, Seen, Target};
use crate::text::hidden::escape_json;

use super::byte_order_mark;

/// Version of the lines that this program writes, and the latest it reads.
pub const VERSION: u32 = 1;

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

#[derive(Deserialize)]
struct Raw<'a> {
    id: Cow<'a, str>,
    at: String,
    by: String,
    #[serde(default)]
    set: Option<Vec<RawChange>>,
    #[serde(default)]
    void: Option<String>,
}

#[derive(Deserialize)]
struct RawChange {
    on: String,
    #[serde(default)]
    of: Option<String>,
    field: String,
    #[serde(default)]
    was: Value,
    to: Value,
    #[serde(default)]
    after: Vec<String>,
}

/// Reads a journal, damaged or not.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    let Lines { lines, bad, newer, torn } = read_lines(bytes, read_line);
    Read { lines, bad, newer, torn }
}

/// The lines of a file, each read by itself.
pub(super) struct Lines<T> {
    pub(super) lines: Vec<T>,
    pub(super) bad: Vec<BadLine>,
    /// How many are of a newer version.
    pub(super) newer: usize,
    /// Whether the last one was cut off while it was written.
    pub(super) torn: bool,
}

/// Reads each line that is not blank; `read_line` answers none for one of a newer version.
pub(super) fn read_lines<T>(bytes: &[u8], read_line: impl Fn(&[u8]) -> Result<Option<T>, String>) -> Lines<T> {
    let mut read = Lines { lines: Vec::new(), bad: Vec::new(), newer: 0, torn: false };
    let complete = bytes.is_empty() || bytes.ends_with(b"\n");
    let count = bytes.split(|byte| *byte == b'\n').count();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = bare(line);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match read_line(line) {
            Ok(Some(line)) => read.lines.push(line),
            Ok(None) => read.newer += 1,
            Err(_) if !complete && index + 1 == count => read.torn = true,
            Err(reason) => read.bad.push(BadLine { number: index + 1, reason }),
        }
    }
    read
}

/// Whether a line can be read, be it as one of a newer version.
#[must_use]
pub fn is_line(line: &[u8]) -> bool {
    read_line(bare(line)).is_ok()
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

/// Reads one line; none when it is of a newer version.
fn read_line(bytes: &[u8]) -> Result<Option<Line>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let raw: Raw<'_> = match serde_json::from_str(text) {
        Ok(raw) if !text.contains(r#""v":1,"#) && is_newer(text) => {
            let _: Raw<'_> = raw;
            return Ok(None);
        }
        Ok(raw) => raw,
        Err(_) if is_newer(text) => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let body = match (raw.set, raw.void) {
        (Some(changes), None) => Body::Set(changes.into_iter().map(change).collect::<Result<_, _>>()?),
        (None, Some(id)) => Body::Void(action_id(&id)?),
        _ => return Err("it neither sets nor voids".to_owned()),
    };
    Ok(Some(Line { id: action_id(&raw.id)?, at: raw.at, by: raw.by, body, raw: text.into() }))
}

fn is_newer(text: &str) -> bool {
    serde_json::from_str::<Version>(text).is_ok_and(|version| version.v > VERSION)
}

fn change(raw: RawChange) -> Result<Change, String> {
    Ok(Change {
        on: Target(raw.on),
        of: raw.of.as_deref().and_then(Fingerprint::parse),
        field: raw.field,
        was: raw.was,
        to: raw.to,
        after: raw.after.iter().map(|id| action_id(id)).collect::<Result<_, _>>()?,
    })
}

fn action_id(text: &str) -> Result<ActionId, String> {
    ActionId::from_string(text).map_err(|_| format!("`{}` is not an id", text.escape_debug()))
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
    line(id, at, by, Body::Set(changes.to_vec()), &fields)
}

/// A line that voids another.
#[must_use]
pub fn write_void(id: ActionId, at: &str, by: &str, voided: ActionId) -> Line {
    line(id, at, by, Body::Void(voided), &[("void", Value::from(voided.to_string()))])
}

fn line(id: ActionId, at: &str, by: &str, body: Body, fields: &[(&str, Value)]) -> Line {
    let mut raw = format!(r#"{{"v":{VERSION},"id":"{id}","at":{},"by":{}"#, Value::from(at), Value::from(by));
    for (name, value) in fields {
        // Writing to a string cannot fail.
        let _ = write!(raw, r#","{name}":{value}"#);
    }
    raw.push('}');
    Line { id, at: at.to_owned(), by: by.to_owned(), body, raw: escape_json(&raw).into() }
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
