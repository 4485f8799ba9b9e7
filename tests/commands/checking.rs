//! `nutgraf check`.

use serde_json::Value;

use super::place::{ARTICLE, Place, err, out};

#[test]
fn what_was_typed_wrong_is_named_by_what_it_is_of() {
    let place = Place::new();
    place.run(&["judge", "harbour.yaml", "p1.c1", "--evidence", "port office", "--as", "ana"]);
    let set = r#"{"set":[{"on":"p1.c1","field":"reply:+q","to":{"who":"Ida","due":"14 March 2026"}}]}"#;
    let asked = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], &format!("{set}\n"));
    let wrong = "the question to `Ida`: `due`: `14 March 2026` is not a date; write 2026-03-14";
    assert!(err(&asked).contains(wrong), "{}", err(&asked));
    let told = out(&place.run(&["check", "harbour.yaml"]));
    assert!(told.contains("evidence on p1.c1: `url`: `port office` is not an address: it contains a space"), "{told}");
    assert!(told.contains(wrong), "{told}");
}

#[test]
fn check_says_by_its_exit_code_what_it_found() {
    let place = Place::new();
    place.write("bad.yaml", &ARTICLE.replace("title:", "titel: x\n  title:"));
    place.write("warned.yaml", &ARTICLE.replace("name: Ostrow", "name: Nowhere").replace("[the port]", "[]"));
    let good = place.run(&["check", "harbour.yaml", "stronger-pakistan-russia-ties", "guided-tour"]);
    assert_eq!((good.status.code(), err(&good).as_str()), (Some(0), ""));
    let warned = place.run(&["check", "warned.yaml"]);
    assert_eq!(warned.status.code(), Some(0));
    assert!(out(&warned).contains("0 errors, 1 warning\n"), "{}", out(&warned));
    let bad = place.run(&["check", "harbour.yaml", "bad.yaml"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(
        out(&bad).contains("bad.yaml:4:3: error: unknown key `titel`\n    titel: x\n    ^\n    did you mean `title`?")
    );
    let missing = place.run(&["check", "bad.yaml", "none.yaml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(out(&missing).contains("titel") && err(&missing).contains("none.yaml"));
    assert_eq!(place.run_with(&["check", "-"], ARTICLE).status.code(), Some(0));
    assert!(out(&place.run(&["check", "bad.yaml", "--format", "json"])).contains("\"rule\": \"unknown-key\""));
    assert!(out(&place.run(&["check", "bad.yaml", "--format", "sarif"])).contains("\"version\": \"2.1.0\""));
}

#[test]
fn check_reports_damage_and_unknown_targets() {
    let place = Place::new();
    place.succeeds(&[
        "judge",
        "harbour.yaml",
        "p1.c1",
        "--verdict",
        "refuted",
        "--why",
        "One fee only.",
        "--as",
        "ana",
    ]);
    let good = place.read("harbour.ana.notes.jsonl");
    let unknown = good.replace("claim:p1.c1", "claim:p1.c7").replace("\"at\"", "\"was-at\":1,\"at\"");
    let strange = good.replace("\"refuted\"", "\"rubbish\"").replace("\"at\"", "\"was-at\":2,\"at\"");
    let newer = "{\"v\":2,\"id\":\"later\"}\n";
    place.write(
        "harbour.ben.notes.jsonl",
        &format!("half a line\n{good}{newer}{unknown}{strange}{{\"v\":1,\"id\":\"torn"),
    );
    let checked = place.run(&["check", "harbour.yaml"]);
    let told = out(&checked);
    assert_eq!(checked.status.code(), Some(0), "what can be opened is no error: {told}");
    assert!(told.contains("harbour.yaml: no problems\nharbour.ana.notes.jsonl: no problems\n"), "{told}");
    for words in [
        "harbour.ben.notes.jsonl:1:1: warning: this line cannot be read",
        "harbour.ben.notes.jsonl:6:1: warning: this line was cut off",
        "1 lines are from a newer version",
        "claim:p1.c7 was removed, and its words “Ships pay twice in Ostrow” are now in p1",
        "`verdict` cannot be `rubbish`; choose one of: supported",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn check_reports_verdicts_with_little_support() {
    let place = Place::new();
    let judge = |rest: &[&str]| {
        place.succeeds(&[&["judge", "harbour.yaml"], rest, &["--as", "ana"]].concat());
    };
    judge(&["p1.c1", "--verdict", "supported"]);
    let ledger = "https://ledger.example/fees";
    judge(&["p1.c2", "--verdict", "supported", "--evidence", ledger, "--evidence", "https://www.ledger.example/b"]);
    judge(&["p3.c1", "--verdict", "supported", "--evidence", ledger, "--evidence", "https://other.example/a"]);
    judge(&["p4.c1", "--verdict", "not-enough", "--why", "Nobody answers."]);
    let told = place.succeeds(&["check", "harbour.yaml"]);
    assert!(
        told.contains("notes.jsonl:1:95: warning: p1.c1 is judged supported without a reason or evidence"),
        "{told}"
    );
    assert!(told.contains("p1.c2 is judged supported on the basis of only one source: ledger.example"), "{told}");
    assert!(!told.contains("p3.c1") && !told.contains("p4.c1"), "{told}");
    let id = place.evidence_id("harbour.ana.notes.jsonl");
    let weak = format!("{{\"set\":[{{\"on\":\"evidence:{id}\",\"field\":\"certainty\",\"to\":\"possible\"}}]}}");
    let written = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], &weak);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let told = place.succeeds(&["check", "harbour.yaml"]);
    assert!(told.contains("marked stated, but its evidence is only possible"), "{told}");
    place.write("harbour.yaml", &ARTICLE.replace("A second fee was brought in last year.", "A second fee is new."));
    let told = place.succeeds(&["check", "harbour.yaml"]);
    assert!(told.contains("the verdict on p1.c2, supported, is for an earlier wording"), "{told}");
}

#[test]
fn check_reports_notes_to_machines_too() {
    let place = Place::new();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    let json: Value = serde_json::from_str(&place.succeeds(&["check", "harbour.yaml", "--format", "json"])).unwrap();
    let notes = &json["files"][1];
    assert_eq!(notes["path"], "harbour.ana.notes.jsonl");
    assert_eq!((&notes["errors"], &notes["warnings"]), (&0.into(), &1.into()));
    assert_eq!(notes["problems"][0]["rule"], "no-reason");
    let sarif: Value = serde_json::from_str(&place.succeeds(&["check", "harbour.yaml", "--format", "sarif"])).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "no-reason");
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "harbour.ana.notes.jsonl");
}
