//! The queue shows the words in question at every size, and the annotations of the claim.

use proptest::prelude::*;

use crate::journey::Journey;

const HARBOUR: &str = include_str!("harbour.yaml");
const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

/// An article of one paragraph, with one claim that quotes some of its words.
fn one_claim(words: &[String], quoted: std::ops::Range<usize>, statement: &str) -> String {
    let head = HARBOUR.split("sections:").next().unwrap();
    let (text, quote) = (words.join(" "), words[quoted].join(" "));
    format!(
        "{head}sections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: {text}\n        claims:\n          \
         - {{id: p1.c1, text: {statement}, quote: {quote}, kind: fact, certainty: stated, speaker: author}}\n"
    )
}

/// Numbered words, each of which occurs once, so that a quote has one place.
fn numbered(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{}{number}", ["quay", "harbour", "tide"][number % 3])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_quote_is_in_sight_for_any_claim_at_any_size(
        columns in 40_u16..220, rows in 12_u16..70, count in 4_usize..400, from in 0.0_f64..1.0, length in 1_usize..40,
        statement in 1_usize..80, given in any::<bool>(),
    ) {
        let words = numbered(count);
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let start = ((count - 1) as f64 * from) as usize;
        let quoted = start..(start + length).min(count);
        let quote = words[quoted.clone()].join(" ");
        let article = one_claim(&words, quoted, &vec!["so"; statement].join(" "));
        let journey = Journey::open_text(&article).size(columns, rows).press(if given { "w 2" } else { "w" });
        let shown = journey.quoted();
        prop_assert!(quote.starts_with(&shown) && !shown.is_empty(), "`{shown}` of `{quote}`");
        // Three rows of the smallest screen.
        if quote.len() <= 72 {
            prop_assert_eq!(shown, quote);
        } else {
            prop_assert!(shown == quote || !journey.screen_rows_with("…").is_empty(), "not marked as cut");
        }
    }
}

#[test]
fn the_text_scrolls_to_the_quote_and_is_marked_where_it_is_cut() {
    let article = one_claim(&numbered(300), 200..204, "So it is.");
    let journey = Journey::open_text(&article).size(60, 20).press("w").shows("quay201").lacks("quay0 ");
    let rows = journey.screen_rows_with("…");
    assert_eq!(rows.len(), 2, "above and below: {rows:?}");
    let journey = journey.press("PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp").shows("quay0 ");
    journey.press("Space Space Space Space Space Space Space Space Space Space Space").shows("tide299");
}

#[test]
fn confidence_reason_and_correction_are_offered_at_every_size() {
    for (columns, rows) in [(200, 50), (120, 40), (100, 30), (80, 24), (60, 20), (40, 12)] {
        let journey = Journey::open_text(SHIPPED).size(columns, rows).press("w");
        let confidence = if columns >= 80 { "confidence" } else { "sure?" };
        journey.shows(confidence).shows("reason").shows("correction");
    }
}

#[test]
fn packed_letters_answer_to_the_mouse() {
    let journey = Journey::open().size(60, 16).press("w").clicks("r✗").selects("p1.c2").shows("5 to do");
    journey.clicks("w reason").shows("Judgement of p1.c2");
}

#[test]
fn a_wide_queue_shows_the_paragraphs_around() {
    let journey = Journey::open().size(120, 40).press("w j j").selects("p2.c1");
    journey.shows("Ships pay twice in Ostrow. The second").shows("Of every fee the Ministry").shows("¶1").shows("¶3");
    Journey::open().size(100, 40).press("w j j").selects("p2.c1").lacks("¶1").lacks("¶3 ");
}

#[test]
fn what_is_attached_shows_at_once() {
    let attach = |journey: Journey| {
        let journey =
            journey.press("w e").types("https://quay.example/a").press("Tab").types("the very words").press("C-s");
        journey.press("i").types("ask the pilots").press("C-s #").types("odd").press("Enter")
    };
    let journey = attach(Journey::open().size(160, 50));
    journey.shows("quay.example").shows("ask the pilots").shows("odd").selects("p1.c1");
    let journey = attach(Journey::open().size(80, 24)).shows("1 piece of evidence · 1 note");
    journey.shows("#odd").press("j").lacks("1 note").press("k").shows("1 note");
}

