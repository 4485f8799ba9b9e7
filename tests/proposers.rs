//! Whatever a proposer answers, the text, the title, and confirmed claims and entities stay, and the article stays
//! valid.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;

use nutgraf::candidates::drafts::Decided;
use nutgraf::codec::article_yaml::edit::edit;
use nutgraf::codec::article_yaml::read;
use nutgraf::model::article::Article;
use nutgraf::proposers::answer::Answer;
use nutgraf::proposers::resolve::{add, resolve};
use proptest::prelude::*;

const FILE: &str = include_str!("journeys/harbour.yaml");

fn harbour() -> Article {
    read("harbour.yaml", FILE.as_bytes()).unwrap()
}

/// The article without its drafts.
fn confirmed(article: &Article) -> Article {
    let mut article = article.clone();
    article.entities.retain(|entity| !entity.draft);
    for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
        paragraph.claims.retain(|claim| !claim.draft);
    }
    article
}

/// Adds an answer as `annotate` does, and checks the invariants.
fn added(answer: &[u8]) -> Article {
    let before = harbour();
    let mut after = before.clone();
    let proposed = resolve(Answer::read(answer), &before, "p");
    add(&mut after, proposed.drafts, &Decided::default(), "p");
    assert_eq!(confirmed(&after), before, "{}", String::from_utf8_lossy(answer));
    let text =
        edit(FILE, &before, &after).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(answer)));
    assert_eq!(read("after", text.as_bytes()).unwrap(), after);
    let mut lines: Vec<&str> = text.lines().collect();
    for line in FILE.lines() {
        let at = lines.iter().position(|other| *other == line).unwrap_or_else(|| panic!("{line} is gone"));
        lines.drain(..=at);
    }
    after
}

/// Words of the article and others, so that many answers are partly valid.
fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Ships pay twice in Ostrow",
        "Ships  pay twice",
        "The port of Ostrow may close, the Pilots' Guild fears",
        "the Pilots’ Guild fears",
        "Ostrow",
        "Ministry of Tides",
        "Pilots' Guild",
        "4 million crowns in 2024",
        "5 million crowns in 2024",
        "third",
        "author",
        "unclear",
        "ostrow",
        "p1",
        "p2",
        "p3",
        "p3.c1",
        "fact",
        "numerical",
        "place",
        "GPE",
        "possible",
        "2024",
        "",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[\\x00-\\x7f]{0,20}"]
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let one = prop_oneof![
        6 => words().prop_map(serde_json::Value::from),
        1 => any::<i64>().prop_map(serde_json::Value::from),
        1 => any::<bool>().prop_map(serde_json::Value::from),
        1 => Just(serde_json::Value::Null),
    ];
    one.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(serde_json::Value::from),
            prop::collection::hash_map(key(), inner, 0..3)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "claim",
        "quote",
        "paragraph",
        "nth",
        "kind",
        "certainty",
        "speaker",
        "via",
        "cue",
        "about",
        "when",
        "figures",
        "printed",
        "value",
        "unit",
        "of",
        "priority",
        "implied",
        "entity",
        "label",
        "aliases",
        "start",
        "end",
        "name",
        "text",
        "id",
        "draft",
        "by",
    ])
    .prop_map(str::to_owned)
}

/// A claim or an entity with most of its required fields, and anything besides.
fn item() -> impl Strategy<Value = serde_json::Value> {
    let more = prop::collection::hash_map(key(), value(), 0..5);
    (any::<bool>(), words(), words(), words(), more).prop_map(|(is_claim, first, second, third, more)| {
        let mut map: serde_json::Map<_, _> = more.into_iter().collect();
        if is_claim {
            map.insert("claim".to_owned(), first.into());
            map.insert("quote".to_owned(), second.into());
        } else {
            map.insert("entity".to_owned(), first.into());
            map.insert("kind".to_owned(), "place".into());
            map.insert("aliases".to_owned(), vec![second, third].into());
        }
        map.into()
    })
}

