//! Texts that are not articles yet, opened as drafts.

use crate::session::Session;

const STORY: &str = "Harbour dues rise again\n\nShips pay twice in Ostrow since May.\n\nThe port denies it.\n";
const FILE: &str = "harbour-dues-rise-again.yaml";

/// A feed with two articles.
const FEED: &str = r#"<?xml version="1.0"?>
<rss version="2.0"><channel><title>Ostrow Gazette</title>
<item><title>Ferry sails again</title><description>The ferry sails from Ostrow since May, every day but Sunday.</description></item>
<item><title>Harbour dredged</title><description>The harbour of Ostrow was dredged to eleven metres in April.</description></item>
</channel></rss>
"#;

#[test]
fn a_text_opens_as_a_draft_and_is_written_to_the_chosen_file() {
    let mut session = Session::on_story(STORY, "nutgraf story.txt --as ana");
    session.waits_for("This draft is not in a file yet").waits_for("Ships pay twice in Ostrow since May.");
    session.types("W").waits_for("Where should the article be written?").waits_for(FILE);
    assert_eq!(session.files(), ["story.txt"], "nothing is written until asked");
    session.types("\r").waits_for(&format!("Wrote {FILE}"));
    assert_eq!(session.files(), [FILE, "story.txt"]);
    session.types("W").waits_for("already in its file").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_file_that_exists_is_never_replaced_by_a_draft() {
    let mut session = Session::on_story(STORY, "echo mine > dues.yaml; nutgraf story.txt --as ana");
    session.waits_for("This draft is not in a file yet").types("W").waits_for("Where should");
    session.types("\x15dues\r").waits_for("dues.yaml exists; type another name");
    assert_eq!(session.text_of("dues.yaml"), "mine\n");
    session.types("\x15new/place\r").waits_for("Wrote new/place.yaml").types("q");
    assert_eq!(session.ended(), 0);
    assert!(session.text_of("new/place.yaml").contains("Ships pay twice in Ostrow since May."));
}

#[test]
fn the_first_note_asks_for_a_file_and_goes_beside_it() {
    let line = "nutgraf story.txt --as ana; echo once more; read -r; nutgraf story.txt --as ana";
    let mut session = Session::on_story(STORY, line);
    session.waits_for("writing as ana").types("iAsk the port.\x13").waits_for("Where should the article be written?");
    session.types("\r").waits_for("Wrote").waits_until_saved().waits_for("1✎");
    assert_eq!(session.files(), ["harbour-dues-rise-again.ana.notes.jsonl", FILE, "story.txt"]);
    session.types("jiAsk the ferry too.\x13").waits_for("2✎").waits_until_saved().types("q").waits_for("once more");
    session
        .types("\r")
        .waits_for("2✎")
        .types("I")
        .waits_for("Ask the port.")
        .waits_for("Ask the ferry too.")
        .types("qq");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.files().len(), 3, "{:?}", session.files());
}

#[test]
fn a_note_on_a_draft_survives_without_a_file_and_moves_beside_it_later() {
    let line = "nutgraf story.txt --as ana; echo once more; read -r; nutgraf story.txt --as ana";
    let mut session = Session::on_story(STORY, line);
    session.waits_for("writing as ana").types("iAsk the port.\x13").waits_for("Where should");
    session.types("\x1b").waits_for("Your notes are kept").waits_until_saved();
    assert_eq!(session.files(), ["story.txt"]);
    session.types("q").waits_for("once more").types("\r").waits_for("1✎").types("W").waits_for("Where should");
    session.types("\r").waits_for("Wrote").types("I").waits_for("Ask the port.").types("qq");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.files(), ["harbour-dues-rise-again.ana.notes.jsonl", FILE, "story.txt"]);
}

