#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::json;

use crate::model::article::claim::Claim;
use crate::model::journal::validation::*;

const TODAY: &str = "2026-11-24";
const NOTE: &str = "01KB0000000000000000000001";
const OWN: &str = "01KB0000000000000000000002";

fn article() -> Article {
    let claim = |id: &str, speaker: &str, figures: Value| {
        json!({"id": id, "text": "Boats pay.", "quote": "Boats pay", "kind": "fact", "certainty": "stated",
            "speaker": speaker, "figures": figures})
    };
    let figure = json!([{"printed": "two crowns", "of": "fee"}]);
    let claims = [claim("p1.c1", "author", json!([])), claim("p1.c2", "guild", figure)];
    serde_json::from_value(json!({
        "nutgraf": 1,
        "article": {"id": "a", "title": "A", "outlet": "B", "language": "en", "wording": "verbatim"},
        "entities": [{"id": "guild", "name": "Guild", "kind": "group"}],
        "sections": [{"id": "opening", "paragraphs": [{"id": "p1", "text": "Boats pay.", "claims": claims}]}],
    }))
    .unwrap()
}

fn check_alone(setting: &Setting) -> Checked {
    let article = article();
    check(&article, &ClaimIndex::new(&article), None, setting, TODAY)
}

fn said(on: &str, field: &str, to: Value) -> Checked {
    check_alone(&Setting::new(&Target(on.to_owned()), field, to))
}

fn refused(on: &str, field: &str, to: Value) -> String {
    said(on, field, to).expect_err(field)
}

#[test]
fn every_field_of_the_format_may_be_set_and_taken_away() {
    let fields = [
        ("article", "tag:trade".to_owned(), json!(true)),
        ("section:opening", format!("note:{NOTE}"), json!("Read again.")),
        ("paragraph:p1", "tag:trade".to_owned(), json!(true)),
        ("entity:guild", format!("note:{NOTE}"), json!("Who are they?")),
        ("note:01KB0000000000000000000001", format!("note:{OWN}"), json!("An answer.")),
        ("claim:p1.c1", "verdict".to_owned(), json!("not-enough")),
        ("claim:p1.c2", "said".to_owned(), json!("not-found")),
        ("claim:p1.c1", "confidence".to_owned(), json!("moderate")),
        ("claim:p1.c1", "why".to_owned(), json!("No register says so.")),
        ("claim:p1.c1", "status".to_owned(), json!("waiting")),
        ("claim:p1.c1", "priority".to_owned(), json!("high")),
        ("claim:p1.c1", format!("evidence:{NOTE}"), json!("refutes")),
        ("claim:p1.c1", format!("reply:{NOTE}"), json!({"who": "Guild", "due": "2026-12-01"})),
        ("claim:p1.c2", "found:0".to_owned(), json!({"value": "2.5", "unit": "crown", "when": "2025"})),
        ("claim:p1.c1", "because:p1.c2".to_owned(), json!(true)),
        ("evidence:01KB0000000000000000000001", "reliability".to_owned(), json!("B")),
        ("evidence:01KB0000000000000000000001", "private".to_owned(), json!(true)),
        ("note:01KB0000000000000000000001", "private".to_owned(), json!(true)),
        ("evidence:01KB0000000000000000000001", "url".to_owned(), json!("https://quay.example/fees")),
        ("claim:01KB0000000000000000000002", "text".to_owned(), json!("Boats pay twice.")),
        ("claim:01KB0000000000000000000002", "kind".to_owned(), json!(["fact", "causal"])),
        ("claim:01KB0000000000000000000002", "speaker".to_owned(), json!("guild")),
        ("claim:01KB0000000000000000000002", "anchor".to_owned(), json!({"paragraph": "p1", "quote": "Boats"})),
    ];
    for (on, field, to) in fields {
        assert_eq!(said(on, &field, to), Ok(vec![]), "{on} {field}");
        assert_eq!(said(on, &field, Value::Null), Ok(vec![]), "{on} {field}");
    }
}

#[test]
fn an_own_claim_takes_every_field_as_articles_have_it() {
    let text = include_str!("../../../../tests/fixtures/article-v1.yaml");
    let article: Article = serde_yaml::from_str(text).unwrap();
    let mut taken = BTreeSet::new();
    for (_, claim) in article.claims() {
        let claim = serde_json::to_value(claim).unwrap();
        for key in Claim::IN_JOURNALS.into_iter().filter(|key| claim[*key] != Value::Null) {
            let setting = Setting::new(&Target::claim(OWN), key, claim[key].clone());
            let made = BTreeSet::from([Target::claim(OWN)]);
            assert_eq!(
                check_all(&article, &ClaimIndex::new(&article), None, &[setting], &made, TODAY),
                Ok(vec![]),
                "{key}"
            );
            taken.insert(key);
        }
    }
    assert_eq!(taken, Claim::IN_JOURNALS.into());
}

#[test]
fn unknown_ids_are_refused_with_the_nearest() {
    assert!(refused("claim:p1.c3", "verdict", json!("refuted")).ends_with("did you mean `p1.c1`?"));
    assert!(refused("paragraph:p2", "tag:x", json!(true)).ends_with("did you mean `p1`?"));
    assert!(refused("entity:gild", "tag:x", json!(true)).ends_with("did you mean `guild`?"));
    assert!(refused("claim:p1.c1", "because:p1.c22", json!(true)).ends_with("did you mean `p1.c2`?"));
    assert!(refused("claim:p1.c1", "because:p1.c1", json!(true)).contains("itself"));
    let own = "01KB0000000000000000000001";
    let relations = json!({"contradicts": [own]});
    assert!(refused(&format!("claim:{own}"), "relations", relations).contains("itself"));
    assert!(refused("quay:p1", "tag:x", json!(true)).contains("of these sorts: article, section"));
    assert!(refused("note:x", "tag:x", json!(true)).contains("26 capitals"));
    assert!(target(&article(), "p1.c9").unwrap_err().contains("did you mean `p1.c"));
    assert_eq!(target(&article(), "guild"), Ok(Target("entity:guild".to_owned())));
}

