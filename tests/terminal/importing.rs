//! Texts that are no articles yet, opened as drafts.

use crate::session::Session;

const STORY: &str = "Harbour dues rise again\n\nShips pay twice in Ostrow since May.\n\nThe port denies it.\n";
const FILE: &str = "harbour-dues-rise-again.yaml";

#[test]
fn a_text_opens_as_a_draft_and_is_written_when_asked() {
    let mut session = Session::on_story(STORY, "nutgraf story.txt --as ana");
    session.waits_for("A draft in no file yet").waits_for("Ships pay twice in Ostrow since May.");
    assert_eq!(session.files(), ["story.txt"], "nothing is written until asked");
    session.types("W").waits_for(&format!("Wrote {FILE}"));
    assert_eq!(session.files(), [FILE, "story.txt"]);
    session.types("W").waits_for("in its file already").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn the_first_note_writes_the_draft_and_the_text_opens_as_that_article_from_then_on() {
    let line = "nutgraf story.txt --as ana; echo once more; read -r; nutgraf story.txt --as ana";
    let mut session = Session::on_story(STORY, line);
    session.waits_for("writing as ana").types("iAsk the port.\x13").waits_for("saved");
    assert_eq!(session.files(), ["harbour-dues-rise-again.ana.notes.jsonl", FILE, "story.txt"]);
    session
        .types("q")
        .waits_for("once more")
        .types("\r")
        .waits_for("1✎")
        .types("I")
        .waits_for("Ask the port.")
        .types("qq");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.files().len(), 3, "{:?}", session.files());
}

#[test]
fn a_pipe_is_read_to_its_end_and_keys_come_from_the_terminal() {
    let mut session = Session::on_story(STORY, "cat story.txt | nutgraf - --as ana");
    session.waits_for("The port denies it.").types("j").waits_for("¶2/2").types("W").waits_for("Wrote").types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
    assert_eq!(session.files(), [FILE, "story.txt"]);
}

#[test]
fn what_cannot_be_imported_is_named_with_what_to_do() {
    let mut session = Session::on_story("%PDF-1.7\n", "nutgraf story.txt --as ana");
    session.waits_for("pdftotext -layout");
    assert_eq!(session.ended(), 1);
    assert_eq!(session.files(), ["story.txt"]);
}
