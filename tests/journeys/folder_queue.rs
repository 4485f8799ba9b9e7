//! One queue over the articles of a folder: it opens one article after the other, loses nothing, and comes back.

use nutgraf::reader::screens::library::state::{LibraryNews, LibraryRequest};

use crate::journey::{Journey, made_up_article};

/// Three articles: the most urgent claims are in two of them.
fn shelf() -> Journey {
    let docks = [("high", "Docks close"), ("low", "Docks open")];
    Journey::on_shelf(&[
        ("docks.yaml", made_up_article("docks", "Docks of the north", "2026-03-11", &docks)),
        ("ferry.yaml", made_up_article("ferry", "Ferry fares", "2026-01-02", &[("high", "Fares rise")])),
        ("tides.yaml", made_up_article("tides", "A year of tides", "2025-12-24", &[("medium", "Tides turn")])),
    ])
    .size(120, 40)
}

fn begun() -> Journey {
    shelf().press("w").asked(&LibraryRequest::ToDo(None, String::new())).library_answers()
}

#[test]
fn the_most_urgent_claims_come_first_from_article_to_article() {
    // Of two that are as urgent, the older article comes first.
    let journey = begun().shows("Queue").shows("Ferry fares").shows("Fares rise in Ostrow.");
    let journey = journey.shows("1 here, 4 to do in 3 articles, 0 judged").shows("Docks of the north: Docks close");
    let journey = journey.press("s").disk_answers().shows("Docks of the north").selects("p1.c1");
    let journey = journey.shows("2 here, 3 to do in 2 articles, 1 judged").shows("✓ Ferry fares: Fares rise");
    let journey = journey.press("r").disk_answers().shows("A year of tides").press("n").disk_answers();
    let journey = journey.shows("Docks of the north").selects("p1.c2").press("s").disk_answers();
    journey.shows("Library").shows("No more claims to check; 4 judged in this queue over 3 articles").on_disk(2);
}

#[test]
fn no_article_opens_before_what_was_said_of_the_one_before_is_on_the_disk() {
    let journey = begun().press("s").shows("Ferry fares").press("r").shows("Saving before the next article opens");
    let journey = journey.disk_answers().shows("Docks of the north").selects("p1.c1");
    let (ferry, docks) = (journey.file("ferry.ana.notes.jsonl"), journey.file("docks.ana.notes.jsonl"));
    assert!(ferry.contains("supported") && !ferry.contains("refuted"), "{ferry}");
    assert_eq!(docks, "", "the letter for the first claim judged the second");
}

#[test]
fn a_disk_that_fails_keeps_the_article_open_until_it_recovers() {
    let journey = begun().disk_fails_from_now_on().press("s").disk_answers().shows("not saved").shows("Ferry fares");
    let journey = journey.press("s n").disk_recovers().retries().shows("Docks of the north");
    let ferry = journey.file("ferry.ana.notes.jsonl");
    assert!(ferry.contains("supported") && ferry.lines().count() == 1, "{ferry}");
}

#[test]
fn letters_typed_before_the_notes_are_read_judge_nothing() {
    let journey = begun().notes_take_long().press("s").disk_answers().shows("Docks of the north").press("r s");
    assert_eq!(journey.file("docks.ana.notes.jsonl"), "");
    journey.shows("still loading");
}

#[test]
fn undo_goes_back_to_the_article_in_which_something_was_done() {
    let journey = begun().press("s").disk_answers().shows("Docks of the north").press("u").disk_answers();
    let journey = journey.shows("Ferry fares").shows("Undone").shows("4 to do in 3 articles, 0 judged");
    assert_eq!(journey.file("ferry.ana.notes.jsonl").lines().count(), 2);
    let journey = journey.press("u").shows("You have changed nothing in this queue yet");
    // What was there before the queue began is not taken back.
    let journey = journey.press("r").disk_answers().shows("Docks of the north").press("r").disk_answers();
    journey.shows("A year of tides").press("u").disk_answers().shows("Docks of the north").selects("p1.c1");
}

#[test]
fn what_is_skipped_stays_to_be_done_and_is_found_again() {
    let journey = begun().press("j").shows("Docks of the north").press("j").shows("A year of tides");
    let journey = journey.press("k k").shows("Ferry fares").press("k").shows("Ferry fares");
    let journey = journey.press("1 j").disk_answers().shows("Docks of the north");
    assert!(journey.file("ferry.ana.notes.jsonl").contains("confidence"), "what was given was not written");
    journey.shows("4 to do in 3 articles, 0 judged");
}

#[test]
fn leaving_comes_back_to_the_library_with_everything_written() {
    let journey = begun()
        .shows("Esc library")
        .lacks("/ filter")
        .press("2 q")
        .shows("Library")
        .shows("0 judged in this queue over 3 articles; 4 still to do");
    let journey = journey.disk_answers();
    assert!(journey.file("ferry.ana.notes.jsonl").contains("moderate"));
    journey.press("q").has_quit();
}

#[test]
fn a_claim_can_be_read_in_its_text_and_the_queue_goes_on_afterwards() {
    let journey = begun().press("Enter").shows("Sections").shows("Ferry fares").lacks("to do in 3 articles");
    let journey = journey.press("w").shows("to do in 3 articles").press("s").disk_answers().shows("Docks of the north");
    journey.press("Enter q").shows("Library").lacks("Queue ");
}

