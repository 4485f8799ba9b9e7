//! Input from the terminal other than keys: endless pastes, unexpected answers, noise.

use std::time::Duration;

use crate::session::Session;

const REPLIES: &str = "\x1b]11;rgb:0f0f/1212/1818\x1b\\\x1b]4;1;rgb:ffff/0000/0000\x07\x1bP>|XTerm(390)\x1b\\\x1b[?62;4;22c\x1b[0n\x1b[3;7R\x1b[I\x1b[O";

#[test]
fn half_a_sequence_blocks_nothing() {
    let mut session = Session::open();
    session.waits_for("Harbour dues").types("\x1b[").waits_for("Harbour");
    session.signal("TERM");
    assert_eq!(session.ended(), 143);
}

#[test]
fn late_answers_of_the_terminal_are_neither_commands_nor_text() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types(REPLIES).types("j").waits_for("¶2/4").lacks("judged just now");
    session.types("iOne").waits_for("One").types(REPLIES).types(" thought").waits_for("One thought").types("\x13");
    session.waits_until_saved();
    assert!(session.journal().contains("\"One thought\""), "{}", session.journal());
    assert_eq!(session.journal().lines().count(), 1, "{}", session.journal());
}

#[test]
fn an_incomplete_answer_blocks_nothing() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("\x1b]11;rgb:0f");
    std::thread::sleep(Duration::from_secs(1));
    session.types("j").waits_for("¶2/4").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_paste_without_an_end_is_kept_and_what_is_typed_afterwards_is_keys_again() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("i\x1b[200~Half a thought").waits_for("Half a thought");
    session.types(", whole now\x13").waits_until_saved();
    assert!(session.journal().contains("Half a thought, whole now"), "{}", session.journal());
    session.types("j").waits_for("¶2/4").types("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.journal().lines().count(), 1, "{}", session.journal());
}

#[test]
fn a_paste_without_an_end_does_not_keep_it_from_ending() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("i\x1b[200~Half a thought");
    session.signal("TERM");
    assert_eq!(session.ended(), 143);
    session.restored();
}

#[test]
fn a_terminal_that_types_without_end_does_not_keep_it_from_ending() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types_without_end("jk");
    session.signal("TERM");
    assert_eq!(session.ended(), 143);
}
