//! An invalid edit of the article while the reader is open.

use crate::journey::Journey;

const HARBOUR: &str = include_str!("harbour.yaml");

/// An article with several problems.
fn wrong() -> String {
    HARBOUR
        .replace("kind: group", "kind: gruop")
        .replace("certainty: possible", "certainty: possibly")
        .replace("speaker: pilots", "speaker: pilot")
}

#[test]
fn all_problems_are_listed_and_each_leads_to_its_place() {
    let journey = Journey::open().article_becomes_wrong(&wrong()).shows("Problems of the article's file");
    let journey = journey.shows("gruop").shows("possibly").shows("3 problems");
    let line = wrong().lines().position(|line| line.contains("gruop")).unwrap() + 1;
    let column = wrong().lines().nth(line - 1).unwrap().find("gruop").unwrap() + 1;
    let journey = journey.press("Enter").edits_at(&format!("{line}:{column}")).shows("gruop");
    let journey = journey.article_becomes(HARBOUR).lacks("Problems of").shows("this is the new version");
    journey.press(":").types("problems").press("Enter").shows("has no problems");
}

#[test]
fn an_open_form_stays_open_and_the_problems_wait() {
    let journey = Journey::open().press("i").types("Half a thought").article_becomes_wrong(&wrong());
    let journey = journey.shows("Half a thought").lacks("gruop").press("C-s :").types("problems").press("Enter");
    journey.shows("gruop").press("j Esc").lacks("gruop").shows("Ships pay twice");
}

#[test]
fn many_problems_scroll() {
    let text = HARBOUR.replace("kind: fact", "kind: fcat").replace("stated", "sttaed").replace("about:", "abuot:");
    let journey = Journey::open().size(80, 16).article_becomes_wrong(&text).shows(" more ");
    journey.press("G").lacks(" more ").press("g").shows(" more ");
}
