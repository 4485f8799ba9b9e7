//! What articles must obey beyond their shape: quotes, dates, entities, relations.

use std::fmt::Write as _;

use nutgraf::codec::article_yaml::{check, read};

use super::{place, problems};

/// An article of one paragraph with these claims, each with the lines in `extra`.
fn with_claims(extras: &[&str]) -> String {
    let mut text = "nutgraf: 1\narticle: {id: a, title: A, outlet: O, language: en, wording: verbatim}\nentities:\n  - {id: quay, name: Quay, kind: place, aliases: [Pier]}\nsections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: The Quay could open in 2018, according to the Pier, for some 30 ships.\n        claims:\n".to_owned();
    for (number, extra) in extras.iter().enumerate() {
        let number = number + 1;
        writeln!(text, "          - {{id: c{number}, text: T, kind: fact, {extra}}}").unwrap();
    }
    text
}

fn one_fault(extras: &[&str], at: &str, words: &str) {
    let text = with_claims(extras);
    let found = problems(&text);
    assert!(found.len() == 1 && found[0].contains(words), "{extras:?}: {found:#?}");
    assert!(found[0].starts_with(&format!("{} ", place(&text, at))), "{at}: {found:#?}");
}

const SAID: &str = "quote: for some 30 ships, certainty: stated, speaker: quay";

#[test]
fn errors_between_the_parts_are_reported_with_their_places() {
    one_fault(
        &["quote: for some thirty ships, certainty: stated, speaker: quay"],
        "for some thirty",
        "“for some 30 ships.”",
    );
    one_fault(
        &["quote: for some 30 ships, nth: 2, certainty: stated, speaker: quay"],
        "2, certainty",
        "occurs 1 times",
    );
    one_fault(&[&format!("{SAID}, cue: says the Pier")], "says the Pier", "the cue is not in");
    one_fault(&[&format!("{SAID}, figures: [{{printed: 40 ships, of: ships}}]")], "40 ships", "is not in");
    one_fault(
        &[&format!("{SAID}, figures: [{{printed: 30 ships, of: ships, value: thirty}}]")],
        "thirty",
        "decimal number",
    );
    one_fault(&[&format!("{SAID}, when: 2018-13")], "2018-13", "not in the calendar");
    one_fault(&[&format!("{SAID}, when: in 2018")], "in 2018}", "write 2018, 1991-12");
    one_fault(&[&format!("{SAID}, about: [quai]")], "quai]", "did you mean `quay`?");
    one_fault(&[&format!("{SAID}, relations: {{because: [c7]}}")], "c7", "unknown claim `c7`");
    one_fault(&["quote: The Quay, certainty: stated, speaker: somebody"], "somebody", "unknown entity");
}

#[test]
fn similar_words_are_reported_with_their_difference() {
    let hint = |extra: &str| {
        let flat = "text: The Quay could open in 2018, according to the Pier, for some 30 ships.";
        let broken = "text: |\n          The Quay did open\n          in 2018, says the Pier’s own café, for 30 ships.";
        let text = with_claims(&[&format!("certainty: stated, speaker: quay, {extra}")]).replace(flat, broken);
        let found = problems(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        found[0].rsplit(" | ").next().unwrap().to_owned()
    };
    let over_a_break = "the text breaks the line between “open” and “in”: write the paragraph below `>-`, which joins its lines, or \
                        break the line here as well";
    assert_eq!(hint("quote: did open in 2018"), over_a_break);
    assert_eq!(hint("quote: for 30 ships, cue: The Quay did open in"), over_a_break);
    assert_eq!(hint("quote: for 30 ships, figures: [{printed: open in 2018, of: quays}]"), over_a_break);
    assert_eq!(hint("quote: Pier's own"), "the text has “’” (U+2019) where this has “'” (U+0027): “Pier’s own”");
    assert_eq!(hint("quote: the quay"), "the text has “The Quay”");
    assert!(hint("quote: \"own cafe\\u0301\"").starts_with("the text has “é” (U+00E9) where this has “e” (U+0065)"));
    assert!(hint("quote: nobody said so").contains("letter by letter"));
}

#[test]
fn cyclic_relations_are_reported_once_but_mutual_contradiction_is_fine() {
    let because = |id: &str| format!("{SAID}, relations: {{because: [{id}]}}");
    one_fault(&[&because("c2"), &because("c3"), &because("c1")], "c1]", "c1 → c2 → c3 → c1");
    for key in ["because", "part-of", "contradicts", "repeats"] {
        let itself = format!("{SAID}, relations: {{{key}: [c1]}}");
        one_fault(&[&itself], "c1]", &format!("self-relation | `{key}` relates `c1` to itself"));
    }
    let against = |id: &str| format!("{SAID}, relations: {{contradicts: [{id}]}}");
    assert_eq!(problems(&with_claims(&[&against("c2"), &against("c1")])), Vec::<String>::new());
}

#[test]
fn warnings_name_what_an_author_should_look_at_and_the_reader_opens_the_file() {
    let hedged = with_claims(&["quote: The Quay could open, certainty: stated, speaker: quay"]);
    assert!(problems(&hedged)[0].contains("its quote says “could”"));
    let attributed = with_claims(&["quote: according to the Pier, certainty: stated, speaker: author"]);
    assert!(problems(&attributed)[0].contains("its quote says “according to”"));
    let unnamed = with_claims(&[SAID]).replace("name: Quay, kind: place, aliases: [Pier]", "name: Molo, kind: place");
    assert!(problems(&unnamed)[0].contains("never mentions `quay`"));
    let empty = with_claims(&[SAID]) + "  - id: later\n    heading: Later\n";
    assert!(problems(&empty)[0].contains("`later` has no paragraph"));
    let silent = with_claims(&[SAID]) + "      - {id: p2, text: The Quay.}\n";
    assert!(problems(&silent)[0].contains("`p2` makes no claim"));
    for text in [hedged, attributed, unnamed, empty, silent] {
        assert_eq!(check("a", text.as_bytes()).counts(), (0, 1));
        assert!(read("a", text.as_bytes()).is_ok());
    }
}
