//! An article as JSON: the structure of its YAML, without keys that hold nothing.

use serde_json::Value;

use crate::domain::article::Article;

/// The article as one JSON value. [`super::read`] reads its text back, since JSON is YAML.
#[must_use]
pub fn value(article: &Article) -> Value {
    // A value of our own structs can always be written.
    let mut value = serde_json::to_value(article).unwrap_or_default();
    prune(&mut value);
    value
}

/// Takes out nulls, empty lists and mappings, and false, which are what a missing key means.
fn prune(value: &mut Value) {
    match value {
        Value::Object(keys) => {
            keys.values_mut().for_each(prune);
            keys.retain(|key, value| match value {
                Value::Null | Value::Bool(false) => false,
                Value::Array(items) => !items.is_empty() || key == "sections",
                Value::Object(keys) => !keys.is_empty(),
                _ => true,
            });
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}
