//! `nutgraf notes` and `nutgraf copy`.

use std::fs;

use serde_json::Value;

use super::place::{ARTICLE, Place, err, out};

fn judge(place: &Place, name: &str, rest: &[&str]) {
    place.succeeds(&[&["judge", "harbour.yaml"], rest, &["--as", name]].concat());
}

/// Two annotators who do not agree.
fn disputed() -> Place {
    let place = Place::new();
    judge(&place, "ana", &["p1.c1", "--verdict", "refuted", "--why", "One fee."]);
    judge(&place, "ben", &["p1.c1", "--verdict", "supported"]);
    judge(&place, "ana", &["p1.c2", "--verdict", "supported"]);
    judge(&place, "ben", &["p1.c2", "--verdict", "supported", "--priority", "high"]);
    judge(&place, "ben", &["p3.c1", "--priority", "high"]);
    place
}

#[test]
fn notes_show_who_disagrees_on_what() {
    let place = disputed();
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("\nThey disagree\n  p1.c1  ana ✗ refuted; ben ✓ supported\n\n"), "{notes}");
    let json: Value = serde_json::from_str(&place.succeeds(&["notes", "harbour.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["disagreements"][0]["claim"], "p1.c1");
    assert_eq!(json["disagreements"][0]["said"]["ben"], "supported");
    assert_eq!(json["disagreements"].as_array().unwrap().len(), 1);
    assert_eq!(json["annotators"][0]["assessments"][0]["why"], "One fee.");
}

#[test]
fn notes_of_one_annotator_leave_the_others_out() {
    let place = disputed();
    let ana = place.succeeds(&["notes", "harbour.yaml", "--by", "ana"]);
    assert!(ana.contains("✗ refuted") && !ana.contains("ben") && !ana.contains("They disagree"), "{ana}");
    let history = place.succeeds(&["notes", "harbour.yaml", "--history", "--by", "ben"]);
    assert!(history.lines().count() == 3 && !history.contains("ana"), "{history}");
    let nobody = place.fails(&["notes", "harbour.yaml", "--by", "cyn"]);
    assert!(nobody.contains("there are notes by ana, ben"), "{nobody}");
}

#[test]
fn the_claims_to_do_are_listed_by_priority_then_place() {
    let place = disputed();
    let ids = |by: &str| {
        let text = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--by", by]);
        let rows = text.lines().filter_map(|line| line.strip_prefix("  ¶")?.split("  ").nth(1).map(str::to_owned));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(ids("ben"), ["p3.c1", "p2.c1", "p3.c2", "p4.c1"]);
    assert_eq!(ids("ana"), ["p2.c1", "p3.c1", "p3.c2", "p4.c1"]);
    let json = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--by", "ben", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["to-do"][0]["claim"], &json["claims"]["done"]), (&"p3.c1".into(), &2.into()));
}

#[test]
fn a_folder_prints_a_line_for_each_article() {
    let place = disputed();
    place
        .write("second.yaml", &ARTICLE.replace("id: harbour", "id: second").replace("title: Harbour", "title: Second"));
    place.write("settings.yaml", "colour: blue\n");
    place.write("broken.yaml", &ARTICLE.replace("title:", "titel:"));
    let output = place.run(&["notes", ".", "--by", "ana"]);
    assert_eq!(output.status.code(), Some(0));
    let lines = "harbour.yaml  Harbour dues  4 to do, 0 waiting, 2 done  ana\nsecond.yaml  Second dues  6 to do, 0 waiting, 0 done  ana\n";
    assert_eq!(out(&output), lines);
    assert!(err(&output).contains("broken.yaml:3") && !err(&output).contains("settings"), "{}", err(&output));
    let json: Value =
        serde_json::from_str(&place.succeeds(&["notes", ".", "--by", "ana", "--format", "json"])).unwrap();
    assert_eq!(json["articles"][0]["claims"]["to-do"], 4);
    assert!(place.fails(&["notes", ".", "--history"]).contains("is a folder"));
}

#[test]
fn a_folder_of_520_articles_has_520_lines() {
    let place = Place::new();
    fs::create_dir(place.path("many")).unwrap();
    for number in 0..520 {
        place.write(
            &format!("many/{number:03}.yaml"),
            &ARTICLE.replace("id: harbour", &format!("id: harbour-{number}")),
        );
    }
    assert_eq!(place.succeeds(&["notes", "many", "--by", "ana"]).lines().count(), 520);
    let json: Value =
        serde_json::from_str(&place.succeeds(&["notes", "many", "--by", "ana", "--format", "json"])).unwrap();
    assert_eq!(json["articles"].as_array().unwrap().len(), 520);
    // An export finds its article among them, in any place.
    let last = ["export", "many/519.yaml", "-f", "json", "--by", "all", "--quiet", "-o", "many/x.json"];
    place.succeeds(&last);
    place.succeeds(&["export", "--check", "many/x.json"]);
}

#[test]
fn what_the_article_no_longer_says_is_listed_and_kept() {
    let place = disputed();
    place.write(
        "harbour.yaml",
        &ARTICLE.replace("p1.c2", "p1.c5").replace("Ships pay twice in Ostrow., quote", "Ships pay., quote"),
    );
    let notes = place.succeeds(&["notes", "harbour.yaml", "--by", "ana"]);
    let earlier = "✗ refuted, of an earlier wording  ana\n      of an earlier wording: “Ships pay twice in Ostrow.”\n";
    assert!(notes.contains(earlier), "{notes}");
    let lost = "No longer in the article\n  claim:p1.c2  moved to p1.c5 in ¶1, to be confirmed  ana\n    “A second fee was brought in last year.”, “The second fee came last year”\n    ✓ supported, of an earlier wording\n";
    assert!(notes.contains(lost), "{notes}");
}

#[test]
fn a_change_on_two_machines_is_shown_until_it_is_settled() {
    let place = Place::new();
    judge(&place, "ana", &["p1.c1", "--verdict", "supported"]);
    let common = place.read("harbour.ana.notes.jsonl");
    judge(&place, "ana", &["p1.c1", "--verdict", "refuted"]);
    let here = place.read("harbour.ana.notes.jsonl");
    place.write("harbour.ana.notes.jsonl", &common);
    judge(&place, "ana", &["p1.c1", "--verdict", "misleading"]);
    let there = place.read("harbour.ana.notes.jsonl");
    place.write("harbour.ana.notes.jsonl", &format!("{here}{}", there.strip_prefix(&common).unwrap()));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("~ misleading, conflicting edits  ana"), "{notes}");
    assert!(place.succeeds(&["check", "harbour.yaml"]).contains("conflicting edits"));
    judge(&place, "ana", &["p1.c1", "--verdict", "refuted"]);
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("✗ refuted  ana") && !notes.contains("two places"), "{notes}");
}

#[test]
fn a_copy_has_everyones_notes_and_the_files_of_evidence() {
    let place = disputed();
    fs::create_dir(place.path("scans")).unwrap();
    place.write("scans/ledger.txt", "three million crowns");
    for (name, file) in [("ana", "scans/ledger.txt"), ("ben", "scans/missing.txt"), ("ben", "/elsewhere/kept.txt")] {
        let line = format!(
            r#"{{"set":[{{"on":"p3.c2","field":"evidence:+a","to":"refutes"}},{{"on":"evidence:+a","field":"file","to":"{file}"}}]}}"#
        );
        let written = place.run_with(&["judge", "harbour.yaml", "-", "--as", name], &line);
        assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    }
    let copied = place.run(&["copy", "harbour.yaml", "other"]);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    assert!(
        err(&copied).contains("lacks a file of evidence") && err(&copied).contains("missing.txt"),
        "{}",
        err(&copied)
    );
    assert!(!err(&copied).contains("kept.txt"), "{}", err(&copied));
    assert_eq!(place.read("other/scans/ledger.txt"), "three million crowns");
    for name in ["harbour.yaml", "harbour.ana.notes.jsonl", "harbour.ben.notes.jsonl"] {
        assert_eq!(place.read(&format!("other/{name}")), place.read(name));
    }
    assert_eq!(place.succeeds(&["notes", "other/harbour.yaml"]), place.succeeds(&["notes", "harbour.yaml"]));
}

#[test]
fn notes_in_segments_are_read_as_one_journal() {
    let place = disputed();
    let ben = place.read("harbour.ben.notes.jsonl");
    let whole = place.succeeds(&["notes", "harbour.yaml"]);
    std::fs::remove_file(place.path("harbour.ben.notes.jsonl")).unwrap();
    std::fs::create_dir_all(place.path("harbour/ben")).unwrap();
    let lines: Vec<&str> = ben.lines().collect();
    for (number, part) in lines.chunks(2).enumerate() {
        // A line in two segments counts once.
        let text = format!("{}\n{}\n", lines[0], part.join("\n"));
        place.write(&format!("harbour/ben/01K0000000000000000000000{number}.jsonl"), &text);
    }
    place.write("harbour/ben/draft.jsonl", "not ours\n");
    place.write("harbour/readme.txt", "not ours\n");
    assert_eq!(place.succeeds(&["notes", "harbour.yaml"]), whole);
    // Further notes by ben go to his own notes file, as usual.
    judge(&place, "ben", &["p4.c1", "--verdict", "supported"]);
    assert!(place.exists("harbour.ben.notes.jsonl"));
}
