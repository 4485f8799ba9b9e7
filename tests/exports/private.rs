//! Every export leaves out what is private, and reports how much that is.

use nutgraf::export::contents::Contents;
use nutgraf::export::feature::Thing;
use nutgraf::export::packet::draw::Markup;
use nutgraf::export::{FORMATS, loss};

use crate::rich::{Desk, FERRY, SECRET, Said, article, ferry, id, set};
use crate::templates::by_template;

/// Everything that a template can access.
const EVERYTHING: &str = "{{ change }}{{ open }}{{ holds }}{{ not_checkable }}{{ not_judged }}{{ sources }}{{ asked }}{{ elsewhere }}\
     {{ gone }}{{ warnings }}";

#[test]
fn no_format_exports_private_notes() {
    let desk = ferry();
    for format in FORMATS {
        let text = desk.export(format.name);
        for words in ["harbour master", &id(20), &id(21), &id(22)] {
            assert!(!text.contains(words), "{}: {words}", format.name);
        }
    }
    for markup in [Markup::Markdown, Markup::Html, Markup::Plain] {
        let text = by_template(&desk.request(), EVERYTHING, markup).unwrap();
        assert!(text.contains("38,400") && !text.contains("harbour master") && !text.contains(&id(22)), "{text}");
    }
}

#[test]
fn private_notes_are_counted_for_their_author_only() {
    let desk = ferry();
    assert_eq!(Contents::of(&desk.request()).count(Thing::Private), 3);
    let line = "drops 3 private notes and pieces of evidence: what is marked private stays with you";
    assert_eq!(loss::private(&desk.request()).as_deref(), Some(line));
    for format in FORMATS {
        let told = loss::losses(format, &Contents::of(&desk.request()));
        assert!(told.iter().any(|loss| loss.words() == line), "{}", format.name);
        assert!(!desk.export(format.name).contains("stays with you"), "{}", format.name);
    }
}

#[test]
fn what_is_no_longer_private_is_exported() {
    let said: Said = vec![
        ("ana", vec![set("claim:p1.c1", &format!("note:{}", id(20)), SECRET)]),
        ("ana", vec![set(&format!("note:{}", id(20)), "private", true)]),
    ];
    let desk = Desk::new(article(FERRY), &said);
    assert!(!desk.export("jsonl").contains(SECRET));
    let mut said = said;
    said.push(("ana", vec![set(&format!("note:{}", id(20)), "private", serde_json::Value::Null)]));
    let desk = Desk::new(article(FERRY), &said);
    assert!(desk.export("jsonl").contains(SECRET));
    assert_eq!(Contents::of(&desk.request()).count(Thing::Private), 0);
}

#[test]
fn an_answer_of_somebody_else_to_a_private_note_stays_too() {
    let said: Said = vec![
        ("ana", vec![set("claim:p1.c1", &format!("note:{}", id(20)), "Who told us?")]),
        ("ana", vec![set(&format!("note:{}", id(20)), "private", true)]),
        ("bo", vec![set(&format!("note:{}", id(20)), &format!("note:{}", id(21)), SECRET)]),
        ("bo", vec![set("claim:p1.c1", "verdict", "refuted")]),
    ];
    let desk = Desk::new(article(FERRY), &said);
    for format in FORMATS {
        assert!(!desk.export(format.name).contains(SECRET), "{}", format.name);
    }
    assert!(desk.export("jsonl").contains("refuted"));
}
