//! The JSON Schema of the article file, made of the structs that decode it.

use serde_json::Value;

use crate::domain::article::Article;

/// The schema as a value.
#[must_use]
pub fn article() -> Value {
    let mut schema = schemars::schema_for!(Article).to_value();
    schema["title"] = "nutgraf article".into();
    schema
}

/// The schema as text, ending in a line break.
#[must_use]
pub fn article_text() -> String {
    // A value of JSON can always be written.
    serde_json::to_string_pretty(&article()).unwrap_or_default() + "\n"
}