#[test]
fn a_note_that_is_being_written_keeps_the_article_open() {
    let journey = begun().press("i").types("Ask the ferry").press("C-s").press("s").disk_answers();
    let journey = journey.shows("Docks of the north");
    assert!(journey.file("ferry.ana.notes.jsonl").contains("Ask the ferry"));
    // After "refuted" the queue asks for evidence; the next article waits for it.
    let journey = journey.press("A r").disk_answers().shows("Docks").types("https://example.org/docks").press("C-s");
    let journey = journey.disk_answers().shows("A year of tides");
    assert!(journey.file("docks.ana.notes.jsonl").contains("example.org/docks"));
}

#[test]
fn an_article_that_is_gone_is_told_and_the_rest_goes_on() {
    let journey = begun().loses("docks.yaml").press("s").disk_answers().shows("docks.yaml is gone");
    journey.shows("A year of tides").press("s").disk_answers().shows("Library");
}

#[test]
fn a_claim_that_somebody_did_meanwhile_is_left_out() {
    let journey = begun();
    let path = journey.path_of("docks.other.notes.jsonl");
    // The same annotator judges both claims on another machine.
    let line = |claim: &str, number: u8| {
        format!(
            "{{\"v\":1,\"id\":\"01KAXXXXXXXXXXXXXXXXXX000{number}\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\
             \"set\":[{{\"on\":\"claim:{claim}\",\"field\":\"status\",\"to\":\"done\"}}]}}\n"
        )
    };
    std::fs::write(path, line("p1.c1", 1) + &line("p1.c2", 2)).unwrap();
    let journey = journey.press("s").disk_answers().shows("A year of tides").press("s").disk_answers();
    journey.shows("No more claims to check; 2 judged").shows("2 were no longer to do");
}

#[test]
fn only_marked_or_listed_articles_are_worked_through() {
    let journey = shelf().press("g Space w");
    let paths = LibraryRequest::ToDo(Some(vec!["tides.yaml".to_owned()]), String::new());
    let journey = journey.asked(&paths).library_answers().shows("A year of tides").shows("1 to do in 1 article");
    journey.press("s").disk_answers().shows("1 judged in this queue over 1 article");
    let journey = shelf().press("f").types("title:docks");
    let passing = ["docks.yaml".to_owned()].into();
    let journey = journey.hears(LibraryNews::Passing("title:docks".to_owned(), passing)).press("Enter w");
    journey.asked(&LibraryRequest::ToDo(Some(vec!["docks.yaml".to_owned()]), "title:docks".to_owned()));
}

#[test]
fn where_nothing_is_to_do_the_library_says_so() {
    let journey = shelf().press("w").hears(LibraryNews::ToDo(Vec::new()));
    journey.shows("There is nothing to do in these articles").shows("Library");
}

#[test]
fn the_queue_shows_where_one_is_at_any_size() {
    for (columns, rows) in [(200, 50), (80, 24), (60, 20)] {
        let journey = begun().size(columns, rows).shows("Ferry fares").shows("4 ").press("s").disk_answers();
        journey.shows("Docks of the north").press("j j j k u q").shows("Library");
    }
    for (columns, rows) in [(20, 5), (40, 10), (0, 0), (19, 4)] {
        begun().size(columns, rows).press("s").disk_answers().press("j k s u").disk_answers().has_not_quit();
    }
}

#[test]
fn an_article_that_is_removed_while_its_claim_shows_is_left_without_a_verdict() {
    let journey = begun().size(120, 40).shows("Ferry fares").loses("ferry.yaml").article_is_gone();
    let journey = journey.shows("ferry.yaml is gone").lacks("Ferry fares").press("s").disk_answers();
    assert_eq!(journey.file("ferry.ana.notes.jsonl"), "");
    assert_ne!(journey.file("docks.ana.notes.jsonl"), "");
}

#[test]
fn the_corner_says_saved_after_a_verdict_in_every_article_of_the_queue() {
    let journey = begun().size(120, 40).press("s").disk_answers().shows("Docks of the north").shows("saved");
    journey.lacks("writing as");
}

#[test]
fn words_that_change_on_the_disk_under_the_finger_are_judged_only_once_they_could_be_read() {
    let other = |statement| made_up_article("ferry", "Ferry fares", "2026-01-02", &[("high", statement)]);
    let journey = begun().unhurried("j k 3").shows("Fares rise").article_on_shelf_becomes(&other("Fares fall"));
    let journey = journey.shows("Fares fall in Ostrow.").shows("Not written: high confidence").after(400, "s");
    let journey = journey.shows("before you could read").disk_answers();
    assert_eq!(journey.file("ferry.ana.notes.jsonl"), "");
    let journey = journey.after(900, "s").disk_answers().shows("Docks of the north");
    let notes = journey.file("ferry.ana.notes.jsonl");
    assert!(notes.contains("supported") && !notes.contains("confidence"), "{notes}");
    // The next article has to be read as well.
    let journey = journey.after(400, "s").shows("before you could read").disk_answers();
    assert_eq!(journey.file("docks.ana.notes.jsonl"), "");
}
