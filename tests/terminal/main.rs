//! The built program in a pseudo-terminal: it opens, restores the terminal, and ends properly.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod failing;
mod importing;
mod input;
mod killing;
mod outside;
mod proposing;
mod reviewing;
mod session;

use session::Session;

#[test]
fn it_opens_draws_and_restores_the_terminal() {
    let mut session = Session::open();
    session.waits_for("Harbour dues").types("j").waits_for("¶2/4").types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
}

#[test]
fn output_cannot_control_the_terminal() {
    let name = "FOLDER/x\u{1b}]0;owned\u{7}\u{9b}2J.html";
    let mut session = Session::command(&["export", "FILE", "-f", "html", "--by", "all", "-o", name]);
    session.waits_for(r"x\u{1b}]0;owned\u{7}\u{9b}2J.html");
    assert_eq!(session.ended(), 0);
    let mut wrong = Session::command(&["print", "FILE", "x\u{1b}]0;owned\u{7}"]);
    wrong.waits_for(r"x\u{1b}]0;owned\u{7}");
    assert_eq!(wrong.ended(), 1);
    let mut note = Session::command(&["judge", "FILE", "p1.c1", "--as", "ana", "--note", "\u{1b}]0;owned\u{7}"]);
    note.waits_for("note “");
    assert_eq!(note.ended(), 0);
    for session in [session, wrong, note] {
        assert!(!session.wrote("\u{1b}]0;") && !session.wrote("\u{9b}2J"));
    }
}

#[test]
fn three_thousand_keys_at_once_all_arrive_and_leave_it_idle() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types(&"jk".repeat(1500)).types("j").waits_for("¶2/4");
    session.keeps_place("p2");
    let before = session.activity();
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(session.activity(), before, "it woke, worked or wrote while nothing happened");
}

#[test]
fn reopening_restores_the_place_and_the_theme() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("jT").waits_for("Theme: light").types("q");
    assert_eq!(session.ended(), 0);
    let mut session = session.again();
    session.waits_for("¶2/4");
    assert!(session.wrote("\x1b[48;2;252;251;248m") || session.wrote("48;2;252;251;248"), "the paper is light");
}

#[test]
fn killed_while_one_goes_on_typing_it_opens_where_one_was_two_seconds_ago() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("jj").waits_for("¶3/4");
    // The place is kept though the keys never pause; the marks in the text are switched on and off again.
    let begun = std::time::Instant::now();
    while begun.elapsed() < std::time::Duration::from_millis(3_500) {
        session.types("m");
        std::thread::sleep(std::time::Duration::from_millis(40));
    }
    session.killed();
    let mut session = session.again();
    session.waits_for("¶3/4");
}

#[test]
fn keys_that_come_together_judge_no_claim_that_was_not_on_the_screen() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("wsss").waits_for("before you could read this");
    assert_eq!(session.journal().matches("\"verdict\"").count(), 0, "{}", session.journal());
    session.reads_it().types("sss").waits_for("before you could read this").waits_until_saved();
    assert_eq!(session.journal().matches("\"verdict\"").count(), 1, "{}", session.journal());
}

#[test]
fn a_locale_without_utf8_gets_only_ascii_and_a_word() {
    let strange = |folder: &std::path::Path| {
        let file = folder.join("harbour.yaml");
        let article = std::fs::read_to_string(&file).unwrap().replace("Ostrow", "Ostr\u{f3}w \u{6db}2J\u{6f22}");
        std::fs::write(file, article).unwrap();
    };
    let mut session = Session::prepared(strange, &[("LC_ALL", "C")]);
    session.waits_for("Ostr?w?2J?").waits_for("LC_ALL=C is not UTF-8").types("vs").waits_until_saved().types("x");
    session.waits_for("Before you send it").types("\x1bq");
    assert!(session.wrote_only_ascii());
    let mut session = Session::prepared(strange, &[("LC_ALL", "C.UTF-8")]);
    session.waits_for("Ostr\u{f3}w").waits_for("writing as ana").lacks("is not UTF-8").types("q");
}

#[test]
fn on_a_dumb_terminal_the_error_names_an_alternative() {
    let mut session = Session::prepared(|_| (), &[("TERM", "dumb")]);
    assert_eq!(session.ended(), 2);
    session.waits_for("TERM says").waits_for("nutgraf print");
    assert!(!session.wrote("\x1b"));
}

