//! `nutgraf stats`: counts over a folder.

use serde_json::Value;

use super::place::{ARTICLE, Place, err};

/// Two outlets; ana and ben have judged claims of the first two articles.
fn library() -> Place {
    let place = Place::new();
    let second = ARTICLE.replace("id: harbour", "id: second").replace("title: Harbour dues", "title: Second dues");
    place.write("second.yaml", &second.replace("The Daily Mooring", "<The> Evening Tide"));
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "supported", "--as", "ben"]);
    place.succeeds(&["judge", "harbour.yaml", "p1.c2", "--verdict", "refuted", "--as", "ana"]);
    place.succeeds(&["judge", "second.yaml", "p1.c1", "--verdict", "supported", "--as", "ana"]);
    place
}

#[test]
fn speakers_and_verdicts_are_counted_by_outlet() {
    let place = library();
    let text = place.succeeds(&["stats", "."]);
    assert!(text.starts_with("2 articles\n\nWho speaks\n"), "{text}");
    let row = |name: &str| text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or("").to_owned();
    assert!(row("the author · author").ends_with("10 claims, 83 %, 2 articles"), "{text}");
    assert!(row("Pilots' Guild · group").ends_with("2 claims, 17 %, 2 articles"), "{text}");
    assert!(
        text.contains("1 refuted, 1 annotators differ, 4 not judged") && text.contains("1 supported, 5 not judged"),
        "{text}"
    );
    assert!(text.contains("10 stated") || text.contains("5 stated, 1 possible"), "{text}");
    assert!(text.contains('█'), "{text}");
}

#[test]
fn a_claim_of_two_speakers_is_one_of_all_claims_and_one_of_their_kind() {
    let place = Place::new();
    let shared = ARTICLE.replace("speaker: pilots, cue", "speaker: [pilots, rowers], cue");
    let rowers = "  - {id: rowers, name: Rowers' Guild, kind: group}\n  - {id: pilots,";
    place.write("harbour.yaml", &shared.replace("  - {id: pilots,", rowers));
    let text = place.succeeds(&["stats", "."]);
    let row = |name: &str| text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or("").to_owned();
    assert!(row("the author · author").ends_with("5 claims, 83 %, 1 article"), "{text}");
    assert!(row("Pilots' Guild · group").ends_with("1 claim, 17 %, 1 article"), "{text}");
    assert!(row("Rowers' Guild · group").ends_with("1 claim, 17 %, 1 article"), "{text}");
    assert!(row("The Daily Mooring · group").ends_with("1 claim, 17 %"), "{text}");
}

#[test]
fn programs_get_every_number_and_choose_tables() {
    let place = library();
    let json: Value = serde_json::from_str(&place.succeeds(&["stats", ".", "--format", "json"])).unwrap();
    let names: Vec<&str> =
        json["tables"].as_array().unwrap().iter().filter_map(|table| table["name"].as_str()).collect();
    assert_eq!(names[..3], ["sources", "kinds-of-source", "verdicts-by-outlet"]);
    let csv = place.succeeds(&["stats", ".", "--format", "csv", "--table", "certainty", "--table", "years"]);
    assert!(csv.starts_with("table,label,part,measure,count\ncertainty,"), "{csv}");
    assert!(
        csv.contains("certainty,The Daily Mooring,,possible,1\n") && csv.contains("years,2024,,claims,2\n"),
        "{csv}"
    );
    let unknown = place.fails(&["stats", ".", "--table", "verdict"]);
    assert!(unknown.contains("there is no table verdict; choose one of: sources, kinds-of-source"), "{unknown}");
}

#[test]
fn the_page_has_charts_and_needs_no_script() {
    let place = library();
    let page = place.succeeds(&["stats", ".", "--format", "html"]);
    assert!(
        page.contains("<svg") && page.contains("<h2>Verdicts by outlet</h2>") && !page.contains("<script"),
        "{page}"
    );
    assert!(page.contains("&lt;The&gt; Evening Tide") && !page.contains("<The>"), "{page}");
}

#[test]
fn articles_that_cannot_be_counted_are_reported() {
    let place = library();
    place.write("broken.yaml", &ARTICLE.replace("title:", "titel:"));
    let counted = place.run(&["stats", "."]);
    assert!(counted.status.success() && err(&counted).contains("broken.yaml:"), "{}", err(&counted));
    assert!(place.fails(&["stats", "harbour.yaml"]).contains("is not a folder"));
    assert!(place.fails(&["stats", "nowhere"]).contains("is not a folder"));
    std::fs::create_dir(place.path("empty")).unwrap();
    assert!(place.fails(&["stats", "empty"]).contains("has no articles"));
}
