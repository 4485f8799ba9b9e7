//! The matches of each field.

use nutgraf::model::query::{Asker, CLAIM_FIELDS, ClaimQuery, Takes};
use serde_json::json;

use nutgraf::model::journal::ActionId;

use crate::world::{Said, World, read};

const ALL: &str = "p1.c1 p1.c2 p2.c1 p3.c1 p3.c2 p4.c1";

#[test]
fn every_field_finds_the_claims_that_have_the_value() {
    let world = World::new();
    for (query, found) in [
        ("", ALL),
        ("verdict:refuted", "p1.c1"),
        ("verdict:refuted,supported", "p1.c1 p3.c2"),
        ("verdict:none", "p1.c2 p2.c1 p3.c1 p4.c1"),
        ("confidence:high", "p1.c1"),
        ("confidence:none verdict:supported", "p3.c2"),
        ("status:done", "p1.c1 p3.c2"),
        ("status:to-do section:money", "p3.c1 p4.c1"),
        ("priority:high", "p2.c1"),
        ("kind:numerical", "p3.c1 p3.c2"),
        ("certainty:possible", "p2.c1"),
        ("speaker:pilots", "p2.c1"),
        ("speaker:guild", "p2.c1"),
        ("speaker:\"Pilots' Guild\"", "p2.c1"),
        ("-speaker:author", "p2.c1"),
        ("about:ostrow", "p1.c1 p2.c1"),
        ("about:\"the port\"", "p1.c1 p2.c1"),
        ("tag:Fees", "p1.c1"),
        ("by:me", "p1.c1 p3.c2"),
        ("has:figure", "p3.c2"),
        ("has:date", "p3.c2"),
        ("has:note", "p2.c1"),
        ("has:reason", "p1.c1"),
        ("has:evidence", ""),
        ("is:judged", "p1.c1 p3.c2"),
        ("date:2024", "p3.c2"),
        ("date:2020..", "p3.c2"),
        ("date:..2023", ""),
        ("date:>2023-12-31", "p3.c2"),
        ("date:<2024", ""),
        ("date:2010,2024-05", "p3.c2"),
        ("section:money", "p3.c1 p3.c2 p4.c1"),
        ("section:\"where the money\"", "p3.c1 p3.c2 p4.c1"),
        ("id:p2.c1", "p2.c1"),
        ("id:p3", "p3.c1 p3.c2"),
        ("why:tariff", "p1.c1"),
        ("why:guild", "p2.c1"),
        ("ministry", "p3.c1 p3.c2 p4.c1"),
        ("MINISTRY third", "p3.c1"),
        ("\"of every fee\"", "p3.c1"),
        ("fears", "p2.c1"),
        ("twice OR third", "p1.c1 p3.c1"),
        ("ostrow (twice OR third)", "p1.c1"),
        ("ministry -third", "p3.c2 p4.c1"),
        ("-(twice OR third) -is:judged", "p1.c2 p2.c1 p4.c1"),
        ("@urgent", "p2.c1"),
        ("@money -is:judged", "p3.c1 p4.c1"),
    ] {
        assert_eq!(world.finds(query), found, "{query}");
    }
}

#[test]
fn others_judgements_count_after_your_own() {
    let world = World::new();
    assert_eq!(world.finds("by:bo"), "p1.c1 p3.c2", "not p4.c1, which Ana has not judged");
    assert_eq!(world.finds("is:disagreed"), "p1.c1");
    let all = Asker { sees_all: true, ..world.reader() };
    assert_eq!(world.passing(&read("by:bo"), all.clone()), ["p1.c1", "p3.c2", "p4.c1"]);
    assert_eq!(world.passing(&read("is:disagreed"), all), ["p1.c1"], "Bo alone disagrees with nobody");
}

#[test]
fn of_several_annotators_one_suffices_and_a_final_word_decides() {
    let world = World::new();
    let everyone = || Asker::everyone(&world.article, &world.notes);
    assert_eq!(world.passing(&read("verdict:refuted"), everyone()), ["p1.c1", "p4.c1"]);
    assert_eq!(world.passing(&read("verdict:none"), everyone()), ["p1.c2", "p2.c1", "p3.c1"]);
    assert_eq!(world.passing(&read("-verdict:refuted"), everyone()), ["p1.c2", "p2.c1", "p3.c1", "p3.c2"]);
    let bo = Asker { final_by: Some("bo"), ..everyone() };
    assert_eq!(world.passing(&read("verdict:refuted"), bo), ["p4.c1"], "Bo supports p1.c1");
}

