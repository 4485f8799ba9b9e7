//! `nutgraf judge` with options: one call is one line of the journal.

use super::place::{Place, err, out};

const NOTES: &str = "harbour.ana.notes.jsonl";

#[test]
fn the_options_of_one_call_become_one_line_and_are_shown() {
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
        "\n      found for figure 0 “4 million crowns”: 3,000,000 crown\n",
        "asked Ministry of Tides by mail: no answer by",
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
fn repeating_an_annotation_writes_nothing() {
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
fn a_verdict_removes_status_reason_and_not_checkable() {
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
fn invalid_annotations_are_refused_with_the_valid_alternatives() {
    let place = Place::new();
    let judge = |rest: &[&str]| place.fails(&[&["judge", "harbour.yaml"], rest, &["--as", "ana"]].concat());
    assert!(judge(&["p1.c9", "--verdict", "refuted"]).contains("did you mean `p1.c"));
    assert!(judge(&["p1.c1"]).contains("nothing to write"));
    assert!(judge(&["p1", "--verdict", "refuted"]).contains("only claims are judged"));
    assert!(judge(&["p1", "--priority", "high"]).contains("only claims are judged"));
    assert!(judge(&["p1.c1", "--said", "denied"]).contains("the author's own claim"));
    assert!(judge(&["p1.c1", "--verdict", "wrong"]).contains("supported, refuted"));
    assert!(judge(&["p1.c1", "--status", "later"]).contains("to-do, checking"));
    assert!(judge(&["p1.c1", "--found", "0=3"]).contains("p1.c1 has no figures"));
    assert!(judge(&["p1.c1", "--passage", "words"]).contains("--evidence"));
    assert!(!place.exists(NOTES), "nothing was written");
}

#[test]
fn an_invalid_address_is_reported_and_kept() {
    let place = Place::new();
    let output = place.run(&["judge", "harbour.yaml", "p1.c1", "--evidence", "the blue ledger", "--as", "ana"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(err(&output).contains("kept as typed: `url`: `the blue ledger` is not an address"), "{}", err(&output));
    assert!(place.read(NOTES).contains("the blue ledger"));
}

#[test]
fn an_empty_text_removes_the_one_of_before_and_says_so() {
    let place = Place::new();
    let judge = |more: &[&str]| place.succeeds(&[&["judge", "harbour.yaml", "p1.c1", "--as", "ana"], more].concat());
    judge(&["--verdict", "refuted", "--why", "One fee.", "--correction", "Ships pay once."]);
    assert_eq!(judge(&["--why", ""]), "p1.c1: reason removed\n");
    assert_eq!(judge(&["--correction", " "]), "p1.c1: correction removed\n");
    let again = judge(&["--why", ""]);
    assert_eq!(again, "p1.c1: nothing changed, already so: reason removed\n");
}

#[test]
fn an_option_that_is_refused_is_the_one_that_was_given() {
    let place = Place::new();
    for option in ["--private", "--not-private"] {
        let refused = place.fails(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", option, "--as", "ana"]);
        assert!(refused.starts_with(&format!("nutgraf: {option} is for notes and evidence")), "{refused}");
    }
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
    assert!(
        place
            .fails(&["judge", "harbour.yaml", "p1.c1", "--why", "--verdict", "refuted"])
            .contains("`refuted` is one argument too many")
    );
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

#[test]
fn a_local_file_is_evidence_with_its_hash() {
    let place = Place::new();
    place.write("tariff.txt", "abc");
    place.succeeds(&[
        "judge",
        "harbour.yaml",
        "p1.c1",
        "--as",
        "ana",
        "--evidence-file",
        "tariff.txt",
        "--passage",
        "one",
    ]);
    let journal = place.read(NOTES);
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert!(journal.contains("\"tariff.txt\"") && journal.contains(hash), "{journal}");
    place.succeeds(&["judge", "harbour.yaml", "p1.c2", "--as", "ana", "--evidence-file", "tariff.txt"]);
    assert_eq!(place.read(NOTES).matches(hash).count(), 1, "the same evidence serves both claims");
    let with_address = ["--evidence", "https://a.example/t", "--evidence-file", "tariff.txt"];
    place.succeeds(&[&["judge", "harbour.yaml", "p2.c1", "--as", "ana"], &with_address[..]].concat());
    assert_eq!(place.read(NOTES).matches(hash).count(), 2);
    let refused = place.run(&["judge", "harbour.yaml", "p1.c1", "--as", "ana", "--evidence-file", "none.txt"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("none.txt"), "{}", err(&refused));
    let refused = place.run(&["judge", "harbour.yaml", "p1.c1", "--as", "ana", "--passage", "words of nothing"]);
    assert!(!refused.status.success());
}

#[test]
fn a_deadline_before_the_question_is_doubted_and_never_held_against_anybody() {
    let place = Place::new();
    let ask = |reply: &str, claim: &str| {
        let judged =
            place.run(&["judge", "harbour.yaml", claim, "--reply", reply, "--verdict", "refuted", "--as", "ana"]);
        err(&judged) + &out(&judged)
    };
    let told = ask("who=Ida,asked=2026-03-27,due=2026-03-20", "p1.c1");
    assert!(told.contains("the answer was due by 2026-03-20, before the question of 2026-03-27"), "{told}");
    assert!(ask("who=Ola,asked=2999-01-01", "p1.c2").contains("2999-01-01 is still to come"));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("Ida") && !notes.contains("no answer by"), "{notes}");
    let checked = out(&place.run(&["check", "harbour.yaml"]));
    assert!(checked.contains("before the question") && checked.contains("still to come"), "{checked}");
}

#[test]
fn a_question_without_an_answer_stays_on_the_list_after_the_verdict() {
    let place = Place::new();
    let reply = "who=Ida,asked=2020-03-01,due=2020-03-20";
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--reply", reply, "--verdict", "refuted", "--as", "ana"]);
    let list = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--as", "ana"]);
    assert!(list.contains("asked, and not answered\n  p1.c1  Ida: no answer by 2020-03-20"), "{list}");
    let folder = place.succeeds(&["notes", ".", "--to-do", "--as", "ana"]);
    assert!(folder.contains("p1.c1") && folder.contains("(no answer by 2020-03-20)"), "{folder}");
    let json = place.succeeds(&["notes", "harbour.yaml", "--to-do", "--as", "ana", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["unanswered"][0]["who"], &json["unanswered"][0]["overdue"]), (&"Ida".into(), &true.into()));
}

#[test]
fn a_source_that_says_the_opposite_is_no_basis_in_check_as_in_an_export() {
    let place = Place::new();
    let evidence = ["--evidence", "https://a.example", "--bearing", "supports"];
    let judge = ["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"];
    place.succeeds(&[judge.as_slice(), evidence.as_slice()].concat());
    let checked = out(&place.run(&["check", "harbour.yaml"]));
    assert!(checked.contains("p1.c1 is judged refuted without a source that says so"), "{checked}");
    assert!(!checked.contains("only one source"), "{checked}");
}
