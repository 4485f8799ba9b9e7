//! All annotations other than a bare verdict.

use crate::journey::Journey;

#[test]
fn a_note_goes_to_what_has_the_focus_and_is_one_line_of_the_journal() {
    let journey = Journey::open().press("i").shows("Note on p1").types("Who pays first?").press("C-s").shows("Noted");
    journey
        .on_disk_after(1)
        .press("Tab i")
        .shows("Note on p1.c1")
        .types("Ask the port")
        .press("Esc")
        .shows("✎")
        .on_disk_after(2);
}

#[test]
fn an_empty_form_is_not_kept() {
    Journey::open().press("i Esc").lacks("Noted").press("e Esc R Esc").on_disk_after(0);
    Journey::open().press("e").types("https://a.example").press("A-a Backspace Esc").on_disk_after(0);
}

#[test]
fn evidence_has_its_host_for_publisher_and_today_for_access() {
    let journey = Journey::open().at(1_795_000_000_000).press("e").types("https://www.port.example/fees?x=1");
    let journey =
        journey.shows("port.example · accessed 2026-11-18").press("Tab").types("Fees of 2024").press("Tab Right Right");
    let journey = journey.shows("◉ refutes").press("C-s").shows("−1").on_disk_after(1).press("Tab Enter");
    journey.shows("− “Fees of 2024”").shows("refutes · port.example · accessed 2026-11-18");
}

#[test]
fn one_item_serves_several_claims() {
    let journey = Journey::open().press("e").types("https://port.example/f").press("Tab").types("Fees").press("C-s ]");
    let journey =
        journey.press("e").types("https://port.example/f").shows("the same evidence serves p1.c1").press("C-s");
    let journey = journey.press("Tab Enter").shows("also for p1.c1").shows("“Fees”");
    journey.on_disk_after(2);
}

#[test]
fn invalid_urls_and_dates_are_reported_at_once_and_kept_as_typed() {
    let journey = Journey::open()
        .press("e")
        .types("port office")
        .shows("this is not an address")
        .press("C-o")
        .shows("reliability");
    let journey = journey.press("C-s Tab Enter").shows("port office");
    journey
        .press("R Tab Tab")
        .types("soon")
        .shows("`soon` is not a date")
        .press("C-s")
        .shows("no answer yet, due by soon");
}

#[test]
fn evidence_is_changed_and_removed_from_the_card() {
    let journey = Journey::open().press("e").types("https://port.example/f").press("C-s Tab Enter j j j j j j j");
    let journey = journey
        .press("g")
        .shows("Evidence")
        .clicks("https://port.example/f")
        .press("Enter")
        .shows("Evidence for p1.c1");
    let journey = journey.press("Tab").types("Table 3").press("C-s").shows("“Table 3”").press("D").lacks("Table 3");
    journey.press("u").shows("Table 3").on_disk_after(4);
}

#[test]
fn a_reply_records_who_was_asked_when_and_a_missing_answer() {
    let journey = Journey::open()
        .at(1_795_000_000_000)
        .press("] ] R")
        .shows("Pilots' Guild")
        .press("Tab")
        .types("mail")
        .press("Tab");
    let journey = journey.types("2026-11-20").press("C-s").at(1_795_500_000_000).press("Tab Enter");
    let journey = journey.shows("no answer by 2026-11-20");
    journey.clicks("no answer by").press("Enter").types("We fear it").press("C-s").shows("answered: “We fear it”");
}

#[test]
fn why_and_correction_are_written_with_the_verdict_as_one_line() {
    let journey = Journey::open().press("v w").shows("Judgement of p1.c1").types("Two invoices").press("C-s");
    let journey =
        journey.shows("Judge p1.c1").press("f").types("pay once").press("C-s r").shows("✗ Ships").on_disk_after(1);
    let journey = journey.press("Tab Enter").shows("Two invoices").shows("pay once");
    journey.press("u").lacks("why         Two").shows("○ not judged");
}

