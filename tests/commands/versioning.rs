//! `nutgraf versions`, after `import --update` has kept the previous version.

use serde_json::Value;

use super::place::{Place, err, out};

const STORY: &str = "Harbour dues rise again

Ships that call at Ostrow pay 40 crowns for each call. The council will meet in June to hear both sides.

The port made a loss of 3 million crowns last year.

Fishermen do not pay the dues.
";

const CLAIMS: [(&str, &str, &str); 3] = [
    ("p1", "p1.c1", "pay 40 crowns for each call"),
    ("p2", "p2.c1", "a loss of 3 million crowns"),
    ("p3", "p3.c1", "Fishermen do not pay the dues"),
];

/// The imported story, with three claims that ana refuted, one of them with a correction; then its next version.
fn corrected(next: &str) -> Place {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "story.yaml", "--no-candidates"]);
    let mut text = place.read("story.yaml");
    for (paragraph, id, quote) in CLAIMS {
        let item = format!("      - id: {paragraph}\n");
        let start = text.find(&item).unwrap() + item.len();
        let end = text[start..].find("      - id: ").map_or(text.len(), |at| start + at);
        let claim = format!(
            "        claims:\n          - id: {id}\n            text: {quote}\n            quote: {quote}\n            kind: fact\n            certainty: stated\n            speaker: author\n"
        );
        text.insert_str(end, &claim);
    }
    place.write("story.yaml", &text);
    place.succeeds(&["check", "story.yaml"]);
    let judge = |rest: &[&str]| place.succeeds(&[&["judge", "story.yaml"], rest, &["--as", "ana"]].concat());
    judge(&["p1.c1", "--verdict", "refuted", "--correction", "pay 60 crowns for each call"]);
    judge(&["p2.c1", "--verdict", "refuted"]);
    judge(&["p3.c1", "--verdict", "refuted"]);
    place.write("story.txt", next);
    place.succeeds(&["import", "story.txt", "-o", "story.yaml", "--update", "--no-candidates"]);
    place
}

fn next() -> String {
    STORY
        .replace("40 crowns", "60 crowns")
        .replace("in June", "in July")
        .replace("\nFishermen do not pay the dues.\n", "")
}

#[test]
fn the_report_lists_changes_and_corrected_errors() {
    let place = corrected(&next());
    let text = place.succeeds(&["versions", "story.yaml"]);
    for line in [
        "story.v1.yaml → story.yaml",
        "3 sentences differ: 2 figure, 1 removed. Edited silently: there is neither a note nor a new date.",
        "Did they fix it?  1 fixed as proposed, 1 removed, 1 still there",
        "  ✓ p1.c1 ¶1  fixed as proposed\n    claim: pay 40 crowns for each call\n    ana: refuted, should read “pay 60 crowns for each call”\n    now: Ships that call at Ostrow pay 60 crowns for each call.",
        "  ✗ p2.c1 ¶2  still there",
        "  − p3.c1 ¶3  removed",
        "  ¶1  figure  p1.c1\n    Ships that call at Ostrow pay [-40-] {+60+} crowns for each call.",
        "    The council will meet in [-June-] {+July+} to hear both sides.",
        "  ¶3  removed  p3.c1\n    [-Fishermen do not pay the dues.-]",
        "  touched p1.c1 ¶1 (figure)  pay 40 crowns for each call",
        "  gone p3.c1 ¶3  Fishermen do not pay the dues",
    ] {
        assert!(text.contains(line), "{line}\n\n{text}");
    }
    assert!(!place.succeeds(&["notes", "."]).contains("story.v1"), "an earlier version is listed as an article");
}

