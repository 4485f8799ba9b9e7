//! The schemas in `assets/` list exactly the keys of the exports.

use std::collections::BTreeSet;

use nutgraf::model::article::Article;
use serde_json::Value;

use crate::places::all;
use crate::rich::{Desk, FERRY, article, said, settle};

const DOCUMENT: &str = include_str!("../../assets/export.json.schema.json");
const LINE: &str = include_str!("../../assets/export.jsonl.schema.json");
const AVERITEC: &str = include_str!("../schemas/averitec.json");

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn is_valid(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn desks() -> Vec<Desk> {
    let text: Article = article(FERRY);
    let mut settled = said();
    settle(&mut settled, "refuted");
    let others = [Desk::new(text.clone(), &Vec::new()), Desk::new(text, &settled)];
    all().into_iter().map(|(_, desk)| desk).chain(others).collect()
}

#[test]
fn every_export_fits_its_schema() {
    let (document, line, averitec) = (read(DOCUMENT), read(LINE), read(AVERITEC));
    for desk in desks() {
        is_valid(&document, &read(&desk.export("json")));
        is_valid(&averitec, &read(&desk.export("averitec")));
        for row in desk.export("jsonl").lines() {
            is_valid(&line, &read(row));
        }
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

/// Names of all properties that a schema describes.
fn described(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                found.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| described(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| described(item, found)),
        _ => {}
    }
}

#[test]
fn the_schemas_describe_no_key_that_no_export_has() {
    for (format, schema) in [("json", DOCUMENT), ("jsonl", LINE)] {
        let (mut had, mut told) = (BTreeSet::new(), BTreeSet::new());
        described(&read(schema), &mut told);
        for desk in desks() {
            desk.export(format)
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .for_each(|row| keys(&row, &mut had));
            if format == "json" {
                keys(&read(&desk.export(format)), &mut had);
            }
        }
        let unknown: Vec<_> = told.difference(&had).collect();
        assert!(unknown.is_empty(), "{format}: {unknown:?}");
    }
}
