//! Claims on which annotators differ, settled one at a time.

use serde_json::{Value, json};

use crate::journey::Journey;

/// A verdict with a reason and evidence.
fn judged(claim: &str, verdict: &str, why: &str) -> Vec<(String, String, Value)> {
    let item = "01KB00000000000000000000EV";
    let (on, of_item) = (format!("claim:{claim}"), format!("evidence:{item}"));
    let mut said = vec![
        (on.clone(), "verdict".to_owned(), json!(verdict)),
        (on.clone(), of_item.clone(), json!("refutes")),
        (of_item.clone(), "passage".to_owned(), json!("Dues are paid once.")),
        (of_item, "url".to_owned(), json!("https://port.example/dues")),
    ];
    if !why.is_empty() {
        said.push((on, "why".to_owned(), json!(why)));
    }
    said
}

impl Journey {
    /// Somebody else judges a claim, with a reason.
    fn judges(self, name: &str, claim: &str, verdict: &str, why: &str) -> Self {
        self.adds(name, &judged(claim, verdict, why))
    }

    /// The id of the first line of somebody's file.
    fn first_id(&self, name: &str) -> String {
        let text = self.file(&format!("harbour.{name}.notes.jsonl"));
        let line: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        line["id"].as_str().unwrap().to_owned()
    }

    /// The settlement in ana's last line.
    fn settled(&self) -> Value {
        let text = self.file("harbour.ana.notes.jsonl");
        let line: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        let settled = &line["set"][0];
        assert_eq!(settled["field"], "settled", "{line}");
        settled["to"].clone()
    }
}

/// bo and cy differ on two claims; ana has judged nothing.
fn disputed() -> Journey {
    Journey::open()
        .judges("bo", "p1.c1", "refuted", "The port's list has one fee.")
        .judges("cy", "p1.c1", "supported", "Every captain says so.")
        .judges("bo", "p2.c1", "not-enough", "Nobody would say.")
        .judges("cy", "p2.c1", "misleading", "")
        .judges("bo", "p3.c1", "supported", "It is in the budget.")
        .judges("cy", "p3.c1", "supported", "So it is.")
}

#[test]
fn both_judgements_both_reasons_and_both_pieces_of_evidence_stand_side_by_side() {
    for (columns, rows) in [(200, 50), (120, 40), (80, 24)] {
        let journey =
            disputed().size(columns, rows).press("A O").shows("1 of 2, 0 settled").shows("Ships pay twice in Ostrow.");
        let journey = journey.shows("A  ✗ refuted").shows("B  ✓ supported").shows("bo").shows("cy");
        let journey = journey.shows("The port's list has one fee.").shows("Every captain says so.");
        journey.shows("− refutes: “Dues are paid once.”").shows("port.example/dues");
    }
    disputed()
        .size(60, 20)
        .press("A O")
        .shows("A  ✗ refuted")
        .shows("The port's list has one fee.")
        .press("Space")
        .shows("B  ✓ supported");
}

#[test]
fn one_key_settles_with_the_reason_of_the_side_and_goes_on_to_the_next() {
    let journey = disputed()
        .press("A O a")
        .disk_answers()
        .shows("p1.c1: settled as refuted, because “The port's list has one fee.”");
    let journey = journey.shows("2 of 2, 1 settled").selects("p2.c1").on_disk(1);
    let settled = journey.settled();
    assert_eq!((&settled["verdict"], &settled["because"]), (&json!("refuted"), &json!("The port's list has one fee.")));
    assert_eq!(settled["between"].as_array().unwrap().len(), 2);
    journey
        .press("a")
        .shows("All 2 disputes are settled")
        .press("k")
        .shows("settled as refuted by ana, because: The port's list has one fee.");
}