#[test]
fn programs_and_the_desk_get_the_same_report() {
    let place = corrected(&(next() + "\nCorrection: The port made a profit of 3 million crowns, not a loss.\n"));
    let json: Value = serde_json::from_str(&place.succeeds(&["versions", "story.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["silent"], false);
    assert_eq!(json["notes"][0], "Correction: The port made a profit of 3 million crowns, not a loss.");
    let statuses: Vec<_> = json["fixes"].as_array().unwrap().iter().map(|fix| &fix["status"]).collect();
    assert_eq!(statuses, ["fixed", "only-note", "removed"]);
    assert_eq!(json["changes"][0]["words"][1], serde_json::json!({"kind": "removed", "text": " 40"}));
    assert_eq!(json["claims"][0]["fate"], "touched");
    let page = place.succeeds(&["versions", "story.yaml", "--format", "markdown"]);
    for part in ["## Did they fix it?", "### Only added a note (p2.c1)", "pay ~~40~~ **60** crowns", "## Claims"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let (first, last) = (page.find("### Only added").unwrap(), page.find("### Fixed").unwrap());
    assert!(first < last, "what the desk must act on comes first");
}

#[test]
fn a_finding_is_tracked_from_the_version_it_was_made_on() {
    let place = corrected(&next());
    // A third version, in which the corrected sentence is gone.
    place.write("story.txt", &next().replace("Ships that call at Ostrow pay 60 crowns for each call. ", ""));
    place.succeeds(&["import", "story.txt", "-o", "story.yaml", "--update", "--no-candidates"]);
    let text = place.succeeds(&["versions", "story.yaml"]);
    assert!(text.contains("story.v2.yaml → story.yaml") && text.contains("− p1.c1 ¶1  removed"), "{text}");
    let first = place.succeeds(&["versions", "story.yaml", "--since", "1"]);
    assert!(first.contains("story.v1.yaml → story.yaml") && first.contains("[-June-] {+July+}"), "{first}");
    let none = place.fails(&["versions", "story.yaml", "--since", "7"]);
    assert!(none.contains("has no version 7; choose one of: story.v1.yaml, story.v2.yaml"), "{none}");
}

#[test]
fn two_files_are_compared_or_the_reason_is_reported() {
    let place = corrected(&next());
    let text = place.succeeds(&["versions", "story.v1.yaml", "story.yaml"]);
    assert!(text.contains("[-40-] {+60+}") && text.contains("1 removed, 1 still there"), "{text}");
    assert!(
        place.fails(&["versions", "harbour.yaml"]).contains("has no earlier version; `nutgraf import SOURCE --update`")
    );
    assert!(place.fails(&["versions", "guided-tour"]).contains("is built in"));
    place.write("story.v1.yaml", "nutgraf: 1\n");
    let broken = place.run(&["versions", "story.yaml"]);
    assert_eq!((broken.status.code(), out(&broken).as_str()), (Some(2), ""));
    assert!(err(&broken).contains("an earlier version cannot be read"), "{}", err(&broken));
}

/// The corrected story, which ben refutes too, beside an article of another month with a finding and no later version.
fn desk() -> Place {
    let place = corrected(&next());
    let dated = place
        .read("story.yaml")
        .replace("  language:", "  outlet: The Gazette\n  published: \"2026-10-31\"\n  language:");
    place.write("story.yaml", &dated);
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--correction", "Ships pay once.", "--as", "ben"]);
    place
}

#[test]
fn a_folder_lists_what_was_found_wrong_each_claim_once_with_what_the_paper_did() {
    let place = desk();
    let text = place.succeeds(&["versions", "."]);
    let counts =
        "4 claims found wrong in 2 articles: 1 fixed as proposed, 1 removed, 1 still there, 1 no later version yet";
    assert!(text.starts_with(counts), "{text}");
    assert!(text.contains("2026-10-31  The Gazette  story.yaml p1.c1"), "{text}");
    assert!(text.contains("ana: refuted; ben: should read “Ships pay once.”"), "{text}");
    let october = place.succeeds(&["versions", ".", "--query", "published:2026-10", "--format", "csv"]);
    assert_eq!(october.lines().count(), 4, "{october}");
    assert!(october.lines().nth(1).unwrap().starts_with("story.yaml,"), "{october}");
    let json: Value = serde_json::from_str(&place.succeeds(&["versions", ".", "--format", "json"])).unwrap();
    let of = |path: &str| json["corrections"].as_array().unwrap().iter().find(|one| one["path"] == path).unwrap();
    assert_eq!((&of("harbour.yaml")["status"], &of("story.yaml")["status"]), (&Value::Null, &Value::from("fixed")));
    for wrong in [&["versions", ".", "--since", "1"][..], &["versions", "story.yaml", "--format", "csv"]] {
        assert_eq!(place.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn statistics_count_the_same_claims_as_the_list_whether_the_article_names_its_versions_or_not() {
    let place = desk();
    let named = place.read("story.yaml");
    let unnamed: String = {
        let (head, rest) = named.split_once("  previous:\n").unwrap();
        let rest = rest.lines().skip_while(|line| line.starts_with("    ") || line.starts_with("  -"));
        head.to_owned() + &rest.flat_map(|line| [line, "\n"]).collect::<String>()
    };
    for story in [named, unnamed] {
        place.write("story.yaml", &story);
        for query in ["", "published:2026-10", "outlet:mooring"] {
            let list = place.succeeds(&["versions", ".", "--query", query, "--format", "csv"]);
            let table = place.succeeds(&["stats", ".", "--query", query, "--table", "corrections", "--format", "csv"]);
            let statuses = [
                "fixed as proposed",
                "changed otherwise",
                "removed",
                "still there",
                "only added a note",
                "no later version yet",
            ];
            for status in statuses {
                let listed = list.lines().filter(|line| line.contains(&format!(",{status},"))).count();
                let count = |line: &str| line.rsplit(',').next().and_then(|count| count.parse::<usize>().ok());
                let rows = table.lines().filter(|line| line.contains(&format!(",{status},")));
                assert_eq!(rows.filter_map(count).sum::<usize>(), listed, "{status} of {query}: {list}\n{table}");
            }
        }
    }
    assert!(
        place.fails(&["stats", ".", "--query", "published:1999"]).contains("no article of . matches published:1999")
    );
}

#[test]
fn several_annotators_who_find_the_same_claim_wrong_count_once() {
    let place = corrected(&next());
    // Ben judged the earlier version.
    let today = place.read("story.yaml");
    place.write("story.yaml", &place.read("story.v1.yaml"));
    place.succeeds(&["judge", "story.yaml", "p1.c1", "--verdict", "refuted", "--as", "ben"]);
    place.write("story.yaml", &today);
    let text = place.succeeds(&["versions", "story.yaml"]);
    assert!(text.contains("Did they fix it?  1 fixed as proposed, 1 removed, 1 still there"), "{text}");
    assert!(text.contains("ana: refuted, should read “pay 60 crowns for each call”; ben: refuted"), "{text}");
    let page = place.succeeds(&["versions", "story.yaml", "--format", "markdown"]);
    assert_eq!(page.matches("(p1.c1)").count(), 1, "{page}");
    let json: Value = serde_json::from_str(&place.succeeds(&["versions", "story.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["fixes"].as_array().unwrap().len(), 4, "programs get each finding");
}
