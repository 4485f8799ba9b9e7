//! Finds annotations that are missing from exports and their loss reports.

use std::collections::BTreeMap;

use nutgraf::export::feature::{Carriage, Thing};
use nutgraf::export::loss::report;
use nutgraf::export::{FORMATS, Format, Request, Selection};
use nutgraf::model::annotation::added_claim::{is_own, put_all_among};
use nutgraf::model::annotation::orphan::orphans;
use nutgraf::model::article::Article;
use nutgraf::model::journal::Target;
use nutgraf::model::journal::anchor::Locator;
use serde_json::Value;

use crate::annotations::{Annotator, Made};

/// Formats that account for every annotation. The two for publication leave out whole claims, each by its id.
const CARRIERS: [&str; 7] = ["markdown", "html", "csv", "csv-evidence", "jsonl", "json", "w3c"];

/// Annotations that are neither in an export nor in its loss report.
pub(crate) fn missing(article: &Article, annotator: &Annotator) -> Vec<String> {
    let notes = annotator.notes();
    let mut whole = article.clone();
    put_all_among(&mut whole, notes.all().map(|(_, fold)| fold));
    let selection = Selection::of(["ana".to_owned()]);
    let request =
        Request { article: &whole, notes: &notes, selection: &selection, today: "2026-11-26", reviewer: None };
    let gone: Vec<Target> =
        orphans(&Locator::new(&whole), annotator.fold()).into_iter().map(|orphan| orphan.on).collect();
    let mut missing = Vec::new();
    for format in FORMATS.iter().filter(|format| CARRIERS.contains(&format.name)) {
        let mut text = String::new();
        (format.write)(&request, &mut text).unwrap();
        let losses = report(format, &request);
        for made in &annotator.made {
            let Some(token) = made.token.as_ref().filter(|token| !text.contains(token.as_str())) else { continue };
            let things = things(annotator, &gone, made);
            let told = things.iter().any(|thing| is_told(format, *thing, &losses));
            if !told {
                missing.push(format!("{}: {} {} ({token}), as {things:?}", format.name, made.on, made.field));
            }
        }
        match format.name {
            "jsonl" => missing.extend(unequal_sets(&text, annotator)),
            "json" => missing.extend(unequal_verdicts(&text, annotator)),
            _ => {}
        }
    }
    missing
}

fn is_told(format: &Format, thing: Thing, losses: &[String]) -> bool {
    let words = thing.counted(2);
    let many = words.trim_start_matches("2 ");
    let one = thing.counted(1);
    format.carriage(thing) != Carriage::Carries && losses.iter().any(|line| line.contains(many) || line.contains(&one))
}

/// The feature under which the loss report lists an annotation.
fn things(annotator: &Annotator, gone: &[Target], made: &Made) -> Vec<Thing> {
    let of_orphan = |on: &Target| gone.contains(on);
    let part = made.field.split(':').next().unwrap_or("");
    if made.on.sort() == "evidence" {
        let field = format!("evidence:{}", made.on.id());
        let served = annotator.made.iter().any(|other| other.field == field && !of_orphan(&other.on));
        return if served { vec![Thing::Evidence] } else { vec![Thing::Evidence, Thing::Strays] };
    }
    if of_orphan(&made.on) {
        return vec![Thing::Strays];
    }
    let of_claim = made.on.sort() == "claim";
    match part {
        "tag" if of_claim => vec![Thing::Tags],
        "note" if of_claim => vec![Thing::Notes],
        "note" if made.on.sort() == "note" => {
            let parent = format!("note:{}", made.on.id());
            let note = annotator.made.iter().find(|other| other.field == parent);
            let orphaned = note.is_some_and(|note| of_orphan(&note.on));
            if orphaned { vec![Thing::Strays] } else { vec![Thing::Answers] }
        }
        "tag" => vec![Thing::TagsElsewhere],
        "note" => vec![Thing::NotesElsewhere],
        "why" => vec![Thing::Why],
        "correction" => vec![Thing::Corrections],
        "status-reason" => vec![Thing::StatusReasons],
        "reply" => vec![Thing::Replies],
        "text" => vec![Thing::Unserved, Thing::OwnClaims],
        _ => Vec::new(),
    }
}

/// Where the `set`s of the rows differ from the current values.
fn unequal_sets(text: &str, annotator: &Annotator) -> Vec<String> {
    let mut sets: BTreeMap<(String, String), Value> = BTreeMap::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        for setting in row["set"].as_array().unwrap() {
            let key = |name: &str| setting[name].as_str().unwrap().to_owned();
            sets.insert((key("on"), key("field")), setting["to"].clone());
        }
    }
    let fold = annotator.fold();
    let held = fold.targets().flat_map(|on| fold.field_names(on).map(move |field| (on, field)));
    let held: BTreeMap<(String, String), Value> = held
        .filter_map(|(on, field)| Some(((on.0.clone(), field.to_owned()), fold.value(on, field)?.clone())))
        .collect();
    let differ =
        held.iter().filter(|(key, to)| sets.get(*key) != Some(to)).map(|(key, _)| format!("jsonl lacks {key:?}"));
    let more = sets.keys().filter(|key| !held.contains_key(*key)).map(|key| format!("jsonl invents {key:?}"));
    differ.chain(more).collect()
}

/// Where the verdicts of the document differ from the current ones.
fn unequal_verdicts(text: &str, annotator: &Annotator) -> Vec<String> {
    let document: Value = serde_json::from_str(text).unwrap();
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for claim in
        document["paragraphs"].as_array().unwrap().iter().flat_map(|paragraph| paragraph["claims"].as_array().unwrap())
    {
        for said in claim["judgements"].as_array().unwrap() {
            if let (Some(id), Some(verdict)) = (claim["id"].as_str(), said["verdict"].as_str()) {
                told.insert(id.to_owned(), verdict.to_owned());
            }
        }
    }
    for stray in document["strays"].as_array().unwrap() {
        let id = stray["on"].as_str().unwrap().trim_start_matches("claim:");
        assert!(!is_own(id) || stray["own_claim"].is_object());
        if let Some(verdict) = stray["said"]["verdict"].as_str() {
            told.insert(id.to_owned(), verdict.to_owned());
        }
    }
    let fold = annotator.fold();
    let verdict = |on: &Target| Some((on.id().to_owned(), fold.value(on, "verdict")?.as_str()?.to_owned()));
    let held: BTreeMap<String, String> = fold.targets().filter_map(verdict).collect();
    if held == told { Vec::new() } else { vec![format!("json has {told:?} and not {held:?}")] }
}
