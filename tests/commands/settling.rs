//! Annotators who differ, their settlements, and their agreement.

use serde_json::Value;

use super::place::Place;

/// ana and bo differ on p1.c1 and agree on p2.c1; eve judged nothing.
fn disputed() -> Place {
    let place = Place::new();
    place.judges("ana", "p1.c1", "refuted", "The ledger has no such ship.");
    place.judges("bo", "p1.c1", "supported", "The mayor said so.");
    place.judges("ana", "p2.c1", "supported", "Seen.");
    place.judges("bo", "p2.c1", "supported", "Seen too.");
    place
}

impl Place {
    fn judges(&self, by: &str, claim: &str, verdict: &str, why: &str) {
        self.succeeds(&["judge", "harbour.yaml", claim, "--as", by, "--verdict", verdict, "--why", why]);
    }

    fn settles(&self, by: &str, claim: &str, verdict: &str) -> String {
        self.succeeds(&["judge", "harbour.yaml", claim, "--as", by, "--settle", verdict, "--because", "Both asked."])
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.succeeds(arguments)).unwrap()
    }
}

#[test]
fn a_settlement_is_a_line_of_its_own_that_names_what_it_decides_between() {
    let place = disputed();
    let before = [place.read("harbour.ana.notes.jsonl"), place.read("harbour.bo.notes.jsonl")];
    let said = place.settles("eve", "p1.c1", "misleading");
    assert_eq!(said, "p1.c1: settled as misleading, because “Both asked.”\n");
    assert_eq!(before, [place.read("harbour.ana.notes.jsonl"), place.read("harbour.bo.notes.jsonl")]);
    let line: Value = serde_json::from_str(&place.read("harbour.eve.notes.jsonl")).unwrap();
    let to = &line["set"][0]["to"];
    assert_eq!((&to["verdict"], &to["because"]), (&"misleading".into(), &"Both asked.".into()));
    let id = |text: &str| serde_json::from_str::<Value>(text.lines().next().unwrap()).unwrap()["id"].clone();
    assert_eq!(to["between"], Value::Array(before.iter().map(|text| id(text)).collect()));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("p1.c1  ana ✗ refuted; bo ✓ supported; settled as misleading by eve\n"), "{notes}");
    assert!(notes.contains("settled as misleading, because: Both asked."), "{notes}");
    assert_eq!(
        place.json(&["notes", "harbour.yaml", "--format", "json"])["disagreements"][0]["settled"]["state"],
        "settled"
    );
}

#[test]
fn without_a_reason_the_winning_side_s_is_taken_and_a_verdict_of_nobody_needs_one() {
    let place = disputed();
    let settle = |verdict| ["judge", "harbour.yaml", "p1.c1", "--as", "eve", "--settle", verdict];
    let said = place.succeeds(&settle("refuted"));
    assert_eq!(said, "p1.c1: settled as refuted, because “The ledger has no such ship.”\n");
    let why = place.fails(&settle("conflicting"));
    assert!(why.contains("--because TEXT; no annotator who found it conflicting gives a reason"), "{why}");
    assert_eq!(place.succeeds(&settle("none")), "p1.c1: no longer settled\n");
    assert!(!place.succeeds(&["notes", "harbour.yaml"]).contains("; settled as"));
}

#[test]
fn undisputed_claims_are_not_settled() {
    let place = disputed();
    let settle = |claim| ["judge", "harbour.yaml", claim, "--as", "eve", "--settle", "refuted", "--because", "So."];
    assert!(place.fails(&settle("p2.c1")).contains("p2.c1 needs no settling: all who judged it agree"));
    assert!(place.fails(&settle("p1.c2")).contains("fewer than two annotators judged it"));
}

#[test]
fn notes_tags_and_states_of_work_are_no_disagreement() {
    let place = disputed();
    for (by, status) in [("ana", "checking"), ("bo", "waiting")] {
        let said = ["--as", by, "--status", status, "--note", status, "--tag", by];
        place.succeeds(&[&["judge", "harbour.yaml", "p2.c1"], said.as_slice()].concat());
        place.succeeds(&[&["judge", "harbour.yaml", "p1.c2"], said.as_slice()].concat());
    }
    let notes = place.json(&["notes", "harbour.yaml", "--format", "json"]);
    let disputed: Vec<&Value> = notes["disagreements"].as_array().unwrap().iter().map(|one| &one["claim"]).collect();
    assert_eq!(disputed, ["p1.c1"]);
}

#[test]
fn a_settlement_is_stale_once_its_judgements_change_and_check_reports_it() {
    let place = disputed();
    place.settles("eve", "p1.c1", "refuted");
    assert!(!place.succeeds(&["check", "harbour.yaml"]).contains("no longer valid"));
    place.judges("bo", "p1.c1", "misleading", "Half of it.");
    let report = place.succeeds(&["check", "harbour.yaml"]);
    assert!(
        report.contains("p1.c1 was settled as refuted, and that is no longer valid: bo has changed their judgement"),
        "{report}"
    );
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("(no longer valid: bo has changed their judgement since)"), "{notes}");
    place.settles("eve", "p1.c1", "misleading");
    assert!(!place.succeeds(&["check", "harbour.yaml"]).contains("no longer valid"));
}