#[test]
fn pipes_in_the_place_of_what_is_remembered_hold_nothing_up() {
    let make = |folder: &std::path::Path, names: &[&str]| {
        std::fs::create_dir_all(folder.join("state/nutgraf")).unwrap();
        for name in names {
            let pipe = folder.join("state/nutgraf").join(name);
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
        }
    };
    for names in [&["state.json"][..], &["state.lock"], &["state.json", "state.lock"]] {
        let mut session = Session::prepared(|folder| make(folder, names), &[]);
        session.waits_for("writing as ana").types("jvs").waits_until_saved().types("q");
        assert_eq!(session.ended(), 0, "{names:?}");
        assert!(session.journal().contains("supported"), "{names:?}");
    }
}

#[test]
fn the_mouse_selects_and_is_released() {
    let mut session = Session::open();
    // The place of the fifth hint in the footer varies between builds; a row of the text does not.
    session.waits_for("writing as ana").types("\x1b[<0;40;8M\x1b[<0;40;8m").waits_for("¶2/4").types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
    assert!(session.wrote("\x1b[?1006l\x1b[?1002l\x1b[?1000l"));
}

#[test]
fn another_article_is_opened_from_the_library_and_notes_go_to_its_own_file() {
    let mut session = Session::open();
    session
        .waits_for("writing as ana")
        .types("o")
        .waits_for("1 article")
        .types("o")
        .waits_for("How to read")
        .types("key by key\r");
    session.waits_for("0/12 judged").waits_for("writing as ana").reads_it().types("vs").waits_until_saved();
    assert_eq!(session.journal(), "");
    session
        .types("o")
        .waits_for("Harbour dues")
        .types("\r")
        .waits_for("¶1/4")
        .waits_for("writing as ana")
        .reads_it()
        .types("vs")
        .waits_until_saved();
    assert!(session.journal().contains("supported"));
}

#[test]
fn a_folder_lists_its_articles_and_a_broken_one_says_what_is_wrong() {
    let mut session = Session::on_folder();
    session.waits_for("0/6").waits_for("broken.yaml").waits_for("problem").lacks("other.yaml");
    session.types("\r").waits_for("cannot be `fakt`").waits_for("nutgraf check");
    session.types("j\r").waits_for("¶1/4").waits_for("writing as ana");
    session.reads_it().types("vs").waits_until_saved();
    assert!(session.journal().contains("supported"));
    session.types("q").waits_for("Library").waits_for("1/6").types("/pilots").waits_for("hit").types("\x1b");
    session.waits_without("Found").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_recording_shows_its_last_screen_again() {
    let mut session = Session::recording();
    session.waits_for("writing as ana").types("jvs").waits_until_saved().types("q");
    assert_eq!(session.ended(), 0);
    let screen = session.replayed();
    assert!(screen.contains("1/6 judged") && screen.contains("¶2/4") && screen.contains("saved"), "{screen}");
}

#[test]
fn a_recording_of_an_impossible_window_is_replayed_within_bounds() {
    let mut session = Session::recording();
    session.waits_for("writing as ana").types("q");
    assert_eq!(session.ended(), 0);
    session.records_instead("\"size\":[120,40]", "\"size\":[65535,65535]");
    let screen = session.replayed();
    assert!(screen.contains("Harbour dues") && screen.lines().count() < 1000, "{}", screen.lines().count());
}

#[test]
fn a_window_that_claims_an_impossible_size_is_drawn_within_bounds() {
    let mut session = Session::open();
    session.waits_for("writing as ana").claims_size(u16::MAX, u16::MAX).types("j");
    session.keeps_place("p2").resize(120, 40).waits_for("¶2/4").types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
}

#[test]
fn signals_end_it_with_their_number_and_the_terminal_restored() {
    let by_hand = [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131), ("ABRT", 134)];
    for (signal, code) in by_hand.into_iter().chain([("USR1", 138), ("USR2", 140), ("ALRM", 142), ("XCPU", 152)]) {
        let mut session = Session::open();
        session.waits_for("Harbour dues");
        session.signal(signal);
        assert_eq!(session.ended(), code, "{signal}");
        session.restored();
    }
}

#[test]
fn what_was_judged_before_a_signal_is_saved() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs");
    session.waits_for("✓");
    session.signal("TERM");
    assert_eq!(session.ended(), 143);
    assert!(session.journal().contains("supported"));
}

#[test]
fn a_closed_terminal_ends_it() {
    let mut session = Session::open();
    session.waits_for("Harbour dues");
    session.hang_up();
    assert_eq!(session.ended(), 129);
}

#[test]
fn another_program_changes_article_and_notes() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved();
    session.judges("p1.c1", "refuted", "ben");
    session.waits_for("✗ refuted ben");
    session.edits("Ships pay twice", "Boats pay twice");
    session.waits_for("Boats pay twice");
    session.edits("nutgraf: 1", "nutgraf: [");
    session.waits_for("cannot be read");
    session.waits_for("Boats pay twice");
    session.edits("nutgraf: [", "nutgraf: 1").waits_for("this is the new version");
}

