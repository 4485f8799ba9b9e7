//! A packet keeps what was written by hand in its places, and notices other changes.

use std::fmt::Write as _;

use nutgraf::export::markdown::preserved_sections::{Keeping, Packet};
use nutgraf::model::query::{Query, Vocabulary};
use proptest::prelude::*;

use crate::places::hostile;
use crate::rich::{Desk, FERRY, Said, article, ferry, id, set};

/// The packet exported again, with the handwritten text of the earlier one.
fn again(desk: &Desk, earlier: &str) -> (String, Vec<String>) {
    let packet = Packet::read(earlier).unwrap();
    let mut text = String::new();
    let claims = desk.request().chosen().map(|chosen| chosen.claim.id.clone()).collect();
    let mut keeping = Keeping::new(&mut text, packet.by_hand, claims);
    keeping.write_str(&desk.export("markdown")).unwrap();
    let left = keeping.left().iter().map(ToString::to_string).collect();
    (text, left)
}

fn written_into(packet: &str, place: &str, words: &str) -> String {
    let line = packet.lines().find(|line| line.starts_with(&format!("<!-- yours {place}:"))).unwrap();
    packet.replacen(&format!("{line}\n\n"), &format!("{line}\n\n{words}\n\n"), 1)
}

#[test]
fn a_packet_as_it_was_written_is_intact_and_written_again_the_same() {
    for desk in [ferry(), hostile()] {
        let text = desk.export("markdown");
        let packet = Packet::read(&text).unwrap();
        assert!(packet.is_intact && packet.by_hand.is_empty());
        assert!(Packet::read(&text.replace('\n', "\r\n")).unwrap().is_intact);
        assert_eq!(again(&desk, &text), (text, Vec::new()));
    }
}

#[test]
fn text_between_the_marked_lines_is_preserved() {
    let desk = ferry();
    let by_hand = written_into(&desk.export("markdown"), "p2.c1", "Called the town: *accounts* come on Monday.");
    let packet = Packet::read(&by_hand).unwrap();
    assert!(packet.is_intact);
    let (text, left) = again(&desk, &by_hand);
    assert_eq!((text, left), (by_hand, Vec::new()));
}

#[test]
fn text_for_a_removed_claim_is_reported_not_dropped() {
    let mut desk = ferry();
    let by_hand = written_into(&desk.export("markdown"), "p2.c1", "Called the town.");
    desk.selection.query = Query::parse("section:opening", &Vocabulary::of_claims()).unwrap();
    assert_eq!(again(&desk, &by_hand).1, ["p2.c1"]);
}

#[test]
fn a_word_changed_anywhere_else_is_noticed() {
    let text = ferry().export("markdown");
    for (from, to) in
        [("carried 38,400", "carried 38,401"), ("## Sources", "## Origins"), ("<!-- end of yours -->\n", "")]
    {
        assert!(!Packet::read(&text.replacen(from, to, 1)).unwrap().is_intact, "{from}");
    }
    assert_eq!(Packet::read("# Something else\n"), None);
}

#[test]
fn lines_paragraphs_and_indentation_of_what_was_written_survive() {
    let text = "The port counts:\n  - crews\n\t- dogs\n\nThe ministry does not.";
    let (note, answer) = (id(41), id(42));
    let said: Said = vec![(
        "ana",
        vec![
            set("claim:p1.c1", "verdict", "refuted"),
            set("claim:p1.c1", "why", text),
            set("claim:p1.c1", &format!("note:{note}"), text),
            set(&format!("note:{note}"), &format!("note:{answer}"), text),
        ],
    )];
    let desk = Desk::new(article(FERRY), &said);
    let packet = desk.export("markdown");
    for (beginning, indent) in
        [("- **Verdict:** ✗ refuted, because: ", "  "), ("- **Note, ", "  "), ("  - **Answer, ", "    ")]
    {
        let at = packet.find(&format!("\n{beginning}")).unwrap_or_else(|| panic!("{beginning}: {packet}"));
        let rest = &packet[at..];
        let nbsp = "&nbsp;";
        let lines = [
            "The port counts:\\".to_owned(),
            format!("{indent}{nbsp}{nbsp}\\- crews\\"),
            format!("{indent}{}\\- dogs", nbsp.repeat(4)),
            String::new(),
            format!("{indent}The ministry does not."),
        ];
        let wanted = lines.join("\n") + "\n";
        let found = &rest[rest.find("The port counts").unwrap()..];
        assert!(found.starts_with(&wanted), "{beginning}: {found}");
    }
    let page = desk.export("html");
    let wanted = "The port counts:<br>&#160;&#160;- crews<br>&#160;&#160;&#160;&#160;- dogs<br><br>The ministry";
    assert_eq!(page.matches(wanted).count(), 3, "{page}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_by_hand_survives(words in "[ -~é\\n]{0,60}") {
        prop_assume!(!words.trim().is_empty());
        let desk = ferry();
        let by_hand = written_into(&desk.export("markdown"), "article", &words);
        prop_assert!(again(&desk, &by_hand).0 == by_hand, "{:?} is not as it was written", words);
    }
}
