//! `nutgraf similar`, and claims marked as the same.

use serde_json::Value;

use super::place::{ARTICLE, Place, err, out};

const CHECKS: &str = r#"{"@type":"ClaimReview","claimReviewed":"The Ministry of Tides kept 7 million crowns in 2024.","url":"https://desk.example/tides","datePublished":"2025-02-03","author":{"name":"Desk"},"reviewRating":{"alternateName":"Mostly false"}}
"#;

/// Two articles; ben has judged a claim of the second.
fn library() -> Place {
    let place = Place::new();
    let text = ARTICLE.replace("id: harbour", "id: second").replace("title: Harbour dues", "title: Tides");
    place.write("second.yaml", &text.replace("kept 4 million crowns", "kept 6 million crowns"));
    place.succeeds(&[
        "judge",
        "second.yaml",
        "p3.c2",
        "--verdict",
        "refuted",
        "--why",
        "The budget says 4.",
        "--as",
        "ben",
    ]);
    place
}

#[test]
fn a_claim_is_found_with_its_verdict_and_what_it_shares() {
    let place = library();
    let text = place.succeeds(&["similar", "In 2024 the Ministry of Tides kept 4 million crowns.", "--others"]);
    assert!(text.contains("second.yaml p3.c2, “Tides”"), "{text}");
    assert!(text.contains("✗ refuted (ben, 20") && text.contains("): The budget says 4."), "{text}");
    assert!(
        text.contains("the same with a different number: 4 million here, 6 million there; shared: figures 2024"),
        "{text}"
    );
    let json = place.succeeds(&["similar", "Ministry of Tides kept 4 million crowns in 2024", ".", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let kinds: Vec<_> = json["matches"].as_array().unwrap().iter().map(|found| &found["relation"]["kind"]).collect();
    assert!(kinds.contains(&&Value::from("other-figure")) && kinds.contains(&&Value::from("alike")), "{json:#}");
}

#[test]
fn published_checks_are_looked_through_too() {
    let place = library();
    place.write("tides.jsonl", CHECKS);
    let text = place.succeeds(&["similar", "The Ministry of Tides kept 4 million crowns.", "--checks", "tides.jsonl"]);
    assert!(text.contains("published check https://desk.example/tides"), "{text}");
    assert!(text.contains("Mostly false (Desk, 2025-02-03)") && !text.contains("harbour.yaml"), "{text}");
    place.write("pairs.jsonl", "{\"text\":\"ministry keeps crowns\",\"same\":\"https://desk.example/tides\"}\n");
    let measured = place.succeeds(&["similar", "--checks", "tides.jsonl", "--evaluate", "pairs.jsonl"]);
    assert_eq!(measured, "1 texts, 1 known claims\nMAP@5 1.000  hit@1 1.000  hit@5 1.000\n");
    place.write("broken.jsonl", "nonsense\n");
    let broken = place.run(&["similar", "x", ".", "--checks", "broken.jsonl"]);
    assert!(
        err(&broken).contains("broken.jsonl: line 1: it is not JSON") && broken.status.success(),
        "{}",
        err(&broken)
    );
    assert!(place.fails(&["similar", "x", "nowhere"]).contains("is not a folder"));
}

#[test]
fn two_claims_are_marked_as_the_same_and_a_new_verdict_is_offered() {
    let place = library();
    let same =
        ["judge", "harbour.yaml", "p3.c2", "--same", "second/p3.c2", "--not-same", "second/p1.c1", "--as", "ana"];
    assert_eq!(place.succeeds(&same), "p3.c2: the same as second/p3.c2, not the same as second/p1.c1\n");
    let judged = place.run(&["judge", "harbour.yaml", "p3.c2", "--verdict", "supported", "--as", "ana"]);
    assert!(err(&judged).contains("the same claim occurs elsewhere (second/p3.c2)"), "{}", err(&judged));
    assert_eq!(out(&judged), "p3.c2: supported\n");
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(
        notes.contains("the same claim: second/p3.c2") && notes.contains("not the same claim: second/p1.c1"),
        "{notes}"
    );
    let json: Value = serde_json::from_str(&place.succeeds(&["notes", "harbour.yaml", "--format", "json"])).unwrap();
    assert_eq!(json["annotators"][0]["assessments"][0]["same"]["second/p3.c2"], true);
    // A verdict never spreads by itself.
    assert!(
        place.succeeds(&["notes", "second.yaml"]).contains("ben")
            && !place.succeeds(&["notes", "second.yaml"]).contains("ana")
    );
}

#[test]
fn an_invalid_name_of_a_claim_is_refused() {
    let place = library();
    for (key, why) in [("second", "names a claim as same:ARTICLE-ID/CLAIM"), ("harbour/p1.c1", "is the same as itself")]
    {
        let refused = place.fails(&["judge", "harbour.yaml", "p1.c1", "--same", key, "--as", "ana"]);
        assert!(refused.contains(why), "{refused}");
    }
    let line = r#"{"set":[{"on":"p1.c1","field":"same:second/p1.c1","to":"maybe"}]}"#;
    let refused = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], line);
    assert!(err(&refused).contains("is true (the same), false (not the same) or null"), "{}", err(&refused));
}

#[test]
fn judgements_of_others_are_hidden_until_one_has_judged_the_claim_as_in_search() {
    let place = Place::new();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--why", "seen", "--as", "ben"]);
    let claim = "Ships pay harbour dues twice";
    let asked = |rest: &[&str]| place.succeeds(&[&["similar", claim, "."], rest].concat());
    let blind = asked(&["--as", "ana"]);
    assert!(!blind.contains("ben") && blind.contains("1 judgement of others, shown once you have judged"), "{blind}");
    assert!(!asked(&["--as", "ana", "--format", "json"]).contains("ben"));
    for rest in [&["--as", "ana", "--others"][..], &["--as", "ben"]] {
        assert!(asked(rest).contains("refuted (ben"), "{}", asked(rest));
    }
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "supported", "--as", "ana"]);
    assert!(asked(&["--as", "ana"]).contains("refuted (ben"));
    let place = library();
    let one = place.succeeds(&["similar", "The Ministry of Tides kept 4 million crowns.", "--most", "1"]);
    assert!(one.contains("the best 1 of ") && one.contains(" are shown, --most "), "{one}");
}
