//! Cards, dossiers, figures, sourcing; finding; commands by name.

use crate::journey::Journey;

const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

#[test]
fn a_card_shows_everything_about_a_claim_and_leads_to_its_quote() {
    let journey = Journey::open_text(SHIPPED).press("} } Tab Enter");
    let journey =
        journey.shows("“it came to US$800 million in 2018”").shows("800,000,000 USD").shows("¶6, our paraphrase");
    let journey = journey.shows("carries     p6.c2").press("Enter").lacks("our paraphrase“").cursor_on("it came to");
    journey.press("Backspace").selects("p6.c1");
}

#[test]
fn a_claim_is_judged_on_its_card_and_the_next_card_is_a_key_away() {
    let journey =
        Journey::open().press("Tab Enter v s").disk_answers().shows("✓ supported").shows("verdict: — → supported");
    journey.press("]").selects("p1.c2").shows("○ not judged").press("Esc").lacks("priority");
}

#[test]
fn a_dossier_lists_claims_by_and_about_an_entity_and_its_mentions() {
    let journey = Journey::open_text(SHIPPED).press("Tab Tab Enter").shows("Says").shows("Eurasian").shows(" more ");
    journey.press("Enter").selects("p8.c1").press("Backspace").shows("¶1/14");
    Journey::open().press("Tab Tab Enter").shows("Mentions").shows("In the same paragraphs");
}

#[test]
fn every_figure_and_date_is_one_key_away_and_leads_to_its_claim() {
    let journey =
        Journey::open_text(SHIPPED).press("F").shows("800,000,000 USD").shows("no number given").shows("1990");
    journey.press("j Enter").selects("p9.c3").press("=").shows("4 of 65 claims have a speaker");
}

#[test]
fn words_are_found_while_typing_and_cancelling_leaves_no_trace() {
    let journey = Journey::open_text(SHIPPED).press("/ E U R A S I A N").shows("1 of 5").shows("¶8/14");
    let journey = journey.press("Esc").shows("¶1/14").lacks("1 of 5").press("/ e u r a s Enter n").shows("2 of 5");
    journey
        .selects("p8.c1")
        .press("N N")
        .shows("5 of 5")
        .press("Esc n")
        .shows("Press / to find")
        .press("Backspace")
        .shows("¶1/14");
}

#[test]
fn missing_words_are_reported_and_move_nothing() {
    Journey::open().press("j / z z z").shows("nothing found").press("Enter").shows("¶2/4");
}

#[test]
fn a_few_letters_of_its_name_run_a_command() {
    let journey = Journey::open_text(SHIPPED).press(": f i g Enter").shows("Figures and dates").press("Esc");
    let journey = journey.press(": s o u r Enter").shows("claims have a speaker").press("Esc : u n d o Enter");
    journey.shows("Nothing to undo").press(": z z z z z").shows("no match").press("Enter Esc");
}

#[test]
fn who_says_that_the_corridor_might_be_linked_and_how_firmly_is_a_few_letters_away() {
    Journey::open_text(SHIPPED).press("/ c p e c Enter").shows("Pakistan,").shows("“Islamabad says”, possible");
}

#[test]
fn pages_close_when_the_article_changes_under_them() {
    Journey::open().press("F").article_changes("Ships pay twice", "Boats pay twice").lacks("Figures and dates");
}

#[test]
fn a_claim_is_copied_with_its_quote_and_reference() {
    let journey =
        Journey::open_text(SHIPPED).press("3 y").copied("was worth US$800 million in 2018.\n(author, stated)\n");
    journey.copied(
        "“it came to US$800 million in 2018”\nour paraphrase of Stronger Pakistan-Russia ties, The Pak Banker, ¶6",
    );
}

#[test]
fn a_digit_goes_to_a_section_and_back_is_one_key() {
    let journey = Journey::open_text(SHIPPED).press("5").shows("¶14/14").press("Backspace").shows("¶1/14").press(">");
    journey.shows("¶14/14").press("9").shows("no section with that number");
}

#[test]
fn hidden_claims_show_nowhere_until_asked_for() {
    let journey = Journey::open().press("M").lacks("Ships pay harbour").shows("M shows them").press("v").lacks("Judge");
    journey.press("Tab Enter").lacks("quote").press("M").shows("fact · author");
}
