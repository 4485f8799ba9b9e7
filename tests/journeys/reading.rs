//! Moving around in an article.

use crate::journey::Journey;

#[test]
fn the_first_paragraph_and_its_first_claim_are_selected() {
    Journey::open().shows("Harbour dues").shows("¶1/4").shows("▌").cursor_on("Ships");
}

#[test]
fn moving_in_the_text_moves_claims_and_sections() {
    Journey::open().press("j j").shows("¶3/4").selects("p3.c1").press("k").shows("¶2/4").selects("p2.c1");
}

#[test]
fn moving_in_the_claims_moves_the_text() {
    Journey::open().press("]").selects("p1.c2").shows("¶1/4").press("]").selects("p2.c1").shows("¶2/4");
    Journey::open().press("] ] [ [").selects("p1.c1").shows("¶1/4");
}

#[test]
fn enter_on_a_claim_shows_its_quote_and_backspace_goes_back() {
    let journey = Journey::open().press("Tab j j Enter");
    journey.shows("¶2/4").cursor_on("The port").press("Backspace").shows("¶2/4").cursor_on("The port of Ostrow");
}

#[test]
fn enter_on_an_entity_shows_its_first_mention() {
    Journey::open().press("G Tab Tab").press("Enter").shows("Ostrow").press("Backspace").shows("¶4/4");
}

#[test]
fn sections_step_over_paragraphs() {
    Journey::open().press("}").shows("¶3/4").press("{").shows("¶1/4");
}

#[test]
fn at_eighty_columns_the_sections_come_when_they_are_focused() {
    let journey = Journey::open().size(80, 24).lacks("Sections").shows("Claims");
    journey.press("S-Tab").shows("Sections").lacks("Entities").press("Tab").lacks("Sections");
}

#[test]
fn a_terminal_too_small_says_so_in_one_line_and_still_quits() {
    Journey::open().size(20, 4).shows("needs 20×5").press("v").size(120, 40).lacks("Judge p1").press("q").has_quit();
}

#[test]
fn help_lists_every_key_of_the_reader() {
    let journey = Journey::open().size(100, 130).press("?");
    let keymap = nutgraf::reader::keymap::Keymap::default();
    for binding in keymap.of(nutgraf::reader::keymap::scope::Scope::Reader) {
        journey.sees(keymap.shown_keys(binding).split("  ").next().unwrap());
        journey.sees(binding.help.split([':', ';']).next().unwrap());
    }
    journey.press("Esc").lacks("Keys ─");
}

#[test]
fn every_hint_of_the_footer_does_something() {
    Journey::open().lacks("undo").lacks("back ").press("v s").shows("u undo").press("Enter").shows("Backspace back");
}

#[test]
fn a_paragraph_taller_than_the_pane_is_scrolled_before_it_is_left() {
    let journey = Journey::open_text(&crate::journey::long_article()).size(90, 20).shows("alpha");
    let journey = journey.lacks("omega").press("j j j j j j j j j j j j j j j j").shows("omega");
    journey.press("G").shows("¶2/2");
}

#[test]
fn nothing_panics_at_any_size_with_anything_open() {
    for keys in ["", "Tab Tab", "v", "?", "Tab j Enter"] {
        let mut journey = Journey::open().press(keys);
        for (columns, rows) in [(0, 0), (1, 1), (20, 5), (79, 40), (80, 12), (80, 11), (110, 13), (500, 200), (1000, 3)]
        {
            journey = journey.size(columns, rows).press("j k");
        }
    }
}

const TOUR: &str = include_str!("../../content/guided-tour.yaml");

#[test]
fn the_guided_tour_does_what_it_says() {
    let journey =
        Journey::open_text(TOUR).press("j").shows("¶2/10").press("k").shows("¶1/10").press("]").selects("t2.c1");
    let journey = journey.press("] Tab Enter").shows("¶3/10").press("Backspace").shows("¶3/10").selects("t3.c1");
    let journey =
        journey.press("] ] ] ]").selects("t5.c1").press("v r").disk_answers().shows("saved").shows("✗ The city");
    let journey = journey.press("u").shows("○ The city").press("C-r").shows("✗ The city").disk_answers().on_disk(3);
    journey.press("} {").size(120, 90).press("?").shows("in the panes");
}

#[test]
fn the_guided_tour_shows_how_to_give_reasons_add_claims_and_work_through_the_queue() {
    let reasoned = Journey::open_text(TOUR).press("j j j j j j j").selects("t9.c1").press("v w").types("No source");
    let reasoned = reasoned.press("C-s f").types("Cost unknown").press("C-s 2 n").on_disk_after(1);
    let reasoned = reasoned.shows("not enough evidence, moderate confidence, reason “No source”");
    let added = reasoned.press("j s Right o Left a").shows("Claim of your own").press("C-s").on_disk_after(2);
    let judged = added.press("w").shows("12 to do").press("s").shows("11 to do").press("Esc").on_disk_after(3);
    judged.press("Tab Tab g Enter").shows("Claims about it").shows("Mentions").press("Esc o").shows("Library");
}

#[test]
fn every_key_that_the_guided_tour_names_is_bound() {
    let named: Vec<&str> = TOUR.split('`').skip(1).step_by(2).collect();
    assert!(named.len() > 15);
    for key in named.into_iter().filter(|key| *key != "saved") {
        let bound = nutgraf::reader::keymap::BINDINGS.iter().any(|binding| binding.keys.contains(&key));
        assert!(bound, "`{key}` is not bound");
    }
}
