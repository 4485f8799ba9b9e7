//! `nutgraf judge FILE -`: all lines or none.

use std::process::Output;

use super::place::{ARTICLE, Place, err, out};

const NOTES: &str = "harbour.ana.notes.jsonl";

fn judge(place: &Place, input: &str) -> Output {
    place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], input)
}

#[test]
fn every_line_is_an_action_and_new_things_are_the_same_within_a_line() {
    let place = Place::new();
    let input = [
        r#"{"set":[{"on":"claim:p1.c1","field":"verdict","to":"refuted"},{"on":"p1.c1","field":"evidence:+a","to":"refutes"},{"on":"evidence:+a","field":"url","to":"https://a.example"}],"by":"ana","row":7}"#,
        "",
        r#"{"set":[{"on":"claim:+own","field":"text","to":"The second fee is new."},{"on":"claim:+own","field":"anchor","to":{"paragraph":"p1","quote":"The second fee"}},{"on":"claim:+own","field":"verdict","to":"supported"}]}"#,
        r#"{"set":[{"on":"article","field":"note:+n","to":"First."},{"on":"note:+n","field":"note:+m","to":"An answer to it."}]}"#,
        r#"{"set":[{"on":"p4.c1","field":"reply:+r","to":{"who":"Ministry of Tides","due":"2020-05-01"}},{"on":"p4.c1","field":"tag:open","to":true}]}"#,
        r#"{"type":"paragraph","set":[]}"#,
    ];
    let written = judge(&place, &input.join("\n"));
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert_eq!(out(&written), "4 lines written, 0 already recorded\n");
    assert_eq!(place.read(NOTES).lines().count(), 4);
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    for words in [
        "ana: 2 of 7 judged; 5 to do, 0 waiting, 2 done",
        "− refutes: https://a.example",
        "The second fee is new.  (added by ana)\n    ✓ supported  ana",
        ": First.\n    answer by ana, 20",
        "no answer by 2020-05-01",
        "tags: open",
    ] {
        assert!(notes.contains(words), "{words}: {notes}");
    }
}

#[test]
fn one_wrong_line_prevents_all_and_every_error_is_reported() {
    let place = Place::new();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    let before = place.read(NOTES);
    let input = [
        r#"{"set":[{"on":"p1.c2","field":"verdict","to":"supported"}]}"#,
        r#"{"set":[{"on":"p1.c22","field":"verdict","to":"supported"}]}"#,
        r#"{"set":[{"on":"p1.c1","field":"verdict","to":"true"},{"on":"p1.c1","field":"mood","to":"good"}]}"#,
        "",
        r#"{"set":[{"on":"p1.c1","field":"verdict"}]}"#,
        r#"{"set":[{"on":"p1.c1","field":"verdict","to":null}],"by":"ben"}"#,
        "not JSON",
    ];
    let refused = judge(&place, &input.join("\n"));
    let why = err(&refused);
    assert_eq!((refused.status.code(), out(&refused).as_str()), (Some(2), ""), "{why}");
    for words in [
        "nothing was written\nline 2: the article has no `p1.c22`; did you mean `p1.c2`?",
        "line 3: `verdict` cannot be `true`; choose one of: supported",
        "line 3: `claim:p1.c1` has no field `mood`; choose one of: verdict",
        "line 5: `to` is missing",
        "line 6: the line is by ben, and you write as ana; to write all lines as ben, use --as",
        "line 7: it is not JSON",
    ] {
        assert!(why.contains(words), "{words}: {why}");
    }
    assert_eq!(place.read(NOTES), before);
}

#[test]
fn the_same_input_again_writes_nothing() {
    let place = Place::new();
    let input = [
        r#"{"set":[{"on":"p1.c1","field":"verdict","to":"refuted"},{"on":"p1.c1","field":"why","to":"One fee."}]}"#,
        r#"{"set":[{"on":"p1.c2","field":"priority","to":"low"}]}"#,
        r#"{"set":[{"on":"p1.c2","field":"because:p1.c1","to":true}]}"#,
    ];
    let input = input.join("\n");
    assert_eq!(out(&judge(&place, &input)), "3 lines written, 0 already recorded\n");
    let before = place.read(NOTES);
    assert_eq!(out(&judge(&place, &input)), "0 lines written, 3 already recorded\n");
    assert_eq!(place.read(NOTES), before);
}

