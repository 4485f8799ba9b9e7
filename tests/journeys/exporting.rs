//! Exporting notes: the file is what the preview shows.

use nutgraf::export::FORMATS;

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
        // A packet or page for people begins with what to check first.
        let heading = if format.warns() { "Before you send it" } else { "Left out or changed" };
        journey = journey.shows(format.what.split([',', ':']).next().unwrap()).shows(heading).press("Tab");
    }
    journey.press("Esc").lacks("Left out or changed");
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked_twice() {
    let journey = Journey::open().press("v s").disk_answers().press("x Enter").shows("Written:").press("x Enter");
    let journey = journey.shows("already exists").shows("Export").press("Enter").shows("Written:");
    journey.press("x Enter e A-x").press("Esc Enter").shows("already exists");
}

#[test]
fn the_destination_is_typed_and_others_notes_go_along() {
    let journey = Journey::open().press("v s").disk_answers().colleague("ben", "p1.c2", "refuted").press("x O");
    let journey = journey.shows("everyone's notes").press("e C-u").types("out.md").press("Enter Enter");
    assert!(journey.file("out.md").contains("ben"), "{}", journey.file("out.md"));
}

#[test]
fn without_a_destination_the_message_names_the_key_that_chooses_one() {
    let journey = Journey::open().press("v s").disk_answers().press("x e C-u Enter Enter");
    journey.shows("No file is chosen. e chooses one");
}

/// Ben's judgement of the first claim, in his own file.
const BENS: &str = r#"{"v":1,"id":"00000000RS0000000000000002","at":"2026-11-24T00:00:00Z","by":"ben","set":[{"on":"claim:p1.c1","field":"verdict","was":null,"to":"refuted","after":[]}]}"#;

#[test]
fn an_unnoticed_change_of_the_article_is_reported_before_a_write() {
    let journey = Journey::open().press("v s").disk_answers().press("x").shows("harbour.ana.packet.md");
    let journey = journey.article_changes_unnoticed("Ships pay", "Boats pay").press("Enter");
    let journey = journey.shows("Not written").shows("changed since the preview").shows("Export");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.notices_article().shows("Left out or changed").press("Enter").shows("Written:");
    assert!(journey.file("harbour.ana.packet.md").contains("Boats pay twice"));
}

#[test]
fn unnoticed_changes_of_notes_are_reported_before_a_write() {
    let journey = Journey::open().press("v s").disk_answers().press("x O").shows("everyone's notes");
    let journey = journey.colleague_unnoticed("ben", BENS).press("Enter").shows("Not written");
    assert_eq!(journey.file("harbour.all.packet.md"), "");
    let journey = journey.notices_notes().press("Enter").shows("Written:");
    assert!(journey.file("harbour.all.packet.md").contains("ben"), "{}", journey.file("harbour.all.packet.md"));
}

#[test]
fn changes_during_an_export_are_shown_before_enter_writes() {
    let journey = Journey::open().press("v s").disk_answers().press("x");
    let journey = journey.article_changes_unnoticed("Ships pay", "Boats pay").notices_article();
    let journey = journey.press("Enter").shows("This is the new export");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.press("Enter").shows("Written:");
    assert!(journey.file("harbour.ana.packet.md").contains("Boats pay twice"));
}

#[test]
fn an_export_that_changes_twice_is_reported_twice() {
    let journey = Journey::open().press("v s").disk_answers().press("x");
    let journey = journey.article_changes_unnoticed("Ships pay", "Boats pay").press("Enter").shows("Not written");
    let journey = journey.article_changes_unnoticed("Boats pay", "Barges pay").press("Enter").shows("Not written");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.press("Enter").shows("Written:");
    assert!(journey.file("harbour.ana.packet.md").contains("Barges pay twice"));
}

#[test]
fn a_change_that_the_export_does_not_show_holds_nothing_up() {
    let journey = Journey::open().press("v s").disk_answers().press("x").colleague("ben", "p1.c1", "supported");
    let journey = journey.press("Enter").shows("Written:");
    assert!(!journey.file("harbour.ana.packet.md").contains("ben"));
}

#[test]
fn somebody_who_contradicts_the_export_meanwhile_holds_it_up_until_it_was_looked_at() {
    let journey = Journey::open().press("v s").disk_answers().press("x").colleague("ben", "p1.c1", "refuted");
    let journey = journey.press("Enter").shows("This is the new export");
    assert_eq!(journey.file("harbour.ana.packet.md"), "");
    let journey = journey.shows("ben judged this otherwise").press("Enter").shows("Written:");
    let packet = journey.file("harbour.ana.packet.md");
    assert!(packet.contains("### p1.c1 · annotators differ") && packet.contains("#### p1.c1, ben"), "{packet}");
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

#[test]
fn a_verdict_without_a_source_gives_a_warning_before_the_packet_is_sent() {
    let journey = Journey::open().press("v s").disk_answers().press("x");
    journey.shows("Before you send it").shows("warning: p1.c1: supported without a source that says so");
}

#[test]
fn warnings_and_losses_that_do_not_fit_are_one_key_away_in_full() {
    let journey = Journey::open().press("v s ] v s ] v s").disk_answers().press("x").lacks("--full shows all");
    let journey = journey.press("w").shows("warning: p1.c1, p1.c2, p2.c1").shows("--full shows all");
    let journey = journey.lacks("## Sign-off").press("Esc").lacks("--full shows all").shows("## Sign-off");
    let journey = journey.size(60, 20).shows("w shows all in full").press("w Space Space").shows("--full shows all");
    journey.press("g").shows("warning: p1.c1").press("w").shows("Before you send it").press("Esc").lacks("Export");
}

#[test]
fn a_private_note_is_left_out_of_every_export() {
    let journey = Journey::open().press("v s Tab i").types("From the harbour master").press("C-s Enter");
    let journey = journey.clicks("From the harbour master").press("P").shows("Private: left out of every export");
    let journey = journey.shows("(private) From the harbour master").disk_answers().press("q x").shows("Export");
    let journey = journey.press("Enter").shows("Written:");
    let packet = journey.file("harbour.ana.packet.md");
    assert!(packet.contains("p1.c1") && !packet.contains("harbour master"), "{packet}");
    let journey = journey.press("Enter").clicks("(private) From the harbour master").press("P");
    journey.shows("No longer private").lacks("(private)").press("u").shows("(private)");
}