#[test]
fn different_settlements_are_a_conflict_until_one_is_withdrawn() {
    let place = disputed();
    place.settles("eve", "p1.c1", "refuted");
    place.settles("kim", "p1.c1", "supported");
    let report = place.succeeds(&["check", "harbour.yaml"]);
    assert!(report.contains("p1.c1 is settled in different ways: as refuted by eve, as supported by kim"), "{report}");
    let packet = || place.succeeds(&["export", "harbour.yaml", "-f", "markdown", "--by", "all", "-o", "-"]);
    assert!(packet().contains("### p1.c1 · annotators differ"));
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--as", "kim", "--settle", "none"]);
    assert!(packet().contains("### p1.c1 · ✗ refuted, settled by eve"));
}

#[test]
fn check_refuses_settlements_that_the_format_does_not_have() {
    let place = disputed();
    let set = |to: &str| format!(r#"{{"set":[{{"on":"claim:p1.c1","field":"settled","to":{to}}}]}}"#);
    let id = "01KB0000000000000000000001";
    for (to, why) in [
        (r#""refuted""#, "is an object of verdict, because, between"),
        (r#"{"because":"x","between":["ID"]}"#, "does not say which `verdict`"),
        (r#"{"verdict":"so","because":"x","between":["ID"]}"#, "so"),
        (r#"{"verdict":"refuted","between":["ID"]}"#, "`because` is missing"),
        (r#"{"verdict":"refuted","because":"x","between":[]}"#, "does not list the lines"),
        (r#"{"verdict":"refuted","because":"x","between":["p1"]}"#, "is not an id of 26 capitals and digits"),
        (r#"{"verdict":"refuted","because":"x","between":["ID"],"by":"y"}"#, "has no `by`"),
    ] {
        let input = set(&to.replace("ID", id));
        let output = place.run_with(&["judge", "harbour.yaml", "-", "--as", "eve"], &input);
        assert_ne!(output.status.code(), Some(0), "{to}");
        assert!(super::place::err(&output).contains(why), "{to}: {}", super::place::err(&output));
    }
}

#[test]
fn annotators_see_settlements_that_differ_from_their_judgements() {
    let place = disputed();
    place.settles("eve", "p1.c1", "refuted");
    let to_do = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--by", "bo"]);
    let line = "  p1.c1  settled as refuted by eve, because: Both asked.; you: supported\n";
    assert!(to_do.contains(&format!("\nsettled differently from your judgement\n{line}")), "{to_do}");
    assert!(!place.succeeds(&["notes", "harbour.yaml", "--to-do", "--by", "ana"]).contains("settled otherwise"));
    let json = place.json(&["notes", "harbour.yaml", "--to-do", "--by", "bo", "--format", "json"]);
    assert_eq!(json["settled-otherwise"][0]["settled"]["verdict"], "refuted");
}

#[test]
fn agreement_is_printed_with_its_counts_for_an_article_and_a_folder() {
    let place = disputed();
    place.settles("eve", "p1.c1", "refuted");
    let text = place.succeeds(&["notes", "harbour.yaml", "--agreement"]);
    for words in [
        "2 annotators, 2 claims judged, 2 by several, 1 disputed, 1 of them settled\n",
        "  ana: 2 claims\n  bo: 2 claims\n",
        "Agreement: 50.0 %, 1 of 2 pairs of judgements are equal\n",
        "Cohen's kappa: 0.000000\n",
        "Krippendorff's alpha: 0.000000\n",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let json = place.json(&["notes", "harbour.yaml", "--agreement", "--format", "json"]);
    assert_eq!(json["agreement"], serde_json::json!({"result": "value", "value": 0.5}));
    assert_eq!(json["claims"]["settled"], 1);
    let folder = place.json(&["notes", ".", "--agreement", "--format", "json"]);
    assert_eq!(folder["articles"][0]["path"], "harbour.yaml");
    assert_eq!(folder["together"]["agreement"]["value"], 0.5);
    assert!(place.succeeds(&["notes", ".", "--agreement"]).contains("All articles together\n2 annotators, "));
}

#[test]
fn agreement_without_a_number_says_why_in_words() {
    let place = Place::new();
    let text = || place.succeeds(&["notes", "harbour.yaml", "--agreement"]);
    assert!(text().contains("Agreement: nobody judged; there is no coefficient to give\n"), "{}", text());
    place.judges("ana", "p1.c1", "refuted", "So.");
    assert!(text().contains("Agreement: only one annotator judged; there is no coefficient to give\n"), "{}", text());
    place.judges("bo", "p2.c1", "refuted", "So.");
    assert!(text().contains("Agreement: no claim was judged by two annotators; "), "{}", text());
    place.judges("bo", "p1.c1", "refuted", "So.");
    assert!(text().contains("Agreement: all agree on the 1 claim judged by several; "), "{}", text());
    let json = place.json(&["notes", "harbour.yaml", "--agreement", "--format", "json"]);
    for measure in ["agreement", "cohens-kappa", "krippendorffs-alpha"] {
        assert_eq!(json[measure], serde_json::json!({"result": "all-agree", "words": "all agree"}));
    }
}
