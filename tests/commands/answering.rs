//! Notes that answer notes: none is lost, and none answers itself.

use std::fmt::Write as _;

use serde_json::Value;

use super::place::{Place, err, out};

const NOTES: &str = "harbour.ana.notes.jsonl";

fn id(number: usize) -> String {
    format!("01KB00000000000000000000{number:02}")
}

fn on(number: usize) -> String {
    format!("note:{}", id(number))
}

/// A note on a target, as a setting.
fn note(on: &str, number: usize, text: &str) -> String {
    format!(r#"{{"on":"{on}","field":"note:{}","to":"{text}"}}"#, id(number))
}

fn row(settings: &[String]) -> String {
    format!(r#"{{"set":[{}]}}"#, settings.join(","))
}

fn judge(place: &Place, rows: &[String]) -> (Option<i32>, String) {
    let judged = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], &rows.join("\n"));
    (judged.status.code(), err(&judged))
}

/// Journal lines from an earlier version or written by hand, one for each setting.
fn journal(by: &str, settings: &[String]) -> String {
    settings.iter().enumerate().fold(String::new(), |mut lines, (number, set)| {
        let id = format!("01KC00000000000000000000{number:02}");
        let _ = writeln!(lines, r#"{{"v":1,"id":"{id}","at":"2026-01-01T00:00:00Z","by":"{by}","set":[{set}]}}"#);
        lines
    })
}

#[test]
fn a_note_that_answers_itself_is_refused() {
    let place = Place::new();
    let (code, why) = judge(&place, &[row(&[note(&on(1), 1, "I agree")])]);
    assert_eq!(code, Some(2));
    assert!(why.contains(&format!("line 1: `{}` would answer itself; set it on what it is about", on(1))), "{why}");
    assert!(!place.exists(NOTES));
}

#[test]
fn notes_that_answer_each_other_are_refused_however_they_come() {
    let (one, two, three) = (note(&on(2), 1, "one"), note(&on(3), 2, "two"), note(&on(1), 3, "three"));
    let alone = |setting: &String| row(std::slice::from_ref(setting));
    let words = "would answer each other; set one of them on what it is about";
    let place = Place::new();
    for rows in [
        vec![row(&[one.clone(), note(&on(1), 2, "two")])],
        vec![alone(&one), row(&[note(&on(1), 2, "two")])],
        vec![row(&[one.clone(), two.clone(), three.clone()])],
        vec![alone(&one), alone(&two), alone(&three)],
    ] {
        let (code, why) = judge(&place, &rows);
        assert!(code == Some(2) && why.contains(words), "{rows:?}: {why}");
        assert!(!place.exists(NOTES));
    }
    assert_eq!(judge(&place, &[row(&[note("p1", 3, "three"), two, one])]).0, Some(0));
    let before = place.read(NOTES);
    let (code, why) = judge(&place, &[row(&[note(&on(1), 3, "three")])]);
    assert!(code == Some(2) && why.contains(words), "{why}");
    assert_eq!(place.read(NOTES), before);
    // An answer may be moved in the same line.
    let moved = format!(r#"{{"on":"{}","field":"note:{}","to":null}}"#, on(3), id(2));
    assert_eq!(judge(&place, &[row(&[moved, note("p2", 2, "two"), note(&on(2), 3, "three")])]).0, Some(0));
}

#[test]
fn notes_that_answer_each_other_already_are_shown_and_reported() {
    let place = Place::new();
    let circle = [note(&on(1), 1, "To myself."), note(&on(3), 2, "Second word."), note(&on(2), 3, "Third word.")];
    place.write(NOTES, &journal("ana", &circle));
    let words = ["To myself.", "Second word.", "Third word."];
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    let lost = notes.split("No longer in the article\n").nth(1).unwrap();
    assert!(words.iter().all(|word| lost.matches(word).count() == 1), "{notes}");
    let json: Value = serde_json::from_str(&place.succeeds(&["notes", "harbour.yaml", "--format", "json"])).unwrap();
    let lost = json["annotators"][0]["lost"].to_string();
    assert!(words.iter().all(|word| lost.contains(word)), "{lost}");
    for format in ["markdown", "html", "csv", "json", "jsonl", "w3c"] {
        let text = place.succeeds(&["export", "harbour.yaml", "-f", format, "--by", "ana", "-o", "-", "--quiet"]);
        assert!(words.iter().all(|word| text.contains(word.trim_end_matches('.'))), "{format}: {text}");
    }
    let check = place.succeeds(&["check", "harbour.yaml"]);
    assert!(
        check.contains(&format!("{NOTES}:1:")) && check.contains(&format!("note {} answers itself", id(1))),
        "{check}"
    );
    let each_other = format!("note {} and note {} answer each other", id(2), id(3));
    assert!(check.contains(&each_other), "{check}");
    assert!(place.succeeds(&["check", "harbour.yaml", "--format", "sarif"]).contains("\"note-circle\""));
}

#[test]
fn an_exported_cycle_is_read_back_unchanged() {
    let place = Place::new();
    place.write(NOTES, &journal("ana", &[note(&on(1), 1, "To myself."), note("paragraph:p1", 2, "On the text.")]));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    let rows = place.succeeds(&["export", "harbour.yaml", "-f", "jsonl", "--by", "ana", "-o", "-", "--quiet"]);
    std::fs::remove_file(place.path(NOTES)).unwrap();
    let back = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], &rows);
    assert_eq!(back.status.code(), Some(0), "{}", err(&back));
    let without_days = |text: &str| text.replace(|letter: char| letter.is_ascii_digit() || letter == '-', "");
    assert_eq!(without_days(&place.succeeds(&["notes", "harbour.yaml"])), without_days(&notes));
}

