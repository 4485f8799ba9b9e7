//! Selecting words of the text with keys and mouse, and adding claims that quote them.

use crate::journey::Journey;

const HARBOUR: &str = include_str!("harbour.yaml");

/// An article whose first paragraph has clauses and two sentences.
fn open() -> Journey {
    let text = HARBOUR.replace(
        "Ships pay twice in Ostrow. The second fee came last year.",
        "Ships pay twice in Ostrow. The second fee came last year, the first long ago.",
    );
    Journey::open_text(&text)
}

#[test]
fn selecting_begins_at_the_word_at_the_cursor() {
    open().press("s y").copied("“Ships”");
    open().press("] s y").copied("“The”");
    open().press("/").types("fee").press("Enter s y").copied("“fee”");
}

#[test]
fn motions_move_until_the_selection_extends() {
    open().press("s w w y").copied("“twice”");
    open().press("s w w b y").copied("“pay”");
    open().press("s w v w w y").copied("“pay twice in”");
    open().press("s v w w b y").copied("“Ships pay”");
    open().press("s w w v w o b y").copied("“pay twice in”");
    open().press("s G y").copied("“ago”");
    open().press("s v G y").copied("“Ships pay twice in Ostrow. The second fee came last year, the first long ago.”");
}

#[test]
fn sentences_and_clauses_are_selected_whole() {
    open().press("s ) y").copied("“Ships pay twice in Ostrow.”");
    open().press("s ) ) y").copied("“The second fee came last year, the first long ago.”");
    open().press("s ) ) ( y").copied("“Ships pay twice in Ostrow.”");
    open().press("] s } y").copied("“The second fee came last year”");
    open().press("] s } } y").copied("“the first long ago.”");
    open().press("s v ) ) y").copied("“Ships pay twice in Ostrow. The second fee came last year, the first long ago.”");
}

#[test]
fn a_drag_goes_on_by_keys() {
    open().drags("pay", "twice").press("w y").copied("“pay twice in”");
}

#[test]
fn a_claim_of_half_a_sentence_proposes_its_words_unchanged() {
    let journey = open().press("] s } } a").shows("Claim of your own").press("C-s").disk_answers();
    assert!(journey.file("harbour.ana.notes.jsonl").contains("\"the first long ago.\""));
    let journey = open().press("s w v w a C-s").disk_answers();
    assert!(journey.file("harbour.ana.notes.jsonl").contains("\"to\":\"pay twice\""));
    let journey = open().press("s ) a C-s").disk_answers();
    assert!(journey.file("harbour.ana.notes.jsonl").contains("\"to\":\"Ships pay twice in Ostrow.\""));
}

#[test]
fn a_narrow_screen_names_what_the_words_are_selected_for_and_help_comes_back_to_them() {
    let journey = open().size(80, 24).press("s w w v");
    let journey = journey.shows("w word").shows("a claim").shows("y copy").shows("v extend").shows("? help");
    let journey = journey.press("?").shows("add it as your own claim").press("Esc");
    journey.press("w y").copied("“twice in”");
}
