//! What happens to annotations when the article changes: none moves by itself, and none is lost.

use crate::journey::Journey;

const HEAD: &str = "\
nutgraf: 1
article: {id: quay, title: Quay, outlet: O, language: en, wording: verbatim}
entities:
  - {id: norvik, name: Norvik, kind: place}
sections:
";

/// An article with these sections: heading, and paragraphs with their ids. Each claim names its paragraph and its
/// quote.
fn article(sections: &[(&str, &[(&str, &str)])], claims: &[(&str, &str, &str)]) -> String {
    let mut lines = vec![HEAD.trim_end().to_owned()];
    for (number, (heading, paragraphs)) in sections.iter().enumerate() {
        lines.push(format!("  - id: s{}\n    heading: {heading}\n    paragraphs:", number + 1));
        for (id, words) in *paragraphs {
            let here: Vec<_> = claims.iter().filter(|(_, paragraph, _)| paragraph == id).collect();
            let key = if here.is_empty() { "" } else { "\n        claims:" };
            lines.push(format!("      - id: {id}\n        text: {words}{key}"));
            lines.extend(here.into_iter().map(|(claim, _, quote)| {
                let made = format!("id: {claim}, text: About {quote}., quote: {quote}, kind: fact");
                format!("          - {{{made}, certainty: stated, speaker: author}}")
            }));
        }
    }
    lines.join("\n") + "\n"
}

const OPENED: &str = "The Norvik quay opened in May. Waiting fell by twelve percent there.";
const RENTS: &str = "In Ostrow nothing was built. Rents rose by twelve percent in a year.";

fn quay() -> String {
    article(&[("Berths", &[("alpha", OPENED), ("beta", RENTS)])], &[("a.c1", "alpha", "twelve percent")])
}

/// Ana has judged a claim that she added with the words of the first paragraph's claim, with evidence and a note.
fn own_claim() -> Journey {
    let journey =
        Journey::open_text(&quay()).press("s v w a End").types(" Mine").press("C-s").shows("yours").press("v w");
    let journey = journey.types("The port counts nine").press("C-s r").shows("✗ twelve percent Mine").press("e");
    let journey = journey.types("https://port.example/t").press("C-s Tab i").types("Ask the port").press("C-s");
    journey.disk_answers()
}

#[test]
fn an_added_claim_whose_paragraph_was_cut_is_listed_in_full_without_a_place() {
    let after = article(&[("Berths", &[("beta", RENTS)])], &[]);
    let journey = own_claim().article_becomes(&after).shows("The words of 1 annotation were removed; :lost lists it");
    let journey = journey.lacks("yours").shows("0/0 judged").press(":").types("lost").press("Enter");
    let journey = journey.shows("No longer in the article").shows("your claim").shows("orphaned").shows("refuted");
    let journey = journey.shows("The port counts nine").shows("https://port.example/t").shows("Ask the port");
    journey.shows("the same words are in ¶1; ! moves it there").reopen().lacks("yours").shows(":lost");
}

#[test]
fn an_added_claim_moves_where_a_person_says_and_can_be_undone() {
    let after = article(&[("Berths", &[("beta", RENTS)])], &[]);
    let journey = own_claim().article_becomes(&after).press(":").types("lost").press("Enter").press("!");
    let journey = journey.shows("Your claim is in ¶1 now").press("Esc").shows("yours").shows("1/1 judged");
    let journey = journey.press("Enter").shows("¶1, exact").press("Esc u").lacks("yours");
    journey.reopen().lacks("yours").shows(":lost");
}

#[test]
fn an_own_claim_follows_its_paragraph_whatever_that_is_called_now() {
    let after = article(&[("Berths", &[("alpha", RENTS), ("beta", OPENED)])], &[("a.c1", "beta", "twelve percent")]);
    let journey = own_claim().article_becomes(&after).shows("yours").shows("1/2 judged").lacks(":lost");
    journey.press("Enter").shows("Claim of your own").shows("¶2, exact").lacks("confirms it");
}

#[test]
fn an_own_claim_whose_sentence_moved_waits_to_be_confirmed() {
    let moved = "In Ostrow nothing was built. Waiting fell by twelve percent there. Nobody knows why.";
    let after = article(&[("Berths", &[("alpha", "The Norvik quay opened in May."), ("beta", moved)])], &[]);
    let journey = own_claim().article_becomes(&after).lacks("yours").press(":").types("lost").press("Enter");
    let journey = journey.shows("moved, to be confirmed").shows("the same words are in ¶2").press("! Esc j");
    journey.shows("yours").shows("1/1 judged").press("Enter").shows("¶2, exact");
}

#[test]
fn two_places_in_one_paragraph_differ_by_their_sentences() {
    let both =
        "In Ostrow nothing was built. Waiting fell by twelve percent there. Rents rose by twelve percent in a year.";
    let after = article(&[("Berths", &[("alpha", "The Norvik quay opened in May."), ("beta", both)])], &[]);
    for (columns, rows) in [(120, 40), (80, 24), (60, 20)] {
        let journey = own_claim()
            .size(columns, rows)
            .article_becomes(&after)
            .shows(":lost lists it")
            .press(":")
            .types("lost")
            .press("Enter");
        let journey = journey.shows("¶2; ! moves it").shows("! resolve").press("j").shows("“Rents rose").press("k");
        // The page is about removed words, not about the paragraph behind it.
        let journey = journey.lacks("i note").lacks("# tags").press("i").shows("These words were removed").press("!");
        journey.shows("Your claim is in ¶2 now").press("Esc j").shows("1/1 judged");
    }
}

const FERRY: &str = "Norvik's ferry carried nine thousand people.";

