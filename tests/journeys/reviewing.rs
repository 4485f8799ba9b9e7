//! The review: decisions on candidates go into the article's file at once.

use nutgraf::model::article::claim::ClaimKind;

use super::journey::Journey;
use super::texts;

fn open() -> Journey {
    Journey::open_text(texts::HAND_WRITTEN)
}

impl Journey {
    /// The article's file now contains these words.
    fn file_has(self, words: &str) -> Self {
        let text = self.file("harbour.yaml");
        assert!(text.contains(words), "`{words}` is not in\n{text}");
        self
    }

    fn file_lacks(self, words: &str) -> Self {
        let text = self.file("harbour.yaml");
        assert!(!text.contains(words), "`{words}` is in\n{text}");
        self
    }

    /// The review journal has this many decisions.
    fn decided(self, count: usize) -> Self {
        let text = self.file("harbour.review.jsonl");
        let read = nutgraf::codec::review_jsonl::read(text.as_bytes());
        assert!(read.bad.is_empty(), "{:?}", read.bad);
        assert_eq!(read.review.all().len(), count, "{text}");
        self
    }
}

#[test]
fn the_form_of_a_claim_offers_every_kind_and_says_what_becomes_of_a_judgement() {
    let journey = open().press("D e C-o");
    for kind in ClaimKind::ALL {
        journey.sees(kind.word());
    }
    let judged = Journey::open().press("v s").press("D");
    judged.press("e").shows("With a new wording the claim must be").lacks("without a claim");
}

#[test]
fn only_a_speaker_need_not_be_an_entity() {
    let journey = open().press("D e C-o Tab Tab Tab Tab Tab Tab Tab Tab C-u").types("author").press("C-s");
    journey.shows("Not written: the article has no entity “author”").decided(0);
}

#[test]
fn a_confirmed_candidate_is_in_the_file_and_the_next_one_is_selected() {
    open()
        .press("D")
        .shows("Review of claims")
        .shows("1 of 5")
        .shows("candidate by nutgraf")
        .selects("p1.c1")
        .press("Enter")
        .shows("p1.c1 confirmed")
        .shows("2 of 5")
        .selects("p1.c2")
        .disk_answers()
        .shows("saved")
        .file_has("speaker: author, about: [ostrow]}\n")
        .file_has("draft: true   # really?")
        .decided(1);
}

#[test]
fn a_dropped_candidate_is_gone_from_the_file_and_an_undo_of_a_later_run_brings_it_back() {
    open()
        .press("D j x")
        .shows("p1.c2 dropped")
        .disk_answers()
        .file_lacks("A second fee was brought in")
        .decided(1)
        .reopen()
        .press("D u")
        .shows("Undone: p1.c2 dropped")
        .selects("p1.c2")
        .shows("A second fee was brought in last year.")
        .disk_answers()
        .file_has("A second fee was brought in last year.")
        .decided(2)
        .press("u")
        .shows("You have no decision to undo");
}

#[test]
fn what_was_undone_is_redone_in_a_later_run_until_something_else_is_decided() {
    open()
        .press("D Enter x u u")
        .shows("Undone: p1.c1 confirmed")
        .disk_answers()
        .file_has("A second fee was brought in")
        .decided(4)
        .reopen()
        .press("D C-r")
        .shows("Redone: p1.c1 confirmed")
        .selects("p1.c1")
        .press("C-r")
        .shows("Redone: p1.c2 dropped")
        .selects("p2.c1")
        .disk_answers()
        .file_has("speaker: author, about: [ostrow]}\n")
        .file_lacks("A second fee was brought in")
        .decided(6)
        .press("C-r")
        .shows("You have no decision to redo")
        .press("u Enter C-r")
        .shows("You have no decision to redo")
        .disk_answers()
        .file_has("A second fee was brought in")
        .decided(8);
}

