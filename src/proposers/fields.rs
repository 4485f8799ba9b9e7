//! The fields of an entity or claim as a proposer sends them, each checked against what it may be.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::text::beginning::beginning;
use crate::text::flood::without_floods;
use crate::text::hidden::is_hidden;
use crate::text::suggestion;

/// The longest text of a claim, in bytes.
pub(super) const MOST_TEXT: usize = 4_000;
/// The longest name, in bytes.
pub(super) const MOST_NAME: usize = 400;

/// The fields of one object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The value of the first key that has one; null is none.
    pub(super) fn value(self, keys: &[&'static str]) -> Option<(&'static str, &'a Value)> {
        let values = keys.iter().filter_map(|key| self.0.get(*key).map(|value| (*key, value)));
        values.into_iter().find(|(_, value)| !value.is_null())
    }

    /// Text as it was sent.
    pub(super) fn text(self, keys: &[&'static str]) -> Result<Option<&'a str>, String> {
        match self.value(keys) {
            None => Ok(None),
            Some((_, Value::String(text))) => Ok(Some(text)),
            Some((key, value)) => Err(format!("`{key}` must be text, not {}", sort_of(value))),
        }
    }

    /// Text on one line that a screen can show; at most this many bytes of it.
    pub(super) fn line(self, keys: &[&'static str], most: usize) -> Result<Option<String>, String> {
        let text = self.text(keys)?;
        text.map(|text| clean(keys[0], text, most)).transpose()
    }

    /// One word, or a list of them.
    pub(super) fn words(self, key: &'static str) -> Result<Vec<&'a str>, String> {
        match self.value(&[key]) {
            None => Ok(Vec::new()),
            Some((_, Value::String(word))) => Ok(vec![word]),
            Some((_, Value::Array(list))) => {
                let word = |value: &'a Value| {
                    value.as_str().ok_or_else(|| format!("`{key}` must hold words, not {}", sort_of(value)))
                };
                list.iter().map(word).collect()
            }
            Some((_, value)) => Err(format!("`{key}` must be a word or a list of words, not {}", sort_of(value))),
        }
    }

    /// A number counted from 1.
    pub(super) fn number(self, key: &'static str) -> Result<Option<usize>, String> {
        let Some((_, value)) = self.value(&[key]) else { return Ok(None) };
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok()).filter(|number| *number > 0);
        number.map(Some).ok_or_else(|| format!("`{key}` must be a number from 1 on"))
    }

    /// A place that is only a hint: whatever is none is left out.
    pub(super) fn hint(self, key: &'static str) -> Option<usize> {
        self.0.get(key)?.as_u64().and_then(|number| usize::try_from(number).ok())
    }

    /// True or false; false where it is not said.
    pub(super) fn flag(self, key: &'static str) -> Result<bool, String> {
        match self.value(&[key]) {
            None => Ok(false),
            Some((_, Value::Bool(flag))) => Ok(*flag),
            Some((_, value)) => Err(format!("`{key}` must be true or false, not {}", sort_of(value))),
        }
    }

    /// A word of a table; none where it is not said.
    pub(super) fn one_of<T: Copy>(
        self,
        key: &'static str,
        table: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<Option<T>, String> {
        self.text(&[key])?.map(|written| known(key, written, table, word)).transpose()
    }
}

/// A word of a table, whatever its case.
pub(super) fn known<T: Copy>(key: &str, written: &str, table: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let lower = written.trim().to_lowercase();
    let found = table.iter().copied().find(|value| word(*value) == lower);
    found.ok_or_else(|| {
        let hint = suggestion::instead(written, table.iter().map(|value| word(*value)));
        format!("`{key}` cannot be `{}`; {hint}", short(written))
    })
}

/// Text on one line, with white space collapsed.
pub(super) fn clean(key: &str, text: &str, most: usize) -> Result<String, String> {
    if text.len() > most {
        return Err(format!("`{key}` is longer than {most} bytes"));
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(format!("`{key}` is empty"));
    }
    if line.contains(is_hidden) || without_floods(&line) != line {
        return Err(format!("`{key}` has control characters or others that hide"));
    }
    Ok(line)
}

/// Words of an answer as messages repeat them.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    beginning(text, 80)
}

const fn sort_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn what_has_the_wrong_type_is_named() {
        let map = of(&json!({"claim": 7, "kind": ["fact", 3], "nth": 0, "implied": "yes"}));
        let fields = Fields(&map);
        assert_eq!(fields.line(&["claim"], 99), Err("`claim` must be text, not a number".to_owned()));
        assert_eq!(fields.words("kind"), Err("`kind` must hold words, not a number".to_owned()));
        assert_eq!(fields.number("nth"), Err("`nth` must be a number from 1 on".to_owned()));
        assert_eq!(fields.flag("implied"), Err("`implied` must be true or false, not text".to_owned()));
    }

    #[test]
    fn text_is_one_line_without_what_hides() {
        let line = |text: &str| clean("claim", text, 60);
        assert_eq!(line(" a\n b "), Ok("a b".to_owned()));
        for bad in
            ["", " \n", "a\u{1b}[2J", "a\u{202e}b", "a\0", &format!("Z{}", "\u{301}".repeat(20)), &"x".repeat(99)]
        {
            assert!(line(bad).is_err(), "{bad:?}");
        }
    }
}