#[test]
fn a_status_has_its_reason_and_leaves_the_queue_waiting() {
    let journey =
        Journey::open().press("v t").press("Right Right Right").shows("◉ waiting").press("Tab").types("asked the port");
    let journey = journey.press("C-s Esc").on_disk_after(1).press("w").shows("5 to do, 1 waiting").press("Esc [");
    journey.press("Tab Enter").shows("waiting: asked the port");
}

#[test]
fn a_priority_is_overruled_and_returns_to_the_proposed_one() {
    let journey = Journey::open().press("p").shows("priority low").press("p").shows("priority high").on_disk_after(2);
    journey.press("Tab Enter").shows("high, proposed: medium").press("p").lacks("proposed").on_disk_after(3);
}

#[test]
fn tags_are_completed_and_the_latest_are_on_the_digits() {
    let journey =
        Journey::open().press("Tab #").types("money").press("Enter").shows("#money").press("] #").shows("used before");
    let journey =
        journey.press("1").shows("Tagged: money").press("#").shows("✓ set").press("1").shows("No longer tagged");
    journey.press("Tab Tab").on_disk_after(3);
}

#[test]
fn an_added_claim_quotes_words_is_listed_with_the_others_and_can_be_judged() {
    let journey =
        Journey::open().press("] s a").shows("Claim of your own").shows("◉ fact").shows("author").press("C-s");
    let journey = journey.shows("yours").shows("0/7 judged").press("v s").shows("1/7 judged").on_disk_after(2);
    let journey = journey
        .reopen()
        .shows("yours")
        .shows("1/7 judged")
        .press("Tab ] ] Enter")
        .shows("Claim of your own")
        .press("Enter");
    journey.shows("◉ fact");
}

#[test]
fn an_own_claim_is_removed_and_brought_back() {
    let journey = Journey::open().press("s a").types(" Really").press("C-s").shows("Really").shows("0/7 judged");
    let journey =
        journey.press("Tab Enter").shows("Really").press("g D").shows("0/6 judged").press("Esc u").shows("0/7 judged");
    journey.on_disk_after(3);
}

#[test]
fn claims_are_related_as_the_annotator_says() {
    let journey = Journey::open().press("r").types("third").press("Enter").shows("How?").types("bec").press("Enter");
    let journey = journey.shows("Relation kept").press("Tab Enter").shows("rests on").shows("(yours)").on_disk_after(1);
    journey.clicks("(yours)").press("D").lacks("(yours)").on_disk_after(2);
}

#[test]
fn an_answer_is_below_its_note() {
    let journey = Journey::open().press("Tab i").types("First word").press("C-s Enter").clicks("First word").press("i");
    journey.shows("Answer to a note").types("Second word").press("C-s").shows("↳ Second word").on_disk_after(2);
}

#[test]
fn forty_claims_take_at_most_forty_five_keys() {
    let mut journey = Journey::open_text(include_str!("../../content/stronger-pakistan-russia-ties.yaml"));
    journey = journey.press("w").shows("65 to do");
    for _ in 0..40 {
        journey = journey.press("s");
    }
    journey.shows("25 to do").press("Esc").shows("40/65 judged").on_disk_after(40);
}

#[test]
fn the_queue_goes_by_priority_then_place_with_the_paragraph_in_sight() {
    let journey = Journey::open().press("] ] p p g w");
    let journey =
        journey.shows("The port of Ostrow may close").shows("Is it true?").press("k").selects("p2.c1").shows("Queue");
    let journey = journey.press("3 y s").selects("p1.c1").shows("Just judged").shows("5 to do");
    let journey = journey
        .press("u")
        .selects("p2.c1")
        .shows("6 to do")
        .press("j j")
        .selects("p1.c2")
        .press("Enter")
        .lacks("Queue");
    journey.selects("p1.c2").press("Backspace").selects("p1.c1");
}

