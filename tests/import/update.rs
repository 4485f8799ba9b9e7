//! `nutgraf import --update`: the next version of a story, with everyone's work on the article.

use nutgraf::codec::article_yaml::read;
use nutgraf::model::article::Article;

use crate::place::{Place, err};

const STORY: &str = "Harbour dues rise again

Ships pay twice in Ostrow since May, and nobody at the harbour office knows why.

The port denies it. The council will meet in June to hear both sides of it.

What happens now

A second quay was promised in 2018, and nothing has been built since.
";

/// A folder with the imported story after some work: a claim, a comment, an edit, a tag.
fn worked_on() -> Place {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--no-candidates"]);
    let text = place.read("mine.yaml");
    let text = text.replace("nutgraf: 1\n", "# Ask the harbour office about this one.\nnutgraf: 1\n");
    let text = text.replace("  title: Harbour dues rise again\n", "  title: Harbour dues rise again   # as printed\n");
    let text = text.replace("  language: en\n", "  language: en-GB\n  outlet: The Daily Mooring\n");
    let text =
        text.replace("sections:\n", "entities:\n  - {id: ostrow, name: Ostrow, kind: place} # a port\nsections:\n");
    let first = "      - id: p2\n";
    assert!(text.contains(first), "{text}");
    let text = text.replace(
        first,
        "        claims:\n          - id: p1.c1\n            text: Ships pay twice.\n            quote: Ships pay twice in Ostrow\n            kind: fact\n            certainty: stated\n            speaker: author\n            about: [ostrow]   # checked by ana\n          - id: p1.c2\n            text: Nobody knows why.\n            quote: nobody at the harbour office knows why\n            kind: fact\n            certainty: stated\n            speaker: author\n            relations:\n              because: [p1.c1]\n      # Two sides!\n      - id: p2\n",
    );
    place.write("mine.yaml", &text);
    place.succeeds(&["check", "mine.yaml"]);
    place
}