fn ferries() -> String {
    article(
        &[("Ferries", &[("p1", FERRY)]), ("Mayors", &[("p2", "The mayor of Norvik paid for it.")])],
        &[("p1.c1", "p1", "carried nine thousand people"), ("p2.c1", "p2", "paid for it")],
    )
}

/// The first paragraph is new, so all others have new numbers.
fn renumbered() -> String {
    let text = article(
        &[("Schools", &[("p1", "Ostrow opened two schools in spring.")]), ("Ferries", &[("p2", FERRY)])],
        &[("p1.c1", "p1", "opened two schools"), ("p2.c1", "p2", "carried nine thousand people")],
    );
    text.replace("name: Norvik", "name: Ostrow")
}

#[test]
fn a_note_on_a_paragraph_moves_with_its_words_on_request() {
    let journey = Journey::open_text(&ferries()).press("i").types("Ask the office").press("C-s #").types("ferry");
    let journey = journey.press("Enter").disk_answers().article_becomes(&renumbered()).press("I");
    let journey = journey.shows("of an earlier wording: “Norvik's ferry carried nine").shows("now; ! moves it there");
    let journey = journey.clicks("those words are in ¶2").press("!").shows("Moved to ¶2").lacks("Ask the office  of");
    journey.press("Esc j i").shows("Note on p2").press("Esc I").shows("Ask the office").on_disk_after(3);
}

#[test]
fn a_note_on_other_words_stays_on_request() {
    let journey = Journey::open_text(&ferries()).press("i").types("Ask the office").press("C-s").disk_answers();
    let journey = journey.article_becomes(&renumbered()).press("I").shows("; ! keeps it");
    let journey = journey.clicks("of an earlier wording").press("!").shows("Confirmed").lacks("earlier wording");
    journey.on_disk_after(2).reopen().press("I").shows("Ask the office").lacks("earlier wording");
}

#[test]
fn notes_on_sections_and_entities_know_their_words_too() {
    let journey = Journey::open_text(&ferries()).press("S-Tab i").types("One side only").press("C-s Tab Tab Tab i");
    let journey = journey.types("Two ports").press("C-s").disk_answers().article_becomes(&renumbered()).press("I");
    let journey = journey.shows("of an earlier wording: “Ferries”").shows("those words are in the section “Ferries”");
    journey.shows("of an earlier wording: “Norvik, place”");
}

#[test]
fn annotations_besides_the_verdict_know_their_words() {
    let journey = Journey::open_text(&ferries()).press("v r e").types("https://a.example").press("C-s Tab #");
    let journey = journey.types("nine").press("Enter i").types("Nine?").press("C-s").disk_answers();
    let journey =
        journey.article_becomes(&renumbered()).press("Enter").shows("Your judgement is on an earlier wording");
    let journey = journey.shows("Before: “About carried nine").shows("#nine is of an earlier wording; ! keeps it");
    let journey = journey.clicks("those words are in p2.c1 in ¶2").press("!").shows("Moved to p2.c1 in ¶2");
    let journey = journey.shows("○ not judged").lacks("#nine").press("Esc ] Enter");
    journey.shows("✗ refuted").shows("Nine?").shows("a.example").shows("nine").lacks("earlier wording");
}

#[test]
fn an_earlier_wording_is_whole_in_every_width() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20), (50, 16)] {
        let journey = Journey::open_text(&ferries()).press("v m").disk_answers().article_becomes(&renumbered());
        let journey = journey.size(columns, rows).shows("misleading").shows("earlier").shows("wording");
        journey.press("Tab Enter").shows("on an earlier wording; !").shows("! resolve").press("Esc").lacks("! resolve");
    }
}

const REVERSED: [&str; 2] = [
    "In 2019 dues doubled. In 2024 it was denied that dues doubled.",
    "In 2019 nobody said that dues doubled. Nothing else.",
];

#[test]
fn the_same_words_in_another_sentence_are_marked_until_confirmed() {
    let [before, after] =
        REVERSED.map(|text| article(&[("Dues", &[("p1", text)])], &[("p1.c1", "p1", "dues doubled")]));
    let journey = Journey::open_text(&before).press("v s").disk_answers().press("Tab Enter").shows("¶1, exact");
    let journey = journey.press("Esc").article_becomes(&after).shows("1/1 judged").press("Enter");
    let journey = journey.shows("¶1, exact, its sentence has changed").shows("Before: “In 2019 dues doubled.”");
    let journey = journey.press("!").shows("Confirmed").lacks("sentence has changed").on_disk_after(2);
    journey.reopen().press("Tab Enter").shows("✓ supported").shows("¶1, exact").lacks("sentence has changed");
}

#[test]
fn a_claim_that_means_another_occurrence_now_says_so() {
    let twice = "Dues doubled. The guild was glad. Dues doubled. The ministry was not.";
    let before = article(&[("Dues", &[("p1", twice)])], &[("p1.c1", "p1", "Dues doubled")]);
    let after = before.replace("kind: fact", "nth: 2, kind: fact");
    let journey = Journey::open_text(&before).press("v s").disk_answers().article_becomes(&after);
    journey.press("Tab Enter").shows("exact, the text around it has changed");
}

#[test]
fn judging_again_in_the_new_sentence_is_a_judgement_of_it() {
    let [before, after] =
        REVERSED.map(|text| article(&[("Dues", &[("p1", text)])], &[("p1.c1", "p1", "dues doubled")]));
    let journey = Journey::open_text(&before).press("v s").disk_answers().article_becomes(&after).press("v s");
    journey.on_disk_after(2).press("Tab Enter").lacks("sentence has changed");
}