#[test]
fn entries_in_the_queue_are_written_on_skipping() {
    let journey =
        Journey::open().press("w 2 j").on_disk_after(1).press("w").types("Unclear").press("C-s Esc").on_disk_after(2);
    journey.lacks("Queue").shows("0/6 judged");
}

#[test]
fn the_queue_ends_when_nothing_is_left_and_a_filter_narrows_it() {
    let journey = Journey::open().press("w s r n c m o").shows("No more claims to check; 6 judged").shows("5/5 judged");
    journey.at(9_000).press("w").shows("No claims to check");
    Journey::open().press("w /").types("prediction").press("Enter").selects("p2.c1").press("s").shows("No more claims");
}

#[test]
fn conflicts_of_two_machines_are_shown_and_settled() {
    let journey = Journey::open().other_machine("p1.c1", "refuted").other_machine("p1.c1", "misleading");
    let journey =
        journey.shows("conflicting edits").press("Tab Enter").shows("verdict has conflicting edits").press("!");
    let journey =
        journey.shows("which one should win?").shows("refuted").shows("misleading").types("ref").press("Enter");
    journey.lacks("two places").shows("✗ refuted").on_disk_after(1);
}

#[test]
fn a_changed_claim_asks_to_be_confirmed() {
    let journey = Journey::open().press("v s").disk_answers().article_changes("Ships pay twice", "Ships pay thrice");
    let journey = journey.shows("of an earlier wording").press("Tab Enter").shows("Before:").shows("earlier wording");
    journey.press("!").shows("Confirmed").shows("✓ supported").lacks("earlier").on_disk_after(2);
}

#[test]
fn what_lost_its_claim_is_listed_and_kept() {
    let journey = Journey::open().press("v s Tab i").types("Ask twice").press("C-s").disk_answers();
    let journey =
        journey.article_changes("id: p1.c1", "id: p1.c9").shows("0/6 judged").press(":").types("lost").press("Enter");
    journey.shows("moved").shows("supported").shows("Ask twice").shows("the same words are in p1.c9 in ¶1");
}

#[test]
fn a_figure_as_found_is_beside_the_printed_one() {
    let journey =
        Journey::open().press("2 ] Tab Enter").shows("4,000,000 crown").clicks("4,000,000 crown").press("Enter");
    let journey =
        journey.shows("Figure of p3.c2").types("4,400,000").press("C-s").shows("found 4,400,000 crown · +10.0 %");
    journey.press("Esc F").shows("found 4,400,000 crown · +10.0 %").on_disk_after(1);
}

#[test]
fn notes_of_several_others_are_counted_not_named() {
    let mut journey = Journey::open();
    for (name, verdict) in [("ben", "supported"), ("cem", "supported"), ("dora", "refuted"), ("eli", "supported")] {
        journey = journey.colleague(name, "p1.c1", verdict);
    }
    journey.lacks("✓3").press("v m").shows("✓3 ✗1");
}

#[test]
fn every_change_survives_a_disk_that_fails_at_any_operation() {
    for n in 0..20 {
        let journey =
            Journey::open().disk_fails_at(n).press("e").types("https://a.example").press("C-s").disk_answers();
        let journey = journey.press("i").types("Note").press("C-s").disk_answers().press("s a C-s").disk_answers();
        let journey = if journey.is_saved() { journey } else { journey.shows("not saved").press("S").disk_answers() };
        journey.shows("saved").on_disk_after(3).reopen().shows("·1").shows("yours");
    }
}

#[test]
fn words_of_notes_are_found_at_the_notes_target() {
    let journey = Journey::open().press("] ] Tab i").types("zebra crossing").press("C-s g g S-Tab").press("/");
    let journey = journey.types("ZEBRA").shows("1 of 1").press("Enter").selects("p2.c1");
    journey.press("I").shows("zebra crossing").press("j Enter").shows("Note on p2.c1");
}

