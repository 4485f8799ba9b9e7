//! An article as JSON: the structure of its YAML, without empty keys.

use serde_json::Value;

use crate::model::article::Article;

/// The article as a JSON value. [`crate::codec::article_yaml::read`] parses its text, since JSON is YAML.
#[must_use]
pub fn value(article: &Article) -> Value {
    // Serialising our own structs cannot fail.
    let mut value = serde_json::to_value(article).unwrap_or_default();
    prune(&mut value);
    value
}

/// Removes nulls, empty lists and mappings, and false, all of which mean the same as a missing key.
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
