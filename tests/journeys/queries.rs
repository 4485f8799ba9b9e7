//! The filter is a query: typed, completed, combined, negated, saved; the matches are what is exported.

use crate::journey::Journey;

#[test]
fn claims_are_filtered_while_typing_and_restored_on_cancelling() {
    let journey = Journey::open().size(200, 50).press("f").types("kind:numerical");
    let journey = journey.shows("○ The Ministry of Tides").shows("kind:numerical · Esc: all").lacks("○ A second fee");
    journey.press("Esc").lacks("Esc: all").shows("○ A second fee").shows("0/6");
}

#[test]
fn a_query_is_combined_and_negated() {
    let journey = Journey::open().press("v s f").types("section:money -kind:numerical").press("Enter");
    let journey = journey.shows("1 of 6 claims, section:money -kind:numerical").selects("p4.c1");
    let journey = journey.press("f").types("third OR (twice is:judged)").press("Enter").shows("2 of 6 claims");
    journey.press("f").types("\"port of ostrow\"").press("Enter").shows("1 of 6 claims").selects("p2.c1");
}

#[test]
fn an_error_shows_below_its_place_and_the_previous_filter_stays() {
    let journey = Journey::open().press("f").types("kind:numerical speker:author");
    let journey = journey.shows("^ there is no field `speker`; did you mean `speaker`?");
    let journey = journey.press("Enter").shows("there is no field").press("Esc").lacks("there is no field");
    let journey =
        journey.press("f").types("speaker:pylots").shows("there is no speaker `pylots`; did you mean `pilots`?");
    journey.press("Esc").lacks("Esc: all");
}

#[test]
fn tab_completes_fields_and_values_and_goes_on_from_there() {
    let journey =
        Journey::open().press("f").types("certai").press("Tab").shows("f certainty:").shows("put as possible");
    let journey = journey.types("pos").press("Tab").shows("f certainty:possible").types("-spea").press("Tab");
    let journey = journey.shows("f certainty:possible -speaker:").types("aut").press("Tab");
    journey.press("Enter").shows("1 of 6 claims, certainty:possible -speaker:author").selects("p2.c1");
}

#[test]
fn words_that_no_claim_has_yet_are_completed_and_show_nothing() {
    let journey = Journey::open().press("f").types("is:judg").shows("is:judged").shows("did you mean `judged`?");
    let journey = journey.press("Tab").shows("f is:judged").press("Enter").shows("0 of 6 claims, is:judged");
    journey.press("Esc f").types("certainty:possible zzz:").shows("there is no field `zzz`").lacks("Esc: all");
}

#[test]
fn a_new_filter_continues_the_current_one() {
    let journey = Journey::open().press("f").types("numeric").press("Enter").shows("numerical · Esc: all");
    let journey = journey.press("f").shows("continue from this filter").press("Tab").shows("f kind:numerical");
    journey.types("has:date").press("Enter").shows("1 of 6 claims, kind:numerical has:date").selects("p3.c2");
}

#[test]
fn other_words_than_names_of_rows_are_found_in_the_claims() {
    let journey = Journey::open().press("f").types("did not say").shows("with the words “did not say”");
    journey.press("Enter").shows("1 of 6 claims, did not say").selects("p4.c1");
}

#[test]
fn saved_queries_are_offered_by_name_and_are_terms_of_others() {
    let journey = Journey::open().saves_query("sums", "kind:numerical -is:judged").press("f").shows("@sums");
    let journey = journey.shows("kind:numerical -is:judged").types("@su").press("Enter").shows("2 of 6 claims, @sums");
    let journey = journey.press("f").types("@sums has:figure").press("Enter").shows("1 of 6 claims, @sums has:figure");
    journey.press("f").types("@sms").shows("there is no saved query `sms`; did you mean `sums`?");
}

#[test]
fn the_export_has_the_claims_of_the_filter_and_says_so() {
    let journey =
        Journey::open().press("v s ] v r").disk_answers().press("f").types("certainty:stated verdict:refuted");
    let journey = journey.press("Enter x").shows("ana's notes, certainty:stated verdict:refuted");
    let journey = journey.press("Enter").disk_answers();
    let written = journey.file("harbour.ana.packet.md");
    assert!(written.contains("A second fee was brought in"), "{written}");
    assert!(!written.contains("Ships pay twice in Ostrow. "), "{written}");
    assert!(!written.contains("p3.c1"), "{written}");
}

#[test]
fn queries_use_others_judgements_only_if_visible() {
    let journey = Journey::open().colleague("bo", "p1.c1", "refuted").press("f").types("by:bo");
    let journey = journey.press("Enter").shows("0 of 6 claims").press("Esc v s f").types("by:bo").press("Enter");
    let journey = journey.shows("1 of 6 claims, by:bo").selects("p1.c1").press("Esc f").types("annotators dis");
    journey.press("Enter").shows("1 of 6 claims, annotators disagree");
}

#[test]
fn the_list_of_filters_is_whole_on_every_size() {
    for (columns, rows) in [(200, 50), (120, 40), (80, 24), (60, 20), (40, 12)] {
        let journey = Journey::open().size(columns, rows).press("f").shows("Claims to show").types("kind:");
        let journey = journey.shows("numerical").types("x").shows("does not take");
        journey.press("Esc").lacks("Claims to show");
    }
}
