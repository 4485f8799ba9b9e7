//! `nutgraf judge` with options: one call is one line of the journal.

use super::place::{Place, err, out};

const NOTES: &str = "harbour.ana.notes.jsonl";

#[test]
fn everything_said_in_one_call_is_one_line_and_is_shown() {
    let place = Place::new();
    let said = place.succeeds(&[
        "judge",
        "harbour.yaml",
        "p3.c2",
        "--as",
        "ana",
        "--verdict",
        "refuted",
        "--confidence",
        "high",
        "--why",
        "The ledger says three.",
        "--correction",
        "Three million.",
        "--priority",
        "high",
        "--tag",
        "money",
        "--tag",
        "ledger",
        "--note",
        "Ask again in spring.",
        "--found",
        "0=3000000",
        "--evidence",
        "https://ledger.example/2024",
        "--passage",
        "three million crowns were kept",
        "--reply",
        "who=Ministry of Tides,channel=mail,due=2020-01-31",
    ]);
    assert!(said.starts_with("p3.c2: refuted, high confidence"), "{said}");
    assert_eq!(place.read(NOTES).lines().count(), 1);
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    for words in [
        "    ✗ refuted, high confidence  ana\n      why: The ledger says three.\n      should read: Three million.\n",
        "      priority: high\n      tags: ledger, money\n      − refutes: “three million crowns were kept”\n",
        "publisher ledger.example\n      found for figure 0 “4 million crowns”: 3000000 crown\n",
        "asked Ministry of Tides by mail on 20",
        ": no answer by 2020-01-31\n",
        ": Ask again in spring.\n",
    ] {
        assert!(notes.contains(words), "{words}: {notes}");
    }
    let printed = place.succeeds(&["print", "harbour.yaml", "--claims", "--width", "100"]);
    for words in
        ["ana: ✗ refuted, high confidence", "why: The ledger says three.", "tags: ledger, money", "no answer by"]
    {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn what_is_said_already_is_not_written_again() {
    let place = Place::new();
    let call =
        ["judge", "harbour.yaml", "p1.c1", "--verdict", "supported", "--evidence", "https://a.example", "--as", "ana"];
    place.succeeds(&call);
    let before = place.read(NOTES);
    assert!(place.succeeds(&call).contains("already"));
    assert_eq!(place.read(NOTES), before);
}

#[test]
fn one_item_of_evidence_serves_several_claims() {
    let place = Place::new();
    for (claim, bearing) in [("p1.c1", "supports"), ("p3.c1", "refutes")] {
        place.succeeds(&[
            "judge",
            "harbour.yaml",
            claim,
            "--evidence",
            "https://a.example/1",
            "--bearing",
            bearing,
            "--as",
            "ana",
        ]);
    }
    let notes = place.read(NOTES);
    let id = place.evidence_id(NOTES);
    assert_eq!(notes.matches(&format!("\"field\":\"evidence:{id}\"")).count(), 2, "{notes}");
    assert_eq!(notes.matches("\"field\":\"url\"").count(), 1, "{notes}");
    let other = ["--evidence", "https://a.example/1", "--passage", "another page", "--as", "ana"];
    place.succeeds(
        &[&["judge", "harbour.yaml", "p1.c1", "--passage", "one page"][..], &other[..2], &other[4..]].concat(),
    );
    place.succeeds(&[&["judge", "harbour.yaml", "p3.c1"], &other[..]].concat());
    assert_eq!(place.read(NOTES).matches("\"field\":\"url\"").count(), 2, "another passage is another item");
}

#[test]
fn status_reason_and_not_checkable_are_said_and_taken_away_by_a_verdict() {
    let place = Place::new();
    place.succeeds(&[
        "judge",
        "harbour.yaml",
        "p1.c1",
        "--status",
        "waiting",
        "--status-reason",
        "the ministry is asked",
        "--as",
        "ana",
    ]);
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("5 to do, 1 waiting, 0 done"), "{notes}");
    assert!(notes.contains("status: waiting, because the ministry is asked"), "{notes}");
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "supported", "--as", "ana"]);
    assert!(place.succeeds(&["notes", "harbour.yaml"]).contains("5 to do, 0 waiting, 1 done"));
    place.succeeds(&["judge", "harbour.yaml", "p2.c1", "--not-checkable", "--said", "confirmed", "--as", "ana"]);
    assert!(place.succeeds(&["notes", "harbour.yaml"]).contains("– not checkable, said so: confirmed  ana"));
    assert!(
        place.fails(&["judge", "harbour.yaml", "p2.c1", "--not-checkable", "--verdict", "refuted"]).contains("cannot")
    );
}