#[test]
fn others_judgements_show_beside_a_claim_only_after_your_own() {
    let journey = Journey::open().colleague("ben", "p1.c1", "refuted").size(160, 50).press("w").lacks("ben");
    journey.press("O").lacks("ben").press("Esc O w").shows("✗ refuted  ben");
}

#[test]
fn forms_and_help_open_over_the_queue() {
    for keys in ["w e", "w i", "w w", "w ?", "w #", "w R"] {
        Journey::open().size(120, 40).press(keys).shows("Queue").lacks("Sections");
    }
    Journey::open().press("w ?").shows("in the queue").press("Esc").shows("Is it true?").press("s").selects("p1.c2");
}

#[test]
fn the_queue_asks_for_evidence_after_refuted_and_misleading_if_wanted() {
    let journey = Journey::open().press("w r").lacks("Evidence for").press("A").shows("asks for evidence");
    let journey =
        journey.press("m").shows("Evidence for p1.c2").types("https://a.example").press("C-s").selects("p2.c1");
    let journey = journey.press("s").lacks("Evidence for").press("r").shows("Evidence for p3.c1").press("Esc");
    journey.selects("p3.c2").press("A r").lacks("Evidence for").on_disk_after(6);
}

#[test]
fn whether_unclear_said_so_is_never_asked() {
    let article = HARBOUR.replace("speaker: pilots, cue: the Pilots' Guild fears", "speaker: unclear");
    let journey = Journey::open_text(&article).press("w j j").selects("p2.c1").lacks("say it").press("y");
    journey.shows("No speaker but the author").press("Esc v").lacks("the speaker said it");
    Journey::open().press("w j j").selects("p2.c1").shows("Did Pilots' Guild say it?");
}

#[test]
fn a_second_key_that_comes_before_the_next_claim_was_on_screen_judges_nothing() {
    let journey = Journey::open().unhurried("w").bursts("s s").selects("p1.c2").shows("before you could read this");
    let journey = journey.disk_answers().on_disk(1);
    journey.unhurried("s").selects("p2.c1").disk_answers().on_disk(2);
}

#[test]
fn a_key_that_is_held_judges_one_claim_and_what_is_set_before_a_verdict_waits_too() {
    // Each key comes in a frame of its own, and faster than anybody reads.
    let mut journey = Journey::open().unhurried("w s");
    for _ in 0..20 {
        journey = journey.next_frame().press("s");
    }
    let journey = journey.selects("p1.c2").disk_answers().on_disk(1);
    let journey = journey.unhurried("s").selects("p2.c1").bursts("2 s").selects("p3.c1").bursts("s 2");
    journey.shows("before you could read").lacks("then:").selects("p3.c2");
}

#[test]
fn the_first_claim_of_the_queue_is_judged_only_once_it_could_be_read() {
    let open = || Journey::open().unhurried("j");
    for keys in ["w s", "w 3 s r", "w . s"] {
        open().bursts(keys).shows("before you could read").selects("p1.c1").disk_answers().on_disk(0);
    }
    let journey = open().unhurried("w").after(600, "s").shows("before you could read").disk_answers().on_disk(0);
    journey.after(600, "s").selects("p1.c2").disk_answers().on_disk(1);
}

#[test]
fn a_claim_that_was_skipped_to_waits_to_be_read_too_and_one_that_was_covered_does_not() {
    let journey = Journey::open().unhurried("w").bursts("j s").shows("before you could read").selects("p1.c2");
    let journey = journey.unhurried("e").unhurried("Esc").after(100, "s").selects("p2.c1").disk_answers();
    journey.on_disk(1);
}

#[test]
fn a_letter_that_is_clicked_twice_judges_one_claim() {
    let journey = Journey::open().unhurried("w").at(60_000).clicks("supported").clicks("supported");
    journey.shows("before you could read").selects("p1.c2").disk_answers().on_disk(1);
}

#[test]
fn words_that_change_under_the_finger_are_judged_only_once_they_could_be_read() {
    let change = ("text: Ships pay twice in Ostrow., quote", "text: Ships pay thrice in Ostrow., quote");
    for (before, after) in [("] [ v", "s"), ("] [", "v s")] {
        // The verdicts are open already, or are opened after the change.
        let journey = Journey::open().unhurried(before).article_changes(change.0, change.1).after(100, after);
        journey.shows("thrice").disk_answers().on_disk(0);
    }
    let journey = Journey::open().unhurried("v s ]").article_changes("in last year.", "in this year.");
    journey.after(100, ".").shows("before you could read").after(900, ".").disk_answers().on_disk(2);
}

