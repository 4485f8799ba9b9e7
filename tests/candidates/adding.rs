//! Candidates as drafts of an article: existing content never changes, and decided candidates do not return.

use nutgraf::candidates::drafts::{Added, Decided, Drafts, add_drafts};
use nutgraf::candidates::{Source, propose};
use nutgraf::codec::article_yaml::read;
use nutgraf::codec::review_jsonl::write;
use nutgraf::model::article::Article;
use nutgraf::model::article::claim::Claim;
use nutgraf::model::article::entity::Entity;
use nutgraf::model::journal::ActionId;
use nutgraf::model::review::operation::Operation;
use nutgraf::model::review::{Item, Review, Signature, decide};
use proptest::prelude::*;

const ARTICLE: &str = r"
nutgraf: 1
article: {id: ostrow, title: Ostrow, language: en, wording: verbatim}
entities:
  - {id: nation, name: Kenya, kind: state, aliases: [Kenyans]}
sections:
  - id: anna-hale
    paragraphs:
      - id: p1
        text: Anna Hale closed the port of Ostrow. According to Kenya, dues rose to $5 million in 2030. Two ferries have left for Holm.
        claims:
          - {id: p1.c2, text: Dues rose., quote: dues rose to $5 million in 2030, kind: fact, certainty: stated, speaker: nation, about: []}
      - id: p1.c1
        text: Anna Hale told Kenya that ships may leave.
";

fn article() -> Article {
    read("ostrow.yaml", ARTICLE.as_bytes()).expect("the article is valid")
}

fn propose_into(article: &mut Article, decided: &Decided) -> Added {
    let drafts = propose(&Source::of_article(article, &[])).drafts();
    add_drafts(article, drafts, decided)
}

fn claim<'a>(article: &'a Article, quote: &str) -> &'a Claim {
    article.claims().map(|(_, claim)| claim).find(|claim| claim.quote.contains(quote)).expect(quote)
}

#[test]
fn new_items_become_drafts_with_free_ids() {
    let (before, mut article) = (article(), article());
    let added = propose_into(&mut article, &Decided::default());
    let ids: Vec<&str> = article.claims().map(|(_, claim)| claim.id.as_str()).collect();
    assert_eq!(ids, ["p1.c3", "p1.c2", "p1.c4", "p1.c1.c1"], "in the order of the text, and no id twice");
    assert_eq!(added.claims, ["p1.c3", "p1.c4", "p1.c1.c1"]);
    assert_eq!(claim(&article, "dues rose"), before.claims().next().expect("there is one").1);
    let hale = article.entities.iter().find(|entity| entity.name == "Anna Hale").expect("she is named");
    assert_eq!((hale.id.as_str(), hale.draft, hale.by.as_deref()), ("anna-hale-2", true, Some("nutgraf")));
    let told = claim(&article, "ships may leave");
    assert_eq!((told.speaker.as_slice(), told.draft), (&["anna-hale-2".to_owned()][..], true));
    assert!(article.entities.iter().filter(|entity| entity.name == "Kenya").count() == 1);
}

/// What is decided once these items of an article were dropped, and these others renamed or reworded.
fn decided(article: &Article, dropped: &[&str], edited: &[(&str, Item)]) -> Decided {
    let mut lines = Vec::new();
    let mut line = |operation: Operation| {
        let id = ActionId::from_parts(lines.len() as u64 + 1, 0);
        let signature = Signature { id, at: "2026-11-26T00:00:00Z".to_owned(), who: "ana".to_owned() };
        let sides = (&operation.before[..], &operation.after[..]);
        lines.push(write(signature, &operation.item, operation.verb, sides, None));
    };
    for id in dropped {
        line(decide::drop_item(article, id).expect(id));
    }
    for (id, item) in edited {
        line(decide::edit(article, id, item).expect(id));
    }
    Decided::of(&Review::new(lines), article)
}

#[test]
fn what_was_dropped_does_not_come_back() {
    let mut proposed = article();
    propose_into(&mut proposed, &Decided::default());
    let ferries = claim(&proposed, "Two ferries").id.clone();
    let decided = decided(&proposed, &[&ferries, "anna-hale-2"], &[]);
    let mut article = article();
    let added = propose_into(&mut article, &decided);
    assert!(article.claims().all(|(_, claim)| claim.quote != "Two ferries have left for Holm"));
    assert!(article.entities.iter().all(|entity| entity.name != "Anna Hale"));
    assert_eq!(claim(&article, "ships may leave").speaker, ["unclear"]);
    assert!(!added.claims.is_empty() && !added.claims.contains(&ferries), "no claim takes the id of the dropped one");
}

#[test]
fn a_dropped_quote_is_another_candidate_in_another_paragraph_and_at_another_place() {
    let mut before = article();
    let text = "Two ferries have left for Holm.".to_owned();
    before.sections[0].paragraphs[1].text.clone_from(&text);
    let mut proposed = before.clone();
    propose_into(&mut proposed, &Decided::default());
    let dropped = claim(&proposed, "Two ferries").id.clone();
    assert!(dropped.starts_with("p1.c") && !dropped.starts_with("p1.c1."), "{dropped}");
    let decided = decided(&proposed, &[&dropped], &[]);
    let mut article = before.clone();
    propose_into(&mut article, &decided);
    let of = |article: &Article| -> Vec<String> {
        let ferries = article.claims().filter(|(_, claim)| claim.quote.starts_with("Two ferries"));
        ferries.map(|(paragraph, _)| paragraph.id.clone()).collect()
    };
    assert_eq!(of(&article), ["p1.c1"]);
    // The same words once more in the paragraph where they were dropped.
    let again = Claim { nth: Some(2), ..claim(&proposed, "Two ferries").clone() };
    article = before.clone();
    article.sections[0].paragraphs[0].text.push_str(" Two ferries have left for Holm again.");
    let drafts = Drafts { claims: vec![(0, again.clone()), (0, Claim { nth: None, ..again })], ..Drafts::default() };
    assert_eq!(add_drafts(&mut article, drafts, &decided).claims.len(), 1);
}

