//! The page of versions: what changed, and whether errors were corrected.

use crate::journey::Journey;

const OLD: &str = include_str!("harbour.yaml");

/// The next version: a figure of p3 has changed, the guild's fear is firmer, p4 is gone.
fn new() -> String {
    let text = OLD.replace("a third, 4 million crowns in 2024", "a third, 5 million crowns in 2024");
    let text = text.replace("quote: 4 million crowns in 2024", "quote: 5 million crowns in 2024");
    let text = text.replace("printed: 4 million", "printed: 5 million").replace("may close", "will close");
    text[..text.find("      - id: p4").unwrap()].to_owned()
}

fn corrected() -> Journey {
    // p3.c2: refuted, with a correction.
    let journey =
        Journey::open().press("j j Tab ] v f C-u").types("In 2024 the Ministry of Tides kept 5 million crowns.");
    journey.press("C-s r").disk_answers().shows("p3.c2: refuted").has_earlier_version(OLD).article_becomes(&new())
}

#[test]
fn the_page_lists_corrected_errors_and_every_changed_word() {
    let journey = corrected().press("V").shows("Versions").shows("harbour.v1.yaml → harbour.yaml");
    let journey = journey.shows("Edited silently").shows("Did they fix it?").shows("✓ fixed as proposed  p3.c2");
    let journey = journey.shows("[-4-] {+5+} million").shows("[-may-] {+will+} close").shows("hedge");
    journey.shows("[-Nobody at the Ministry").shows("gone        p4.c1 ¶4");
}

#[test]
fn a_row_of_the_page_leads_to_its_claim_or_paragraph() {
    corrected().press("V Enter").selects("p3.c2").press("V j Enter").shows("¶2/3");
    corrected().press(": v e r s i o n s Enter").shows("What changed");
}

#[test]
fn the_page_fits_small_windows() {
    corrected().size(60, 20).press("V").shows("Did they fix it?").size(40, 12).press("j j j j").shows("Versions");
}

#[test]
fn without_an_earlier_version_the_page_says_how_one_is_kept() {
    Journey::open().press("V").shows("There is no earlier version").shows("--update").press("Esc").lacks("--update");
}

#[test]
fn others_findings_are_hidden_until_the_claim_is_judged() {
    let journey = Journey::open().colleague("ben", "p1.c1", "refuted").has_earlier_version(OLD);
    let journey =
        journey.article_becomes(&OLD.replace("Ships pay twice in Ostrow. ", "Ships pay twice in Ostrow now. "));
    journey.press("V").lacks("ben: refuted").press("Esc O V").shows("ben: refuted");
}
