//! The shape of an article file, derived from the schema of the structs.

use serde_json::Value;

use crate::codec::json_schema;

/// What a value must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any text.
    Text,
    /// A whole number from 0 up to this.
    Count(u64),
    /// true or false.
    Flag,
    /// One of these words.
    Word(Vec<String>),
    /// A list.
    List(Box<Shape>),
    /// A single value, or a list of at least one.
    OneOrMore(Box<Shape>),
    /// A value, or nothing.
    Optional(Box<Shape>),
    /// A mapping with these keys and no others.
    Keys(Vec<Key>),
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) shape: Shape,
}

/// The shape of a whole article.
pub(crate) fn article() -> Shape {
    let schema = json_schema::article();
    of(&schema, &schema)
}

/// The shape that a schema describes; `root` contains the definitions it refers to.
pub(crate) fn of(schema: &Value, root: &Value) -> Shape {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        return of(&root["$defs"][name], root);
    }
    if let Some(words) = words(schema) {
        return Shape::Word(words);
    }
    if let Some(either) = schema["anyOf"].as_array() {
        return of_either(either, root);
    }
    let (kind, optional) = kind_of(&schema["type"]);
    let shape = match kind {
        "object" => of_object(schema, root),
        "array" => Shape::List(Box::new(of(&schema["items"], root))),
        "boolean" => Shape::Flag,
        "integer" if schema["format"] == "uint32" => Shape::Count(u32::MAX.into()),
        "integer" => Shape::Count(u64::MAX),
        _ => Shape::Text,
    };
    if optional { Shape::Optional(Box::new(shape)) } else { shape }
}

/// The type in a schema, and whether null is valid too.
fn kind_of(kind: &Value) -> (&str, bool) {
    match kind {
        Value::Array(kinds) => {
            let known = kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null");
            (known.unwrap_or(""), kinds.iter().any(|kind| kind == "null"))
        }
        kind => (kind.as_str().unwrap_or(""), false),
    }
}

fn words(schema: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().map(text).collect();
    }
    schema["oneOf"].as_array()?.iter().map(|one| text(&one["const"])).collect()
}

fn of_either(either: &[Value], root: &Value) -> Shape {
    let shapes: Vec<Shape> =
        either.iter().filter(|schema| schema["type"] != "null").map(|schema| of(schema, root)).collect();
    match shapes.as_slice() {
        [one, Shape::List(_)] => Shape::OneOrMore(Box::new(one.clone())),
        [one, ..] => Shape::Optional(Box::new(one.clone())),
        [] => Shape::Text,
    }
}

fn of_object(schema: &Value, root: &Value) -> Shape {
    let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|key| key == name));
    let keys = schema["properties"].as_object().into_iter().flatten();
    let key = |(name, schema): (&String, &Value)| Key {
        name: name.clone(),
        required: required(name),
        shape: of(schema, root),
    };
    Shape::Keys(keys.map(key).collect())
}
