//! Wide screens: a column for the details of a claim, adjustable panes, complete names.

use nutgraf::model::preferences::Preferences;

use crate::journey::Journey;

const HARBOUR: &str = include_str!("harbour.yaml");

#[test]
fn from_160_columns_on_the_details_of_the_claim_have_a_column() {
    Journey::open().size(159, 40).lacks("Details");
    let journey = Journey::open().size(160, 40).shows("Details").shows("correction").shows("not judged");
    let journey = journey.press("v w").types("Two fees are listed.").press("C-s r").shows("Two fees are listed.");
    let journey = journey.shows("✗ refuted").shows("History").press("e").types("https://a.example/fees").press("C-s");
    let journey = journey.shows("a.example").press("R C-s i").types("a note").press("C-s ]").lacks("a.example");
    journey.shows("Details").shows("p1.c2").press("[").shows("a.example");
}

#[test]
fn details_follow_every_change_and_stay_when_they_are_drawn_again() {
    let journey = Journey::open().size(160, 40).press("v s").shows("✓ supported").press("u").lacks("✓ supported");
    journey.colleague("ben", "p1.c1", "refuted").lacks("refuted  ben").press("v s").shows("✗ refuted  ben");
}

#[test]
fn details_scroll_by_wheel_and_open_the_card_by_click() {
    let mut journey = Journey::open().size(160, 20);
    for _ in 0..4 {
        journey = journey.press("v s v r");
    }
    let journey = journey.shows("more").turns_wheel("Details", 9).lacks(" more").shows("→ supported");
    journey.clicks("→ supported").shows("Claim p1.c1");
}

#[test]
fn hidden_claims_have_no_details() {
    Journey::open().size(160, 40).press("M").shows("Details").lacks("correction");
}

#[test]
fn the_outline_folds_and_shows_while_it_has_the_focus() {
    let journey = Journey::open().size(120, 40).press("z").lacks("claims per paragraph").press("S-Tab");
    let journey = journey.shows("claims per paragraph").press("Tab").lacks("claims per paragraph");
    journey.press("z").shows("claims per paragraph");
}

#[test]
fn panes_become_wider_and_narrower_by_key() {
    let claims = |journey: &Journey| journey.column_of("Claims ─");
    let journey = Journey::open().size(140, 40);
    let before = claims(&journey);
    let journey = journey.press("Tab +");
    assert_eq!(claims(&journey), before - 4);
    let journey = journey.press("- - -");
    assert_eq!(claims(&journey), before + 8);
    let journey = journey.press("S-Tab -");
    assert_eq!(claims(&journey), before + 4, "the text gives its columns to the claims");
    let journey = journey.press(":").types("reset-panes").press("Enter");
    assert_eq!(claims(&journey), before);
    Journey::open().size(60, 20).press("+").shows("only one pane");
    Journey::open().size(140, 40).press("(").shows("from 160 columns on");
    let details = |journey: &Journey| journey.column_of("Details ─");
    let journey = Journey::open().size(200, 40);
    let before = details(&journey);
    assert_eq!(details(&journey.press("( )  (")), before - 4);
}

#[test]
fn a_rule_between_panes_is_dragged() {
    let journey = Journey::open().size(140, 40);
    let rule = journey.column_of("Claims ─") - 2;
    let journey = journey.clicks_cell(rule, 10).drags_to(rule - 9, 12);
    assert_eq!(journey.column_of("Claims ─"), rule - 7);
    let journey = journey.clicks_cell(rule - 9, 10).drags_to(0, 10).shows("Ships pay twice");
    journey.clicks_cell(30, 10).drags_to(500, 10).shows("Text").shows("Claims");
}

#[test]
fn the_next_run_restores_widths_and_the_fold() {
    let journey = Journey::open().size(140, 40).press("z Tab + + w A Esc");
    let chosen = journey.preferences();
    assert!(chosen.panes.outline_is_folded && chosen.panes.claims.is_some() && chosen.asks_for_evidence);
    let stored = serde_json::to_string(&chosen).unwrap();
    assert_eq!(serde_json::from_str::<Preferences>(&stored).unwrap(), chosen);
    let later: Preferences = serde_json::from_str(r#"{"panes":{"claims":40,"later":1},"later":true}"#).unwrap();
    assert_eq!(later.panes.claims, Some(40));
}

#[test]
fn names_of_entities_are_complete_if_there_is_room() {
    let name = "Society for Relief of Pilots";
    let article = HARBOUR.replace("name: Pilots' Guild, kind: group", &format!("name: {name}, kind: group"));
    for columns in [120, 140, 160, 200] {
        Journey::open_text(&article).size(columns, 40).shows(name);
    }
    Journey::open().size(160, 40).shows("Ministry of Tides");
}
