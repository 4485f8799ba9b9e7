//! What happens to notes when the article changes, in cases that users reported: no annotation moves to other words by
//! itself, and none is lost.

use serde_json::Value;

use super::place::{Place, err, out};

macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../fixtures/anchors/", $name))
    };
}

/// The exports that include annotations of removed words.
const WHOLE: [&str; 7] = ["markdown", "html", "csv", "csv-evidence", "jsonl", "json", "w3c"];

fn judge(place: &Place, input: &str) -> String {
    let output = place.run_with(&["judge", "a.yaml", "-", "--as", "ana"], input);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    out(&output)
}

fn refused(place: &Place, input: &str) -> String {
    let output = place.run_with(&["judge", "a.yaml", "-", "--as", "ana"], input);
    assert_ne!(output.status.code(), Some(0), "{}", out(&output));
    err(&output)
}

fn export(place: &Place, format: &str) -> String {
    place.succeeds(&["export", "a.yaml", "-f", format, "-o", "-", "--by", "all", "--quiet"])
}

/// An added claim with every kind of annotation, on an article that has changed since.
fn own_claim(after: &str) -> Place {
    let place = Place::new();
    place.write("a.yaml", case!("own-claim-lookalike-before.yaml"));
    let more = r#",{"on":"claim:+x","field":"evidence:+e","to":"refutes"},{"on":"evidence:+e","field":"url","to":"https://port.example/berths"},{"on":"claim:+x","field":"note:+n","to":"Ask the harbour office."},{"on":"claim:+x","field":"tag:berths","to":true}]}"#;
    let action = case!("own-claim-lookalike-actions.jsonl").trim_end().strip_suffix("]}").unwrap().to_owned() + more;
    assert_eq!(judge(&place, &action), "1 line written, 0 already recorded\n");
    assert!(place.succeeds(&["notes", "a.yaml"]).contains("ana: 1 of 1 judged"));
    place.write("a.yaml", after);
    place
}

