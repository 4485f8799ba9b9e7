//! The forms of the review: what is typed is kept, whatever happens to the file meanwhile.

use super::journey::Journey;
use super::texts;

fn open() -> Journey {
    Journey::open_text(texts::HAND_WRITTEN)
}

/// The statement of a claim is typed while the file cannot be read, and another editor then saves it changed.
fn refused_statement() -> Journey {
    open()
        .press("D e")
        .types("Ships pay two dues.")
        .file_becomes("nutgraf: [")
        .press("C-s")
        .disk_answers()
        .shows("1 not saved")
        .file_becomes(&texts::HAND_WRITTEN.replace(
            "kind: fact, certainty: stated, speaker: author, about",
            "kind: fact, certainty: doubtful, speaker: author, about",
        ))
        .press("S")
        .disk_answers()
}

#[test]
fn a_statement_that_the_writer_refuses_is_kept_and_reopened_in_the_review() {
    refused_statement()
        .shows("p1.c1 has changed in the file")
        .shows("d reopens what you wrote")
        .lacks("Everything is saved")
        .has_drafts(1)
        .press("d")
        .shows("Claim p1.c1")
        .shows("Ships pay two dues.")
        .press("C-s")
        .shows("p1.c1 edited")
        .disk_answers()
        .has_drafts(0);
}

#[test]
fn a_reopened_form_writes_what_was_typed_and_leaves_what_another_editor_changed() {
    let journey = refused_statement().press("d C-s").disk_answers();
    let text = journey.file("harbour.yaml");
    assert!(text.contains("text: Ships pay two dues.") && text.contains("certainty: doubtful"), "{text}");
}

#[test]
fn a_refused_statement_is_announced_by_the_next_review() {
    refused_statement().reopen_in_review().shows("Unfinished text was saved (Claim p1.c1); d reopens it");
}

#[test]
fn quitting_with_a_decision_that_is_refused_stays_and_says_so() {
    let changed = texts::HAND_WRITTEN.replace("text: Ships pay twice in Ostrow.,", "text: Ships pay a lot.,");
    open()
        .press("D e")
        .types("Ships pay two dues.")
        .press("C-s")
        .file_becomes(&changed)
        .press("q q")
        .disk_answers()
        .shows("d reopens what you wrote")
        .has_not_quit();
}

#[test]
fn a_form_changes_only_the_fields_that_were_typed_into() {
    let journey = open()
        .press("D e")
        .types("Ships pay two dues.")
        .article_changes_unnoticed(
            "kind: fact, certainty: stated, speaker: author, about",
            "kind: fact, certainty: doubtful, speaker: author, about",
        )
        .notices_article()
        .shows("doubtful")
        .press("C-s")
        .shows("p1.c1 edited")
        .disk_answers();
    let text = journey.file("harbour.yaml");
    assert!(text.contains("text: Ships pay two dues.") && text.contains("certainty: doubtful"), "{text}");
}

#[test]
fn what_both_changed_is_written_only_after_it_was_seen() {
    open()
        .press("D e")
        .types("Ships pay two dues.")
        .article_changes_unnoticed("text: Ships pay twice in Ostrow.,", "text: Ships pay a lot.,")
        .notices_article()
        .press("C-s")
        .shows("the file now has “Ships pay a lot.”")
        .shows("Claim p1.c1")
        .shows("Ships pay two dues.")
        .press("C-s")
        .shows("p1.c1 edited")
        .disk_answers()
        .has_drafts(0);
}

#[test]
fn the_form_of_an_entity_leaves_what_another_editor_changed() {
    let journey = open()
        .press("D Tab e A-z")
        .types(" Harbour")
        .article_changes_unnoticed("kind: place, aliases", "kind: state, aliases")
        .notices_article()
        .press("C-s")
        .shows("ostrow edited")
        .disk_answers();
    let text = journey.file("harbour.yaml");
    assert!(text.contains("Ostrow Harbour") && text.contains("kind: state"), "{text}");
}

