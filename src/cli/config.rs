//! `nutgraf config`: every setting with its default and explanation, ready to save.

use std::fmt::Write as _;

use serde_json::Value;

use crate::reader::keymap::BINDINGS;
use crate::reader::keymap::scope::Scope;
use crate::storage::config;

use crate::cli::{Failure, print};

pub(super) fn run() -> Result<u8, Failure> {
    print(&text(&config::schema()))?;
    Ok(0)
}

/// The settings file. Defaults are commented out, so that later versions may improve them.
fn text(schema: &Value) -> String {
    let mut text = "# Settings of nutgraf: the article's folder, then $XDG_CONFIG_HOME/nutgraf/nutgraf.toml.\n\
                    # Every line shows a default; remove the # to change it.\n"
        .to_owned();
    let properties = schema["properties"].as_object();
    // In TOML, plain values precede the first table.
    let (values, tables): (Vec<_>, Vec<_>) =
        properties.into_iter().flatten().partition(|(_, property)| !is_table(property));
    for (name, property) in values.into_iter().chain(tables) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{}", comment(property));
        match name.as_str() {
            "keys" => keys(&mut text),
            "people" => text.push_str("#[people]\n#ana = [\"Ana P.\", \"aperez\"]\n"),
            "queries" => text.push_str("#[queries]\n#urgent = \"priority:high -is:judged\"\n"),
            "watch" => text.push_str("#[watch]\n#trade = \"trade 2018\"\n"),
            name if is_table(property) => table(&mut text, name, property, schema),
            name => {
                let _ = writeln!(text, "#{name} = \"dark\"");
            }
        }
    }
    text
}

fn is_table(property: &Value) -> bool {
    property["type"] == "object" || property.get("anyOf").is_some() || property.get("$ref").is_some()
}

fn comment(property: &Value) -> String {
    let words = property["description"].as_str().unwrap_or("").replace('\n', " ");
    format!("# {words}")
}

/// A table with its keys, each with its explanation.
fn table(text: &mut String, name: &str, property: &Value, root: &Value) {
    let _ = writeln!(text, "#[{name}]");
    let references = [property].into_iter().chain(property["anyOf"].as_array().into_iter().flatten());
    let known = references.filter_map(|schema| schema["$ref"].as_str()?.strip_prefix("#/$defs/"));
    for (key, property) in known.filter_map(|name| root["$defs"][name]["properties"].as_object()).flatten() {
        let is_bool = property["type"].as_array().is_some_and(|types| types.iter().any(|kind| kind == "boolean"));
        let value = match property["type"].as_str() {
            Some("array") => "[]",
            _ if is_bool => "false",
            _ => "\"\"",
        };
        let _ = writeln!(text, "{}\n#{key} = {value}", comment(property));
    }
}

/// Every command of each scope with its default keys.
fn keys(text: &mut String) {
    for scope in Scope::ALL {
        let _ = writeln!(text, "[keys.{}]", scope.name());
        for binding in BINDINGS.iter().filter(|binding| binding.scope == scope) {
            let _ = writeln!(text, "#{} = {:?}", binding.name(), binding.keys);
        }
    }
}
