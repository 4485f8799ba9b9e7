//! Finding words in the text, in claims, and in annotations.

use serde_json::json;

use super::journey::Journey;

/// Letters that are hard to find: a Turkish capital, a ligature, accents in both forms, both forms of small sigma.
const LETTERS: &str = include_str!("letters.yaml");

/// The matches for these letters.
fn marked(letters: &str) -> Vec<String> {
    Journey::open_text(LETTERS).press("/").types(letters).marks()
}

#[test]
fn words_are_found_in_whatever_letters_they_are_typed() {
    assert_eq!(marked("istanbul"), ["İstanbul"]);
    assert_eq!(marked("İSTANBUL"), ["İstanbul"]);
    assert_eq!(marked("fire"), ["ﬁre"]);
    assert_eq!(marked("cafe"), ["café", "cafe\u{301}"]);
    assert_eq!(marked("café"), ["café", "cafe\u{301}"]);
    assert_eq!(marked("cafe\u{301}"), ["café", "cafe\u{301}"]);
    assert_eq!(marked("strasse"), ["STRASSE", "Straße"]);
    assert_eq!(marked("ΣΑΣ"), ["ΣΑΣ", "σας"]);
    assert_eq!(marked("error here"), ["error here"], "behind letters whose small forms are longer");
}

#[test]
fn lists_are_narrowed_in_whatever_letters_too() {
    Journey::open_text(LETTERS).press("@ i s t a n").shows("İstanbul").lacks("no match");
    let text = LETTERS.replace("İstanbul", "Łódź");
    Journey::open_text(&text).press("@ l o d z").shows("Łódź").lacks("no match");
}

#[test]
fn every_place_is_counted_once_and_stepped_to() {
    let journey = Journey::open_text(LETTERS).press("/ c a f e").shows("1 of 2").press("Enter n").shows("2 of 2");
    journey.press("n").shows("1 of 2");
    Journey::open_text(LETTERS).press("/ i s t a n b u l").shows("1 of 2").press("Enter n").cursor_on("İstanbul");
}

#[test]
fn words_over_a_line_break_are_found() {
    let text = LETTERS.replace("text: \"İİ", "text: \"one\\nbroken line. İİ");
    let journey = Journey::open_text(&text).press("/").types("one broken").shows("1 of 1");
    assert_eq!(journey.marks(), ["one ", "broken"]);
    Journey::open_text(&text).press("/").pastes("one\nbroken\n").shows("1 of 1");
}

#[test]
fn headings_are_found_in_the_text() {
    let journey = Journey::open().press("/").types("GOES").shows("1 of 1");
    assert_eq!(journey.marks(), ["goes", "goes"], "in the outline and above the paragraph");
}

#[test]
fn every_annotation_of_a_claim_is_found_at_the_claim() {
    let note = "01KB0000000000000000000001";
    let answer = "01KB0000000000000000000002";
    let evidence = "01KB0000000000000000000003";
    let reply = "01KB0000000000000000000004";
    let said = json!({
        "why": "the aardvark", "correction": "the bison", "status-reason": "the camel", "tag:dingo": true,
        format!("note:{note}"): "the eland", format!("evidence:{evidence}"): "refutes",
        format!("reply:{reply}"): {"who": "the fox", "channel": "goat", "answer": "the hyena"},
        "found:0": {"value": "7", "unit": "ibex"},
    });
    let item = json!({"url": "https://jackal.example", "passage": "the koala", "publisher": "The Lynx", "place": "moose",
        "question": "the newt?", "answer": "the okapi"});
    let journey = Journey::open().has_said(
        "ana",
        &[
            ("claim:p3.c2", said),
            (&format!("note:{note}"), json!({format!("note:{answer}"): "the panda"})),
            (&format!("note:{answer}"), json!({"note:01KB0000000000000000000005": "the quail"})),
            (&format!("evidence:{evidence}"), item),
        ],
    );
    let words = "aardvark bison camel dingo eland fox goat hyena ibex jackal koala lynx moose newt okapi panda quail";
    let mut journey = journey;
    for word in words.split(' ') {
        journey = journey.press("/").types(word).shows("1 of 1").press("Enter").selects("p3.c2").press("Esc g g");
    }
}

#[test]
fn what_has_come_since_the_last_search_is_found_too() {
    let journey = Journey::open().press("/").types("zebra").shows("nothing found").press("Esc s a");
    let journey = journey.types("zebra").press("C-s").disk_answers().press("/").types("zebra").shows("1 of 1");
    let journey =
        journey.article_changes("Ships pay twice in Ostrow. The", "Zebras pay twice. Ships pay twice in Ostrow. The");
    journey.press("Esc /").types("zebra").shows("1 of 2");
}

#[test]
fn annotations_of_the_article_sections_and_entities_are_found() {
    let note = |words: &str| json!({"note:01KB0000000000000000000001": words, "tag:odd": true});
    let said = [("article", note("aardvark")), ("section:money", note("bison")), ("entity:pilots", note("camel"))];
    let journey = Journey::open().has_said("ana", &said).press("/").types("aardvark").shows("1 of 1").press("Esc /");
    let journey = journey.types("bison").shows("1 of 1").press("Enter").shows("¶3/").press("/").types("camel");
    journey.shows("1 of 1").press("Esc /").types("odd").shows("2 of 3");
}

#[test]
fn others_reasons_are_found_once_they_are_visible() {
    let said = || json!({"verdict": "refuted", "why": "The zebra says so."});
    let open = || Journey::open().has_said("ben", &[("claim:p2.c1", said())]);
    open().press("/").types("zebra").shows("nothing found");
    open().press("O /").types("zebra").shows("1 of 1").press("Enter").selects("p2.c1");
    open().press("] ] Tab v s /").types("zebra").shows("1 of 1");
}
