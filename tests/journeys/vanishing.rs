//! Notes that vanish from the disk: reported at once, until they are back or given up.

use crate::journey::Journey;

fn two_verdicts() -> Journey {
    Journey::open().press("v s ] v r").disk_answers().on_disk(2)
}

#[test]
fn a_vanished_journal_is_reported_with_count_and_key_until_it_is_back() {
    let journey = two_verdicts().press("j").journal_vanishes().notices_notes();
    let journey = journey.shows("2 vanished").shows("2 actions are missing").shows("! restores them");
    let journey = journey.press("k").shows("2 vanished").shows("! restores them").shows("0/6 judged");
    let journey = journey.press("!").disk_answers().shows("2/6 judged").lacks("vanished").on_disk(2);
    journey.press("q").has_quit();
}

#[test]
fn a_vanished_file_is_reported_even_if_the_next_change_creates_it_again() {
    let journey = two_verdicts().journal_vanishes().press("i").types("Look again").press("C-s").disk_answers();
    let journey = journey.shows("2 vanished").shows("2 actions are missing").shows("! restores them").on_disk(1);
    let journey = journey.press("] i").types("And again").press("C-s").disk_answers().shows("2 vanished").on_disk(2);
    let journey = journey.press("q").shows("Quit?").shows("2 actions are missing").press("Esc").has_not_quit();
    journey.press("!").disk_answers().lacks("vanished").on_disk(4).press("q").has_quit();
}

#[test]
fn leaving_asks_and_restores_or_leaves() {
    let asked = || two_verdicts().journal_vanishes().notices_notes().press("q").shows("Quit?").has_not_quit();
    asked().press("y").has_quit().on_disk(0);
    asked().press("!").has_not_quit().disk_answers().has_quit().on_disk(2);
    asked().press("Esc").lacks("Quit?").has_not_quit();
    let journey = asked().disk_fails_from_now_on().press("!").disk_answers().has_not_quit().shows("2 not saved");
    journey.disk_recovers().press("S").disk_answers().has_quit().on_disk(2);
}

#[test]
fn leaving_while_saving_does_not_end_over_what_vanished_meanwhile() {
    let journey = two_verdicts().journal_vanishes().press("] v s q").has_not_quit().disk_answers().has_not_quit();
    journey.shows("Quit?").shows("2 actions are missing").press("!").disk_answers().has_quit().on_disk(3);
}

#[test]
fn no_other_article_is_opened_over_what_vanished() {
    two_verdicts().journal_vanishes().notices_notes().press("o").shows("vanished").lacks("title or outlet");
}

#[test]
fn lines_that_return_by_themselves_are_no_longer_reported() {
    let journey = two_verdicts();
    let content = journey.file("harbour.ana.notes.jsonl");
    let journey = journey.journal_vanishes().notices_notes().press("q").shows("Quit?").swaps_journal(&content);
    journey.lacks("vanished").lacks("Quit?").has_not_quit().shows("2/6 judged").press("q").has_quit();
}

#[test]
fn in_the_queue_they_are_restored_as_in_the_panes() {
    let journey = two_verdicts().press("w").journal_vanishes().notices_notes().shows("2 vanished");
    journey.shows("! restores them").press("!").disk_answers().lacks("vanished").on_disk(2);
}

#[test]
fn a_colleagues_vanished_notes_are_reported() {
    let journey = Journey::open().press("v s").disk_answers().colleague("ben", "p1.c1", "refuted").shows("refuted ben");
    let journey = journey.notes_file_vanishes("harbour.ben.notes.jsonl").notices_notes();
    journey.shows("Missing from others' notes files: 1 action").lacks("refuted ben").press("q").has_quit();
}

#[test]
fn a_vanished_part_of_the_journal_is_reported_too() {
    let journey = two_verdicts();
    let first = journey.file("harbour.ana.notes.jsonl").lines().next().unwrap().to_owned() + "\n";
    journey.swaps_journal(&first).shows("1 vanished").shows("1 action is missing").shows("! restores it");
}

#[test]
fn an_article_whose_file_is_gone_takes_no_notes_until_it_is_back() {
    let journey = Journey::open().press("]").article_is_gone().shows("is gone; put it back to annotate the article");
    let journey = journey.press("v").shows("is gone; put it back").press("s i # p").disk_answers().on_disk(0);
    let journey = journey.press("w s").disk_answers().on_disk(0);
    let journey = Journey::press(journey, "Esc Esc");
    journey.article_changes("Harbour dues", "Harbour fees").press("v s").disk_answers().on_disk(1);
}