fn is_listed_everywhere(place: &Place) {
    let notes = place.succeeds(&["notes", "a.yaml"]);
    let (_, listed) = notes.split_once("No longer in the article").unwrap();
    let said =
        ["Waiting fell by twelve percent", "✗ refuted", "why: The port counts nine.", "https://port.example/berths"];
    for words in said.into_iter().chain(["Ask the harbour office.", "tags: berths"]) {
        assert!(listed.contains(words), "{words}: {notes}");
    }
    assert!(notes.contains("ana: 0 of 0 judged"), "{notes}");
    let json: Value = serde_json::from_str(&place.succeeds(&["notes", "a.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["annotators"][0]["lost"][0]["health"], "lost");
    for format in WHOLE {
        let text = export(place, format);
        let rest = ["The port counts nine", "Ask the harbour office", "berths"];
        let said = if format == "csv-evidence" { vec!["port.example/berths", "refuted"] } else { rest.to_vec() };
        for words in said {
            assert!(text.contains(words), "{format}: {words}\n{text}");
        }
        assert!(!text.contains("\"health\":\"exact\"") && !text.contains(",exact,"), "{format}: {text}");
    }
    for format in ["markdown", "html"] {
        assert!(export(place, format).contains("No longer in the article"), "{format}");
    }
    let told = place.run(&["export", "a.yaml", "-f", "claimreview", "-o", "-", "--by", "all"]);
    assert!(!out(&told).contains("ClaimReview") && err(&told).contains("no longer has"), "{}", err(&told));
    let check = out(&place.run(&["check", "a.yaml", "--format", "json"]));
    assert!(check.contains("lost-anchor"), "{check}");
}

#[test]
fn an_own_claim_never_jumps_to_a_lookalike() {
    let place = own_claim(case!("own-claim-lookalike-after.yaml"));
    is_listed_everywhere(&place);
    assert!(place.succeeds(&["notes", "a.yaml"]).contains("orphaned; it may be in ¶1"));
    assert!(!export(&place, "html").contains("<mark"), "nothing is marked in the text");
    let chosen = |verdict: &str, format: &str| {
        place.succeeds(&["export", "a.yaml", "-f", format, "-o", "-", "--by", "all", "--quiet", "--verdict", verdict])
    };
    for format in WHOLE {
        // The table of claims has only the ids of evidence.
        let words = if format == "csv" { "The port counts nine." } else { "port.example/berths" };
        assert!(chosen("refuted", format).contains(words), "{format} of the verdicts that are asked for");
        assert!(!chosen("supported", format).contains(words), "{format}");
    }
}

#[test]
fn a_place_is_named_once_and_only_the_place_that_was_moved_to() {
    let opened = "The Norvik quay opened in May. Waiting fell by twelve percent there.";
    let after = case!("own-claim-lookalike-before.yaml");
    let after = after.replace(opened, "The Norvik quay opened in May.");
    let moved = after.replace("Rents rose", "Waiting fell by twelve percent there. Rents rose");
    let place = own_claim(&moved);
    let told = |place: &Place| place.succeeds(&["notes", "a.yaml"]) + &out(&place.run(&["check", "a.yaml"]));
    assert!(told(&place).contains("moved to ¶2, to be confirmed"), "{}", told(&place));
    assert!(told(&place).contains("of an added claim have moved to ¶2; the claim"), "{}", told(&place));
    let twice = after.replace("Rents rose by", "Dues rose by twelve percent. Rents rose by");
    let place = own_claim(&twice);
    assert!(told(&place).contains("orphaned; it may be in ¶2  "), "{}", told(&place));
    let json: Value = serde_json::from_str(&place.succeeds(&["notes", "a.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["annotators"][0]["lost"][0]["places"], serde_json::json!(["¶2"]));
    for format in WHOLE {
        assert!(!export(&place, format).contains("¶2 or ¶2"), "{format}");
    }
}

#[test]
fn every_export_includes_an_added_claim_whose_words_are_gone() {
    let place = own_claim(case!("own-claim-lost-after.yaml"));
    is_listed_everywhere(&place);
    let check = out(&place.run(&["check", "a.yaml"]));
    assert!(check.contains("lists all annotations of it") && !check.contains("stand now"), "{check}");
    // The paragraph stays, but its words do not.
    let stays =
        case!("own-claim-lookalike-before.yaml").replace("Waiting fell by twelve percent there.", "Then it closed.");
    is_listed_everywhere(&own_claim(&stays));
    // The same words, inside another word.
    let inside = case!("own-claim-lookalike-before.yaml").replace("twelve percent there", "twelve percentages there");
    is_listed_everywhere(&own_claim(&inside.replace("twelve percent in a year", "nine percent in a year")));
}

#[test]
fn ids_that_are_swapped_do_not_matter() {
    let before = case!("own-claim-lookalike-before.yaml");
    let swapped = before.replace("id: alpha", "id: x").replace("id: beta", "id: alpha").replace("id: x", "id: beta");
    let place = own_claim(&swapped);
    assert!(place.succeeds(&["notes", "a.yaml"]).contains("ana: 1 of 1 judged"));
    let json: Value = serde_json::from_str(&export(&place, "json")).unwrap();
    assert_eq!(json["paragraphs"][0]["claims"][0]["judgements"][0]["health"], "exact");
    assert_eq!(json["strays"], serde_json::json!([]));
}

/// An annotation of everything, on an article whose ids have new meanings.
fn renumbered() -> Place {
    let place = Place::new();
    place.write("a.yaml", case!("paragraphs-renumbered-before.yaml"));
    let say = |arguments: &[&str]| {
        let all: Vec<&str> = ["judge", "a.yaml"].iter().chain(arguments).chain(&["--as", "ana"]).copied().collect();
        place.succeeds(&all)
    };
    say(&["p1", "--note", "Ask the ferry office.", "--tag", "ferry"]);
    say(&["s1", "--note", "One side only."]);
    say(&["e1", "--note", "It has two ports."]);
    say(&["p1.c1", "--verdict", "refuted", "--note", "Nine?", "--tag", "nine", "--evidence", "https://x.example/a"]);
    place.write("a.yaml", case!("paragraphs-renumbered-after.yaml"));
    place
}

#[test]
fn notes_tags_and_evidence_show_the_words_they_are_about() {
    let place = renumbered();
    let notes = place.succeeds(&["notes", "a.yaml"]);
    let paragraph = "of an earlier wording: “Norvik's ferry carried nine thousand people.”, now in ¶2";
    let claim = "of an earlier wording: “The ferry carried nine thousand people.”, now in p2.c1 in ¶2";
    let section = "of an earlier wording: “Ferries”, now in the section “Ferries”";
    let entity = "of an earlier wording: “Norvik, place”";
    let times = |words: &str| notes.matches(words).count();
    assert_eq!((times(paragraph), times(claim), times(section), times(entity)), (2, 4, 1, 1), "{notes}");
    let check: Value = serde_json::from_str(&out(&place.run(&["check", "a.yaml", "--format", "json"]))).unwrap();
    let told = check.to_string();
    for what in ["p1: a note", "p1: the tag ferry", "s1: a note", "e1: a note", "p1.c1: evidence", "p1.c1: a note"] {
        assert!(told.contains(what), "{what}: {told}");
    }
    for format in WHOLE {
        let text = export(&place, format);
        assert!(text.contains("The ferry carried nine thousand people"), "{format}: {text}");
        if format != "csv-evidence" {
            assert!(text.contains("Norvik, place") || text.contains("\"Norvik\""), "{format}: {text}");
        }
    }
    let evidence = export(&place, "csv-evidence");
    assert_eq!(
        evidence.matches("of an earlier wording").count(),
        1,
        "of the verdict and the evidence alike: {evidence}"
    );
    // Only truncated text ends in three dots.
    assert!(notes.contains("  p1  Ostrow opened two schools in spring.\n"), "{notes}");
    let json: Value = serde_json::from_str(&export(&place, "json")).unwrap();
    let note = &json["notes"].as_array().unwrap().iter().find(|note| note["on"] == "paragraph:p1").unwrap()["earlier"];
    assert_eq!((&note["health"], &note["places"][0]["on"]), (&"changed".into(), &"paragraph:p2".into()));
    let annotations = export(&place, "w3c");
    let row = annotations.lines().find(|row| row.contains("Ask the ferry office.")).unwrap();
    assert!(row.contains("Norvik's ferry carried") && !row.contains("TextPositionSelector"), "{row}");
}

#[test]
fn annotations_without_words_are_read_as_before() {
    let place = Place::new();
    place.write("a.yaml", case!("paragraphs-renumbered-after.yaml"));
    place.write("a.ana.notes.jsonl", include_str!("../fixtures/notes-v1-five-keys.jsonl"));
    let notes = place.succeeds(&["notes", "a.yaml"]);
    let (_, section) = notes.split_once("Schools").unwrap();
    assert!(section.starts_with("\n  note by ana, 2026-11-24: One side only.\n  p1 "), "{notes}");
    assert!(notes.contains("  Ostrow\n    note by ana, 2026-11-24: It has two ports.\n"), "{notes}");
    assert!(notes.contains("p2.c1  The ferry carried nine thousand people.\n    ✓ supported  ana\n      why: Seen.\n"));
    assert!(notes.contains("p1: ") || notes.contains("of an earlier wording: “Norvik's ferry carried"), "{notes}");
    let exported = export(&place, "json");
    let json: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(json["paragraphs"][1]["claims"][0]["judgements"][0]["health"], "exact", "{exported}");
}

#[test]
fn the_same_words_in_another_sentence_cause_a_warning_and_are_not_published() {
    let place = Place::new();
    place.write("a.yaml", case!("context-reversed-before.yaml"));
    let say = [
        "judge",
        "a.yaml",
        "p1.c1",
        "--verdict",
        "supported",
        "--why",
        "It says so.",
        "--evidence",
        "https://x.example/a",
        "--as",
        "ana",
    ];
    place.succeeds(&say);
    assert!(!out(&place.run(&["check", "a.yaml", "--format", "json"])).contains("sentence-changed"));
    place.write("a.yaml", case!("context-reversed-after.yaml"));
    let check = out(&place.run(&["check", "a.yaml", "--format", "json"]));
    assert!(check.contains("sentence-changed") && check.contains("In 2019 dues doubled."), "{check}");
    let notes = place.succeeds(&["notes", "a.yaml"]);
    assert!(
        notes.contains("✓ supported  ana\n      its sentence has changed since: “In 2019 dues doubled.”"),
        "{notes}"
    );
    place.write("nutgraf.toml", "[reviewer]\nname = \"Quay Checkers\"\nurl = \"https://checkers.example/\"\n");
    for format in ["claimreview", "averitec"] {
        let told = place.run(&["export", "a.yaml", "-f", format, "-o", "-", "--by", "all"]);
        assert!(err(&told).contains("it lacks a verdict on it in its present sentence"), "{}", err(&told));
        assert!(!out(&told).contains("Dues doubled."), "{format}: {}", out(&told));
    }
    assert!(
        export(&place, "csv").contains("sentence-changed")
            && export(&place, "html").contains("its sentence has changed")
    );
    // A new judgement is about the new sentence.
    place.succeeds(&say);
    assert!(!out(&place.run(&["check", "a.yaml", "--format", "json"])).contains("sentence-changed"));
}

#[test]
fn a_quote_that_nobody_can_find_is_refused_with_the_nearest_passage() {
    let place = Place::new();
    place.write("a.yaml", case!("own-claim-lookalike-before.yaml"));
    let own = |quote: &str, more: &str| {
        format!(
            r#"{{"set":[{{"on":"claim:+x","field":"text","to":"T"}},{{"on":"claim:+x","field":"anchor","to":{{"paragraph":"alpha","quote":"{quote}"{more}}}}}]}}"#
        )
    };
    for (quote, more, why) in [
        ("waiting fell by nine percent", "", "the nearest passage there is `Waiting fell by twelve percent`"),
        ("Rents rose by twelve percent", "", "are not in `alpha`; they occur in beta"),
        ("welve percen", "", "occur in `alpha` only inside other words"),
        ("Rents rose by twelve percents", "", "the nearest passage in `beta` is `Rents rose by twelve percent`"),
        (
            "twelve percent",
            r#","before":"Rents rose by ","after":" in a year""#,
            "but not between the words of `before` and `after`",
        ),
        ("zebra crossing", "", "the words `zebra crossing` are not in `alpha`\n"),
    ] {
        let told = refused(&place, &own(quote, more));
        assert!(told.contains("line 1: `anchor`: ") && told.contains(why), "{quote}: {told}");
    }
    assert!(!place.exists("a.ana.notes.jsonl"));
    assert_eq!(judge(&place, &own("twelve percent", "")), "1 line written, 0 already recorded\n");
    let kept = place.read("a.ana.notes.jsonl");
    assert!(kept.contains(r#""sentence":"Waiting fell by twelve percent there.""#), "{kept}");
}

/// An export read back into the same notes changes nothing, and read into empty notes restores them.
fn comes_back(place: &Place) {
    let rows = export(place, "jsonl");
    let count = rows.lines().filter(|row| !row.contains("\"set\":[]")).count();
    assert_eq!(judge(place, &rows), format!("0 lines written, {count} already recorded\n"));
    let copy = Place::new();
    copy.write("a.yaml", &place.read("a.yaml"));
    assert_eq!(judge(&copy, &rows), format!("{count} lines written, 0 already recorded\n"));
    let plain = |notes: String| notes.lines().map(|line| line.replace("  moved", "")).collect::<Vec<_>>();
    let days = regex::Regex::new(r"\d{4}-\d{2}-\d{2}").unwrap();
    let notes = |place: &Place| days.replace_all(&place.succeeds(&["notes", "a.yaml"]), "DAY").into_owned();
    assert_eq!(plain(notes(&copy)), plain(notes(place)));
    assert_eq!(judge(&copy, &export(&copy, "jsonl")), format!("0 lines written, {count} already recorded\n"));
}

#[test]
fn rows_of_other_words_and_of_what_is_gone_come_back_as_they_are() {
    comes_back(&renumbered());
    comes_back(&own_claim(case!("own-claim-lookalike-before.yaml")));
    comes_back(&own_claim(case!("own-claim-lookalike-after.yaml")));
    comes_back(&own_claim(case!("own-claim-lost-after.yaml")));
    comes_back(&own_claim(&case!("own-claim-lookalike-before.yaml").replace("there.", "there in spring.")));
    let place = Place::new();
    place.write("a.yaml", case!("context-reversed-before.yaml"));
    place.succeeds(&["judge", "a.yaml", "p1.c1", "--verdict", "supported", "--note", "Why?", "--as", "ana"]);
    place.write("a.yaml", case!("context-reversed-after.yaml"));
    comes_back(&place);
    assert!(place.succeeds(&["notes", "a.yaml"]).contains("its sentence has changed since"));
}
