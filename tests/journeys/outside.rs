//! Outside changes while somebody reads.

use crate::journey::Journey;

#[test]
fn a_colleagues_lines_appear_by_themselves() {
    let journey = Journey::open().press("v s").disk_answers();
    journey.colleague("ben", "p1.c1", "refuted").shows("New from others (ben)").shows("✗ refuted ben");
}

#[test]
fn a_changed_article_is_reloaded_at_the_same_place() {
    let journey = Journey::open().press("] ]").selects("p2.c1");
    journey.article_changes("Ships pay twice", "Vessels pay twice").selects("p2.c1").shows("Vessels").shows("¶2/4");
}

#[test]
fn a_broken_article_is_refused_and_the_old_one_kept() {
    Journey::open().article_breaks().shows("cannot be read").shows("Ships pay twice");
}

#[test]
fn a_journal_swapped_by_git_loses_nothing() {
    let journey = Journey::open().press("v s ] v r").disk_answers().swaps_journal("");
    let journey =
        journey.shows("2 actions are missing").shows("0/6 judged").press("!").disk_answers().shows("2/6 judged");
    journey.on_disk(2);
}

#[test]
fn nothing_is_judged_before_the_notes_are_read() {
    let journey = Journey::before_the_notes_are_read().press("v s").shows("still loading").shows("○ Ships");
    journey.notes_are_read().press("s").shows("✓ Ships").disk_answers().on_disk(1);
}

#[test]
fn a_verdict_dated_ahead_of_the_clock_is_not_silently_kept() {
    let journey = Journey::open().at(99_999_999_999).press("v r").disk_answers().at(1_000).press("v s");
    journey.shows("dated ahead of this computer's clock").shows("✗ Ships").on_disk(1);
}
