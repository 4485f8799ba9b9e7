//! The claim that is found is the one that is judged, annotated and copied.

use crate::journey::{Journey, long_article};

const HARBOUR: &str = include_str!("harbour.yaml");
const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

/// An article whose first paragraph is quoted as a whole and in part, but not at its end.
fn nested() -> String {
    let claim = "          - {id: p1.c3, text: The second fee is recent., quote: second fee, kind: fact, certainty: stated, speaker: author}\n";
    let whole = "          - {id: p1.c4, text: Both fees are due., quote: Ships pay twice in Ostrow. The second fee came last year, kind: fact, certainty: stated, speaker: author}\n";
    let text = HARBOUR.replace("came last year.", "came last year. Nobody knows why.");
    text.replacen("      - id: p2\n", &format!("{whole}{claim}      - id: p2\n"), 1)
}

#[test]
fn the_claim_under_the_match_is_judged() {
    let journey = Journey::open_text(SHIPPED).press("/ 1 9 9 0 Enter").selects("p2.c2").shows("p2.c2").press("v");
    journey.shows("Judge p2.c2").press("s").on_disk_after(1);
}

#[test]
fn evidence_notes_and_copies_follow_the_match() {
    let found = || Journey::open().press("/").types("last year").press("Enter").selects("p1.c2");
    found().press("e").shows("Evidence for p1.c2");
    found().press("i").shows("Note on p1.c2").press("Esc Esc i").shows("Note on p1 ");
    found().press("y").copied("A second fee was brought in last year.");
}

#[test]
fn of_several_claims_the_tightest_is_selected_and_the_others_are_one_key_away() {
    let journey = Journey::open_text(&nested()).press("/").types("second fee").press("Enter").selects("p1.c3");
    let journey = journey.shows("1 of 3 claims here").press(";").selects("p1.c2").press(";").selects("p1.c4");
    journey.press(";").selects("p1.c3");
}

#[test]
fn without_a_match_the_claims_at_the_same_words_are_one_key_away_too() {
    let journey = Journey::open_text(&nested()).press(";").selects("p1.c4").press(";").selects("p1.c3");
    journey.press("] ;").selects("p2.c1").shows("No other claim quotes these words");
}

#[test]
fn without_a_claim_that_quotes_the_words_none_is_judged() {
    let journey = Journey::open_text(&nested()).press("/").types("nobody knows").press("Enter").selects_none();
    let journey = journey.shows("no claim quotes these words").press("v").lacks("Judge").on_disk_after(0);
    journey.press("]").selects("p1.c1");
}

#[test]
fn a_search_without_a_match_offers_no_next_one() {
    let journey = Journey::open().press("/").types("zebra").press("Enter").shows("nothing found").lacks("next match");
    journey.press("n").shows("No match to go to");
    Journey::open().press("/").types("fee came").press("Enter").shows("p1.c2").lacks("N previous");
}

#[test]
fn each_match_selects_its_own_claim() {
    let journey = Journey::open().press("/").types("the ministry of tides").press("Enter").selects("p3.c1");
    journey.press("n").selects("p3.c1").press("n").selects("p3.c2").press("n").selects("p4.c1");
}

#[test]
fn a_match_far_down_a_long_paragraph_is_in_sight() {
    let text = long_article().replace("and the quay is long  omega", "and the lighthouse is dark omega");
    Journey::open_text(&text).size(80, 24).press("/").types("lighthouse").press("Enter").shows("the lighthouse");
}

#[test]
fn a_filter_keeps_its_claims_from_being_chosen_by_a_match() {
    let journey = Journey::open_text(&nested()).press("] v s f").types("supported").press("Enter /");
    journey.types("second fee").press("Enter").selects("p1.c2");
}

#[test]
fn a_match_that_is_in_no_claim_selects_none_in_whatever_it_is() {
    let heading = HARBOUR.replace("  - id: opening", "  - id: opening\n    heading: The quay at night");
    for (yaml, words) in [(heading.as_str(), "quay at night"), (HARBOUR, "the Pilots' Guild fears")] {
        let journey = Journey::open_text(yaml).size(160, 40).press("/").types(words).press("Enter").selects_none();
        let journey = journey.shows("no claim quotes these words").press("v").lacks("Judge p");
        journey
            .shows("No claim quotes the words found. ] selects the next claim")
            .press("s")
            .shows("That key did nothing")
            .on_disk_after(0);
    }
}

#[test]
fn what_belonged_to_a_refused_key_does_nothing() {
    let found = || Journey::open_text(&nested()).press("/").types("nobody knows").press("Enter").selects_none();
    // A verdict after a refused question is no command of the panes.
    found().press("v").press("r").shows("That key did nothing").lacks("Relate").on_disk_after(0);
    found().press("v 2 s").lacks("Select").press("s").shows("word");
    found().press("v w").types("queue").press("Esc").lacks("Queue").press("w").shows("Queue");
    found().press("e").types("https://quay.example?q=v").lacks("Queue").lacks("Help").press("Enter");
    found().press("v ]").selects("p1.c1").press("v s").on_disk_after(1);
}

#[test]
fn after_a_search_that_finds_nothing_no_claim_is_judged() {
    let journey = Journey::open().press("]").selects("p1.c2").press("/").types("zebra").press("Enter").selects_none();
    let journey = journey.press("v").lacks("Judge p").shows("Nothing was found. ] selects the next claim");
    let journey = journey.press("s").shows("That key did nothing").on_disk_after(0);
    journey.press("Backspace").selects("p1.c2").press("v s").on_disk_after(1);
}