#[test]
fn a_refused_form_stays_open_so_that_no_letter_becomes_a_command() {
    open()
        .press("D Enter Enter e Tab Tab Tab")
        .types("Ingrid")
        .press("C-s")
        .shows("the article has no entity “Ingrid”")
        .shows("C-c sets it aside")
        .types("em")
        .shows("Ingridem")
        .press("C-u")
        .types("Ministry of Tides")
        .press("C-s")
        .shows("p2.c1 edited")
        .disk_answers()
        .has_drafts(0);
}

#[test]
fn a_refused_form_can_be_set_aside_and_reopened_in_the_review() {
    open()
        .press("D e Tab")
        .types(" nowhere")
        .press("Esc")
        .shows("Claim p1.c1")
        .press("C-c")
        .shows("Set aside. d reopens it")
        .press("d")
        .shows("nowhere");
}

#[test]
fn the_beginning_of_a_name_is_completed_and_shown_before_it_is_written() {
    open()
        .press("D Enter Enter e Tab Tab Tab")
        .types("guild")
        .press("Tab")
        .shows("speaker      Pilots' Guild")
        .press("S-Tab C-u")
        .types("ministry of")
        .press("C-s")
        .shows("speaker is now “Ministry of Tides”. C-s again keeps it")
        .press("C-s")
        .shows("p2.c1 edited");
}

#[test]
fn a_form_that_was_open_when_the_program_was_killed_is_announced_in_the_review() {
    open()
        .press("D e")
        .types("Ships pay two dues.")
        .reopen_in_review()
        .shows("d reopens it")
        .press("d")
        .shows("Ships pay two dues.");
}

/// Two claims of one paragraph by different speakers, one of them less certain.
fn two_speakers() -> Journey {
    let text = texts::HAND_WRITTEN.replace(
        "certainty: stated\n      speaker: [ministry, pilots]",
        "certainty: possible\n      speaker: [ministry]",
    );
    Journey::open_text(&text)
}

#[test]
fn merging_claims_of_different_speakers_asks_who_says_both_and_writes_nothing_before() {
    two_speakers()
        .press("D m")
        .shows("Merge p1.c1 with p1.c2")
        .shows("Ships pay twice in Ostrow. A second fee was brought in")
        .shows("speaker: “author” in p1.c1, “Ministry of Tides” in p1.c2")
        .shows("certainty: “stated” in p1.c1, “possible” in p1.c2")
        .press("C-s")
        .shows("Not written: the speaker of both is missing (“author” in p1.c1, “Ministry of Tides” in p1.c2)")
        .press("Tab Tab Tab Tab")
        .types("author")
        .press("C-s")
        .shows("the certainty of both is missing")
        .press("Tab s C-s")
        .shows("p1.c1 merged with p1.c2")
        .disk_answers()
        .has_drafts(0);
}

#[test]
fn a_merge_can_be_left_alone() {
    let journey =
        two_speakers().press("D m Esc").shows("Not kept yet").press("Esc").lacks("Merge p1.c1").disk_answers();
    assert!(journey.file("harbour.yaml").contains("p1.c2"));
}

#[test]
fn a_merge_that_was_set_aside_is_taken_up_again() {
    two_speakers().press("D m End").types(" Both.").press("C-c d").shows("Merge p1.c1 with p1.c2").shows("Both.");
}

#[test]
fn a_claim_without_a_seam_is_split_only_once_its_parts_were_typed() {
    open()
        .press("D s C-s")
        .shows("the two have the same statement")
        .press("Tab Tab")
        .types("Ostrow has fees.")
        .press("C-s")
        .shows("p1.c1 is now two claims");
}