#[test]
fn suspended_in_a_shell_it_comes_back_whole() {
    let mut session = Session::in_shell();
    session.waits_for("Harbour dues").types("j").waits_for("¶2/4").types("\x1a").waits_for("Stopped");
    session
        .types("fg\r")
        .waits_for("Claims")
        .types("j")
        .waits_for("¶3/4")
        .types("q")
        // Keys typed before the terminal is restored belong to the program.
        .waits_without("Claims")
        .types("echo b''ack\r")
        .waits_for("back");
}

#[test]
fn a_stop_signal_restores_the_terminal_like_the_key() {
    let mut session = Session::in_shell();
    session.waits_for("Harbour dues").types("j").waits_for("¶2/4");
    session.signal_child("TSTP");
    session.waits_for("Stopped");
    assert!(session.wrote("\x1b[?25h\x1b[?1049l"), "the shell has no screen of its own");
    session.types("fg\r").waits_for("Claims").types("j").waits_for("¶3/4").types("q").waits_without("Claims");
    session.types("echo b''ack\r").waits_for("back");
}

#[test]
fn nobody_can_stop_it_where_nobody_could_continue_it() {
    let mut session = Session::open();
    session.waits_for("Harbour dues");
    session.signal("TSTP");
    session.types("j").waits_for("¶2/4").types("\x1a").types("j").waits_for("¶3/4").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_terminal_that_takes_nothing_any_more_does_not_keep_it_from_ending() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("vs").waits_until_saved().reads_no_more();
    for _ in 0..60 {
        session.types("T");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    session.signal("TERM");
    assert_eq!(session.ended(), 143);
}

#[test]
fn a_new_size_is_drawn_without_asking_the_terminal() {
    let mut session = Session::open();
    // The rest of the first frame may still arrive, wrapped; only a new drawing has no sections.
    session.waits_for("Sections").resize(80, 24).waits_without("Sections").waits_for("Claims");
    session.resize(18, 20).waits_for("needs 20×5").resize(120, 40).waits_for("Sections");
    assert!(!session.wrote("\x1b[6n"), "it asked for the cursor");
}

#[test]
fn a_window_that_shrinks_while_keys_wait_stops_nothing() {
    for _ in 0..5 {
        let mut session = Session::open();
        session.waits_for("writing as ana").types(&"jjjjkkkk".repeat(400)).resize(80, 24).waits_without("Sections");
        session.signal("TERM");
        assert_eq!(session.ended(), 143);
        session.restored();
    }
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let output = Session::without_terminal();
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("needs a terminal") && message.contains("nutgraf print"), "{message}");
}

#[test]
fn unfinished_text_survives_a_kill_and_is_offered_again() {
    let mut session = Session::open();
    session
        .waits_for("writing as ana")
        .types("iHalf a thought")
        .waits_for("Half a thought")
        .keeps_draft("Half a thought");
    session.killed();
    let mut session = session.again();
    session
        .waits_for("d reopens it")
        .types("d")
        .waits_for("Half a thought")
        .types(", whole now\x13")
        .waits_until_saved();
    assert!(session.journal().contains("Half a thought, whole now"));
    session.types("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.drafts(), "");
}

#[test]
fn two_programs_do_not_take_each_others_draft() {
    let mut session = Session::open();
    session.waits_for("writing as ana").types("iMine alone").keeps_draft("Mine alone");
    let mut other = session.beside();
    other.waits_for("writing as ana").lacks("reopens it").types("d").waits_for("There is no unfinished text");
    session.types("\x03").waits_for("Set aside").types("q");
    assert_eq!(session.ended(), 0);
    other.types("q");
    assert_eq!(other.ended(), 0);
    let mut third = session.again();
    third.waits_for("d reopens it").types("q");
    assert_eq!(third.ended(), 0);
}

#[test]
fn killed_fifty_times_while_annotating_nothing_that_was_saved_is_lost() {
    let mut session = Session::open();
    for round in 0..50 {
        session.waits_for("Harbour dues").waits_without("reading notes");
        session.types(&format!("iround {round} is over")).keeps_draft(&format!("round {round} is over")).types("\x13");
        session.waits_for("Noted").waits_until_saved();
        session.killed();
        let journal = session.journal();
        assert!((0..=round).all(|done| journal.contains(&format!("round {done} is over"))), "round {round}: {journal}");
        session = session.again();
    }
}