#[test]
fn nobody_undoes_what_others_have_decided() {
    open()
        .press("D Enter")
        .disk_answers()
        .reopen_as("ben")
        .press("D u")
        .shows("You have no decision to undo; 1 decision is someone else's")
        .press("x u")
        .shows("Undone: p1.c2 dropped")
        .disk_answers()
        .file_has("A second fee was brought in")
        .file_has("speaker: author, about: [ostrow]}\n")
        .decided(3);
}

#[test]
fn a_click_takes_an_item_to_hand_and_a_second_one_edits_it() {
    open()
        .press("D")
        .clicks("A second fee was brought in")
        .selects("p1.c2")
        .shows("2 of 5")
        .press("b")
        .selects("p1.c1")
        .clicks("The second fee came")
        .selects("p1.c2")
        .clicks("A second fee was brought in")
        .shows("Claim p1.c2")
        .press("Esc Tab")
        .clicks("Pilots' Guild · group")
        .row_after("candidate", "Pilots' Guild")
        .clicks("Pilots' Guild · group")
        .shows("Entity pilots")
        .press("Esc")
        .decided(0);
}

#[test]
fn a_click_answers_no_question() {
    open()
        .press("D Tab j x")
        .shows("References to it will be removed")
        .clicks("mention")
        .lacks("References to it will be removed")
        .decided(0);
}

#[test]
fn the_wheel_scrolls_and_leaves_the_candidate_at_hand() {
    let claims: Vec<String> = (1..=9)
        .map(|number| {
            format!(
                "    - {{id: p1.c{number}, text: Quay {number} is closed., quote: Quay {number}, kind: fact, certainty: \
                 stated, speaker: author, draft: true}}\n"
            )
        })
        .collect();
    let quays = (1..=9).map(|number| format!("Quay {number} is closed{}.", " and stays so".repeat(20)));
    let text = format!(
        "nutgraf: 1\narticle: {{id: harbour, title: Harbour, language: en, wording: verbatim}}\nsections:\n- id: opening\n  \
         paragraphs:\n  - id: p1\n    text: {}\n    claims:\n{}",
        quays.collect::<Vec<_>>().join(" "),
        claims.concat()
    );
    Journey::open_text(&text)
        .size(80, 24)
        .press("D")
        .shows("Quay 2 is")
        .lacks("Quay 9 is")
        .turns_wheel("Quay 2 is", 40)
        .shows("Quay 9 is")
        .selects("p1.c1")
        .turns_wheel_at(20, 14, false)
        .press("Space PgUp")
        .selects("p1.c1")
        .turns_wheel("◌ Quay 3 is closed.", 40)
        .shows("◌ Quay 9 is closed.")
        .clicks("◌ Quay 9 is closed.")
        .selects("p1.c9")
        .shows("Quay 9 is")
        .press("b")
        .selects("p1.c1")
        .shows("Quay 1 is")
        .decided(0);
}

#[test]
fn the_rest_of_a_paragraph_is_confirmed_with_one_key() {
    open().press("D a").shows("2 confirmed").selects("p2.c1").disk_answers().file_lacks("really?").decided(2);
}

#[test]
fn quitting_comes_back_to_the_same_place() {
    open().press("D j j").selects("p2.c1").press("q").lacks("Review of claims").press("D").selects("p2.c1");
}

#[test]
fn the_form_of_a_claim_changes_all_of_its_fields() {
    open()
        .press("D j j j j e")
        .shows("4 million crowns | 4000000 |  | fees kept")
        .press("Tab Tab Left Tab")
        .press("A-z")
        .press("S-Tab c")
        .press("C-s")
        .shows("p3.c2 edited")
        .disk_answers()
        .file_has("kind: comparison\n")
        .file_has("- printed: 4 million crowns # as printed\n")
        .file_has("part-of: [p2.c1]   # of that\n")
        .decided(1);
}

#[test]
fn a_quote_that_is_not_in_the_paragraph_is_refused_without_losing_text() {
    open()
        .press("D e Tab")
        .types(" nowhere")
        .shows("is not in the paragraph")
        .press("C-s")
        .shows("Not written:")
        .disk_answers()
        .decided(0)
        .has_drafts(1);
}