#[test]
fn an_export_of_a_draft_asks_for_its_file_first() {
    let mut session = Session::on_story(STORY, "nutgraf story.txt --as ana");
    session.waits_for("writing as ana").types("x").waits_for("Where should").types("\r").waits_for("Wrote");
    session.waits_for("check packet").types("\x1b").waits_without("check packet").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_pipe_is_read_to_its_end_and_keys_come_from_the_terminal() {
    let mut session = Session::on_story(STORY, "cat story.txt | nutgraf - --as ana");
    session.waits_for("The port denies it.").types("j").waits_for("¶2/2").types("W").waits_for("Where should");
    session.types("\r").waits_for("Wrote").types("q");
    assert_eq!(session.ended(), 0);
    session.restored();
    assert_eq!(session.files(), [FILE, "story.txt"]);
}

#[test]
fn an_article_in_a_pipe_is_read_as_one() {
    let article = include_str!("../journeys/harbour.yaml");
    let mut session = Session::on_story(article, "cat story.txt | nutgraf - --as ana");
    session
        .waits_for("This draft is not in a file yet")
        .types("W")
        .waits_for("harbour.yaml")
        .types("\r")
        .waits_for("Wrote");
    session.types("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.text_of("harbour.yaml"), article);
}

#[test]
fn the_other_articles_of_a_source_are_in_the_library() {
    let mut session = Session::on_story(FEED, "nutgraf story.txt --as ana");
    session.waits_for("1 of 2 in story.txt").waits_for("2 of 2 in story.txt").types("dredged\r");
    session.waits_for("dredged to eleven").types("W").waits_for("Where should").types("\r").waits_for("Wrote");
    session
        .types("o")
        .waits_for("Library")
        .types("o")
        .waits_for("Ferry sails again")
        .types("ferry\r")
        .waits_for("day but Sunday.")
        .types("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(session.files(), ["ostrow-gazette-harbour-dredged.yaml", "story.txt"]);
}

#[test]
fn the_library_offers_files_to_import() {
    let prepare = "printf 'fn main() {}\\n' > main.rs; printf 'a,b\\n1,2\\n' > table.csv; cp story.txt other.txt";
    let line = format!("{prepare}; nutgraf import story.txt --quiet; nutgraf . --as ana");
    let mut session = Session::on_story(STORY, &line);
    session
        .waits_for("1 article")
        .types("o")
        .waits_for("other.txt")
        .waits_for("imported")
        .lacks("main.rs")
        .lacks("table.csv");
    session.types("other.txt\r").waits_for("This draft is not in a file yet").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_terminal_as_standard_input_waits_for_a_paste() {
    let mut session = Session::on_story(STORY, "nutgraf - --as ana");
    session.waits_for("Waiting for a paste").pastes(STORY).waits_for("This draft is not in a file yet");
    session.waits_for("The port denies it.").types("W").waits_for(FILE).types("\r").waits_for("Wrote").types("q");
    assert_eq!(session.ended(), 0);
    assert!(session.text_of(FILE).contains("Ships pay twice in Ostrow since May."));
}

#[test]
fn a_paste_that_the_terminal_does_not_mark_is_opened_by_a_key() {
    let mut session = Session::on_story(STORY, "nutgraf - --as ana");
    session.waits_for("Waiting for a paste").types(&STORY.replace('\n', "\r")).waits_for("5 lines typed");
    session.types("\x04").waits_for("This draft is not in a file yet").waits_for("The port denies it.").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn an_empty_reader_ends_with_escape() {
    let mut session = Session::on_story(STORY, "nutgraf - --as ana");
    session.waits_for("Waiting for a paste").types("\x1b");
    assert_eq!(session.ended(), 0);
    session.restored();
}

#[test]
fn text_pasted_into_the_library_opens_as_a_draft() {
    let mut session = Session::on_story("", "rm story.txt; nutgraf --as ana");
    session.waits_for("writing as ana").types("o").waits_for("Library").pastes("harbour").waits_for("harbour");
    session.pastes(STORY).waits_for("This draft is not in a file yet").waits_for("The port denies it.");
    session.types(":paste-article\r").waits_for("Waiting for a paste").pastes(FEED).waits_for("2 of 2 in this text");
    session.types("\x1b").waits_without("2 of 2 in this text").types("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn files_that_cannot_be_imported_are_named_with_a_remedy() {
    let mut session = Session::on_story("%PDF-1.7\n", "nutgraf story.txt --as ana");
    session.waits_for("pdftotext -layout");
    assert_eq!(session.ended(), 2);
    assert_eq!(session.files(), ["story.txt"]);
}
