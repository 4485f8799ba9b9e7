//! The JSON Schema of the article file, made of the structs that decode it.

use serde_json::{Value, json};

use crate::model::article::Article;

/// The schema as a value.
#[must_use]
pub fn article() -> Value {
    let mut schema = schemars::schema_for!(Article).to_value();
    schema["title"] = "nutgraf article".into();
    schema
}

/// The schema as text, ending in a line break: a claim may lack what the `defaults` of its file say.
#[must_use]
pub fn article_text() -> String {
    let mut schema = article();
    let defaults = schema["$defs"]["Defaults"]["properties"].as_object().map(|keys| keys.keys().cloned().collect());
    let defaults: Vec<String> = defaults.unwrap_or_default();
    if let Some(required) = schema["$defs"]["Claim"]["required"].as_array_mut() {
        required.retain(|key| !defaults.iter().any(|default| key == default));
    }
    schema["allOf"] = defaults.iter().map(|key| demanded_without_default(key)).collect();
    // A value of JSON can always be written.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// That every claim has a key where the file gives no default for it.
fn demanded_without_default(key: &str) -> Value {
    let claims = json!({"items": {"required": [key]}});
    let paragraphs = json!({"items": {"properties": {"claims": claims}}});
    let sections = json!({"items": {"properties": {"paragraphs": paragraphs}}});
    json!({
        "if": {"properties": {"defaults": {"type": "object", "required": [key]}}, "required": ["defaults"]},
        "else": {"properties": {"sections": sections}},
    })
}
