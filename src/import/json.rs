//! JSON of annotators and wires: one value, a list of values, or one value a line.

use std::fmt;

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::{Deserializer, Value};

use crate::import::error::ImportError;
use crate::text::json_fault;

/// Longer JSON is not read.
const LONGEST: usize = 128 * 1024 * 1024;

/// Calls `each` with every item: the items of a list, the values of lines, or the one value; and with its number
/// in a list, or its line. A line that is no JSON is an error of its own. One item is held in memory at a time.
///
/// # Errors
///
/// When the text as a whole is not JSON, with the line; items before it have been given by then.
pub(super) fn each_item(
    text: &str,
    mut each: impl FnMut(Result<Value, ImportError>, usize),
) -> Result<(), ImportError> {
    if text.len() > LONGEST {
        return Err(too_long());
    }
    let bare = text.trim_start();
    if bare.starts_with('[') {
        let mut reader = Deserializer::from_str(text);
        let read = reader.deserialize_seq(Items { each: &mut each });
        return read.and_then(|()| reader.end()).map_err(|error| malformed(&error, 0));
    }
    let first = bare.lines().next().unwrap_or_default();
    if bare.trim_end().len() > first.len() && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok() {
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            each(serde_json::from_str(line).map_err(|error| malformed(&error, number - 1)), number);
        }
        return Ok(());
    }
    each(Ok(whole(text)?), 1);
    Ok(())
}

/// The value that the whole text is.
///
/// # Errors
///
/// When the text is not one JSON value.
pub(super) fn whole(text: &str) -> Result<Value, ImportError> {
    if text.len() > LONGEST {
        return Err(too_long());
    }
    serde_json::from_str(text).map_err(|error| malformed(&error, 0))
}

/// The string of a key; none when it is blank or no string.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}

/// The items of a list under a key, or the one value that is there in place of a list.
pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::Array(items)) => items,
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
}

fn too_long() -> ImportError {
    ImportError::TooLarge { what: "its JSON".to_owned(), limit: "128 MiB" }
}

fn malformed(error: &serde_json::Error, lines_before: usize) -> ImportError {
    let line = (error.line() + lines_before).max(1);
    ImportError::Malformed { line, why: format!("column {}: {}", error.column(), json_fault::what(error)) }
}

/// Hands the items of a list on, one by one.
struct Items<'e, E> {
    each: &'e mut E,
}

impl<'de, E: FnMut(Result<Value, ImportError>, usize)> Visitor<'de> for Items<'_, E> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(item) = items.next_element()? {
            number += 1;
            (self.each)(Ok(item), number);
        }
        Ok(())
    }
}
