//! The commands without a terminal, as a script sees them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod anchors;
mod annotating;
mod answering;
mod checking;
mod choosing;
mod copying;
mod drafts;
mod encodings;
mod exporting;
mod hostile;
mod judging;
mod namesakes;
mod noting;
mod place;
mod proposing;
mod refusing;
mod sealing;
mod searching;
mod settings;
mod settling;
mod similar;
mod statistics;
mod streaming;
mod versioning;
mod whole_folder;

use place::{ARTICLE, Place, err, out};

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
    assert!(retold.contains("“$10 billion a year”, trade between Russia and India, 10,000,000,000 USD per year"));
}

#[test]
fn a_copy_includes_the_notes_and_replaces_nothing() {
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
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("was not replaced"), "{}", err(&again));
    assert_eq!(place.run(&["copy", name, "mine/deeper", "--force"]).status.code(), Some(2), "notes are never replaced");
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "Ana P."]);
    assert_eq!(place.run(&["copy", "harbour.yaml", "other"]).status.code(), Some(0));
    assert_eq!(place.read("other/harbour.yaml"), ARTICLE);
    assert!(out(&place.run(&["notes", "other/harbour.yaml"])).contains("Ana P.: 1 of 6 judged"));
}

#[test]
fn the_schema_is_printed() {
    let printed = Place::new().run(&["schema"]);
    assert_eq!(out(&printed), include_str!("../../assets/article.schema.json"));
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
fn completions_offer_the_built_in_articles_and_files() {
    let place = Place::new();
    let bash = out(&place.run(&["completions", "bash"]));
    let offered = bash.lines().filter(|line| line.contains("opts=") && line.contains("guided-tour")).count();
    assert_eq!(offered, 8, "the program and check, print, copy, export, judge, notes, seal: {bash}");
    let zsh = out(&place.run(&["completions", "zsh"]));
    assert_eq!(zsh.matches("guided-tour; _files}").count(), 8, "{zsh}");
    assert!(!out(&place.run(&["help", "check"])).contains("[possible values"));
}

#[test]
fn the_readme_and_the_guide_name_only_keys_that_are_bound() {
    let readme = include_str!("../../README.md");
    let table = readme.split("## The first five minutes").nth(1).unwrap().split("## An article").next().unwrap();
    let all = include_str!("../../docs/reader.md");
    let rows = table.lines().chain(all.lines()).filter(|line| line.starts_with("| `"));
    let mut count = 0;
    for row in rows {
        let keys = row.split('|').nth(1).unwrap();
        for key in keys.split('`').skip(1).step_by(2) {
            let bound = nutgraf::reader::keymap::BINDINGS.iter().any(|binding| binding.keys.contains(&key));
            assert!(bound, "`{key}` is not bound: {row}");
            count += 1;
        }
    }
    assert!(count > 50);
}

#[test]
fn the_guide_names_every_field_that_can_be_set_and_its_calls_work() {
    let section = include_str!("../../docs/command-line.md");
    for field in nutgraf::model::annotation::evidence::EvidenceField::ALL {
        assert!(section.contains(&format!("`{}`", field.key())), "{}", field.key());
    }
    for field in nutgraf::model::annotation::assessment::JUDGED_FIELDS {
        assert!(section.contains(&format!("`{field}`")), "{field}");
    }
    let place = Place::new();
    place.write("tariff.txt", "one fee for each call");
    let calls = section.replace("\\\n", " ");
    let calls = calls.lines().filter(|line| line.starts_with("nutgraf judge harbour.yaml p"));
    let mut count = 0;
    for call in calls {
        let words: Vec<&str> =
            call.split('#').next().unwrap().split('"').enumerate().fold(Vec::new(), |mut words, (at, part)| {
                // Every second part is in quotes.
                if at % 2 == 1 {
                    words.push(part);
                } else {
                    words.extend(part.split_whitespace());
                }
                words
            });
        place.succeeds(&[&words[1..], &["--as", "ana"]].concat());
        count += 1;
    }
    assert_eq!(count, 5);
    let row = section.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let written = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], row);
    assert_eq!(out(&written), "1 line written, 0 already recorded\n", "{}", err(&written));
}

#[test]
fn a_recording_that_is_a_pipe_or_a_device_is_refused_at_once() {
    let place = Place::new();
    assert!(std::process::Command::new("mkfifo").arg(place.path("pipe")).status().unwrap().success());
    for name in ["pipe", "/dev/zero", "/dev/null", "."] {
        let replayed = place.run(&["--replay", name]);
        assert_eq!(replayed.status.code(), Some(2), "{name}");
        assert!(err(&replayed).contains("cannot replay"), "{name}: {}", err(&replayed));
    }
}
