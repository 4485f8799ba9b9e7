//! An export as JSON Lines can be read back without any loss.

use std::collections::BTreeMap;

use nutgraf::model::journal::Target;
use nutgraf::model::journal::fold::Fold;
use serde_json::Value;

use crate::places;
use crate::rich::Desk;

/// All current values in an annotator's fold.
fn held(fold: &Fold) -> BTreeMap<(String, String), Value> {
    let mut held = BTreeMap::new();
    for on in fold.targets() {
        for field in fold.field_names(on) {
            if let Some(value) = fold.value(on, field) {
                held.insert((on.0.clone(), field.to_owned()), value.clone());
            }
        }
    }
    held
}

/// What the rows of an export set, by annotator.
fn set(export: &str) -> BTreeMap<String, BTreeMap<(String, String), Value>> {
    let mut all: BTreeMap<String, BTreeMap<(String, String), Value>> = BTreeMap::new();
    for line in export.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        for setting in row["set"].as_array().unwrap() {
            let text = |key: &str| setting[key].as_str().unwrap().to_owned();
            let mine = all.entry(row["by"].as_str().unwrap().to_owned()).or_default();
            let before = mine.insert((text("on"), text("field")), setting["to"].clone());
            assert_eq!(before, None, "said twice: {setting}");
        }
    }
    all
}

#[test]
fn the_sets_of_all_rows_contain_each_current_value_once() {
    for (name, desk) in places::all() {
        let sets = set(&desk.export("jsonl"));
        for (by, fold) in desk.notes.all_public() {
            assert_eq!(sets[by], held(fold), "{name}, {by}");
        }
    }
}

#[test]
fn a_judgement_of_an_earlier_wording_keeps_the_fingerprint_of_that_wording() {
    let desk: Desk = crate::rich::ferry();
    let on = Target::claim("p2.c2");
    let winner = desk.notes.fold("ana").unwrap().winner(&on, "verdict").unwrap();
    let of = winner.change.of.as_ref().unwrap().as_str();
    let rows: Vec<Value> = desk.export("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sets = rows.iter().flat_map(|row| row["set"].as_array().unwrap());
    let mut verdicts = sets.filter(|setting| setting["on"] == "claim:p2.c2" && setting["field"] == "verdict");
    assert!(verdicts.any(|setting| setting["of"] == of));
}
