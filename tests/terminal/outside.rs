//! What the program shares with others: the user's editor, and settings that change meanwhile.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::session::Session;

#[test]
fn the_editor_gets_all_keys_and_its_text_comes_back() {
    let mut session = Session::open();
    session.editor("echo the editor is here; read line; printf 'edited: %s\\n' \"$line\" >> \"$1\"");
    session.waits_for("writing as ana").types("iFirst line\x07").waits_for("the editor is here").types("jjqxu\r");
    session.waits_for("edited: jjqxu").waits_for("First line").types("\x13").waits_until_saved();
    assert!(session.journal().contains("First line\\nedited: jjqxu"), "{}", session.journal());
    assert!(session.handed().is_empty(), "{:?}", session.handed());
    session.types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
}

#[test]
fn the_article_is_edited_in_place_and_shows_at_once() {
    let mut session = Session::open();
    session.editor("sed -i 's/Ships pay twice/Barges pay twice/g' \"$1\"");
    session.waits_for("writing as ana").types("E").waits_for("Barges pay twice in Ostrow.");
    assert!(session.article().contains("Barges pay twice"));
    session.types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn an_article_and_notes_behind_links_show_what_changes_where_they_lie() {
    let mut session = Session::behind_links();
    session.waits_for("writing as ana").edits_file("real/story.yaml", "Ships pay twice", "Barges pay twice");
    session
        .waits_for("Barges pay twice in Ostrow.")
        .reads_it()
        .types("vs")
        .waits_until_saved()
        .keeps_notes_elsewhere("ben");
    session.judges("p1.c1", "refuted", "ben");
    session.waits_for("✗ refuted ben");
    session.judges("p1.c1", "misleading", "ben");
    session.waits_for("~ misleading ben").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn an_editor_that_fails_loses_nothing_and_says_what_to_set() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("iKept text\x07").waits_for("set VISUAL").waits_for("Kept text");
    session.editor("exit 3");
    session.types("\x07").waits_for("ended with exit status: 3").types("\x13").waits_until_saved();
    assert!(session.journal().contains("Kept text"));
}

#[test]
fn the_text_of_a_failed_editor_is_left_where_only_its_owner_reads_it() {
    let mut session = Session::open();
    session.editor("printf 'second thoughts' > \"$1\"; exit 3");
    session.waits_for("writing as ana").types("iFirst thoughts\x07").waits_for("what the editor wrote is in");
    session.waits_for("First thoughts").lacks("second thoughts");
    let [left] = session.handed().try_into().unwrap();
    assert_eq!(fs::read_to_string(&left).unwrap(), "second thoughts");
    assert_eq!(fs::metadata(left).unwrap().permissions().mode() & 0o777, 0o600);
    session.editor("printf '\\377' > \"$1\"");
    session.types("\x07").waits_for("it cannot be read").waits_for("First thoughts");
    assert_eq!(session.handed().len(), 2);
}

#[test]
fn what_interrupts_the_editor_does_not_end_the_reader() {
    let mut session = Session::open();
    session.editor(
        "trap 'echo interrupted' INT; echo the editor is here; read line || read line; echo \"edited: $line\" >> \"$1\"",
    );
    session.waits_for("writing as ana").types("iFirst line\x07").waits_for("the editor is here");
    session.types("\x03").waits_for("interrupted").types("going on\r").waits_for("edited: going on");
    session.types("\x13").waits_until_saved().types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
}

#[test]
fn ended_while_the_editor_runs_it_waits_for_it_and_keeps_what_came_back() {
    let mut session = Session::open();
    session.editor("echo the editor is here; read line; echo \"edited: $line\" >> \"$1\"");
    session.waits_for("writing as ana").types("iFirst line\x07").waits_for("the editor is here");
    session.signal("TERM");
    session.types("to the end\r");
    assert_eq!(session.ended(), 143);
    session.restored();
    assert!(session.drafts().contains("First line\\nedited: to the end"), "{}", session.drafts());
}

#[test]
fn an_editor_killed_in_raw_mode_leaves_nothing_behind() {
    let mut session = Session::open();
    session.editor(
        "stty raw -echo; printf '\\033[?1049h\\033[?1h\\033[?25l\\033[2;5r\\033[?7l\\033=still here'; kill -9 $$",
    );
    session.waits_for("writing as ana").types("iFirst line\x07").waits_for("signal: 9").waits_for("First line");
    session.lacks("still here").has_keys_of_its_own().types("\x13").waits_until_saved().types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
}

#[test]
fn the_editor_is_suspended_and_continued_together_with_the_reader() {
    let mut session = Session::in_shell();
    session.editor("echo the editor is here; read word; sed -i \"s/Ships pay twice/$word pay twice/g\" \"$1\"");
    session.waits_for("writing as ana").types("E").waits_for("the editor is here");
    session.types("\x1a").waits_for("Stopped").types("fg\r").waits_for("fg\n").types("Barges\r");
    session.waits_for("Barges pay twice in Ostrow.").types("q").waits_without("Claims");
    session.types("echo b''ack\r").waits_for("back");
}

#[test]
fn a_window_that_changed_while_the_editor_ran_is_drawn_in_its_new_size() {
    let mut session = Session::open();
    session.editor("echo the editor is here; read line");
    session.waits_for("Sections").waits_for("writing as ana").types("E").waits_for("the editor is here");
    session.resize(80, 24).types("\r").waits_without("Sections").waits_for("Claims");
    assert!(session.handed().is_empty());
}

#[test]
fn a_built_in_article_is_not_edited_but_can_be_copied() {
    let mut session = Session::open();
    session.editor("echo the editor is here");
    session.waits_for("writing as ana").types("o").waits_for("1 article").types("o").waits_for("How to read");
    session.types("key by key\r");
    session.waits_without("Harbour dues").waits_for("writing as ana").types("E");
    session.waits_for("nutgraf copy guided-tour").lacks("the editor is here");
}

#[test]
fn names_are_joined_as_soon_as_the_settings_say_so() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved();
    session.judges("p1.c1", "refuted", "ben");
    session.waits_for("✗ refuted ben");
    session.settings("[people]\nbenedict = [\"ben\"]\n").waits_for("✗ refuted benedict");
    session.settings("[people]\nbenedict = \"ben\"\n").waits_for("nutgraf.toml:2:12").waits_without("benedict");
}