#[test]
fn claims_are_filtered_by_their_annotations() {
    let journey = Journey::open().press("] e").types("https://a.example").press("C-s [ f").types("with evid");
    let journey =
        journey.press("Enter").shows("1 of 6 claims, with evidence").selects("p1.c2").press("Esc #").types("odd");
    journey.press("Enter f").types("tagged odd").shows("no match");
}

#[test]
fn text_in_a_form_is_kept_until_it_is_saved_or_discarded() {
    let journey = Journey::open().press("i").has_drafts(0).types("Half").has_drafts(1).press("C-s").has_drafts(1);
    let journey =
        journey.disk_answers().has_drafts(0).press("i").types("Gone").press("A-a Backspace Esc").has_drafts(0);
    journey.disk_fails_from_now_on().press("i").types("Unsaved").press("C-s").disk_answers().has_drafts(1);
}

#[test]
fn the_next_run_offers_a_draft_where_it_stopped() {
    let journey = Journey::open().press("] e").types("https://a.example").press("Tab").types("Table").reopen();
    let journey = journey.shows("d reopens it").press("d").shows("Evidence for p1.c2").shows("https://a.example");
    let journey =
        journey.press("Tab").types(" 3").press("C-s").disk_answers().has_drafts(0).on_disk(1).press("] Tab Enter");
    journey.shows("“Table 3”").press("Esc d").shows("There is no unfinished text");
}

#[test]
fn a_draft_from_a_vanished_file_shows_its_origin() {
    let journey = Journey::open().has_draft_from("/desk/old.yaml", "Half a thought");
    let journey = journey.shows("d reopens it; begun in /desk/old.yaml, which is gone").press("d");
    let journey = journey.shows("Half a thought").shows("You began this in /desk/old.yaml, which is gone");
    let journey = journey.press("C-s").disk_answers().shows("saved").on_disk(1);
    let journey = journey.press("i").types("Another").press("C-c").has_draft_from("/desk/old.yaml", "Half a thought");
    journey.press("d").shows("from /desk/old.yaml · Half a thought").shows("Another");
}

#[test]
fn drafts_set_aside_are_reopened_and_chosen_from_a_list() {
    let journey = Journey::open().press("i").types("One").press("C-c").shows("Set aside").press("] R").types("mail");
    let journey = journey.press("C-c d").shows("Set aside ─").shows("Reply on p1.c2").types("note").press("Enter");
    journey.shows("Note on p1").shows("One").press("C-s").on_disk_after(1);
}

#[test]
fn the_editor_gets_the_field_and_brings_it_back() {
    let journey =
        Journey::open().press("i").types("Rough").press("C-g").editor_returns("Rough", Some("Smooth\nand long"));
    let journey =
        journey.shows("Smooth").shows("and long").press("A-z A-z").shows("Rough").press("A-Z A-Z C-s").on_disk_after(1);
    journey.press("i").types("Same").press("C-g").editor_returns("Same", None).shows("Same");
}

#[test]
fn a_reload_keeps_the_selection_beside_own_claims() {
    let journey = Journey::open().press("s a").types(" Mine").press("C-s ] ]").selects("p2.c1");
    let journey = journey.article_changes("would say what for", "could say what for").selects("p2.c1");
    journey.press("] ]").selects("p3.c2").disk_answers();
}

#[test]
fn annotations_of_one_claim_are_never_written_on_another() {
    let journey = Journey::open().press("w s").selects("p1.c2").press("2 u").shows("Not written: moderate confidence");
    let journey = journey.selects("p1.c2").press("u").selects("p1.c1").press("r").on_disk_after(3).press("Esc [");
    journey.selects("p1.c1").lacks("moderate");
}

#[test]
fn a_key_in_the_queue_repeats_the_last_judgement_and_steps_on() {
    let journey = Journey::open().press("w 3 s . .").shows("3 to do").selects("p3.c1").shows("Just judged");
    journey.press("t Right Right Right C-s j").shows("2 to do, 1 waiting").selects("p3.c2").on_disk_after(4);
}