#[test]
fn a_later_line_knows_of_an_earlier_one_and_an_earlier_one_of_what_is_made_later() {
    let place = Place::new();
    let own = "01KB0000000000000000000002";
    let input = [
        r#"{"set":[{"on":"p1.c1","field":"verdict","to":"refuted"}]}"#.to_owned(),
        r#"{"set":[{"on":"p1.c1","field":"verdict","to":"supported"}]}"#.to_owned(),
        format!(r#"{{"set":[{{"on":"p1.c1","field":"because:{own}","to":true}}]}}"#),
        format!(
            r#"{{"set":[{{"on":"claim:{own}","field":"text","to":"Fees rise."}},{{"on":"claim:{own}","field":"anchor","to":{{"paragraph":"p1","quote":"The second fee"}}}}]}}"#
        ),
    ];
    let written = judge(&place, &input.join("\n"));
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains(&format!("✓ supported  ana\n      rests on: {own}\n")), "no conflict: {notes}");
}

#[test]
fn doubts_are_reported_by_line_and_the_text_is_kept() {
    let place = Place::new();
    let written = judge(
        &place,
        r#"{"set":[{"on":"p1.c1","field":"evidence:+a","to":"supports"},{"on":"evidence:+a","field":"date","to":"last spring"}]}"#,
    );
    assert_eq!(written.status.code(), Some(0));
    assert!(err(&written).contains("line 1: kept as typed: `date`: `last spring` is not a date"), "{}", err(&written));
    assert!(place.read(NOTES).contains("last spring"));
}

#[test]
fn other_options_beside_a_stream_are_refused() {
    let place = Place::new();
    let refused = place.fails(&["judge", "harbour.yaml", "-", "--verdict", "refuted", "--as", "ana"]);
    assert!(refused.contains("remove the other options"), "{refused}");
}

#[test]
fn an_export_reads_back_completely_with_earlier_wordings_and_orphans() {
    let place = Place::new();
    let judge = |arguments: &[&str]| {
        let mut all = vec!["judge", "harbour.yaml"];
        all.extend(arguments);
        all.extend(["--as", "ana"]);
        let output = place.run(&all);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    };
    judge(&["p1.c1", "--verdict", "supported", "--why", "Two invoices", "--evidence", "https://port.example/fees"]);
    judge(&["p1.c2", "--verdict", "refuted", "--note", "Ask again"]);
    judge(&["p2.c1", "--verdict", "misleading"]);
    judge(&["money", "--tag", "later"]);
    let changed = ARTICLE
        .replace("Ships pay twice", "Ships pay thrice")
        .replace("id: p1.c2", "id: p1.c9")
        .replace("id: money", "id: coins");
    place.write("harbour.yaml", &changed);
    let before = out(&place.run(&["notes", "harbour.yaml"]));
    assert!(before.contains("of an earlier wording") && before.contains("later"), "{before}");
    let rows = out(&place.run(&["export", "harbour.yaml", "-f", "jsonl", "-o", "-", "--by", "ana", "--quiet"]));
    std::fs::remove_file(place.path("harbour.ana.notes.jsonl")).unwrap();
    let back = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], &rows);
    assert_eq!(back.status.code(), Some(0), "{}", err(&back));
    assert_eq!(out(&place.run(&["notes", "harbour.yaml"])), before);
    let again = out(&place.run(&["export", "harbour.yaml", "-f", "jsonl", "-o", "-", "--by", "ana", "-q"]));
    let sets = |text: &str| -> Vec<serde_json::Value> {
        text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["set"].clone()).collect()
    };
    assert_eq!(sets(&again), sets(&rows));
}
