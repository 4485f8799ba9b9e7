//! Forms help the annotator to fill them in.

use nutgraf::model::annotation::evidence::{ANSWER_TYPES, Bearing, SOURCES};
use nutgraf::model::article::claim::{Certainty, ClaimKind, Priority};

use crate::journey::Journey;

const EVENING_UTC: u64 = 1_795_563_000_000; // 2026-11-24T22:10:00Z

#[test]
fn invalid_addresses_and_dates_are_reported_in_the_field_at_once() {
    let journey = Journey::open().press("e").types("quay").shows("this is not an address").press("Tab").types("words");
    let journey = journey.shows("this is not an address").press("C-s").shows("Evidence kept").on_disk_after(1);
    let journey = journey.press("R Tab Tab").types("soon").row_after("soon", "is not a date").press("C-s");
    journey.on_disk_after(2);
    Journey::open().press("R Tab Tab").types("2026-12-01").lacks("kept as typed");
}

#[test]
fn a_reply_begins_in_its_first_field_filled_with_the_speaker() {
    let journey = Journey::open().press("] ] R").shows("Pilots' Guild").cursor_on("who").press("C-u").types("Ana");
    journey.press("C-s").shows("Reply kept").press("Tab Enter").shows("Ana: ").lacks("Guild: ");
}

#[test]
fn escape_from_a_proposed_claim_asks_before_it_is_discarded() {
    let proposed = || Journey::open().press("s a").shows("Claim of your own").press("Esc").shows("Not kept yet");
    proposed().shows("Claim of your own").press("Esc").lacks("Claim of your own").on_disk_after(0);
    proposed().press("C-s").shows("Claim added").on_disk_after(1);
    proposed().types(" Really.").press("Esc").shows("Claim added").on_disk_after(1);
}