#[test]
fn a_missed_claim_is_proposed_as_a_whole_sentence_whatever_numbers_it_has() {
    let text = texts::HAND_WRITTEN
        .replace("Guild fears.\"", "Guild fears. It costs at least 1.2 million, the U.S. envoy said.\"");
    Journey::open_text(&text)
        .press("D j j n")
        .shows("New claim of the article")
        .shows("claim        It costs at least 1.2 million, the U.S. envoy said.");
}

#[test]
fn all_kinds_of_a_claim_show_and_stay_until_they_are_changed() {
    let journey =
        open().press("D j e").shows("also         causal").press("End").types(" Now.").press("C-s").disk_answers();
    let text = journey.file("harbour.yaml");
    assert!(text.contains("kind: [fact, causal]"), "{text}");
    let journey = open().press("D j e Tab Tab Tab").types("odd").press("C-s").shows("“odd” is not a kind of claim");
    let text = journey.press("C-u C-s").disk_answers().file("harbour.yaml");
    assert!(text.contains("kind: [fact]\n"), "{text}");
}

#[test]
fn the_form_of_an_entity_asks_what_the_entity_is() {
    open().press("D Tab e Tab").shows("What it is").lacks("What sort of claim");
}

#[test]
fn the_footer_names_the_other_list_and_keeps_the_main_keys_on_a_small_screen() {
    open().size(160, 40).press("D").shows("Tab entities").press("Tab").shows("Tab claims");
    open().size(60, 16).press("D").shows("Enter confirm").shows("x drop").shows("e edit");
}

#[test]
fn what_a_new_wording_leaves_behind_is_asked_about() {
    open()
        .press("D j j j j e")
        .types("The ministry keeps a part.")
        .press("Tab")
        .types("keeps a third")
        .press("C-s")
        .shows("the figure “4 million crowns” is in neither the statement nor the quote")
        .shows("the date 2024 is in neither")
        .shows("Claim p3.c2")
        .press("C-s")
        .shows("p3.c2 edited")
        .press("A k")
        .shows("The figure “4 million crowns” is in neither the statement nor the quote.")
        .shows("The date is in neither the statement nor the quote.");
}

#[test]
fn an_alias_that_a_claim_refers_by_is_not_removed_unasked() {
    let text = texts::HAND_WRITTEN
        .replace(
            "about: [ostrow], draft: true, by: nutgraf}\n    -",
            "about: [ostrow, pilots], draft: true, by: nutgraf}\n    -",
        )
        .replace("aliases: [the Guild, \"the pilots\"]", "aliases: [Ships]");
    Journey::open_text(&text)
        .press("D Tab j j e Tab Tab C-u C-s")
        .shows("p1.c1 refers to it as “Ships”")
        .press("C-s")
        .shows("pilots edited");
}

#[test]
fn a_bound_shows_as_the_text_has_it() {
    let text = texts::HAND_WRITTEN
        .replace("a third, 4 million crowns", "a third, up to 4 million crowns")
        .replace("quote: 4 million crowns in 2024", "quote: up to 4 million crowns in 2024")
        .replace("of: fees kept", "of: fees kept\n              approximate: true");
    Journey::open_text(&text).press("D j j j j").shows("up to 4 million crowns  = 4000000").lacks("approximate");
}

#[test]
fn a_letter_goes_through_the_choices_that_begin_with_it_and_moves_none_otherwise() {
    let kind = |keys: &str| {
        let journey = open().press(&format!("D Tab e Tab {keys} C-s")).disk_answers();
        let text = journey.file("harbour.yaml");
        let row = text.lines().find(|line| line.contains("name: Ostrow,")).unwrap_or_default().to_owned();
        row.split("kind: ").nth(1).and_then(|rest| rest.split([',', '}']).next()).unwrap_or_default().to_owned()
    };
    assert_eq!(kind("p l"), "project", "no kind begins with l");
    assert_eq!(kind("p p"), "person");
    assert_eq!(kind("p p p"), "place");
    assert_eq!(kind("s"), "state");
}