#[test]
fn keys_for_a_screen_that_a_change_of_the_article_has_closed_do_nothing() {
    let change = ("text: Ships pay twice in Ostrow., quote", "text: Ships pay thrice in Ostrow., quote");
    for (keys, what, letters) in [
        ("v", "the verdicts", "r s m w c 3"),
        ("w", "the queue", "r s m w c 3 e i . j"),
        ("Enter v", "the verdicts", "r s m"),
    ] {
        for letter in letters.split(' ') {
            let journey = Journey::open().press(keys).article_changes(change.0, change.1);
            let journey = journey.shows(&format!("so {what} closed")).press(letter).shows("did nothing");
            journey.shows("Sections").lacks("Relate").disk_answers().on_disk(0);
        }
    }
    // A letter that the verdicts do not know is meant for the panes, and so is whatever follows a pause.
    Journey::open().press("v").article_changes(change.0, change.1).press("e").shows("Evidence for p1.c1");
    let journey = Journey::open().press("v").article_changes(change.0, change.1);
    journey.press("r").at(9_000).press("v").shows("Judge p1.c1");
}

#[test]
fn a_reason_typed_for_verdicts_that_have_closed_can_be_reopened() {
    let change = ("text: Ships pay twice in Ostrow., quote", "text: Ships pay thrice in Ostrow., quote");
    let journey = Journey::open().press("v w").types("Two fees").press("C-s");
    let journey = journey.article_changes(change.0, change.1).disk_answers().on_disk(0).has_drafts(1);
    let journey = journey.at(9_000).press("] v s").disk_answers().on_disk(1).has_drafts(1);
    journey.press("d").shows("Two fees");
}

#[test]
fn letters_typed_past_the_last_claim_do_nothing() {
    let article = HARBOUR.replace("priority: high", "priority: low");
    let mut journey = Journey::open_text(&article).press("w");
    for _ in 0..20 {
        journey = journey.press("s");
    }
    journey.shows("did nothing").shows("Sections").lacks("Relate").lacks("Select");
}

#[test]
fn the_same_holds_where_disputes_are_settled_and_candidates_confirmed() {
    let said = |by: &str, claim: &str, verdict: &str| {
        let on = format!("claim:{claim}");
        (
            by.to_owned(),
            vec![
                (on.clone(), "verdict".to_owned(), serde_json::json!(verdict)),
                (on, "why".to_owned(), serde_json::json!("So it is.")),
            ],
        )
    };
    let mut journey = Journey::open();
    for claim in ["p1.c1", "p2.c1"] {
        for (by, verdict) in [("bo", "refuted"), ("cy", "supported")] {
            let (by, said) = said(by, claim, verdict);
            journey = journey.adds(&by, &said);
        }
    }
    let journey = journey.unhurried("A O").bursts("a a").shows("2 of 2, 1 settled").disk_answers().on_disk(1);
    journey.unhurried("a").shows("All 2 disputes are settled");
}

#[test]
fn evidence_goes_to_the_claim_that_the_form_names() {
    let journey = Journey::open().unhurried("w r").shows("p1.c1: refuted · E adds evidence for it");
    let next = journey.unhurried("e").shows("Evidence for p1.c2");
    let journey = next.shows("This is for p1.c2. For p1.c1, just judged, press E in the queue");
    let journey = journey.unhurried("Esc E").shows("Evidence for p1.c1").lacks("just judged");
    journey.types("https://quay.example").press("C-s").selects("p1.c2").shows("Evidence kept");
}

#[test]
fn evidence_asked_for_before_the_next_claim_was_read_is_for_the_one_that_was_judged() {
    for (keys, title) in [("r e", "Evidence for p1.c1"), ("r i", "Note on p1.c1"), ("r R", "Reply on p1.c1")] {
        Journey::open().unhurried("w").bursts(keys).shows(title);
    }
    Journey::open().press("w E").shows("You have judged nothing in the queue yet");
}
