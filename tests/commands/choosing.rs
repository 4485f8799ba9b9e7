//! `--query` and the options beside it: the same way to select claims in export, notes and print.

use std::fs;

use super::place::{Place, err};

/// A folder in which Ana has refuted p1.c1, tagged it, and supported p3.c1; Bo refutes p3.c1.
fn judged() -> Place {
    let place = Place::new();
    let judge = |arguments: &[&str]| place.succeeds(&[&["judge", "harbour.yaml"], arguments].concat());
    judge(&["p1.c1", "--verdict", "refuted", "--why", "The tariff names one fee.", "--tag", "fees", "--as", "ana"]);
    judge(&["p3.c1", "--verdict", "supported", "--as", "ana"]);
    judge(&["p3.c1", "--verdict", "refuted", "--as", "bo"]);
    judge(&["p4", "--note", "Call the ministry again.", "--as", "ana"]);
    place
}

/// Ids of the claims in an export by Ana.
fn exported(place: &Place, arguments: &[&str]) -> String {
    let base = ["export", "harbour.yaml", "-f", "csv", "--by", "ana", "-o", "-", "--quiet"];
    let table = place.succeeds(&[&base, arguments].concat());
    let column = table.lines().next().unwrap().split(',').position(|name| name == "id").unwrap();
    let ids = table.lines().skip(1).filter_map(|line| line.split(',').nth(column));
    let mut ids: Vec<&str> = ids.filter(|id| id.starts_with('p') && id.contains('.')).collect();
    ids.dedup();
    ids.join(" ")
}

#[test]
fn options_are_terms_of_the_query() {
    let place = judged();
    for (options, query) in [
        (vec!["--verdict", "refuted,supported"], "verdict:refuted,supported"),
        (vec!["--verdict", "none", "--section", "money"], "verdict:none section:money"),
        (vec!["--tag", "fees"], "tag:fees"),
        (vec!["--status", "done", "--section", "opening"], "status:done section:opening"),
    ] {
        assert_eq!(exported(&place, &options), exported(&place, &["--query", query]), "{query}");
        assert!(!exported(&place, &options).is_empty(), "{query}");
    }
    assert_eq!(exported(&place, &["--verdict", "refuted,supported", "--query", "-tag:fees"]), "p3.c1");
    assert_eq!(exported(&place, &["--query", "is:disagreed OR tag:fees"]), "p1.c1 p3.c1");
}

