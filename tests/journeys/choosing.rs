//! Finding an entity by letters, filtering claims, opening another article, and returning.

use crate::journey::Journey;

const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

#[test]
fn a_dossier_is_five_keys_away() {
    Journey::open_text(SHIPPED).press("@ r u s Enter").shows("─ Russia").shows("Claims about it");
    Journey::open_text(SHIPPED).press("' z z z").shows("no match").press("Enter").shows("no match");
}

#[test]
fn only_predictions_show_and_stepping_stays_among_them() {
    let journey = Journey::open_text(SHIPPED).press("f p r e d i c Enter").shows("prediction · Esc: all");
    let first = journey.shows("of 65 claims, prediction");
    let next = first.press("]").shows("prediction ·").press("Esc").lacks("Esc: all").shows("Showing all claims");
    next.press("Esc").shows("no search or filter to clear");
}

#[test]
fn a_claim_that_no_longer_matches_stays_until_the_selection_moves() {
    let journey = Journey::open().press("f n o t Space j Enter").shows("not judged · Esc: all").press("v s");
    journey.shows("✓ Ships").press("]").lacks("✓ Ships").selects("p1.c2").press("[").selects("p1.c2");
}

#[test]
fn filters_offer_only_what_some_claim_passes() {
    Journey::open()
        .press("f")
        .shows("not judged")
        .shows("said by")
        .lacks("supported")
        .press("Esc v s f")
        .shows("supported");
}

#[test]
fn another_article_is_opened_from_the_library() {
    let journey = Journey::open().press("o").lists(&["Tides", "Docks"]).shows("Tides").shows("2/6");
    journey.press("d o c k Enter").opened("docks.yaml");
}

#[test]
fn an_article_with_something_unsaved_stays_open() {
    let journey = Journey::open().disk_fails_from_now_on().press("v s").disk_answers().press("o");
    journey.shows("1 not saved").lacks("Library").opened("");
}
