//! The review in the built program, with a real file, a real watcher and an editor.

use std::fs;

use super::session::Session;

/// The journeys' article, with two candidates.
fn with_candidates(folder: &std::path::Path) {
    let path = folder.join("harbour.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replacen(
        "speaker: author, about: [ostrow]}",
        "speaker: author, about: [ostrow], draft: true, by: nutgraf}",
        1,
    );
    let text = text.replacen(
        "fact, certainty: stated, speaker: author}",
        "fact, certainty: stated, speaker: author, draft: true}",
        1,
    );
    fs::write(path, format!("# by hand\n{text}")).unwrap();
}

#[test]
fn decisions_reach_the_file_and_the_next_run_takes_them_back() {
    let mut session = Session::prepared(with_candidates, &[]);
    session.waits_for("writing as ana").types("D").waits_for("1 of 2").reads_it().types("\r").waits_for("2 of 2");
    // A key that follows at once, before anybody can have read the claim, decides nothing.
    std::thread::sleep(std::time::Duration::from_millis(300));
    session.reads_it().types("x");
    session.waits_for("No candidates left").waits_until_saved().types("q").types("q");
    assert_eq!(session.ended(), 0);
    let text = session.article();
    assert!(text.starts_with("# by hand\n") && !text.contains("draft") && !text.contains("p1.c2"), "{text}");
    let mut session = session.again();
    session.waits_for("writing as ana").types("Du").waits_for("Undone: p1.c2 dropped").waits_until_saved();
    assert!(session.article().contains("id: p1.c2"));
    session.types("qq");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_stale_save_of_an_editor_is_noticed_and_the_decision_written_again() {
    let mut session = Session::prepared(with_candidates, &[]);
    let stale = session.article();
    session.waits_for("writing as ana").types("D").waits_for("1 of 2").reads_it().types("\r").waits_until_saved();
    session.saves_article(&stale);
    session.waits_for("1 decision is missing from the file. r restores it").types("r").waits_for("Restoring");
    session.waits_without("no longer in the file");
    session.types("qq");
    assert_eq!(session.ended(), 0);
    assert!(!session.article().contains("by: nutgraf"));
}
