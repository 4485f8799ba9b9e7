//! Judging, undoing, and others' judgements.

use crate::journey::Journey;

#[test]
fn a_verdict_shows_at_once_and_as_saved_only_when_it_is() {
    let journey = Journey::open().press("v").shows("Judge p1.c1").press("s");
    let journey = journey.shows("✓ Ships").shows("saving").lacks(" saved").shows("1/6 judged");
    journey.disk_answers().shows("saved").on_disk(1);
}

#[test]
fn reopened_everything_is_there_and_undo_takes_back_the_last_action() {
    let journey = Journey::open().press("v s ] v r").disk_answers().reopen().shows("✓ Ships").shows("✗").shows("2/6");
    journey
        .press("u")
        .shows("Undone: p1.c2 refuted")
        .shows("1/6 judged")
        .press("u")
        .shows("0/6 judged")
        .on_disk_after(4);
}

#[test]
fn undo_and_redo_walk_through_the_history() {
    let journey =
        Journey::open().press("v s v r").shows("✗ Ships").press("u").shows("✓ Ships").press("u").shows("○ Ships");
    let journey = journey.press("C-r").shows("✓ Ships").press("C-r").shows("✗ Ships").press("C-r");
    journey.shows("Nothing to redo");
}

#[test]
fn a_key_of_its_own_withdraws_a_verdict() {
    Journey::open().press("v s v -").shows("○ Ships").press("u").shows("✓ Ships");
}

#[test]
fn the_same_verdict_again_writes_nothing() {
    Journey::open().press("v s v s").shows("already").on_disk_after(1);
}

#[test]
fn others_judgements_show_after_your_own() {
    let journey = Journey::open().colleague("ben", "p1.c1", "misleading").lacks("ben ").lacks("misleading");
    journey.press("v s").shows("~ misleading ben");
}

#[test]
fn others_show_before_when_asked_for_and_are_never_written() {
    let journey = Journey::open().colleague("ben", "p1.c1", "refuted").press("O").shows("✗ refuted ben");
    journey.press("u").shows("Nothing to undo").on_disk_after(0);
}

#[test]
fn without_a_name_the_first_verdict_asks_for_one() {
    let journey =
        Journey::anonymous().press("v").shows("What is your name?").press("Enter").shows("What is your name?");
    journey.press("a n x Backspace a Enter").shows("Judge p1.c1").press("s").shows("✓ Ships").disk_answers().on_disk(1);
}

#[test]
fn a_judgement_of_an_earlier_wording_is_marked_and_counts_as_to_do() {
    let journey = Journey::open().press("v s").disk_answers();
    journey
        .article_changes("Ships pay twice", "Ships pay thrice")
        .shows("supported, of an earlier wording")
        .shows("0/6");
}

#[test]
fn confidence_and_verdict_are_one_action() {
    let journey = Journey::open().press("v 3 s").shows("✓ Ships").shows("high confidence").on_disk_after(1);
    journey.press("u").shows("Undone: p1.c1 supported, p1.c1 confidence high").lacks("○ high").shows("○ Ships");
}

#[test]
fn whether_the_speaker_said_so_is_asked_only_where_that_is_not_the_author() {
    let journey = Journey::open().press("v").lacks("the speaker said it").press("y").shows("No speaker but the author");
    let journey = journey.press("q ] ] v").shows("the speaker said it").press("d Esc").selects("p2.c1");
    journey.shows("said so: denied").shows("0/6 judged").on_disk_after(1);
}

#[test]
fn what_nobody_can_check_leaves_the_count_until_it_gets_a_verdict() {
    let journey = Journey::open().press("v o").shows("– Ships").shows("0/5 judged");
    journey.press("v r").shows("✗ Ships").shows("1/6 judged").press("u").shows("– Ships").on_disk_after(3);
}

#[test]
fn the_last_judgement_is_repeated_with_one_key() {
    let journey = Journey::open().press(".").shows("have not judged a claim in this session").press("v 2 m ] .");
    journey.shows("2/6 judged").press("v 1 q").shows("2/6 judged").on_disk_after(2);
}