#[test]
fn annotators_whose_notes_answer_each_other_are_both_reported() {
    let place = Place::new();
    place.write(NOTES, &journal("ana", &[note(&on(2), 1, "one")]));
    place.write("harbour.ben.notes.jsonl", &journal("ben", &[note(&on(1), 2, "two")]));
    let check = place.succeeds(&["check", "harbour.yaml"]);
    for (one, other) in [(1, 2), (2, 1)] {
        let message = format!("note {} and note {} answer each other", id(one), id(other));
        assert!(check.contains(&message), "{check}");
    }
}

#[test]
fn an_answer_to_a_note_that_was_removed_is_listed_and_reported() {
    let place = Place::new();
    let removed = format!(r#"{{"on":"paragraph:p1","field":"note:{}","to":null}}"#, id(1));
    let rows = [row(&[note("p1", 1, "A question.")]), row(&[note(&on(1), 2, "The answer.")]), row(&[removed])];
    assert_eq!(judge(&place, &rows).0, Some(0));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(!notes.contains("A question.") && notes.contains("The answer."), "{notes}");
    let check = place.succeeds(&["check", "harbour.yaml"]);
    assert!(
        check.contains(&format!("{} was removed, and its annotations have no place in the article", on(1))),
        "{check}"
    );
}

#[test]
fn an_answer_to_the_note_of_somebody_else_is_not_called_lost() {
    let place = Place::new();
    place.write(NOTES, &journal("ana", &[note("paragraph:p1", 1, "A question.")]));
    place.write("harbour.ben.notes.jsonl", &journal("ben", &[note(&on(1), 2, "The answer.")]));
    let notes = place.succeeds(&["notes", "harbour.yaml"]);
    assert!(notes.contains("answer by ben") && !notes.contains("No longer in the article"), "{notes}");
    assert!(place.succeeds(&["check", "harbour.yaml"]).contains("harbour.ben.notes.jsonl: no problems"));
}

#[test]
fn however_long_an_exchange_is_none_of_it_is_left_out() {
    let place = Place::new();
    let mut settings = vec![note("p1", 0, "word 00.")];
    settings.extend((1..90).map(|number| note(&on(number - 1), number, &format!("word {number:02}."))));
    assert_eq!(judge(&place, &[row(&settings)]).0, Some(0));
    let every: Vec<String> = (0..90).map(|number| format!("word {number:02}")).collect();
    let commands: [&[&str]; 2] = [&["notes", "harbour.yaml"], &["notes", "harbour.yaml", "--format", "json"]];
    for command in commands {
        let text = out(&place.run(command));
        assert!(every.iter().all(|word| text.contains(word)), "{text}");
    }
    for format in ["markdown", "html", "csv", "json", "jsonl", "w3c"] {
        let text = place.succeeds(&["export", "harbour.yaml", "-f", format, "--by", "ana", "-o", "-", "--quiet"]);
        assert!(every.iter().all(|word| text.contains(word)), "{format}");
    }
}
