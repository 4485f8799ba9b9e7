//! `export` without notes of your own, for formats without a place for anything, and with a given name.

use super::place::Place;

fn judged_by_bo() -> Place {
    let place = Place::new();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "bo"]);
    place
}

#[test]
fn an_export_without_own_notes_asks_whose_notes_to_export() {
    let place = judged_by_bo();
    let output = place.run(&["export", "harbour.yaml", "-f", "csv", "--as", "ana"]);
    assert_eq!(output.status.code(), Some(2));
    let told = super::err(&output);
    assert!(
        told.contains("ana has judged nothing here, and bo has; say whose notes with --by NAME or --by all"),
        "{told}"
    );
    assert!(!place.exists("harbour.ana.csv"));
    place.succeeds(&["export", "harbour.yaml", "-f", "csv", "--as", "ana", "--by", "all"]);
    assert!(place.succeeds(&["export", "harbour.yaml", "-f", "csv", "--as", "bo", "-o", "-"]).contains("refuted"));
}

#[test]
fn an_article_without_notes_is_exported_alone() {
    let place = Place::new();
    assert!(place.succeeds(&["export", "harbour.yaml", "-f", "csv", "--as", "ana", "-o", "-"]).contains("p1.c1"));
}

#[test]
fn a_format_that_leaves_every_claim_out_writes_nothing_and_says_why_once() {
    let place = judged_by_bo();
    let output = place.run(&["export", "harbour.yaml", "-f", "claimreview", "--as", "bo"]);
    assert_eq!(output.status.code(), Some(2));
    let told = super::err(&output);
    assert_eq!(told.matches("a reviewer in nutgraf.toml").count(), 1, "{told}");
    assert!(told.contains("leaves out 6 claims: they lack a reviewer in nutgraf.toml"), "{told}");
    assert!(told.contains("nothing was written: claimreview leaves out every claim"), "{told}");
    assert!(!told.contains("the article's text"), "nobody expects it there: {told}");
}

#[test]
fn every_command_accepts_the_annotators_name_in_the_same_way() {
    let place = judged_by_bo();
    let to_do = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--as", "bo"]);
    assert!(to_do.contains("bo: 5 to do"), "{to_do}");
    let notes = place.succeeds(&["notes", "harbour.yaml", "--as", "bo", "--query", "by:me"]);
    assert!(notes.contains("p1.c1"), "{notes}");
    place.write("harbour.eve.notes.jsonl", "damage\n");
    let all = super::out(&place.run(&["check", "harbour.yaml"]));
    let hers = super::out(&place.run(&["check", "harbour.yaml", "--as", "eve"]));
    let his = super::out(&place.run(&["check", "harbour.yaml", "--as", "bo"]));
    assert!(
        all.contains("harbour.eve") && hers.contains("harbour.eve") && !his.contains("harbour.eve"),
        "{all}{hers}{his}"
    );
}