#[test]
fn a_judgement_of_an_earlier_wording_is_changed_and_no_longer_judged() {
    let mut world = World::new();
    world.article.sections[0].paragraphs[0].claims[0].text = "Ships pay three times in Ostrow.".to_owned();
    assert_eq!(world.finds("is:changed"), "p1.c1");
    assert_eq!(world.finds("is:judged"), "p3.c2");
    assert_eq!(world.finds("verdict:refuted"), "p1.c1", "the verdict is still shown with the claim");
    assert_eq!(world.finds("status:done"), "p3.c2");
}

#[test]
fn what_cannot_be_checked_counts_as_judged() {
    let world = World::of(&[("ana", "p1.c1", "status", json!("not-checkable"))]);
    assert_eq!(world.finds("is:judged"), "p1.c1");
    assert_eq!(world.finds("status:not-checkable"), "p1.c1");
}

/// Bo and Cy differ on p1.c1, and Eve settles it between Bo's line and the one of that number; Cy's is 1.
fn settled(second: u64, more: &[Said]) -> World {
    let line = |number: u64| ActionId::from_parts(1_772_000_000_000 + number, u128::from(number) * 7919).to_string();
    let between = [line(0), line(second)];
    let mut said: Vec<Said> = vec![
        ("bo", "p1.c1", "verdict", json!("refuted")),
        ("cy", "p1.c1", "verdict", json!("supported")),
        ("eve", "p1.c1", "settled", json!({"verdict": "refuted", "because": "So it is.", "between": between})),
    ];
    said.extend_from_slice(more);
    World::of(&said)
}

#[test]
fn a_settlement_by_anybody_makes_a_claim_settled_and_final_asks_for_what() {
    let world = settled(1, &[]);
    assert_eq!(world.finds("is:settled"), "p1.c1");
    assert_eq!(world.finds("final:refuted"), "p1.c1");
    assert_eq!(world.finds("final:supported,not-checkable"), "");
    assert_eq!(world.finds("-final:none"), "p1.c1");
}

#[test]
fn a_settlement_that_no_longer_applies_or_is_contradicted_settles_nothing() {
    let stale = settled(9, &[]);
    assert_eq!((stale.finds("is:settled"), stale.finds("-final:none")), (String::new(), String::new()));
    let between = json!([]);
    let other = json!({"verdict": "supported", "because": "No.", "between": between});
    let twice = settled(1, &[("dan", "p1.c1", "settled", other)]);
    assert_eq!((twice.finds("is:settled"), twice.finds("-final:none")), (String::new(), String::new()));
}

#[test]
fn unknown_names_are_reported_with_a_suggestion() {
    let world = World::new();
    let unknown = |query: &str| {
        let query = read(query);
        let errors = ClaimQuery::new(&query, world.reader()).unknown_names();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(unknown("speaker:pilot"), [""; 0], "a name may be cut short");
    assert_eq!(unknown("speaker:plots"), ["there is no speaker `plots`; did you mean `pilots`?"]);
    assert_eq!(
        unknown("section:nowhere"),
        ["there is no section `nowhere`; choose one of: opening, money"],
        "where nothing is near, all are listed"
    );
    assert_eq!(
        unknown("by:boo id:p9"),
        [
            "there is no annotator `boo`; did you mean `bo`?",
            "there is no claim or paragraph `p9`; choose one of: p1.c1, p1.c2, p2.c1, p3.c1, p3.c2, p4.c1"
        ]
    );
    assert_eq!(unknown("tag:later"), [""; 0], "a tag may come later");
}

/// Makes sure that the test covers new words of a field.
#[test]
fn every_word_that_a_field_takes_is_found_or_refused_by_some_claim() {
    let world = World::new();
    for row in &CLAIM_FIELDS {
        assert!(!row.field.help.is_empty() && row.field.help.len() < 70, "{}", row.field.name);
        let Takes::Words(words) = row.field.takes else { continue };
        for word in words() {
            let found = world.finds(&format!("{}:{word}", row.field.name));
            let others = world.finds(&format!("-{}:{word}", row.field.name));
            let mut both: Vec<&str> = found.split_whitespace().chain(others.split_whitespace()).collect();
            both.sort_unstable();
            assert_eq!(both.join(" "), ALL, "{}:{word}", row.field.name);
        }
    }
}