#[test]
fn a_dropped_quote_that_has_moved_to_another_paragraph_does_not_come_back_there() {
    let mut proposed = article();
    propose_into(&mut proposed, &Decided::default());
    let dropped = claim(&proposed, "Two ferries").id.clone();
    let mut divided = article();
    let text = &mut divided.sections[0].paragraphs[0].text;
    *text = text.replace(" Two ferries have left for Holm.", "");
    divided.sections[0].paragraphs[1].text = "Two ferries have left for Holm.".to_owned();
    let lines = decide::drop_item(&proposed, &dropped).expect("it is there");
    let signature = Signature { id: ActionId::from_parts(1, 0), at: String::new(), who: "ana".to_owned() };
    let review = Review::new(vec![write(signature, &dropped, lines.verb, (&lines.before, &lines.after), None)]);
    let decided = Decided::of(&review, &divided);
    propose_into(&mut divided, &decided);
    assert!(divided.claims().all(|(_, claim)| !claim.quote.starts_with("Two ferries")));
}

#[test]
fn an_alias_that_was_taken_from_an_entity_may_be_one_of_its_own() {
    let article = article();
    let kenya = article.entities[0].clone();
    let renamed = Entity { name: "Republic of Kenya".to_owned(), aliases: vec!["Kenya".to_owned()], ..kenya.clone() };
    let decided = decided(&article, &[], &[("nation", Item::Entity(renamed.clone()))]);
    let mut changed = Article { entities: vec![Entity { aliases: Vec::new(), ..renamed }], ..article.clone() };
    let named =
        |name: &str| Entity { id: name.to_lowercase(), name: name.to_owned(), aliases: Vec::new(), ..kenya.clone() };
    let drafts = Drafts { entities: vec![named("Kenya"), named("Kenyans")], ..Drafts::default() };
    assert_eq!(
        add_drafts(&mut changed, drafts, &decided).entities,
        ["kenyans"],
        "the name was changed, the alias is free"
    );
}

#[test]
fn proposing_twice_adds_nothing() {
    let mut article = article();
    propose_into(&mut article, &Decided::default());
    let once = article.clone();
    assert_eq!(propose_into(&mut article, &Decided::default()), Added::default());
    assert_eq!(article, once);
}

proptest! {
    #![proptest_config(super::cases(200))]

    #[test]
    fn what_was_dropped_stays_away_and_everything_else_comes_back(
        sentences in prop::collection::vec((0_usize..3, 0_usize..5), 1..12),
        mask in prop::collection::vec(any::<bool>(), 24),
    ) {
        const SENTENCES: [&str; 5] = ["Two ferries have left for Holm.", "Anna Hale told Kenya that ships may leave.",
            "Dues rose to $5 million in 2030.", "According to Kenya, the port is closed.", "Kenya fears a strike in May."];
        let mut before = article();
        before.sections[0].paragraphs[0].claims.clear();
        let third = nutgraf::model::article::Paragraph { id: "p9".to_owned(), ..before.sections[0].paragraphs[1].clone() };
        before.sections[0].paragraphs.push(third);
        for (at, paragraph) in before.sections[0].paragraphs.iter_mut().enumerate() {
            let own = sentences.iter().filter(|(place, _)| *place == at).map(|(_, sentence)| SENTENCES[*sentence]);
            paragraph.text = own.chain((at == 2).then_some("The end.")).collect::<Vec<_>>().join(" ");
        }
        before.sections[0].paragraphs.retain(|paragraph| !paragraph.text.is_empty());
        let mut proposed = before.clone();
        propose_into(&mut proposed, &Decided::default());
        let is_dropped = |at: usize| mask[at % mask.len()];
        let ids: Vec<String> = proposed.claims().map(|(_, claim)| claim.id.clone()).collect();
        let dropped: Vec<&str> =
            ids.iter().enumerate().filter(|(at, _)| is_dropped(*at)).map(|(_, id)| id.as_str()).collect();
        let decided = decided(&proposed, &dropped, &[]);
        // Nothing more is proposed for an article from which they were dropped.
        let mut left = proposed.clone();
        for paragraph in &mut left.sections[0].paragraphs {
            paragraph.claims.retain(|claim| !dropped.contains(&claim.id.as_str()));
        }
        let after_drops = left.clone();
        prop_assert_eq!(propose_into(&mut left, &decided), Added::default());
        prop_assert_eq!(&left, &after_drops);
        // And all but them for one that has no claims yet.
        let places = |article: &Article| -> Vec<(String, String, Option<usize>)> {
            article.claims().map(|(paragraph, claim)| (paragraph.id.clone(), claim.quote.clone(), claim.nth)).collect()
        };
        let mut anew = before.clone();
        let added = propose_into(&mut anew, &decided);
        prop_assert_eq!(places(&anew), places(&after_drops));
        prop_assert!(added.claims.iter().all(|id| !dropped.contains(&id.as_str())));
    }

    #[test]
    fn text_and_confirmed_items_stay_as_they_are(text in "[A-Z][a-z]{0,6}( (Kenya|said|that|ports|close|and|in 1990|Anna Hale|,|\\.)){0,25}") {
        let mut article = article();
        article.sections[0].paragraphs[1].text = text;
        let before = article.clone();
        propose_into(&mut article, &Decided::default());
        article.entities.retain(|entity| !entity.draft);
        for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
            paragraph.claims.retain(|claim| !claim.draft);
        }
        prop_assert_eq!(article, before);
    }
}
