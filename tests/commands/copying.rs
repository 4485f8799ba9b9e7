//! `nutgraf copy` between folders that other people control: links, pipes, devices.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::place::{ARTICLE, Place, err, out};

/// A place with somebody else's article in `theirs`, in which ana cites these files as evidence.
fn with_evidence(files: &[&str]) -> Place {
    let place = Place::new();
    fs::create_dir(place.path("theirs")).unwrap();
    place.write("theirs/harbour.yaml", ARTICLE);
    let row = |file: &&str| {
        format!(
            r#"{{"set":[{{"on":"p3.c2","field":"evidence:+a","to":"refutes"}},{{"on":"evidence:+a","field":"file","to":"{file}"}}]}}"#
        )
    };
    let rows: Vec<String> = files.iter().map(row).collect();
    let written = place.run_with(&["judge", "theirs/harbour.yaml", "-", "--as", "ana"], &rows.join("\n"));
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    place
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// All files below a folder, by relative path.
fn files_below(place: &Place, folder: &str) -> Vec<String> {
    let found = Command::new("find").args([".", "!", "-type", "d"]).current_dir(place.path(folder)).output().unwrap();
    let mut files: Vec<String> = out(&found).lines().map(|line| line.trim_start_matches("./").to_owned()).collect();
    files.sort();
    files
}

/// The error of a copy that must fail without creating anything.
fn refuses(place: &Place, target: &str) -> String {
    let existed = place.exists(target);
    let why = place.fails(&["copy", "theirs/harbour.yaml", target]);
    assert_eq!(place.exists(target), existed, "{why}");
    why
}

#[test]
fn pipes_and_devices_as_notes_are_refused_at_once() {
    for device in [None, Some("/dev/zero")] {
        let place = with_evidence(&[]);
        let notes = place.path("theirs/harbour.ben.notes.jsonl");
        match device {
            None => pipe(&notes),
            Some(device) => symlink(device, &notes).unwrap(),
        }
        let why = refuses(&place, "mine");
        assert!(why.contains("cannot copy theirs/harbour.ben.notes.jsonl: it is "), "{why}");
    }
}

#[test]
fn pipes_and_devices_as_evidence_are_left_out_and_named() {
    let place = with_evidence(&["pipe.txt", "zero.txt", "folder", "ledger.txt"]);
    pipe(&place.path("theirs/pipe.txt"));
    symlink("/dev/zero", place.path("theirs/zero.txt")).unwrap();
    fs::create_dir(place.path("theirs/folder")).unwrap();
    place.write("theirs/ledger.txt", "three million");
    let copied = place.run(&["copy", "theirs/harbour.yaml", "mine"]);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    for (name, why) in [
        ("pipe.txt", "it is a pipe, not a regular file"),
        ("zero.txt", "it leads out of the article's folder, to /dev/zero"),
        ("folder", "it is a folder, not a regular file"),
    ] {
        let line = format!("lacks a file of evidence: cannot copy theirs/{name}: {why}");
        assert!(err(&copied).contains(&line), "{line}: {}", err(&copied));
    }
    let files = ["article.schema.json", "harbour.ana.notes.jsonl", "harbour.yaml", "ledger.txt"];
    assert_eq!(files_below(&place, "mine"), files);
}

#[test]
fn pipes_devices_and_folders_as_targets_are_refused_at_once() {
    for name in ["harbour.yaml", "harbour.ana.notes.jsonl", "ledger.txt", "article.schema.json"] {
        let place = with_evidence(&["ledger.txt"]);
        place.write("theirs/ledger.txt", "three million");
        fs::create_dir(place.path("mine")).unwrap();
        pipe(&place.path(&format!("mine/{name}")));
        let why = place.fails(&["copy", "theirs/harbour.yaml", "mine", "--force"]);
        assert!(why.contains(&format!("cannot write mine/{name}: a pipe is in its place")), "{why}");
        assert_eq!(files_below(&place, "mine"), [name]);
        fs::remove_file(place.path(&format!("mine/{name}"))).unwrap();
        fs::create_dir(place.path(&format!("mine/{name}"))).unwrap();
        let why = place.fails(&["copy", "theirs/harbour.yaml", "mine", "--force"]);
        assert!(why.contains("a folder is in its place"), "{why}");
    }
    let place = with_evidence(&[]);
    pipe(&place.path("mine"));
    assert!(refuses(&place, "mine").contains("cannot write into mine: it is a pipe, not a folder"));
}

#[test]
fn nothing_outside_the_articles_folder_is_copied_through_a_link_in_it() {
    let place = with_evidence(&["near.txt", "scans/secret.txt", "inside.txt", "deep/ledger.txt"]);
    place.write("secret.txt", "secret");
    symlink("../secret.txt", place.path("theirs/near.txt")).unwrap();
    symlink("..", place.path("theirs/scans")).unwrap();
    fs::create_dir(place.path("theirs/real")).unwrap();
    place.write("theirs/real/ledger.txt", "three million");
    symlink("real/ledger.txt", place.path("theirs/inside.txt")).unwrap();
    symlink("real", place.path("theirs/deep")).unwrap();
    let copied = place.run(&["copy", "theirs/harbour.yaml", "mine"]);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    for name in ["near.txt", "scans/secret.txt"] {
        let line = format!("cannot copy theirs/{name}: it leads out of the article's folder, to ");
        assert!(err(&copied).contains(&line), "{}", err(&copied));
    }
    let files = ["article.schema.json", "deep/ledger.txt", "harbour.ana.notes.jsonl", "harbour.yaml", "inside.txt"];
    assert_eq!(files_below(&place, "mine"), files);
    assert_eq!(place.read("mine/inside.txt"), "three million");
}

#[test]
fn notes_behind_a_link_out_of_the_folder_are_refused() {
    let place = with_evidence(&["ledger.txt"]);
    fs::rename(place.path("theirs/harbour.ana.notes.jsonl"), place.path("private.notes.jsonl")).unwrap();
    symlink("../private.notes.jsonl", place.path("theirs/harbour.ana.notes.jsonl")).unwrap();
    let why = refuses(&place, "mine");
    assert!(why.contains("cannot copy theirs/harbour.ana.notes.jsonl: it is a link to "), "{why}");
    assert!(why.contains("outside its folder; put that file in the link's place"), "{why}");
    fs::remove_file(place.path("theirs/harbour.ana.notes.jsonl")).unwrap();
    fs::rename(place.path("private.notes.jsonl"), place.path("theirs/kept.jsonl")).unwrap();
    symlink("kept.jsonl", place.path("theirs/harbour.ana.notes.jsonl")).unwrap();
    place.succeeds(&["copy", "theirs/harbour.yaml", "mine"]);
    assert_eq!(place.read("mine/harbour.ana.notes.jsonl"), place.read("theirs/kept.jsonl"));
}

#[test]
fn nothing_is_written_through_a_linked_target_folder() {
    let place = with_evidence(&["scans/ledger.txt"]);
    fs::create_dir(place.path("theirs/scans")).unwrap();
    place.write("theirs/scans/ledger.txt", "three million");
    fs::create_dir(place.path("elsewhere")).unwrap();
    symlink("elsewhere", place.path("linked")).unwrap();
    for target in ["linked", "linked/", "./linked/."] {
        let why = refuses(&place, target);
        assert!(why.contains("linked: it is a link to elsewhere"), "{why}");
    }
    fs::create_dir(place.path("mine")).unwrap();
    symlink("../elsewhere", place.path("mine/scans")).unwrap();
    let why = refuses(&place, "mine");
    assert!(why.contains("cannot write into mine/scans: it is a link to ../elsewhere"), "{why}");
    assert_eq!(files_below(&place, "elsewhere"), [""; 0]);
    assert_eq!(files_below(&place, "mine"), ["scans"]);
    // A folder within a linked one was named by the user, so it is trusted.
    place.succeeds(&["copy", "theirs/harbour.yaml", "linked/deeper"]);
    assert!(place.exists("elsewhere/deeper/scans/ledger.txt"));
}

#[test]
fn a_linked_article_in_the_target_is_replaced_and_not_written_through() {
    let place = with_evidence(&[]);
    fs::create_dir(place.path("mine")).unwrap();
    place.write("precious.yaml", "precious");
    symlink("../precious.yaml", place.path("mine/harbour.yaml")).unwrap();
    assert!(place.fails(&["copy", "theirs/harbour.yaml", "mine"]).contains("already exists"));
    place.succeeds(&["copy", "theirs/harbour.yaml", "mine", "--force"]);
    assert_eq!(place.read("precious.yaml"), "precious");
    assert_eq!(place.read("mine/harbour.yaml"), ARTICLE);
}

#[test]
fn large_evidence_is_copied_and_what_is_there_already_is_left() {
    let place = with_evidence(&["film.mp4", "harbour.yaml", "same.txt"]);
    let film = fs::File::create(place.path("theirs/film.mp4")).unwrap();
    film.set_len(80 * 1024 * 1024).unwrap();
    place.write("theirs/same.txt", "the same");
    fs::create_dir(place.path("mine")).unwrap();
    place.write("mine/same.txt", "the same");
    let copied = place.run(&["copy", "theirs/harbour.yaml", "mine"]);
    assert_eq!((copied.status.code(), err(&copied)), (Some(0), String::new()));
    assert_eq!(fs::metadata(place.path("mine/film.mp4")).unwrap().len(), 80 * 1024 * 1024);
    let place = with_evidence(&["same.txt"]);
    place.write("theirs/same.txt", "the same");
    fs::create_dir(place.path("mine")).unwrap();
    place.write("mine/same.txt", "another");
    assert!(place.fails(&["copy", "theirs/harbour.yaml", "mine"]).contains("mine/same.txt already exists"));
    assert_eq!(files_below(&place, "mine"), ["same.txt"]);
}

#[test]
fn a_copy_that_fails_half_way_leaves_nothing() {
    let place = with_evidence(&["film.mp4"]);
    fs::File::create(place.path("theirs/film.mp4")).unwrap().set_len(1024 * 1024).unwrap();
    let script = format!("ulimit -f 200; exec {} copy theirs/harbour.yaml deep/mine", env!("CARGO_BIN_EXE_nutgraf"));
    let limited = Command::new("bash").args(["-c", &script]).current_dir(place.path("")).output().unwrap();
    assert!(err(&limited).contains("cannot write deep/mine/film.mp4"), "{}", err(&limited));
    assert!(!place.exists("deep"), "{:?}", files_below(&place, "deep"));
}