#[test]
fn a_claim_is_split_in_two_and_two_are_merged() {
    open()
        .press("D s")
        .shows("Split p1.c1 into two claims")
        .press("Tab Tab")
        .types("They pay two fees.")
        .press("C-s")
        .shows("p1.c1 is now two claims: p1.c1 and p1.c3")
        .disk_answers()
        .file_has("text: They pay two fees.\n")
        .decided(1)
        .press("b")
        .selects("p1.c1")
        .press("m")
        .shows("Merge p1.c1 with p1.c3")
        .press("C-s")
        .shows("p1.c1 merged with p1.c3")
        .disk_answers()
        .file_lacks("p1.c3")
        .file_has("Ships pay twice in Ostrow. They pay two fees.")
        .decided(2);
}

#[test]
fn a_missed_claim_is_added_at_its_words() {
    let text =
        texts::HAND_WRITTEN.replace(", 4 million crowns in 2024.", ", 4 million crowns in 2024. Nobody counts it.");
    Journey::open_text(&text)
        .press("D j j j n")
        .shows("New claim of the article")
        .shows("Nobody counts it.")
        .press("C-s")
        .shows("p3.c3 added")
        .disk_answers()
        .file_has("quote: Nobody counts it\n")
        .decided(1);
}

#[test]
fn an_entity_that_is_dropped_shows_first_what_refers_to_it() {
    open()
        .press("D Tab j x")
        .shows("3 claims refer to it (speaker of 1, source of 1, subject of 1):")
        .shows("p3.c1")
        .press("Esc")
        .lacks("3 claims refer to it (speaker of 1, source of 1, subject of 1):")
        .press("x x")
        .shows("ministry dropped")
        .disk_answers()
        .file_lacks("Ministry of Tides   # as on its door")
        .file_has("speaker: [pilots]  # jointly")
        .decided(1);
}

#[test]
fn an_entity_becomes_another_name_of_one() {
    open()
        .press("D Tab m")
        .shows("Another name of which entity?")
        .types("pilots")
        .press("Enter")
        .shows("“Ostrow” becomes another name of “Pilots' Guild”.")
        .press("Enter")
        .shows("Ostrow is now another name of Pilots' Guild")
        .disk_answers()
        .file_has("about: [pilots], draft: true")
        .file_lacks("id: ostrow")
        .press("u")
        .disk_answers()
        .file_has("about: [ostrow], draft: true")
        .file_has("name: Ostrow\n");
}

#[test]
fn a_renamed_entity_keeps_the_name_that_the_text_uses() {
    open()
        .press("D Tab e A-z")
        .types(" Harbour")
        .press("C-s")
        .shows("ostrow edited")
        .disk_answers()
        .file_has("name: Ostrow Harbour")
        .file_has("aliases: [the port, Ostrow]");
}

#[test]
fn an_entity_is_added() {
    open()
        .press("D Tab n")
        .types("Rada Mol")
        .press("C-s")
        .shows("Rada Mol added")
        .disk_answers()
        .file_has("id: rada-mol");
}

#[test]
fn without_candidates_the_review_changes_the_article() {
    Journey::open()
        .press("D")
        .shows("all, 0 left to decide")
        .selects("p1.c1")
        .press("e End")
        .types(" Indeed.")
        .press("C-s")
        .shows("p1.c1 edited")
        .disk_answers()
        .file_has("text: Ships pay twice in Ostrow. Indeed.")
        .press("j x")
        .shows("p1.c2 dropped")
        .disk_answers()
        .file_lacks("p1.c2");
}

#[test]
fn dropping_a_judged_claim_warns_and_its_judgement_stays() {
    Journey::open()
        .press("v s")
        .disk_answers()
        .press("D x")
        .shows("p1.c1 is judged (you: supported)")
        .press("x")
        .disk_answers()
        .file_lacks("p1.c1")
        .on_disk(1);
}