#[test]
fn unknown_fields_and_words_are_refused_with_those_there_are() {
    assert!(refused("claim:p1.c1", "verdickt", json!("refuted")).contains("choose one of: verdict, said"));
    assert!(refused("paragraph:p1", "verdict", json!("refuted")).contains("choose one of: note:ID, tag:WORD"));
    assert!(refused("evidence:01KB0000000000000000000001", "link", json!("x")).contains("choose one of: url, passage"));
    assert!(refused("claim:p1.c1", "private", json!(true)).contains("no field"));
    assert!(refused("note:01KB0000000000000000000001", "private", json!("yes")).contains("true, or null"));
    assert!(refused("claim:p1.c1", "verdict", json!("wrong")).contains("choose one of: supported, refuted"));
    assert!(refused("claim:p1.c1", "confidence", json!(3)).contains("low, moderate, high"));
    assert!(refused("evidence:01KB0000000000000000000001", "reliability", json!("G")).contains("A, B, C, D, E, F"));
    assert!(refused("evidence:01KB0000000000000000000001", "answer-type", json!("maybe")).contains("boolean"));
    assert!(refused("claim:p1.c1", "said", json!("denied")).contains("the author's own claim"));
    assert!(refused("claim:p1.c1", "why", json!("  ")).contains("null removes it"));
    assert!(refused("claim:p1.c1", "found:0", json!({"value": "1"})).contains("p1.c1 has no figures"));
    assert!(
        refused("claim:p1.c2", "found:1", json!({"value": "1"})).contains("p1.c2 has one figure, which is `found:0`")
    );
    assert!(
        refused("claim:p1.c1", &format!("reply:{NOTE}"), json!({"whom": "x"})).contains("choose one of: who, channel")
    );
    assert!(refused("claim:01KB0000000000000000000002", "kind", json!("gossip")).contains("choose one of: fact"));
    assert!(refused("claim:p1.c1", "anchor", json!({})).contains("no field"));
    let hostile = refused("claim:\u{1b}[2J", "verdict", json!("x"));
    assert!(!hostile.contains('\u{1b}'), "{hostile:?}");
}

#[test]
fn addresses_and_dates_that_are_none_are_told_and_kept() {
    let evidence = "evidence:01KB0000000000000000000001";
    assert!(said(evidence, "url", json!("quay fees")).unwrap()[0].contains("not an address"));
    assert!(said(evidence, "date", json!("last spring")).unwrap()[0].contains("not a date"));
    let asked = json!({"who": "Guild", "due": "soon"});
    assert!(
        said("claim:p1.c1", &format!("reply:{NOTE}"), asked).unwrap()[0].starts_with("the question to `Guild`: `due`")
    );
    for (key, date, doubt) in [
        ("due", "2026-11-19", "before the question"),
        ("answered", "2026-11-19", "before the question"),
        ("answered", "2026-11-25", "is still to come"),
    ] {
        let asked = json!({"who": "Guild", "asked": "2026-11-20", key: date});
        assert!(said("claim:p1.c1", &format!("reply:{NOTE}"), asked).unwrap()[0].contains(doubt), "{key}");
    }
    for good in [
        "https://quay.example",
        "HTTP://quay.example/a?b#c",
        "doi:10.1000/x",
        "ftp://quay.example/x",
        "hxxps://quay.example",
    ] {
        assert_eq!(url_problem(good), None, "{good}");
    }
    for bad in [
        "",
        "quay.example",
        "https://",
        "https:///x",
        "htp://quay.example",
        "htps://quay.example",
        "://x",
        "see https://quay.example",
    ] {
        assert!(url_problem(bad).is_some(), "{bad}");
    }
    assert_eq!(date_problem("2026-11-25"), None);
    assert!(date_problem("2026-11-31").is_some());
}

#[test]
fn a_claim_of_ones_own_is_judged_once_it_is_known() {
    let on = Target::claim(OWN);
    let verdict = Setting::new(&on, "verdict", "refuted");
    assert!(check_alone(&verdict).unwrap_err().contains("no added claim"));
    let anchor = Setting::new(&on, "anchor", json!({"paragraph": "p1", "quote": "Boats"}));
    let text = Setting::new(&on, "text", "Boats pay.");
    assert_eq!(
        check_all(
            &article(),
            &ClaimIndex::new(&article()),
            None,
            &[text, anchor, verdict.clone()],
            &BTreeSet::new(),
            TODAY
        ),
        Ok(vec![])
    );
    assert_eq!(
        check_all(
            &article(),
            &ClaimIndex::new(&article()),
            None,
            &[verdict.clone(), verdict.clone()],
            &BTreeSet::new(),
            TODAY
        )
        .unwrap_err()
        .len(),
        2
    );
    assert_eq!(
        check_all(&article(), &ClaimIndex::new(&article()), None, &[verdict], &BTreeSet::from([on]), TODAY),
        Ok(vec![]),
        "another line makes it"
    );
}
