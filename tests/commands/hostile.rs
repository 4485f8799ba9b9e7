//! No file name and no argument can control the terminal through a message.

use std::process::Output;

use super::place::{ARTICLE, Place, err, out};

/// A name that would colour, clear and rename a terminal, write its own lines, and reverse the text.
const NAME: &str = "a\u{1b}[31m\u{1b}]0;x\u{7}\n\r\t\u{9b}2J\u{202e}\u{2028}b.yaml";
/// The same name, escaped.
const SHOWN: &str = r"a\u{1b}[31m\u{1b}]0;x\u{7}\n\r\t\u{9b}2J\u{202e}\u{2028}b.yaml";

/// Messages contain no hidden characters, and the name in one piece.
fn is_harmless(what: &str, said: &str) {
    let hidden = said.chars().find(|letter| nutgraf::text::hidden::is_hidden(*letter));
    assert!(hidden.is_none(), "{what} says {hidden:?}: {said:?}");
    let stem = SHOWN.trim_end_matches(".yaml");
    let shown = said.replace(stem, "").replace(&stem.replace('\\', r"\\"), "");
    assert!(!shown.contains("[31m") || said.starts_with('{'), "{what} shows the name in pieces: {said:?}");
}

fn are_harmless(what: &str, said: &Output) {
    is_harmless(what, &err(said));
    is_harmless(what, &out(said));
}

#[test]
fn no_subcommand_lets_the_name_of_a_file_reach_the_terminal() {
    let place = Place::new();
    let calls: [&[&str]; 14] = [
        &["check", NAME],
        &["check", NAME, "--format", "json"],
        &["check", NAME, "--format", "sarif"],
        &["print", NAME],
        &["notes", NAME],
        &["notes", NAME, "--to-do"],
        &["notes", "."],
        &["judge", NAME, "p1.c1", "--why", "x", "--as", "ana"],
        &["judge", NAME, "-", "--as", "ana"],
        &["export", NAME, "-f", "html", "-o", "-", "--by", "all"],
        &["export", "--check", NAME],
        &["copy", NAME, NAME],
        &["--replay", NAME],
        &[NAME],
    ];
    let call_all = |state: &str| {
        for call in calls {
            let said = place.run(call);
            if call[0] == "copy" {
                // The names of written files are data.
                is_harmless(&format!("{state}: {call:?}"), &err(&said));
            } else {
                are_harmless(&format!("{state}: {call:?}"), &said);
            }
        }
    };
    call_all("missing");
    place.write(NAME, "nutgraf: 1\n");
    call_all("no article");
    assert!(out(&place.run(&["check", NAME])).contains(&format!("{SHOWN}:1:1: error: ")));
    assert!(err(&place.run(&["print", NAME])).contains(SHOWN));
    place.write(NAME, &ARTICLE.replace("quote: The second fee", "quote: A third fee"));
    call_all("an error");
    place.write(NAME, ARTICLE);
    call_all("an article");
    place.write(&NAME.replace(".yaml", ".ana.notes.jsonl"), "not a line\n");
    call_all("damaged notes");
    place.write("nutgraf.toml", "[people\n");
    call_all("damaged settings");
}

#[test]
fn names_of_folders_and_of_exports_are_shown_as_harmlessly() {
    let place = Place::new();
    std::fs::create_dir(place.path(NAME)).unwrap();
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    for call in [
        ["export", "harbour.yaml", "-f", "html", "-o", NAME],
        ["export", "harbour.yaml", "-f", "markdown", "-o", NAME],
        ["notes", NAME, "--history", "--format", "text", "--by"],
        ["copy", "harbour.yaml", "--force", "harbour.yaml", NAME, NAME],
    ] {
        are_harmless(&format!("{call:?}"), &place.run(&call));
    }
    place.write(&format!("{NAME}/nutgraf.toml"), "people = 1\n");
    place.write(&format!("{NAME}/{NAME}"), ARTICLE);
    are_harmless("check in a folder", &place.run(&["check", &format!("{NAME}/{NAME}")]));
    are_harmless("notes of a folder", &place.run(&["notes", NAME]));
}