#[test]
fn notes_and_print_show_only_the_selected_claims() {
    let place = judged();
    let notes = place.succeeds(&["notes", "harbour.yaml", "--query", "tag:fees"]);
    assert!(notes.contains("p1.c1") && !notes.contains("p3.c1") && !notes.contains("Call the ministry"), "{notes}");
    let notes = place.succeeds(&["notes", "harbour.yaml", "--section", "money"]);
    assert!(!notes.contains("p1.c1") && notes.contains("p3.c1") && notes.contains("Call the ministry"), "{notes}");
    let json = place.succeeds(&["notes", "harbour.yaml", "--format", "json", "--query", "verdict:refuted by:bo"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["annotators"][0]["assessments"][0]["claim"], "p3.c1");
    assert_eq!(json["annotators"][0]["assessments"].as_array().unwrap().len(), 1);
    assert_eq!(json["annotators"][0]["remarks"].as_array().unwrap().len(), 0);
    let print = place.succeeds(&["print", "harbour.yaml", "--query", "tag:fees"]);
    assert!(print.contains("p1.c1: Ships") && !print.contains("p1.c2:") && print.contains("¶4"), "{print}");
}

#[test]
fn the_claims_to_check_are_filtered_in_an_article_and_in_a_folder() {
    let place = judged();
    let to_do = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--by", "ana", "--query", "kind:prediction"]);
    assert!(to_do.contains("p2.c1") && !to_do.contains("p1.c2"), "{to_do}");
    let folder = place.succeeds(&["notes", ".", "--by", "ana", "--query", "section:money"]);
    assert!(folder.contains("2 to do, 0 waiting, 1 done"), "{folder}");
    let complaint = place.fails(&["notes", "harbour.yaml", "--history", "--query", "tag:fees"]);
    assert!(complaint.contains("--history lists every action"), "{complaint}");
}

#[test]
fn mistakes_show_the_query_with_a_caret() {
    let place = judged();
    for command in [
        &["export", "harbour.yaml", "-f", "csv", "--by", "ana"][..],
        &["notes", "harbour.yaml"],
        &["print", "harbour.yaml"],
    ] {
        let complaint = place.fails(&[command, &["--query", "tag:fees verdict:refute speker:author"]].concat());
        assert!(
            complaint.contains(
                "  tag:fees verdict:refute speker:author\n                   ^^^^^^ `verdict:` does not take `refute`; did you mean \
                 `refuted`?\n                          ^^^^^^ there is no field `speker`; did you mean `speaker`?"
            ),
            "{complaint}"
        );
    }
    let complaint = place.fails(&["export", "harbour.yaml", "-f", "csv", "--by", "ana", "--query", "by:bob"]);
    assert!(complaint.contains("^^^ there is no annotator `bob`; did you mean `bo`?"), "{complaint}");
    let complaint = place.fails(&["export", "harbour.yaml", "-f", "csv", "--by", "ana", "--section", "mony"]);
    assert!(complaint.contains("there is no section `mony`; did you mean `money`?"), "{complaint}");
}

#[test]
fn saved_queries_of_the_folder_win_over_the_users_own() {
    let place = judged();
    fs::create_dir_all(place.path("config/nutgraf")).unwrap();
    place.write("config/nutgraf/nutgraf.toml", "[queries]\nmine = \"tag:fees\"\nboth = \"tag:fees\"\n");
    place.write("nutgraf.toml", "[queries]\nboth = \"section:money @mine OR is:disagreed\"\n");
    assert_eq!(exported(&place, &["--query", "@mine"]), "p1.c1");
    assert_eq!(exported(&place, &["--query", "@both"]), "p3.c1");
}

#[test]
fn a_bad_saved_query_is_reported_with_line_and_column() {
    let place = judged();
    let file =
        "[queries]\nbad = \"tag:fees verdct:refuted\"\n\"two words\" = \"tag:fees\"\nnumber = 3\ngood = 'tag:fees'\n";
    place.write("nutgraf.toml", file);
    let output = place.run(&["notes", "harbour.yaml", "--query", "@good"]);
    assert_eq!(output.status.code(), Some(0));
    let complaint = String::from_utf8(output.stderr).unwrap();
    for told in [
        "nutgraf.toml:2:17: query `bad`: there is no field `verdct`; did you mean `verdict`?",
        "nutgraf.toml:3:1: `two words` is not a valid name for a query; use letters, digits and -",
        "nutgraf.toml:4:10: a query is text, as in number = \"priority:high -is:judged\"",
    ] {
        assert!(complaint.contains(told), "{told}: {complaint}");
    }
    let complaint = place.fails(&["notes", "harbour.yaml", "--query", "@goood"]);
    assert!(complaint.contains("there is no saved query `goood`; did you mean `good`?"), "{complaint}");
}

#[test]
fn a_stream_of_articles_is_narrowed_by_a_query() {
    let place = judged();
    let bare: serde_json::Value = serde_json::json!({
        "nutgraf": 1, "article": {"id": "a", "title": "A", "language": "en", "wording": "verbatim"},
        "sections": [{"id": "s", "paragraphs": [{"id": "p1", "text": "Rents rose. Fares fell.", "claims": [
            {"id": "c1", "text": "Rents rose.", "quote": "Rents rose", "kind": "fact", "certainty": "stated", "speaker": "author"},
            {"id": "c2", "text": "Fares fell.", "quote": "Fares fell", "kind": "numerical", "certainty": "stated", "speaker": "author"},
        ]}]}],
    });
    let row = serde_json::json!({"id": "1", "article": bare, "notes": []}).to_string() + "\n";
    let output = place.run_with(&["export", "--jsonl", "-f", "csv", "--query", "kind:numerical"], &row);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Fares fell") && !text.contains("c1,"), "{text}");
    let output = place.run_with(&["export", "--jsonl", "-f", "csv", "--query", "kind:x"], &row);
    assert!(String::from_utf8(output.stdout).unwrap().contains("the query has errors"));
}

#[test]
fn options_that_choose_no_claim_say_so() {
    let place = Place::new();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    for command in [
        &["print", "harbour.yaml", "--claims", "--tag", "zzz"][..],
        &["notes", "harbour.yaml", "--tag", "zzz"],
        &["notes", "harbour.yaml", "--to-do", "--tag", "zzz"],
        &["export", "harbour.yaml", "-f", "csv", "-o", "-", "--tag", "zzz", "--as", "ana"],
    ] {
        let told = err(&place.run(command));
        assert!(told.contains("no claim of the article matches"), "{command:?}: {told}");
    }
    let nobody = place.fails(&["notes", "harbour.yaml", "--to-do", "--by", "zzz"]);
    assert!(nobody.contains("zzz has no notes on this article; there are notes by ana"), "{nobody}");
}
