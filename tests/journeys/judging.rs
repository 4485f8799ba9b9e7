//! Judging, taking back, and what others say.

use crate::journey::Journey;

#[test]
fn a_verdict_shows_at_once_and_is_called_saved_only_when_it_is() {
    let journey = Journey::open().press("v").shows("Judge p1.c1").press("s");
    let journey = journey.shows("✓ Ships").shows("saving").lacks(" saved").shows("1/6 judged");
    journey.disk_answers().shows("saved").on_disk(1);
}

#[test]
fn reopened_everything_is_there_and_undo_takes_back_the_last_action() {
    let journey = Journey::open().press("v s ] v r").disk_answers().reopen().shows("✓ Ships").shows("✗").shows("2/6");
    journey
        .press("u")
        .shows("Taken back: p1.c2 refuted")
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
    journey.shows("Nothing to do again");
}

#[test]
fn a_verdict_is_taken_away_with_a_key_of_its_own() {
    Journey::open().press("v s v -").shows("○ Ships").press("u").shows("✓ Ships");
}

#[test]
fn the_same_verdict_again_writes_nothing() {
    Journey::open().press("v s v s").shows("already").on_disk_after(1);
}

#[test]
fn others_show_once_one_has_judged_oneself() {
    let journey = Journey::open().colleague("ben", "p1.c1", "misleading").lacks("ben ").lacks("misleading");
    journey.press("v s").shows("~ misleading ben");
}

#[test]
fn others_show_before_when_asked_for_and_are_never_written() {
    let journey = Journey::open().colleague("ben", "p1.c1", "refuted").press("O").shows("✗ refuted ben");
    journey.press("u").shows("Nothing of yours to take back").on_disk_after(0);
}

#[test]
fn without_a_name_the_first_verdict_asks_for_one() {
    let journey = Journey::anonymous().press("v").shows("Who is writing?").press("Enter").shows("Who is writing?");
    journey.press("a n x Backspace a Enter").shows("Judge p1.c1").press("s").shows("✓ Ships").disk_answers().on_disk(1);
}

#[test]
fn a_judgement_of_an_earlier_wording_says_so_and_counts_as_to_do() {
    let journey = Journey::open().press("v s").disk_answers();
    journey
        .article_changes("Ships pay twice", "Ships pay thrice")
        .shows("supported, of an earlier wording")
        .shows("0/6");
}

#[test]
fn confidence_and_verdict_are_one_action() {
    let journey = Journey::open().press("v 3 s").shows("✓ Ships").shows("high confidence").on_disk_after(1);
    journey.press("u").shows("Taken back: p1.c1 supported, p1.c1 confidence high").lacks("○ high").shows("○ Ships");
}

#[test]
fn whether_the_speaker_said_so_is_asked_only_where_that_is_not_the_author() {
    let journey = Journey::open().press("v").lacks("the speaker did say so").press("y").shows("The author says this");
    let journey = journey.press("q ] ] v").shows("the speaker did say so").press("d Esc").selects("p2.c1");
    journey.shows("said so: denied").shows("0/6 judged").on_disk_after(1);
}

#[test]
fn what_nobody_can_check_leaves_the_count_until_it_gets_a_verdict() {
    let journey = Journey::open().press("v o").shows("– Ships").shows("0/5 judged");
    journey.press("v r").shows("✗ Ships").shows("1/6 judged").press("u").shows("– Ships").on_disk_after(3);
}

#[test]
fn the_last_judgement_is_repeated_with_one_key() {
    let journey = Journey::open().press(".").shows("no judgement of this run").press("v 2 m ] .");
    journey.shows("2/6 judged").press("v 1 q").shows("2/6 judged").on_disk_after(2);
}