#[test]
fn wrong_arguments_are_shown_harmlessly() {
    let place = Place::new();
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    for call in [
        &["print", "harbour.yaml", NAME][..],
        &["check", "harbour.yaml", "--format", NAME],
        &["export", "harbour.yaml", "-f", NAME],
        &["judge", "harbour.yaml", "p1.c1", "--verdict", NAME],
        &["judge", "harbour.yaml", NAME, "--verdict", "refuted"],
        &["export", "harbour.yaml", "-f", "html", "--section", NAME],
        &["export", "harbour.yaml", "-f", "html", "--by", NAME],
        &["notes", "harbour.yaml", "--by", NAME],
        &["--theme", NAME],
        &[&format!("--{NAME}")],
        &["completions", NAME],
    ] {
        let said = place.run(call);
        assert_ne!(said.status.code(), Some(0), "{call:?}");
        are_harmless(&format!("{call:?}"), &said);
    }
}

/// More marks, variation selectors and tags than any script needs, and emoji of several parts.
fn flooded() -> String {
    let marks = "\u{301}\u{489}".repeat(30);
    let unseen = "\u{fe01}\u{e0101}".repeat(30);
    ARTICLE
        .replace("Ships pay twice in", &format!("Shi{marks}ps pa{unseen}y twic\u{e0068}\u{e0069}e 👩‍👩‍👧 🏳️‍🌈 in"))
        .replace("Harbour dues", &format!("Harb{marks}our"))
}

#[test]
fn floods_of_marks_are_cut_in_everything_that_is_printed() {
    let place = Place::new();
    place.write("flood.yaml", &flooded());
    let note = format!("A n{}ote", "\u{301}".repeat(40));
    place.succeeds(&["judge", "flood.yaml", "p1.c1", "--verdict", "refuted", "--note", &note, "--as", "ana"]);
    let is_calm = |said: &str| {
        let marks = said.chars().filter(|letter| matches!(letter, '\u{300}'..='\u{36f}' | '\u{489}')).count();
        let unseen = said.chars().filter(|letter| matches!(letter, '\u{fe01}' | '\u{e0000}'..='\u{e01ef}')).count();
        assert!(marks == 0 && unseen == 0, "{marks} marks, {unseen} unseen letters in {said:?}");
    };
    let printed = place.succeeds(&["print", "flood.yaml", "--claims", "--width", "200"]);
    is_calm(&printed);
    assert!(printed.contains("Shi\u{fffd}ps pa\u{fffd}y twic\u{fffd}e 👩‍👩‍👧 🏳️‍🌈 in Ostrow"), "{printed}");
    is_calm(&place.succeeds(&["notes", "flood.yaml"]));
    is_calm(&place.succeeds(&["notes", "flood.yaml", "--history"]));
    is_calm(&place.succeeds(&["notes", "."]));
    place.write("flood.yaml", &flooded().replace("kind: fact", "kind: fakt"));
    is_calm(&out(&place.run(&["check", "flood.yaml"])));
    is_calm(&place.fails(&["print", "flood.yaml"]));
    is_calm(&place.fails(&["print", &format!("x{}.yaml", "\u{301}".repeat(40))]));
}

#[test]
fn names_of_files_reach_programs_as_they_are() {
    let place = Place::new();
    place.write(NAME, ARTICLE);
    let json: serde_json::Value = serde_json::from_str(&place.succeeds(&["check", NAME, "--format", "json"])).unwrap();
    assert_eq!(json["files"][0]["path"], NAME);
    let written = place.succeeds(&["export", NAME, "-f", "html", "-o", "x\u{1b}.html", "--by", "all"]);
    assert_eq!(written, "x\u{1b}.html\n");
}