#[test]
fn an_editors_change_is_kept_and_one_of_the_same_claim_is_reported() {
    open()
        .article_changes_unnoticed("title: Harbour dues", "title: Dues of the harbour")
        .article_changes_unnoticed("A second fee was brought in", "One more fee was brought in")
        .press("D Enter")
        .disk_answers()
        .shows("Dues of the harbour")
        .file_has("title: Dues of the harbour")
        .file_has("about: [ostrow]}\n")
        .article_changes_unnoticed("One more fee", "Another fee")
        .press("Enter")
        .disk_answers()
        .shows("p1.c2 has changed in the file; look at it again")
        .file_has("draft: true   # really?")
        .decided(1);
}

#[test]
fn decisions_that_a_stale_buffer_overwrote_are_offered_again() {
    let journey = open().press("D Enter x Enter").disk_answers().decided(3);
    let after = journey.file("harbour.yaml");
    journey
        .file_becomes(texts::HAND_WRITTEN)
        .notices_article()
        .shows("3 decisions are missing from the file. r restores them")
        .press("r")
        .disk_answers()
        .lacks("no longer in the file")
        .decided(3)
        .file_has(&after);
}

#[test]
fn forty_candidates_take_fewer_than_ninety_keys() {
    let head = "nutgraf: 1\narticle: {id: harbour, title: Harbour, language: en, wording: verbatim}\nsections:\n- id: opening\n  paragraphs:\n";
    let paragraphs = (1..=10).map(|paragraph| {
        let sentences = ["one", "two", "three", "four"].map(|number| format!("Pier {paragraph} has berth {number}."));
        let claim = |(number, sentence): (usize, &String)| {
            format!(
                "    - id: p{paragraph}.c{number}\n      text: {sentence}\n      quote: {}\n      kind: fact\n      \
                 certainty: stated\n      speaker: author\n      draft: true\n",
                sentence.trim_end_matches('.')
            )
        };
        let claims: Vec<String> = (1..).zip(&sentences).map(claim).collect();
        format!("  - id: p{paragraph}\n    text: {}\n    claims:\n{}", sentences.join(" "), claims.concat())
    });
    let text = head.to_owned() + &paragraphs.collect::<Vec<_>>().concat();
    // In each paragraph one candidate is dropped and one edited; two paragraphs have a merge, one has a split.
    let mut keys = vec!["D"];
    for paragraph in 0..10 {
        match paragraph {
            0 | 1 => keys.extend(["m", "C-s", "x", "Enter"]),
            2 => keys.extend(["s", "Tab", "Tab", "A", "C-s", "Enter", "x", "Enter"]),
            3 | 4 => keys.extend(["e", "!", "C-s", "x", "a"]),
            _ => keys.extend(["Enter", "x", "a"]),
        }
    }
    let count = keys.len();
    assert!(count < 90, "{count}");
    let journey = Journey::open_text(&text).press(&keys.join(" ")).shows("No candidates left").disk_answers();
    assert!(!journey.file("harbour.yaml").contains("draft"), "{}", journey.file("harbour.yaml"));
}

#[test]
fn no_failing_operation_shows_unsaved_work_as_saved() {
    for operation in 0..16 {
        let journey = open().press("D").disk_fails_at(operation).press("Enter x").disk_answers().disk_recovers();
        let journey = if journey.is_saved() { journey } else { journey.shows("not saved").press("S").disk_answers() };
        journey
            .shows("saved")
            .lacks("not saved")
            .file_has("about: [ostrow]}\n")
            .file_lacks("A second fee was brought in")
            .decided(2);
    }
}

#[test]
fn decisions_on_a_full_disk_are_not_saved_and_quitting_asks() {
    open()
        .press("D")
        .disk_fails_from_now_on()
        .press("Enter")
        .disk_answers()
        .shows("1 not saved")
        .press("q q")
        .shows("quit and lose it")
        .press("Esc")
        .disk_recovers()
        .press("S")
        .disk_answers()
        .shows("saved")
        .decided(1);
}