#[test]
fn notes_that_change_after_the_preview_are_reported_before_a_write() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved().types("x").waits_for("Before you send it");
    // It sees neither the change nor the key before both have arrived.
    session.signal("STOP");
    session.judges("p1.c2", "refuted", "ana");
    session.types("\r").signal("CONT");
    session.waits_for("notes have changed");
    assert_eq!(session.packet_text(), "");
    session.types("\r").waits_for("Written:").packet_holds("p1.c2 · ✗ refuted").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_vanished_journal_is_reported_at_once_and_restored_by_a_key() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved().loses_journal().waits_for("1 vanished");
    session.waits_for("! restores it").types("q").waits_for("Quit?").types("!");
    assert_eq!(session.ended(), 0);
    assert!(session.journal().contains("supported"));
}

#[test]
fn a_program_that_must_end_reports_vanished_lines_again() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved().loses_journal().waits_for("1 vanished");
    session.signal("TERM");
    assert_eq!(session.ended(), 143);
    session.waits_for("1 action is missing from the notes file");
}

#[test]
fn a_slow_disk_loses_nothing_that_a_draft_contains() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved().types("iHalf a thought");
    session.keeps_draft("Half a thought").types("\x13").waits_for("Noted").signal("TERM");
    assert_eq!(session.ended(), 143);
    let mut session = session.again();
    session.waits_until_saved().types("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.drafts(), "", "what is saved is no draft any more");
    let mut session = session.again();
    session.waits_until_saved().types("jiThe other half").keeps_draft("The other half");
    let lock = session.locks_journal();
    session.types("\x13").waits_for("saving").signal("TERM");
    assert_eq!(session.ended(), 2);
    session.waits_for("1 action may not be on the disk").waits_for("kept as a draft").lacks("lost");
    drop(lock);
}

#[test]
fn handwritten_text_in_a_packet_survives_the_next_export() {
    let mut session = Session::open();
    session
        .waits_for("writing as ana")
        .types("vs")
        .waits_until_saved()
        .types("x")
        .waits_for("Before you send it")
        .types("\r");
    session.waits_for("Written:").writes_into_packet("Ask the port authority.");
    session
        .types("]vr")
        .waits_for("2/6 judged")
        .waits_until_saved()
        .types("x")
        .waits_for("Before you send it")
        .types("\r");
    session.waits_for("Written:").packet_holds("Ask the port authority.").types("q");
    assert_eq!(session.ended(), 0);
}
