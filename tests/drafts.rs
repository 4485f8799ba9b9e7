//! Drafts on a real disk: two programs, kills in the middle, files that are no drafts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use nutgraf::domain::draft::Draft;
use nutgraf::store::drafts::Drafts;

fn draft(id: &str, text: &str) -> Draft {
    Draft {
        id: id.to_owned(),
        v: 1,
        by: "ana".to_owned(),
        on: "claim:p1.c1".to_owned(),
        form: "note".to_owned(),
        fields: [("text".to_owned(), text.to_owned())].into(),
        at: "2026-11-24T00:00:00Z".to_owned(),
    }
}

fn offered(folder: &Path) -> Vec<String> {
    Drafts::in_folder(folder).offered("ana").0.into_iter().map(|draft| draft.fields["text"].clone()).collect()
}

#[test]
fn a_draft_is_offered_once_its_program_is_gone_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Drafts::in_folder(folder.path());
    program.keep(&draft("01A", "half")).unwrap();
    program.keep(&draft("01A", "half a thought")).unwrap();
    assert!(offered(folder.path()).is_empty(), "it is being written");
    assert!(!Drafts::in_folder(folder.path()).hold("01A"), "another program holds it");
    drop(program);
    assert_eq!(offered(folder.path()), ["half a thought"]);
}

#[test]
fn what_was_set_aside_is_offered_and_what_was_kept_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Drafts::in_folder(folder.path());
    program.keep(&draft("01A", "aside")).unwrap();
    program.keep(&draft("01B", "kept")).unwrap();
    program.release("01A");
    program.remove("01B");
    assert_eq!(offered(folder.path()), ["aside"]);
    assert!(program.hold("01A"));
    assert!(offered(folder.path()).is_empty());
}

#[test]
fn others_drafts_are_not_offered_and_unreadable_ones_are_named_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Drafts::in_folder(folder.path());
    program.keep(&Draft { by: "ben".to_owned(), ..draft("01A", "his") }).unwrap();
    fs::write(folder.path().join("01C.json"), "{\"v\":1,\"by\":\"ana\",\"on\"").unwrap();
    fs::write(
        folder.path().join("01D.json"),
        "{\"v\":9,\"by\":\"ana\",\"on\":\"\",\"form\":\"\",\"fields\":{},\"at\":\"\"}",
    )
    .unwrap();
    drop(program);
    let (drafts, troubles) = Drafts::in_folder(folder.path()).offered("ana");
    assert!(drafts.is_empty());
    assert_eq!(troubles.len(), 2, "{troubles:?}");
    assert!(folder.path().join("01C.json").exists());
}

#[test]
fn a_kill_in_the_middle_of_writing_leaves_the_draft_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Drafts::in_folder(folder.path());
    program.keep(&draft("01A", "whole")).unwrap();
    // What a killed program leaves of a file that was to take the draft's place.
    fs::write(folder.path().join(".tmpAbC"), "{\"v\":1,\"by\":\"an").unwrap();
    drop(program);
    assert_eq!(offered(folder.path()), ["whole"]);
}

#[test]
fn an_id_that_leads_elsewhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Drafts::in_folder(&folder.path().join("drafts"));
    for id in ["../escaped", "", "a/b", "a.b"] {
        assert!(program.keep(&draft(id, "out")).is_err(), "{id}");
        assert!(!program.hold(id), "{id}");
    }
    assert!(!folder.path().join("escaped.json").exists());
}
