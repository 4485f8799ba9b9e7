//! A disk that fails, at every single operation.

use crate::journey::Journey;

#[test]
fn whatever_fails_first_nothing_is_lost_and_nothing_false_is_said() {
    for n in 0..24 {
        let journey = Journey::open().disk_fails_at(n).press("v s").disk_answers().press("] v r").disk_answers();
        let journey = journey.press("u").disk_answers();
        let journey = if journey.is_saved() { journey } else { journey.shows("not saved").press("S").disk_answers() };
        journey.shows("saved").on_disk_after(3).reopen().shows("✓ Ships").shows("1/6 judged");
    }
}

#[test]
fn leaving_with_something_unsaved_asks() {
    let journey = Journey::open().disk_fails_from_now_on().press("v s").disk_answers().shows("1 not saved");
    let journey = journey.press("q").shows("Leave?").press("Esc").lacks("Leave?").press("q y");
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
