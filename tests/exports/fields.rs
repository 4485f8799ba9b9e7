//! The formats for data have every field of a claim, so that a new one is not lost in silence.

use nutgraf::codec::json_schema;

use crate::rich::ferry;

/// The place of the quote is exported as its offsets, and candidates are not exported.
const ELSEWHERE: [&str; 2] = ["nth", "draft"];

fn fields() -> Vec<String> {
    let schema = json_schema::article();
    let fields = schema["$defs"]["Claim"]["properties"].as_object().unwrap().keys();
    fields.filter(|field| !ELSEWHERE.contains(&field.as_str())).cloned().collect()
}

#[test]
fn every_field_of_a_claim_is_in_the_formats_for_data() {
    let (jsonl, json, csv) = (ferry().export("jsonl"), ferry().export("json"), ferry().export("csv"));
    let columns: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    for field in fields() {
        let key = format!("\"{field}\":");
        assert!(jsonl.contains(&key) && json.contains(&key), "jsonl or json lacks `{field}`");
        let column = if field == "text" { "claim" } else { &field };
        assert!(columns.contains(&column), "csv lacks `{field}`: {columns:?}");
    }
}
