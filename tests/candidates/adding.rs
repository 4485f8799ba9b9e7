//! Candidates as drafts of an article: nothing that is there changes, and nothing that was decided on comes back.

use nutgraf::candidates::drafts::{Added, Decided, add_drafts};
use nutgraf::candidates::{Source, propose};
use nutgraf::domain::article::Article;
use nutgraf::domain::claim::Claim;
use nutgraf::format::article::read;
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
fn what_is_new_becomes_a_draft_with_an_id_that_is_free() {
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

#[test]
fn what_was_decided_on_does_not_come_back() {
    let mut article = article();
    let decided = Decided {
        quotes: ["Two ferries have left for Holm".to_owned()].into(),
        names: ["Anna Hale".to_owned(), "Ostrow".to_owned()].into(),
    };
    let added = propose_into(&mut article, &decided);
    assert!(article.claims().all(|(_, claim)| claim.quote != "Two ferries have left for Holm"));
    assert!(article.entities.iter().all(|entity| entity.name != "Anna Hale"));
    assert_eq!(claim(&article, "ships may leave").speaker, ["unclear"]);
    assert!(!added.claims.is_empty());
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
    #![proptest_config(ProptestConfig::with_cases(200))]

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
