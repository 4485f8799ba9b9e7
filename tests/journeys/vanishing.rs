//! Notes that were on the disk and are gone: told at once, until they are back or given up.

use crate::journey::Journey;

fn two_verdicts() -> Journey {
    Journey::open().press("v s ] v r").disk_answers().on_disk(2)
}

#[test]
fn a_journal_that_vanishes_is_told_with_count_and_key_until_it_is_back() {
    let journey = two_verdicts().press("j").journal_vanishes().notices_notes();
    let journey = journey.shows("2 vanished").shows("2 actions have vanished").shows("! writes them again");
    let journey = journey.press("k").shows("2 vanished").shows("! writes them again").shows("0/6 judged");
    let journey = journey.press("!").disk_answers().shows("2/6 judged").lacks("vanished").on_disk(2);
    journey.press("q").has_quit();
}

#[test]
fn it_is_told_also_when_the_next_change_makes_the_file_anew() {
    let journey = two_verdicts().journal_vanishes().press("i").types("Look again").press("C-s").disk_answers();
    let journey = journey.shows("2 vanished").shows("2 actions have vanished").shows("! writes them again").on_disk(1);
    let journey = journey.press("] i").types("And again").press("C-s").disk_answers().shows("2 vanished").on_disk(2);
    let journey = journey.press("q").shows("Leave?").shows("2 actions have vanished").press("Esc").has_not_quit();
    journey.press("!").disk_answers().lacks("vanished").on_disk(4).press("q").has_quit();
}

#[test]
fn leaving_asks_and_restores_or_leaves() {
    let asked = || two_verdicts().journal_vanishes().notices_notes().press("q").shows("Leave?").has_not_quit();
    asked().press("y").has_quit().on_disk(0);
    asked().press("!").has_not_quit().disk_answers().has_quit().on_disk(2);
    asked().press("Esc").lacks("Leave?").has_not_quit();
    let journey = asked().disk_fails_from_now_on().press("!").disk_answers().has_not_quit().shows("2 not saved");
    journey.disk_recovers().press("S").disk_answers().has_quit().on_disk(2);
}

#[test]
fn leaving_while_saving_does_not_end_over_what_vanished_meanwhile() {
    let journey = two_verdicts().journal_vanishes().press("] v s q").has_not_quit().disk_answers().has_not_quit();
    journey.shows("Leave?").shows("2 actions have vanished").press("!").disk_answers().has_quit().on_disk(3);
}

#[test]
fn no_other_article_is_opened_over_what_vanished() {
    two_verdicts().journal_vanishes().notices_notes().press("o").shows("vanished").lacks("title or outlet");
}

#[test]
fn what_comes_back_by_itself_is_no_longer_told() {
    let journey = two_verdicts();
    let content = journey.file("harbour.ana.notes.jsonl");
    let journey = journey.journal_vanishes().notices_notes().press("q").shows("Leave?").swaps_journal(&content);
    journey.lacks("vanished").lacks("Leave?").has_not_quit().shows("2/6 judged").press("q").has_quit();
}

#[test]
fn in_the_queue_they_are_restored_as_in_the_panes() {
    let journey = two_verdicts().press("w").journal_vanishes().notices_notes().shows("2 vanished");
    journey.shows("! writes them again").press("!").disk_answers().lacks("vanished").on_disk(2);
}

#[test]
fn a_colleagues_notes_that_vanish_are_told_of() {
    let journey = Journey::open().press("v s").disk_answers().colleague("ben", "p1.c1", "refuted").shows("refuted ben");
    let journey = journey.notes_file_vanishes("harbour.ben.notes.jsonl").notices_notes();
    journey.shows("Vanished from others' notes files: 1 action").lacks("refuted ben").press("q").has_quit();
}

#[test]
fn a_part_of_the_journal_that_vanishes_is_told_too() {
    let journey = two_verdicts();
    let first = journey.file("harbour.ana.notes.jsonl").lines().next().unwrap().to_owned() + "\n";
    journey.swaps_journal(&first).shows("1 vanished").shows("1 action has vanished").shows("! writes it again");
}
