//! Checked before: similar claims of other articles of the folder.

use nutgraf::corpus::similar::Opinion;
use nutgraf::reader::screens::library::state::{LibraryNews, LibraryRequest};

use crate::journey::Journey;

const ARTICLE: &str = include_str!("harbour.yaml");

/// Beside the open article is another one, in which ben refuted the 6 million.
fn library() -> Journey {
    let other = ARTICLE.replace("id: harbour", "id: tides").replace("title: Harbour dues", "title: Tides");
    Journey::open().has_other_article("tides", &other.replace("kept 4 million crowns", "kept 6 million crowns"))
}

#[test]
fn similar_claims_are_shown_with_what_differs_and_can_be_linked() {
    let journey =
        library().press("j j Tab ] ~").shows("Checked before").shows("In 2024 the Ministry of Tides kept 6 million");
    let journey =
        journey.shows("tides.yaml p3.c2, “Tides”").shows("the same with a different number: 4 million here, 6");
    let journey = journey.press("Enter").shows("Is it the same claim?").press("Enter").disk_answers();
    journey.shows("= same").on_disk(1).press("Esc u").disk_answers().press("~").lacks("= same");
}

#[test]
fn a_refused_match_is_remembered_and_comes_last() {
    let journey = library().press("j j Tab ] ~ Enter").types("not").press("Enter").disk_answers();
    journey.shows("≠ not same").reopen().press("j j Tab ] ~").shows("≠ not same");
}

#[test]
fn the_verdict_on_the_same_claim_is_offered_and_taken_with_its_reason() {
    let journey = library().has_judged_other("tides", "ben", "p3.c2", "refuted");
    let journey = journey.press("j j Tab ] ~").shows("1 judgement of others").lacks("refuted").press("Enter Enter");
    let journey = journey.disk_answers().press("Enter").types("give").press("Enter").disk_answers();
    journey.press("Esc").shows("✗ In 2024").on_disk(2);
}

#[test]
fn a_verdict_on_a_linked_claim_is_told_where_one_opens_or_judges_the_other() {
    let linked = library().with_known_folder().press("j j Tab ] ~ Enter Enter").disk_answers().reopen();
    let journey = linked.with_known_folder().notices_notes_anew();
    let journey = journey.asked(&LibraryRequest::Verdicts(vec!["tides/p3.c2".to_owned()]));
    let opinion =
        |by: &str, verdict: &str| Opinion { by: by.to_owned(), verdict: verdict.to_owned(), why: None, date: None };
    let found = vec![("tides/p3.c2".to_owned(), vec![opinion("ben", "refuted")])];
    let journey = journey.hears(LibraryNews::Verdicts(found)).size(160, 40).press("j j Tab ] Enter");
    // What others found shows once one has judged the claim oneself.
    let journey = journey.shows("p3.c2: the same claim elsewhere: others have judged tides/p3.c2").press("Esc v s");
    let journey = journey.shows("tides/p3.c2 is refuted (ben). ~ offers the verdict").disk_answers();
    let found = vec![("tides/p3.c2".to_owned(), vec![opinion("ana", "misleading")])];
    let journey = journey.hears(LibraryNews::Verdicts(found)).press("Enter").shows("tides/p3.c2 is misleading (ana)");
    // No verdict spreads by itself.
    assert_eq!(journey.file("tides.ana.notes.jsonl"), "");
}

#[test]
fn where_nothing_is_similar_the_page_says_so() {
    Journey::open().press("j j Tab ] ~").shows("Checked before").press("Esc").lacks("Checked before");
}