#[test]
fn an_answer_goes_to_the_question_that_is_open() {
    let place = Place::new();
    let judge = |reply: &str| place.succeeds(&["judge", "harbour.yaml", "p4.c1", "--reply", reply, "--as", "ana"]);
    judge("who=Ministry of Tides,channel=phone,asked=2025-03-01");
    judge("answered=2025-03-09,answer=We keep it, as the law says.");
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    let answered =
        "asked Ministry of Tides by phone on 2025-03-01: answered: “We keep it, as the law says.” (2025-03-09)";
    assert!(notes.contains(answered), "{notes}");
    assert_eq!(notes.matches("asked ").count(), 1, "{notes}");
    let refused = place.fails(&["judge", "harbour.yaml", "p4.c1", "--reply", "whom=x", "--as", "ana"]);
    assert!(refused.contains("the keys are who, channel"), "{refused}");
}

#[test]
fn notes_and_tags_go_on_anything_and_tags_come_off() {
    let place = Place::new();
    for on in ["article", "money", "p3", "ostrow", "p1.c1"] {
        let note = format!("Of {on}.");
        place.succeeds(&["judge", "harbour.yaml", on, "--note", &note, "--tag", "again", "--as", "ana"]);
    }
    place.succeeds(&["judge", "harbour.yaml", "ostrow", "--untag", "again", "--as", "ana"]);
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    for on in ["article", "money", "p3", "ostrow", "p1.c1"] {
        assert!(notes.contains(&format!(": Of {on}.")), "{on}: {notes}");
    }
    assert_eq!(notes.matches("tags: again").count(), 4, "{notes}");
}

#[test]
fn what_cannot_be_said_is_refused_with_what_can() {
    let place = Place::new();
    let judge = |rest: &[&str]| place.fails(&[&["judge", "harbour.yaml"], rest, &["--as", "ana"]].concat());
    assert!(judge(&["p1.c9", "--verdict", "refuted"]).contains("did you mean `p1.c"));
    assert!(judge(&["p1.c1"]).contains("say something"));
    assert!(judge(&["p1", "--verdict", "refuted"]).contains("only claims are judged"));
    assert!(judge(&["p1", "--priority", "high"]).contains("only claims are judged"));
    assert!(judge(&["p1.c1", "--said", "denied"]).contains("said by the author"));
    assert!(judge(&["p1.c1", "--verdict", "wrong"]).contains("supported, refuted"));
    assert!(judge(&["p1.c1", "--status", "later"]).contains("to-do, checking"));
    assert!(judge(&["p1.c1", "--found", "0=3"]).contains("has none"));
    assert!(judge(&["p1.c1", "--passage", "words"]).contains("--evidence"));
    assert!(!place.exists(NOTES), "nothing was written");
}

#[test]
fn an_address_that_is_none_is_said_and_kept() {
    let place = Place::new();
    let output = place.run(&["judge", "harbour.yaml", "p1.c1", "--evidence", "the blue ledger", "--as", "ana"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(err(&output).contains("kept as typed: `url`: this is no address"), "{}", err(&output));
    assert!(place.read(NOTES).contains("the blue ledger"));
}

#[test]
fn texts_may_begin_with_a_dash() {
    let place = Place::new();
    let said = |rest: &[&str]| place.succeeds(&[&["judge", "harbour.yaml", "p3.c2", "--as", "-ana"], rest].concat());
    for (option, text) in [
        ("--why", "-because"),
        ("--correction", "--verdict of others"),
        ("--status-reason", "- waiting"),
        ("--note", "- one\n- two"),
        ("--tag", "-odd"),
        ("--untag", "-odd"),
        ("--evidence", "-https://a.example"),
        ("--found", "0=-7"),
        ("--reply", "who=-x"),
    ] {
        said(&[option, text]);
    }
    said(&["--evidence", "https://b.example", "--passage", "- passage"]);
    let told = place.succeeds(&["notes", "harbour.yaml", "--by", "-ana"]);
    for words in ["-because", "--verdict of others", "- one", "- passage", "-7"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    place.succeeds(&["export", "harbour.yaml", "-f", "html", "-o", "-page.html", "--by", "-ana", "--tag", "-odd"]);
    assert!(place.exists("-page.html"));
    assert!(place.fails(&["judge", "harbour.yaml", "p1.c1", "--why", "--verdict", "refuted"]).contains("'refuted'"));
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let place = Place::new();
    let hostile = "one\u{1b}[2J two\u{202e}eerht\nfour\u{9b}31m";
    place.succeeds(&[
        "judge",
        "harbour.yaml",
        "p1.c1",
        "--why",
        hostile,
        "--note",
        hostile,
        "--tag",
        hostile,
        "--evidence",
        hostile,
        "--passage",
        hostile,
        "--reply",
        &format!("who={hostile},answer={hostile}"),
        "--as",
        "ana",
    ]);
    let raw = place.read(NOTES);
    assert!(!raw.trim_end().contains(|letter: char| letter.is_control() || letter == '\u{202e}'), "{raw:?}");
    let (all, claims) = (["notes", "harbour.yaml"], ["print", "harbour.yaml", "--claims"]);
    for shown in
        [&all[..], &[all[0], all[1], "--history"], &[all[0], all[1], "--format", "json"], &claims, &["check", all[1]]]
    {
        let shown = place.succeeds(shown);
        let bad = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(!shown.contains(bad), "{shown:?}");
        assert!(shown.contains("eerht"), "{shown}");
    }
}
