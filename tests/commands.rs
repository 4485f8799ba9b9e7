//! The commands that need no terminal, as a script sees them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const ARTICLE: &str = include_str!("journeys/harbour.yaml");

/// A folder with an article in it, and the user's own folders.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbour.yaml"), ARTICLE).unwrap();
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("XDG_DATA_HOME", self.0.path().join("data"))
            .env("XDG_STATE_HOME", self.0.path().join("state"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may have ended by now.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn check_says_by_its_exit_code_what_it_found() {
    let place = Place::new();
    place.write("bad.yaml", &ARTICLE.replace("title:", "titel: x\n  title:"));
    place.write("warned.yaml", &ARTICLE.replace("name: Ostrow", "name: Nowhere").replace("[the port]", "[]"));
    let good = place.run(&["check", "harbour.yaml", "stronger-pakistan-russia-ties", "guided-tour"]);
    assert_eq!((good.status.code(), err(&good).as_str()), (Some(0), ""));
    let warned = place.run(&["check", "warned.yaml"]);
    assert_eq!(warned.status.code(), Some(0));
    assert!(out(&warned).contains("0 errors, 1 warning\n"), "{}", out(&warned));
    let bad = place.run(&["check", "harbour.yaml", "bad.yaml"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(
        out(&bad).contains("bad.yaml:4:3: error: unknown key `titel`\n    titel: x\n    ^\n    did you mean `title`?")
    );
    let missing = place.run(&["check", "bad.yaml", "none.yaml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(out(&missing).contains("titel") && err(&missing).contains("none.yaml"));
    assert_eq!(place.run_with(&["check", "-"], ARTICLE).status.code(), Some(0));
    assert!(out(&place.run(&["check", "bad.yaml", "--format", "json"])).contains("\"rule\": \"unknown-key\""));
    assert!(out(&place.run(&["check", "bad.yaml", "--format", "sarif"])).contains("\"version\": \"2.1.0\""));
}

#[test]
fn print_gives_the_article_in_lines_of_the_width_asked_for() {
    let place = Place::new();
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    let plain = out(&place.run(&["print", "harbour.yaml"]));
    assert!(plain.starts_with("# Harbour dues\n") && plain.contains("¶1   Ships"), "{plain}");
    assert!(!plain.contains("p1.c1") && !plain.contains("## Entities"));
    let all = out(&place.run(&["print", "harbour.yaml", "--claims", "--entities", "--figures", "--width", "40"]));
    assert!(all.contains("p1.c1: ") && all.contains("ana: ✗ refuted") && all.contains("## Entities"), "{all}");
    assert!(all.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 40), "{all}");
    let retold =
        out(&place.run(&["print", "stronger-pakistan-russia-ties", "--claims", "--figures", "--width", "200"]));
    assert!(retold.contains("our paraphrase: “it came to US$800 million in 2018”"), "{retold}");
    assert!(retold.contains("“$10 billion a year”, trade between Russia and India, 10000000000 USD per year"));
}

#[test]
fn a_copy_takes_the_notes_along_and_touches_nothing_that_is_there() {
    let place = Place::new();
    let name = "stronger-pakistan-russia-ties";
    place.run(&["judge", name, "p2.c2", "--verdict", "refuted", "--as", "ana"]);
    let copied = place.run(&["copy", name, "mine/deeper"]);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    let article = place.read("mine/deeper/stronger-pakistan-russia-ties.yaml");
    assert!(article.starts_with("# yaml-language-server: $schema=article.schema.json\n"));
    assert!(place.read("mine/deeper/stronger-pakistan-russia-ties.ana.notes.jsonl").contains("refuted"));
    assert!(place.read("mine/deeper/article.schema.json").contains("nutgraf article"));
    let notes = out(&place.run(&["notes", "mine/deeper/stronger-pakistan-russia-ties.yaml"]));
    assert!(notes.contains("ana: 1 of 65 judged"), "{notes}");
    let again = place.run(&["copy", name, "mine/deeper"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("was not touched"), "{}", err(&again));
    assert_eq!(place.run(&["copy", name, "mine/deeper", "--force"]).status.code(), Some(1), "notes are never replaced");
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "Ana P."]);
    assert_eq!(place.run(&["copy", "harbour.yaml", "other"]).status.code(), Some(0));
    assert_eq!(place.read("other/harbour.yaml"), ARTICLE);
    assert!(out(&place.run(&["notes", "other/harbour.yaml"])).contains("Ana P.: 1 of 6 judged"));
}

#[test]
fn the_schema_is_printed() {
    let printed = Place::new().run(&["schema"]);
    assert_eq!(out(&printed), include_str!("../assets/article.schema.json"));
}

#[test]
fn keys_completions_and_the_man_page_come_from_the_program_itself() {
    let place = Place::new();
    let keys = out(&place.run(&["keys"]));
    assert!(keys.contains("judge the selected claim") && keys.contains("in a list: commands, entities"), "{keys}");
    assert!(out(&place.run(&["completions", "bash"])).contains("nutgraf"));
    assert!(out(&place.run(&["man"])).starts_with(".ie"), "{}", out(&place.run(&["man"])));
    assert_eq!(place.run(&["--theme", "pink"]).status.code(), Some(2));
}

#[test]
fn the_readme_names_only_keys_that_are_bound() {
    let readme = include_str!("../README.md");
    let table = readme.split("## The first five minutes").nth(1).unwrap().split("## An article").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let mut count = 0;
    for row in rows {
        let keys = row.split('|').nth(1).unwrap();
        for key in keys.split('`').skip(1).step_by(2) {
            let bound = nutgraf::app::keymap::BINDINGS.iter().any(|binding| binding.keys.contains(&key));
            assert!(bound, "`{key}` is not bound: {row}");
            count += 1;
        }
    }
    assert!(count > 15);
}