#[test]
fn a_side_without_a_reason_is_asked_for_one_and_enter_takes_it() {
    let journey = disputed().press("A O j b").shows("Settle p2.c1 as misleading").has_drafts(0);
    let journey = journey.types("Half of it is hearsay.").has_drafts(1).press("Enter").disk_answers();
    assert_eq!(journey.settled()["because"], "Half of it is hearsay.");
    journey.has_drafts(0).shows("1 of 2, 1 settled");
}

#[test]
fn enter_accepts_a_prefilled_reason_and_esc_leaves_the_claim_open() {
    let journey = disputed().press("A O A").shows("The port's list has one fee.").press("Enter").disk_answers();
    assert_eq!(journey.settled()["because"], "The port's list has one fee.");
    let journey = disputed().press("A O A End").types(" I rang them.").press("Enter").disk_answers();
    assert_eq!(journey.settled()["because"], "The port's list has one fee. I rang them.");
    disputed().press("A O A Esc").shows("Nothing is settled").shows("1 of 2, 0 settled").on_disk(0).has_drafts(0);
}

#[test]
fn the_form_for_the_reason_leaves_both_sides_in_sight_and_says_what_its_keys_do() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let journey = disputed().size(columns, rows).press("A O A").shows("Settle p1.c1 as refuted");
        let journey = journey.shows("B  ✓ supported").shows("Every captain says so.").shows("Enter settle");
        journey.shows("Esc settle nothing").lacks("Enter settles it");
    }
}

#[test]
fn a_small_screen_lists_the_disputes_and_offers_to_move_on_and_to_undo() {
    let journey = disputed().size(80, 24).press("A O a").disk_answers().shows("○ p2.c1").shows("● p1.c1");
    journey.shows("j skip").shows("u undo");
}

#[test]
fn a_letter_and_a_reason_settle_for_a_verdict_that_nobody_gave() {
    let journey = disputed()
        .press("A O c")
        .shows("Settle p1.c1 as conflicting")
        .types("Both are right.")
        .press("Enter")
        .disk_answers();
    assert_eq!(
        (&journey.settled()["verdict"], &journey.settled()["because"]),
        (&json!("conflicting"), &json!("Both are right."))
    );
    let journey = disputed().press("A O o").types("Nobody keeps count.").press("Enter").disk_answers();
    assert_eq!(journey.settled()["verdict"], "not-checkable");
}

#[test]
fn an_empty_reason_settles_nothing() {
    disputed().press("A O c Enter").shows("a settlement needs a reason").on_disk(0);
}

#[test]
fn a_settlement_is_undone_like_every_action() {
    let journey = disputed()
        .press("A O a u")
        .disk_answers()
        .shows("1 of 2, 0 settled")
        .selects("p1.c1")
        .lacks("settled as refuted by");
    let journey = journey.press("C-r").disk_answers().shows("1 settled").press("k").selects("p1.c1");
    journey.press("-").disk_answers().shows("your settlement is withdrawn").shows("0 settled");
}

#[test]
fn disputes_on_unjudged_claims_stay_hidden_until_asked_for() {
    let journey = disputed().press("A").shows("There are no disagreements on claims that you have judged.");
    let journey =
        journey.shows("2 disputes are on claims that you have not judged; O shows them").lacks("list has one fee");
    let journey = journey.press("a").on_disk(0).press("Esc").lacks("✗ refuted");
    let journey = journey.press("v r A").shows("1 of 1, 0 settled").shows("ana").shows("1 dispute is on a claim");
    journey.press("O").shows("of 2, 0 settled");
}

#[test]
fn names_can_be_hidden_while_settling() {
    let journey = disputed().press("A O h").shows("names hidden").shows("The port's list has one fee.");
    let journey = journey.lacks(" bo ").lacks(" cy ").press("a k");
    let journey = journey.shows("settled as refuted, because: The port's list").lacks("by ana").lacks(" bo ");
    journey.press("h").shows("settled as refuted by ana");
}

