//! The mouse does what the keys do.

use crate::journey::Journey;

const HARBOUR: &str = include_str!("harbour.yaml");
const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

#[test]
fn a_click_selects_and_a_second_one_follows() {
    let journey = Journey::open().clicks("prediction · Pilots").selects("p2.c1").shows("¶2/4");
    journey.clicks("prediction · Pilots").shows("priority").press("Esc").lacks("priority");
}

#[test]
fn a_click_in_the_text_selects_the_claim_whose_quote_it_hits() {
    let journey = Journey::open_text(SHIPPED).press("} }").clicks("it came to US$800");
    journey.selects("p6.c1").shows("¶6/14");
}

#[test]
fn a_click_on_a_hint_does_what_the_key_does() {
    let journey = Journey::open().clicks("commands").shows("name of a command").press("Esc");
    let journey =
        journey.clicks("v judge").shows("Judge p1.c1").clicks("supported: the").shows("undo").shows("✓ Ships");
    journey.press("Tab").clicks("undo").shows("0/6 judged");
}

#[test]
fn a_click_beside_a_page_closes_it() {
    Journey::open().press("F").shows("Figures and dates").clicks_cell(0, 3).lacks("Figures and dates");
}

#[test]
fn a_click_on_a_row_of_a_list_chooses_it_the_second_time() {
    let journey = Journey::open().press(": Down").clicks("figures  ").shows("name of a command");
    journey.clicks("figures  ").shows("Figures and dates");
}

#[test]
fn the_wheel_scrolls_and_leaves_the_selection_where_it_is() {
    let journey = Journey::open_text(SHIPPED).turns_wheel("Ever since", 3).selects("p1.c1").shows("¶1/14");
    journey.lacks("▌").turns_wheel("Text", -9).shows("▌").press("j").shows("¶2/14");
}

#[test]
fn a_drag_selects_words_which_are_copied_with_their_place() {
    let journey = Journey::open().drags("twice", "twice").shows("y copy").press("y").copied("“twice”");
    journey.copied("Harbour dues, The Daily Mooring, ¶1");
}

#[test]
fn a_drag_takes_the_letters_under_the_pointer_with_it_both_ways() {
    for (from, to, copied) in [("twice", "Ostrow", "“twice in Ostrow”"), ("Ships", "pay", "“Ships pay”")] {
        Journey::open().drags(from, to).press("y").copied(copied);
    }
    for (from, to, copied) in
        [("Ostrow", "twice", "“twice in Ostrow”"), ("pay", "Ships", "“Ships pay”"), ("hips", "ips", "“ips”")]
    {
        Journey::open().drags_back(from, to).press("y").copied(copied);
    }
    Journey::open().drags("Ostrow", "twice").press("y").copied("“e in O”");
}

#[test]
fn a_drag_takes_whole_letters_however_they_are_made() {
    let text = HARBOUR.replace("Ships pay twice in Ostrow.", "Ships pay cafe\u{301} 港湾 👨‍👩‍👧 twice in Ostrow.");
    let article = text.replace("quote: Ships pay twice in Ostrow", "quote: Ships pay");
    for (from, to, copied) in [("cafe\u{301}", "港", "“cafe\u{301} 港”"), ("湾", "👨‍👩‍👧", "“湾 👨‍👩‍👧”")]
    {
        Journey::open_text(&article).drags(from, to).press("y").copied(copied);
        Journey::open_text(&article).drags_back(to, from).press("y").copied(copied);
    }
}

#[test]
fn a_drag_that_leaves_the_paragraph_selects_to_its_end() {
    let journey = Journey::open().drags("twice", "Claims").press("y").copied("“twice in Ostrow. The second fee");
    let journey = journey.drags("twice", "¶1/4").press("y").copied("“twice in Ostrow. The second fee came last year.”");
    journey.drags("twice", "Harbour dues").press("y").copied("“Ships pay t”");
}

#[test]
fn a_drag_in_a_form_takes_the_letters_under_the_pointer_with_it() {
    let written = || Journey::open().press("i").types("one two three");
    written().drags("two", "two").press("Delete").shows("one  three");
    written().drags_back("two", "two").press("Delete").shows("one  three");
    written().drags("three", "two").press("Delete").shows("one twhree");
    written().drags("two", "two").drags("three", "three").press("Delete").shows("one two ").lacks("three");
}

#[test]
fn words_are_selected_by_keys_from_the_quote_on() {
    let journey = Journey::open().press("s v w w y").copied("“Ships pay twice");
    journey.press("s g o h h").press("Esc").press("s G y").copied("¶1");
}

#[test]
fn on_a_narrow_screen_a_click_on_a_name_shows_that_pane() {
    Journey::open().size(60, 20).clicks("Entities").shows("Ostrow").clicks("Claims").shows("fact");
}

#[test]
fn help_and_the_way_out_are_hinted_at_however_little_room_there_is() {
    for columns in [120, 100, 80, 60, 40] {
        let journey = Journey::open().size(columns, 30).press("v s / o Enter");
        journey.shows("? help").shows("q quit");
    }
}

#[test]
fn a_click_judges_in_the_queue_and_puts_the_cursor_in_a_form() {
    let journey = Journey::open().press("w").clicks("✓ supported").selects("p1.c2").shows("5 to do").press("Esc i");
    let journey =
        journey.types("one two").clicks("two").types("X").shows("one Xtwo").drags("one X", "one X").press("Delete");
    journey.shows("two").lacks("one X").press("Esc").on_disk_after(2);
}