#[test]
fn a_speaker_whom_the_article_does_not_name_is_refused_and_what_was_typed_stays() {
    let journey = Journey::open().press("s a Tab Tab C-u").types("Zorg").shows("the article has no entity “Zorg”");
    let journey = journey.press("C-s").shows("Not written: the article has no entity “Zorg”").on_disk_after(0);
    let journey = journey.disk_answers().press("C-u").types("Pilots Guild");
    let journey = journey.shows("did you mean").press("C-u").types("Pilots' Guild, unclear").lacks("did you mean");
    let journey = journey.press("C-s").shows("Claim added").on_disk_after(1);
    assert!(journey.file("harbour.ana.notes.jsonl").contains(r#"["pilots","unclear"]"#));
}

#[test]
fn every_kind_certainty_and_priority_is_offered_for_a_claim_and_every_grade_for_evidence() {
    let claim = Journey::open().press("s a C-o");
    let (kinds, certainties) = (ClaimKind::ALL.map(ClaimKind::word), Certainty::ALL.map(Certainty::word));
    for word in kinds.into_iter().chain(certainties).chain(Priority::ALL.map(Priority::word)) {
        claim.sees(word);
    }
    let evidence = Journey::open().press("e C-o");
    for word in SOURCES.into_iter().chain(ANSWER_TYPES).chain(Bearing::ALL.map(Bearing::word)) {
        evidence.sees(&format!("○ {word}"));
    }
}

#[test]
fn a_correction_starts_from_the_words_of_the_article() {
    let journey = Journey::open()
        .press("v f")
        .shows("Ships pay twice in Ostrow")
        .press("End")
        .types(", once a year")
        .press("C-s s");
    let journey = journey.disk_answers().press("Tab Enter").shows("Ships pay twice in Ostrow, once a year");
    assert!(journey.file("harbour.ana.notes.jsonl").contains("Ships pay twice in Ostrow, once a year"));
    // Unchanged words are no correction, whatever else is written.
    let journey = Journey::open().press("v f S-Tab").types("because").press("C-s s").disk_answers();
    let journal = journey.file("harbour.ana.notes.jsonl");
    assert!(journal.contains("because") && !journal.contains("correction"), "{journal}");
    Journey::open().press("v w Tab").lacks("Ships pay twice in Ostrow\n").press("Esc");
}

#[test]
fn the_line_is_cleared_to_its_start_and_undone_by_word() {
    let journey = Journey::open().press("i").types("one two three").press("A-z").lacks("three").shows("one two");
    let journey = journey.press("A-Z").shows("one two three").press("C-u").lacks("one two").press("A-z");
    journey.shows("one two three");
}

#[test]
fn each_field_is_explained_and_grades_are_spelled_out() {
    let journey =
        Journey::open().press("e").shows("The address of the source").press("Tab").shows("The words of the source");
    let journey =
        journey.press("Tab").shows("What the evidence does for the claim").shows("← → or a first letter chooses");
    let journey = journey.press("C-o S-Tab S-Tab S-Tab").shows("1 confirmed by other sources").press("S-Tab");
    let journey = journey.shows("A completely reliable").shows("B usually reliable").press("b");
    journey.shows("B is usually reliable");
    for keys in ["i", "R", "v w", "= Esc s a"] {
        Journey::open().press(keys).press("Tab S-Tab").shows("Tab");
    }
}

#[test]
fn long_forms_scroll_and_say_so() {
    let journey = Journey::open().size(80, 24).press("e C-o").shows(" more ").press("S-Tab S-Tab S-Tab");
    journey.shows("more above").shows("reliability");
}

#[test]
fn tags_say_what_they_are_for_and_which_are_new() {
    let journey = Journey::open().press("#").shows("to find this by").types("odd").shows("new tag: odd").press("Enter");
    journey.shows("Tagged: odd").press("Esc #").types("odd").lacks("new tag").shows("odd").press("Esc");
}

#[test]
fn today_is_the_day_where_the_user_is() {
    let kept = |minutes: i16| {
        let journey = Journey::open().at(EVENING_UTC).ahead_of_utc_by(minutes).press("R").types("x").press("C-s");
        journey.disk_answers().file("harbour.ana.notes.jsonl")
    };
    assert!(kept(0).contains("2026-11-24\""), "{}", kept(0));
    assert!(kept(330).contains("2026-11-25\""), "{}", kept(330));
}

#[test]
fn what_stands_in_a_field_is_replaced_by_typing_and_kept_by_a_motion() {
    let judged = || Journey::open().press("v w").types("Two invoices").press("C-s s").disk_answers();
    let again = || judged().press("v w").shows("Two invoices").shows("Typing replaces the selected text");
    again().types("One list").press("C-s s").disk_answers().says("why", "One list");
    again()
        .press("End")
        .lacks("Typing replaces")
        .types(" and a list")
        .press("C-s s")
        .disk_answers()
        .says("why", "Two invoices and a list");
    again().press("Enter").types("A list").press("C-s s").disk_answers().says("why", "Two invoices\nA list");
    again().press("Backspace").types("x").press("A-z A-z").shows("Two invoices");
}

#[test]
fn every_field_that_gets_the_keys_offers_what_stands_in_it() {
    let journey = Journey::open().press("v f").shows("Ships pay twice in Ostrow").types("Ships pay once");
    journey.press("C-s r").disk_answers().says("correction", "Ships pay once");
    // A field that was written into keeps what was written.
    let journey = Journey::open().press("e").types("https://quay.example/a").press("Tab Tab S-Tab S-Tab").types("b");
    journey.shows("https://quay.example/ab");
    let journey = Journey::open().press("] ] R Tab").types("mail").press("S-Tab").types("The Guild").press("C-s");
    journey.disk_answers().shows("Guild");
}

#[test]
fn a_reason_that_was_set_aside_goes_on_where_it_was_left() {
    let journey = Journey::open().press("i").types("half a").press("C-c d").shows("half a").types(" thought");
    journey.shows("half a thought");
}

#[test]
fn evidence_without_a_bearing_or_an_address_says_so_when_it_is_kept() {
    let journey = Journey::open().press("e").types("see the leaflet").press("C-s").size(160, 40);
    journey.shows("Evidence kept as context: no bearing was chosen; “see the leaflet” is no address");
    let journey = Journey::open().press("e").types("https://quay.example").press("Tab Tab").types("r").press("C-s");
    journey.shows("Evidence kept").lacks("as context").lacks("is no address");
}

#[test]
fn a_deadline_before_the_question_is_doubted_while_it_is_typed() {
    // The journey's clock stands in 1970.
    let journey = Journey::open().size(120, 40).press("R").types("Ida").press("Tab").types("mail").press("Tab");
    let journey = journey.types("1969-12-24").shows("the answer was due by 1969-12-24, before the question");
    journey.press("C-s Tab Enter").shows("Ida: no answer yet").lacks("no answer by");
}

#[test]
fn card_and_details_read_a_deadline_alike_when_it_passes() {
    let day = 86_400_000;
    let journey = Journey::open().size(200, 50).press("R").types("Ida").press("Tab Tab").types("1970-01-03");
    let journey = journey.press("C-s").shows("Ida: no answer yet, due by 1970-01-03");
    journey.at(5 * day).press("m").shows("Ida: no answer by 1970-01-03").lacks("no answer yet, due by");
}

#[test]
fn a_reopened_reason_comes_back_to_its_verdict_with_the_confidence_chosen_before() {
    let journey = Journey::open().press("] v 3 w").types("One fee").reopen().press("d").shows("One fee");
    let journey = journey.press("C-s").shows("Judge p1.c2").shows("high confidence").on_disk_after(0);
    journey.press("s").selects("p1.c2").on_disk_after(1).says("why", "One fee").says("confidence", "high");
}