#[test]
fn forty_disputes_are_settled_in_at_most_sixty_keys() {
    let mut journey = Journey::open_text(&article(40));
    for (name, verdict) in [("bo", "refuted"), ("cy", "supported")] {
        let said: Vec<_> = (1..=40)
            .flat_map(|number| judged(&format!("p1.c{number}"), verdict, &format!("{name} saw {number}")))
            .collect();
        journey = journey.adds(name, &said);
    }
    let keys = format!("A O {}", "a b ".repeat(20));
    assert!(keys.split_whitespace().count() <= 60, "{keys}");
    let journey = journey.press(&keys).shows("All 40 disputes are settled").disk_answers();
    let text = journey.file("harbour.ana.notes.jsonl");
    assert_eq!(text.lines().filter(|line| line.contains(r#""field":"settled""#)).count(), 40);
}

/// An article with this many claims.
fn article(claims: usize) -> String {
    let text: Vec<String> = (1..=claims).map(|number| format!("Ship {number} paid twice.")).collect();
    let claim = |number: usize| {
        format!(
            "          - {{id: p1.c{number}, text: Ship {number} paid twice., quote: Ship {number} paid twice, kind: fact, certainty: stated, speaker: author}}\n"
        )
    };
    let claims: String = (1..=claims).map(claim).collect();
    format!(
        "nutgraf: 1\narticle: {{id: harbour, title: Harbour dues, outlet: The Daily Mooring, genre: analysis, language: en, wording: verbatim}}\nentities: []\nsections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: {}\n        claims:\n{claims}",
        text.join(" ")
    )
}

#[test]
fn the_page_shows_agreement_with_its_counts_or_says_why_there_is_none() {
    let journey = disputed().press("A O").shows("Agreement: 33.3 %, 1 of 3 pairs of judgements are equal");
    journey.shows("Cohen's kappa: ").shows("Krippendorff's alpha: ");
    let alone = Journey::open().press("v r A");
    alone.shows("There are no disagreements.").shows("Agreement: only one annotator judged");
    let agreed = Journey::open().judges("bo", "p1.c1", "refuted", "So.").press("v r A");
    agreed.shows("Agreement: all agree on the 1 claim judged by several");
}

#[test]
fn claims_on_which_annotators_differ_can_be_shown_alone() {
    let journey = disputed().press("v r f").types("is:disagreed").press("Enter").shows("1 of 6 claims");
    journey.press("Esc A a Esc f").types("is:settled").press("Enter").shows("1 of 6 claims");
}

#[test]
fn an_annotator_sees_settlements_that_differ_from_their_judgement() {
    let journey = Journey::open().press("v s").disk_answers().judges("bo", "p1.c1", "refuted", "One fee.");
    let between: Vec<String> = ["ana", "bo"].iter().map(|by| journey.first_id(by)).collect();
    let settled = json!({"verdict": "refuted", "because": "The list is official.", "between": between});
    let journey = journey.adds("eve", &[("claim:p1.c1".to_owned(), "settled".to_owned(), settled)]);
    let journey = journey.shows("settled as refuted by eve, not");
    journey.press("l Enter").shows("settled as refuted by eve, because: The list is official.; you judged differently");
}

#[test]
fn the_page_follows_what_others_write_meanwhile() {
    let journey = disputed().press("A O a").disk_answers().shows("2 of 2, 1 settled");
    let journey = journey.judges("bo", "p1.c1", "supported", "I was wrong.").shows("of 1, 0 settled").selects("p2.c1");
    journey
        .judges("bo", "p1.c1", "conflicting", "Not quite.")
        .press("k")
        .shows("no longer valid: bo has changed their judgement since");
}

#[test]
fn a_settlement_against_ones_own_verdict_shows_to_whoever_settled() {
    let journey = Journey::open().press("v s").judges("bo", "p1.c1", "refuted", "One fee.");
    let journey = journey.press("A b").disk_answers().press("Esc").shows("settled as refuted by ana, not");
    journey.press("Tab Enter").shows("settled as refuted by ana, not as you judged");
}
