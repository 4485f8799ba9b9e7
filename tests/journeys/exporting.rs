//! Taking notes out: what one sees is what is written.

use nutgraf::format::export::FORMATS;

use crate::journey::Journey;

#[test]
fn the_preview_shows_the_very_bytes_that_are_written() {
    let journey = Journey::open().press("v s").disk_answers().press("x").shows("ana's notes").shows("markdown");
    let journey = journey.press("Tab Tab Tab Tab g").size(120, 60);
    let name = FORMATS[4 % FORMATS.len()].ending;
    let journey = journey.press("Enter").shows("Written: harbour.ana");
    let written = journey.file(&format!("harbour.ana.{name}"));
    let journey = journey.press("x Tab Tab Tab Tab");
    for line in written.lines().take(20).filter(|line| line.len() < 90) {
        journey.sees(line.trim_end());
    }
}

#[test]
fn every_format_is_a_key_further_and_says_what_it_cannot_carry() {
    let mut journey = Journey::open().press("v w").types("Two invoices").press("C-s 2 s").disk_answers().press("x");
    for format in FORMATS {
        journey = journey.shows(format.what.split([',', ':']).next().unwrap()).shows("Cannot carry").press("Tab");
    }
    journey.press("Esc").lacks("Cannot carry");
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked_twice() {
    let journey = Journey::open().press("v s").disk_answers().press("x Enter").shows("Written:").press("x Enter");
    let journey = journey.shows("is there already").shows("Export").press("Enter").shows("Written:");
    journey.press("x Enter e A-x").press("Esc Enter").shows("is there already");
}

#[test]
fn the_destination_is_typed_and_others_notes_go_along() {
    let journey = Journey::open().press("v s").disk_answers().colleague("ben", "p1.c2", "refuted").press("x O");
    let journey = journey.shows("everyone's notes").press("e C-u").types("out.md").press("Enter Enter");
    assert!(journey.file("out.md").contains("ben"), "{}", journey.file("out.md"));
}

/// Ben's word on the first claim, as his file has it.
const BENS: &str = r#"{"v":1,"id":"00000000RS0000000000000002","at":"2026-11-24T00:00:00Z","by":"ben","set":[{"on":"claim:p1.c1","field":"verdict","was":null,"to":"refuted","after":[]}]}"#;

#[test]
fn an_article_that_changed_unnoticed_is_told_before_anything_is_written() {
    let journey = Journey::open().press("v s").disk_answers().press("x").shows("harbour.ana.packet.md");
    let journey = journey.article_changes_unnoticed("Ships pay", "Boats pay").press("Enter");
    let journey = journey.shows("Not written").shows("changed since this preview").shows("Export");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.notices_article().shows("Cannot carry").press("Enter").shows("Written:");
    assert!(journey.file("harbour.ana.packet.md").contains("Boats pay twice"));
}

#[test]
fn notes_that_changed_unnoticed_are_told_before_anything_is_written() {
    let journey = Journey::open().press("v s").disk_answers().press("x O").shows("everyone's notes");
    let journey = journey.colleague_unnoticed("ben", BENS).press("Enter").shows("Not written");
    assert_eq!(journey.file("harbour.all.packet.md"), "");
    let journey = journey.notices_notes().press("Enter").shows("Written:");
    assert!(journey.file("harbour.all.packet.md").contains("ben"), "{}", journey.file("harbour.all.packet.md"));
}

#[test]
fn what_changed_while_an_export_is_open_is_looked_at_before_enter_writes_it() {
    let journey = Journey::open().press("v s").disk_answers().press("x");
    let journey = journey.article_changes_unnoticed("Ships pay", "Boats pay").notices_article();
    let journey = journey.press("Enter").shows("this is how the export reads now");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.press("Enter").shows("Written:");
    assert!(journey.file("harbour.ana.packet.md").contains("Boats pay twice"));
}

#[test]
fn an_export_that_changes_twice_is_told_twice() {
    let journey = Journey::open().press("v s").disk_answers().press("x");
    let journey = journey.article_changes_unnoticed("Ships pay", "Boats pay").press("Enter").shows("Not written");
    let journey = journey.article_changes_unnoticed("Boats pay", "Barges pay").press("Enter").shows("Not written");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.press("Enter").shows("Written:");
    assert!(journey.file("harbour.ana.packet.md").contains("Barges pay twice"));
}

#[test]
fn a_change_that_the_export_does_not_show_holds_nothing_up() {
    let journey = Journey::open().press("v s").disk_answers().press("x").colleague("ben", "p1.c1", "refuted");
    journey.press("Enter").shows("Written:");
}

#[test]
fn what_has_not_changed_is_never_called_changed_in_any_format() {
    let journey = Journey::open().press("v w").types("Two invoices").press("C-s 2 s i").types("Ask again").press("C-s");
    let journey = journey.press("e").types("https://quay.example").press("C-s # t a g Enter Esc");
    let journey = journey.press("Tab Tab Tab s l l a").types("Ships pay").press("C-s").disk_answers();
    let mut journey = journey.colleague("ben", "p1.c2", "refuted");
    for whose in ["", "O"] {
        for (number, format) in FORMATS.iter().enumerate() {
            journey = journey.press("x").press(whose).press(&"Tab ".repeat(number)).press("Enter");
            journey = journey.shows("Written:").shows(&format!(".{}", format.ending));
        }
    }
}

#[test]
fn the_preview_is_scrolled_and_never_past_its_end() {
    let journey = Journey::open().press("v s").disk_answers().press("x j j j").lacks("article: Harbour dues");
    journey.press("Space Space Space Space Space Space Space Space Space Space Space Space k g").shows("Harbour dues");
}

#[test]
fn nothing_is_exported_before_it_is_saved() {
    Journey::open().disk_fails_from_now_on().press("v s").disk_answers().press("x Enter").shows("not saved");
}

#[test]
fn only_some_claims_go_out_as_the_filter_says() {
    let journey = Journey::open().press("v s ] v r").disk_answers().press("x f").types("refuted").press("Enter");
    let journey = journey.shows("ana's notes, refuted").press("Enter").shows("Written:");
    let packet = journey.file("harbour.ana.packet.md");
    assert!(packet.contains("p1.c2") && !packet.contains("p1.c1"), "{packet}");
}