/// So many cases, or as many as `PROPTEST_CASES` says.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..cases(400) })]

    #[test]
    fn any_entities_and_claims_change_nothing_that_is_confirmed(items in prop::collection::vec(item(), 0..12)) {
        let lines: Vec<String> = items.iter().map(ToString::to_string).collect();
        let after = added(lines.join("\n").as_bytes());
        let ids: Vec<&str> = after.claims().map(|(_, claim)| claim.id.as_str()).collect();
        prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    }

    #[test]
    fn any_bytes_change_nothing_at_all(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(added(&bytes), harbour());
    }

    #[test]
    fn any_damage_to_a_good_answer_changes_nothing_that_is_confirmed(at in 0_usize..400, byte in any::<u8>()) {
        let mut answer = br#"{"entities":[{"entity":"Pilots","kind":"group","aliases":["the Pilots"]}],
 "claims":[{"claim":"Ships pay.","paragraph":"p1","quote":"Ships pay","speaker":["Ostrow"],"kind":["fact"]},
 {"claim":"It kept 4 million crowns.","quote":"4 million crowns","figures":[{"printed":"4 million","value":4000000}]}]}"#.to_vec();
        let at = at % answer.len();
        answer[at] = byte;
        added(&answer);
    }
}

#[test]
fn a_good_answer_is_added() {
    let after = added(
        br#"{"claim":"Ships pay.","quote":"Ships pay","speaker":"Pilots' Guild"}
{"claim":"It kept 4 million crowns.","quote":"4 million crowns","figures":[{"printed":"4 million","value":4000000}]}"#,
    );
    assert_eq!(after.claims().filter(|(_, claim)| claim.draft).count(), 2);
}

#[test]
fn another_kind_of_the_same_entity_is_written_beside_its_proposer() {
    use nutgraf::proposers::compare::{Record, Sort};
    let draft = "entities:\n  - {id: quay-co, name: Ostrow Quay Company, kind: person, draft: true, by: nutgraf}\n";
    let file = FILE.replacen("entities:\n", draft, 1).replacen(
        "Ships pay twice in Ostrow.",
        "Ships pay Ostrow Quay Company.",
        1,
    );
    let file = file.replacen("quote: Ships pay twice in Ostrow", "quote: Ships pay Ostrow Quay Company", 1);
    let Ok(before) = read("harbour.yaml", file.as_bytes()) else { panic!("{file}") };
    let mut after = before.clone();
    let answer = br#"{"entity": "Ostrow Quay Company", "kind": "company"}"#;
    let proposed = resolve(Answer::read(answer), &before, "mine");
    assert_eq!(add(&mut after, proposed.drafts, &Decided::default(), "mine").shared, 1);
    let by = after.entity("quay-co").unwrap().by.as_deref();
    assert_eq!(by, Some("nutgraf, mine (organisation)"));
    let record = Record::of(&after, &nutgraf::model::review::Review::default());
    let agreement = record.with_each_other("nutgraf", "mine", Sort::Entities);
    assert_eq!((agreement.both, agreement.alike), (1, 0));
}

#[test]
fn whoever_proposed_the_kind_that_was_chosen_counts_as_kept() {
    use nutgraf::model::article::entity::EntityKind;
    use nutgraf::model::journal::ActionId;
    use nutgraf::model::review::decide::edit as edited;
    use nutgraf::model::review::{Item, Review, Signature};
    use nutgraf::proposers::compare::{Record, Sort};
    let mut article = harbour();
    let entity = article.entities.first_mut().unwrap();
    (entity.draft, entity.by) = (true, Some("nutgraf, mine (event)".to_owned()));
    let mut chosen = entity.clone();
    chosen.kind = EntityKind::Event;
    let id = chosen.id.clone();
    let operation = edited(&article, &id, &Item::Entity(chosen)).unwrap();
    let after = operation.apply(&article).unwrap();
    let (was, is) = nutgraf::model::review::operation::difference(&operation, &article, &after);
    let signature = Signature { id: ActionId::from_parts(1, 1), at: String::new(), who: "ana".to_owned() };
    let decision = nutgraf::codec::review_jsonl::write(signature, &id, operation.verb, (&was, &is), None);
    let record = Record::of(&after, &Review::new(vec![decision]));
    let fates = |name: &str| {
        let agreement = record.with_people(name, Sort::Entities);
        (agreement.kept, agreement.edited)
    };
    assert_eq!((fates("nutgraf"), fates("mine")), ((0, 1), (1, 0)));
}