#[test]
fn undo_on_a_card_goes_to_the_card_it_concerns() {
    let journey = Journey::open().press("] v s [ Tab Enter").shows("Claim p1.c1").press("u").shows("Claim p1.c2");
    journey.press("v r").shows("✗ refuted").press("Esc").selects("p1.c2");
}

#[test]
fn a_reason_of_an_earlier_wording_asks_to_be_confirmed_too() {
    let journey = Journey::open().press("v w").types("Two invoices").press("C-s Esc").disk_answers();
    let journey = journey.article_changes("Ships pay twice", "Ships pay thrice").press("v r").disk_answers();
    journey.press("Tab Enter").shows("earlier wording").press("!").shows("Confirmed").lacks("earlier wording");
}

#[test]
fn not_checkable_claims_are_to_do_again_when_their_words_change() {
    let journey = Journey::open().press("v o").shows("0/5 judged").disk_answers();
    journey.article_changes("Ships pay twice", "Ships pay thrice").shows("0/6 judged");
}

#[test]
fn a_form_opened_before_a_change_writes_for_the_earlier_words() {
    let journey = Journey::open().press("Tab i").types("About twice").disk_answers();
    let journey = journey.article_changes("Ships pay twice", "Ships pay thrice").press("C-s");
    let journey = journey.shows("for the wording that you annotated").press("I");
    journey.shows("of an earlier wording: “Ships pay twice in Ostrow.”").on_disk_after(1);
}

#[test]
fn an_own_claim_does_not_move_to_the_same_words_among_others() {
    let journey = Journey::open().press("s a").types(" Own").press("C-s").shows("yours").disk_answers();
    let (before, after) =
        ("text: Ships pay twice in Ostrow. The", "text: All is well. Ships pay twice in Ostrow, once! The");
    let journey = journey.article_changes(before, after).press("Tab Enter").shows("Claim of your own");
    journey.shows("¶1, exact, its sentence has changed").shows("Before: “Ships pay twice in Ostrow.”");
}

#[test]
fn the_same_page_again_leaves_what_it_does_for_the_claim() {
    let journey = Journey::open().press("e").types("https://a.example").press("Tab Tab Right C-s");
    let journey = journey.press("e").types("https://a.example").press("C-s Tab Enter").shows("supports · a.example");
    journey.on_disk_after(1);
}

#[test]
fn a_note_with_answers_is_not_removed_under_them() {
    let journey = Journey::open().press("Tab i").types("First").press("C-s Enter").clicks("First").press("i");
    let journey = journey.types("Second").press("C-s").press("D").shows("has answers").shows("↳ Second");
    journey.clicks("↳ Second").press("D").lacks("Second").on_disk_after(3);
}

#[test]
fn a_question_about_leaving_closes_no_form() {
    let journey = Journey::open().disk_fails_from_now_on().press("v s q").shows("Saving before").press("i");
    journey.types("half").disk_answers().shows("Quit?").press("Esc").shows("half");
}

#[test]
fn a_note_changed_on_two_machines_shows_both_until_one_is_chosen() {
    let journey = Journey::open().press("Tab i").types("Here").press("C-s").disk_answers().other_machine_notes("There");
    let journey = journey.shows("conflicting edits").press("Enter").shows("note has conflicting edits").press("!");
    let journey = journey.shows("Here").shows("There").types("here").press("Enter").shows("Here").lacks("two places");
    journey.on_disk_after(2);
}

#[test]
fn entries_before_the_verdict_are_marked_and_empty_ones_are_not() {
    let journey = Journey::open().press("v w").types("Two invoices").press("C-s").shows("w  ● reason").lacks("f  ●");
    journey.press("s").shows("reason “Two invoices”").lacks("“”");
}
