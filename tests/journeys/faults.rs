//! A disk that fails at any operation.

use crate::journey::{Fault, Journey};

/// More than all operations of three actions.
const OPERATIONS: usize = 48;

/// Three actions, the last of which undoes the second.
fn three_actions(journey: Journey) -> Journey {
    journey.press("v s").disk_answers().press("] v r").disk_answers().press("u").disk_answers()
}

#[test]
fn no_failure_loses_work_or_causes_a_false_message() {
    for n in 0..OPERATIONS {
        let journey = three_actions(Journey::open().disk_fails_at(n));
        let journey = if journey.is_saved() { journey } else { journey.shows("not saved").press("S").disk_answers() };
        journey.shows("saved").on_disk_after(3).reopen().shows("✓ Ships").shows("1/6 judged");
    }
}

#[test]
fn leaving_with_something_unsaved_asks() {
    let journey = Journey::open().disk_fails_from_now_on().press("v s").disk_answers().shows("1 not saved");
    let journey = journey.press("q").shows("Quit?").press("Esc").lacks("Quit?").press("q y");
    journey.has_quit();
}

#[test]
fn what_was_not_saved_is_saved_once_the_disk_is_well_again() {
    let journey = Journey::open().disk_fails_from_now_on().press("v s").disk_answers().shows("1 not saved");
    journey.disk_recovers().press("S").disk_answers().shows("Everything is saved now").on_disk(1);
}

#[test]
fn leaving_while_saving_waits_for_the_disk() {
    Journey::open().press("v s q").has_not_quit().disk_answers().has_quit().on_disk(1);
}

#[test]
fn interrupted_calls_are_repeated_unnoticed() {
    let uninterrupted = three_actions(Journey::open()).file("harbour.ana.notes.jsonl");
    for n in 0..OPERATIONS {
        let journey = three_actions(Journey::open().disk_goes_wrong_at(n, Fault::Interrupted));
        assert!(journey.is_saved(), "operation {n}");
        assert_eq!(journey.file("harbour.ana.notes.jsonl"), uninterrupted, "operation {n}");
    }
    let journey = three_actions(Journey::open().disk_is_interrupted());
    assert!(journey.is_saved());
    assert_eq!(journey.file("harbour.ana.notes.jsonl"), uninterrupted);
}

#[test]
fn a_short_write_is_completed() {
    let whole = three_actions(Journey::open()).file("harbour.ana.notes.jsonl");
    for n in 0..OPERATIONS {
        let journey = three_actions(Journey::open().disk_goes_wrong_at(n, Fault::Short));
        assert!(journey.is_saved(), "operation {n}");
        assert_eq!(journey.file("harbour.ana.notes.jsonl"), whole, "operation {n}");
    }
    let journey = three_actions(Journey::open().disk_takes_little());
    assert!(journey.is_saved());
    assert_eq!(journey.file("harbour.ana.notes.jsonl"), whole);
}

#[test]
fn a_short_write_leaves_no_half_line() {
    let (journal, mut cut_off) = ("harbour.ana.notes.jsonl", 0);
    let first = Journey::open().press("v s").disk_answers();
    let before = first.file(journal);
    let whole = first.press("] v r").disk_answers().file(journal);
    for n in 0..OPERATIONS {
        let journey = Journey::open().press("v s").disk_answers().disk_fails_at(n).press("] v r").disk_answers();
        let there = journey.file(journal);
        // A line that could not be flushed may be there; writing it again does no harm.
        assert!(there == whole || there == before && !journey.is_saved(), "operation {n}: {there}");
        cut_off += usize::from(there == before);
    }
    assert!(cut_off > 5, "only {cut_off} operations come before the line is written");
}
