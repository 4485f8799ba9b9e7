//! Drafts on the command line: counted by check, left out of exports, not judged.

use super::place::Place;

/// An article with a confirmed claim and a draft, and two draft entities: one that the confirmed claim names, and one
/// that none names.
const DRAFTED: &str = "nutgraf: 1
article: {id: ferry, title: The last ferry, language: en, wording: verbatim}
entities:
  - {id: holm, name: Holm, kind: place, draft: true, by: nutgraf}
  - {id: sund, name: Sund Line, kind: organisation, draft: true, by: nutgraf}
sections:
  - id: opening
    paragraphs:
      - id: p1
        text: Holm lost its ferry. The Sund Line may return.
        claims:
          - {id: p1.c1, text: Holm lost its ferry., quote: Holm lost its ferry, kind: fact, certainty: stated, speaker: author, about: [holm]}
          - {id: p1.c2, text: The Sund Line will return., quote: The Sund Line may return, kind: prediction, certainty: stated, speaker: author, about: [sund], draft: true, by: nutgraf}
";

fn drafted() -> Place {
    let place = Place::new();
    place.write("ferry.yaml", DRAFTED);
    place
}

#[test]
fn check_counts_drafts_and_leaves_their_doubts_to_the_review() {
    let place = drafted();
    assert_eq!(place.succeeds(&["check", "ferry.yaml"]), "ferry.yaml: no problems; 3 drafts to review\n");
    let json: serde_json::Value =
        serde_json::from_str(&place.succeeds(&["check", "ferry.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["files"][0]["drafts"], 3);
}

#[test]
fn exports_and_print_have_drafts_only_when_asked() {
    let place = drafted();
    place.succeeds(&["judge", "ferry.yaml", "p1.c1", "--verdict", "supported", "--as", "ana"]);
    for format in ["markdown", "html", "csv", "jsonl", "json"] {
        let export = |more: &[&str]| {
            place.succeeds(
                &[&["export", "ferry.yaml", "-f", format, "-o", "-", "--by", "ana", "--quiet"], more].concat(),
            )
        };
        let (without, with) = (export(&[]), export(&["--drafts"]));
        assert!(
            without.contains("p1.c1") && !without.contains("p1.c2") && with.contains("p1.c2"),
            "{format}: {without}"
        );
    }
    let json = place.succeeds(&["export", "ferry.yaml", "-f", "json", "-o", "-", "--by", "ana", "--quiet"]);
    assert!(json.contains("\"holm\"") && !json.contains("\"sund\""), "what a confirmed claim names stays: {json}");
    let print = |more: &[&str]| place.succeeds(&[&["print", "ferry.yaml", "--claims", "--entities"], more].concat());
    assert!(!print(&[]).contains("p1.c2") && !print(&[]).contains("Sund Line,"));
    assert!(print(&["--drafts"]).contains("draft by nutgraf"), "{}", print(&["--drafts"]));
}

#[test]
fn an_export_with_drafts_is_compared_with_them() {
    let place = drafted();
    place.succeeds(&["judge", "ferry.yaml", "p1.c1", "--verdict", "supported", "--as", "ana"]);
    for more in [&[][..], &["--drafts"]] {
        let export = ["export", "ferry.yaml", "-f", "jsonl", "-o", "out.jsonl", "--by", "ana", "--quiet", "--force"];
        place.succeeds(&[&export, more].concat());
        place.succeeds(&["export", "--check", "out.jsonl"]);
    }
}

#[test]
fn drafts_are_no_work_and_are_not_judged() {
    let place = drafted();
    for on in ["p1.c2", "holm"] {
        let refused = place.fails(&["judge", "ferry.yaml", on, "--note", "Ask them.", "--as", "ana"]);
        assert!(refused.contains("is a draft; confirm it first"), "{refused}");
    }
    assert!(!place.exists("ferry.ana.notes.jsonl"));
    let to_do = place.succeeds(&["notes", "ferry.yaml", "--to-do", "--by", "ana"]);
    assert!(to_do.contains("p1.c1") && !to_do.contains("p1.c2"), "{to_do}");
}