fn article(place: &Place) -> Article {
    read("mine.yaml", place.read("mine.yaml").as_bytes()).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn ids_claims_edits_and_comments_stay_and_the_earlier_version_is_kept() {
    let place = worked_on();
    let before = place.read("mine.yaml");
    place.write(
        "story.txt",
        &STORY
            .replace("in June", "in July")
            .replace("\nWhat", "\nTwo boats left in protest on Monday, with all their crew aboard.\n\nWhat"),
    );
    let updated = place.run(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    assert_eq!(updated.status.code(), Some(0), "{}", err(&updated));
    let said = err(&updated);
    assert!(said.contains("p2: … council will meet in −“June” +“July” to hear both sides"), "{said}");
    assert!(said.contains("p4: + Two boats left"), "{said}");
    let text = place.read("mine.yaml");
    for kept in [
        "# Ask the harbour office",
        "# as printed",
        "# a port",
        "# checked by ana",
        "# Two sides!",
        "outlet: The Daily Mooring",
        "language: en-GB",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    let article = article(&place);
    let ids: Vec<&str> = article.paragraphs().map(|paragraph| paragraph.id.as_str()).collect();
    assert_eq!(ids, ["p1", "p2", "p4", "p3"]);
    assert_eq!(article.claims().filter(|(_, claim)| !claim.draft).count(), 2);
    assert_eq!(place.read("mine.v1.yaml"), before);
    assert_eq!(article.head.previous[0].file, "mine.v1.yaml");
    place.succeeds(&["check", "mine.yaml"]);
    let again = place.run(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    assert!(err(&again).contains("mine.yaml is unchanged"), "{}", err(&again));
    assert!(!place.exists("mine.v2.yaml"));
}

#[test]
fn lines_that_did_not_change_are_the_same_byte_for_byte() {
    let place = worked_on();
    let before = place.read("mine.yaml");
    place.write("story.txt", &STORY.replace("in June", "in July"));
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    let after = place.read("mine.yaml");
    let lines: Vec<&str> = after.lines().collect();
    let gone: Vec<&str> = before.lines().filter(|line| !lines.contains(line)).collect();
    assert_eq!(gone.len(), 1, "{gone:#?}");
    assert!(gone[0].contains("June"), "{gone:?}");
}

#[test]
fn a_claim_whose_words_are_gone_leaves_the_article_and_stays_in_the_version_before() {
    let place = worked_on();
    place.write(
        "story.txt",
        &STORY.replace("Ships pay twice in Ostrow since May", "Boats paid double in Ostrow until May"),
    );
    let updated = place.run(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    assert!(
        err(&updated).contains("p1.c1: left out, since the words it quotes are gone: Ships pay twice."),
        "{}",
        err(&updated)
    );
    let article = article(&place);
    let confirmed = article.claims().filter(|(_, claim)| !claim.draft);
    let claims: Vec<&str> = confirmed.map(|(_, claim)| claim.id.as_str()).collect();
    assert_eq!(claims, ["p1.c2"], "and it rests on nothing that is gone");
    assert!(place.read("mine.v1.yaml").contains("p1.c1"));
    assert!(place.read("mine.yaml").contains("# Two sides!"));
}

#[test]
fn a_claim_of_which_a_word_was_changed_is_a_candidate_again_under_its_own_id() {
    let place = worked_on();
    place.write("story.txt", &STORY.replace("Ships pay twice in Ostrow", "Boats pay twice in Ostrow"));
    let updated = place.run(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    let said = "p1.c1: a candidate again, since the words it quotes were changed: Ships pay twice.";
    assert!(err(&updated).contains(said), "{}", err(&updated));
    let article = article(&place);
    let (_, claim) = article.claims().find(|(_, claim)| claim.id == "p1.c1").unwrap();
    assert!(claim.draft && claim.quote.starts_with("Boats pay twice") && claim.text == "Boats pay twice.", "{claim:?}");
    place.succeeds(&["check", "mine.yaml"]);
}

#[test]
fn a_persons_corrections_stay_unchanged() {
    let place = worked_on();
    let text = place.read("mine.yaml").replace("has been built since", "was built until now");
    place.write("mine.yaml", &text);
    place.write(
        "story.txt",
        &STORY.replace("in June", "in July").replace("nothing has been built", "nothing at all has been built"),
    );
    let updated = place.run(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    assert!(err(&updated).contains("p3: your words stay"), "{}", err(&updated));
    let texts: Vec<String> = article(&place).paragraphs().map(|paragraph| paragraph.text.clone()).collect();
    assert!(texts[2].ends_with("nothing was built until now."), "{texts:?}");
    assert!(texts[1].contains("in July"), "{texts:?}");
}

#[test]
fn a_headline_that_changes_still_finds_its_article_in_the_folder() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "articles"]);
    place.write("story.txt", &STORY.replace("rise again", "fall at last"));
    let updated = place.run(&["import", "story.txt", "-o", "articles", "--update"]);
    assert!(err(&updated).contains("title: … Harbour dues −“rise again” +“fall at last”"), "{}", err(&updated));
    let files: Vec<_> =
        std::fs::read_dir(place.path("articles")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files.len(), 2, "the article and its earlier version: {files:?}");
    assert!(place.read("articles/harbour-dues-rise-again.yaml").contains("title: Harbour dues fall at last"));
}

/// The quotes of an article's drafts, each with its paragraph.
fn drafts(article: &Article) -> Vec<(String, String)> {
    let drafts = article.claims().filter(|(_, claim)| claim.draft);
    drafts.map(|(paragraph, claim)| (paragraph.id.clone(), claim.quote.clone())).collect()
}

#[test]
fn candidates_are_proposed_for_new_words_only() {
    let place = worked_on();
    place.write("story.txt", &STORY.replace("in June", "in July"));
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    let proposed = drafts(&article(&place));
    assert!(!proposed.is_empty() && proposed.iter().all(|(paragraph, _)| paragraph == "p2"), "{proposed:?}");
    assert!(place.read("mine.yaml").contains("# checked by ana"), "comments stay");
}

#[test]
fn drafts_that_were_decided_on_do_not_come_back() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml"]);
    let (text, before) = (place.read("mine.yaml"), article(&place));
    let (_, claim) = before.claims().find(|(_, claim)| claim.quote.contains("council")).expect("it is proposed");
    let start = text.find(&format!("          - id: {}\n", claim.id)).expect("it is in the file");
    let end = text[start..].find("      - id: p3").or(text[start..].find("  - id: what")).expect("it is not the last");
    // Dropped as in the review: from the file, and recorded in the journal.
    place.write("mine.yaml", &format!("{}{}", &text[..start], &text[start + end..]));
    let item = serde_json::json!({"paragraph": "p2", "claim": claim});
    let line = serde_json::json!({"v": 1, "id": "01KB0000000000000000000001", "at": "2026-11-26T10:00:00Z", "who": "ana",
        "proposer": "nutgraf", "item": claim.id, "decision": "dropped", "before": [item], "after": []});
    place.write("mine.review.jsonl", &format!("{line}\n"));
    place.write(
        "story.txt",
        &STORY.replace("The port denies it.", "The port denies it, and so does the mayor of Ostrow."),
    );
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--update"]);
    let after = drafts(&article(&place));
    assert!(after.iter().any(|(_, quote)| quote.contains("mayor")), "{after:?}");
    assert!(!after.iter().any(|(_, quote)| *quote == claim.quote), "{after:?}");
}
