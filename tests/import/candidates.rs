//! What `nutgraf import` proposes: drafts in the article, lines for measuring, and names from `entities.yaml`.

use nutgraf::codec::article_yaml::read;
use nutgraf::model::article::Article;
use serde_json::Value;

use crate::place::{Place, err, out};

const STORY: &str = "Harbour dues rise again

Kenya raised harbour dues to $5 million in 2018. According to Anna Hale, the Sund Line could leave Ostrow.
";

fn imported(arguments: &[&str]) -> (Place, Article) {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&[&["import", "story.txt", "-o", "mine.yaml"], arguments].concat());
    let article = read("mine.yaml", place.read("mine.yaml").as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    (place, article)
}

#[test]
fn an_imported_article_has_drafts_that_name_their_proposer() {
    let (_, article) = imported(&[]);
    let (entities, claims) = article.drafts();
    assert!(entities >= 2 && claims >= 2, "{article:#?}");
    assert_eq!((entities, claims), (article.entities.len(), article.claims().count()));
    assert!(article.claims().all(|(_, claim)| claim.by.as_deref() == Some("nutgraf")));
    let said = article.claims().find(|(_, claim)| claim.quote.contains("leave")).expect("it is proposed").1;
    assert_eq!(
        (said.speaker.as_slice(), said.cue.as_deref()),
        (&["anna-hale".to_owned()][..], Some("According to Anna Hale"))
    );
}

#[test]
fn candidates_are_left_out_or_confirmed_on_request() {
    let (_, none) = imported(&["--no-candidates"]);
    assert_eq!((none.entities.len(), none.claims().count()), (0, 0));
    let (_, entities) = imported(&["--confirm", "entities"]);
    assert!(
        entities.drafts().0 == 0 && entities.drafts().1 > 0 && entities.entities.iter().all(|one| one.by.is_none())
    );
    let (_, all) = imported(&["--confirm", "all"]);
    assert!(all.drafts() == (0, 0) && all.claims().count() > 1);
}

#[test]
fn a_stream_has_candidates_too() {
    let place = Place::new();
    let line = serde_json::json!({"id": 1, "content": STORY}).to_string();
    let with: Value = serde_json::from_str(&out(&place.run_with(&["import", "--jsonl"], &line))).unwrap();
    assert_eq!(with["article"]["entities"][0]["draft"], true, "{with}");
    let without = out(&place.run_with(&["import", "--jsonl", "--no-candidates"], &line));
    assert!(!without.contains("draft"), "{without}");
}

#[test]
fn entities_and_attributions_are_printed_one_object_a_line() {
    let place = Place::new();
    let text = "Café.\n\nHale said that dues rose in Kenya.\n";
    let attributions = out(&place.run_with(&["import", "--attributions", "-"], text));
    let line: Value = serde_json::from_str(attributions.trim()).unwrap();
    assert_eq!((line["source"].as_str(), line["cue"].as_str()), (Some("Hale"), Some("said")));
    assert_eq!((line["start"].as_u64(), line["end"].as_u64()), (Some(17), Some(40)), "{line}");
    place.write("story.txt", text);
    let entities = place.succeeds(&["import", "--entities", "story.txt"]);
    let kenya = entities.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    assert!(
        kenya.into_iter().any(|line| line["name"] == "Kenya" && line["kind"] == "state" && line["aliases"].is_array())
    );
    let explained = place.succeeds(&["import", "--explain", "story.txt"]);
    assert!(explained.contains("entity state-or-place: state Kenya"), "{explained}");
    assert!(!place.exists("caf.yaml") && !place.exists("cafe.yaml"), "nothing is written");
}

#[test]
fn names_of_the_lists_are_found_first_those_of_the_folder_before_the_users_own() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.write("entities.yaml", "- {id: sund, name: Sund Line, kind: organisation, wikidata: Q12}\n");
    let own = place.path("config/nutgraf");
    std::fs::create_dir_all(&own).unwrap();
    let lists = "entities:\n  - {name: Sund Line, kind: place}\n  - {name: harbour dues, kind: project}\n";
    std::fs::write(own.join("entities.yaml"), lists).unwrap();
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml"]);
    let article = read("mine.yaml", place.read("mine.yaml").as_bytes()).unwrap();
    let sund = article.entity("sund").expect("the list names it");
    assert_eq!((sund.wikidata.as_deref(), sund.draft, sund.kind.word()), (Some("Q12"), true, "organisation"));
    assert!(article.entity("harbour-dues").is_some(), "{:#?}", article.entities);
    assert!(!place.exists("list.yaml"), "the list is no source");
}

#[test]
fn a_list_with_a_mistake_is_reported_with_its_place_and_nothing_is_written() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.write("entities.yaml", "- {name: Sund Line, kind: organisation}\n- {name: Ostrow, kind: town}\n");
    let refused = place.run(&["import", "story.txt", "-o", "mine.yaml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("entities.yaml:2:24: error: `kind` cannot be `town`"), "{}", err(&refused));
    assert!(!place.exists("mine.yaml"));
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--no-candidates"]);
}

#[test]
fn a_text_in_a_language_without_rules_has_no_candidates() {
    let place = Place::new();
    let text = "Die Fähre fährt nicht mehr\n\nDie Reederei sagte am Montag, dass die Fähre nach Ostrow im nächsten Jahr nicht mehr fahren wird, und niemand im Hafen weiß warum.\n";
    place.write("faehre.txt", text);
    place.succeeds(&["import", "faehre.txt", "-o", "mine.yaml"]);
    let article = read("mine.yaml", place.read("mine.yaml").as_bytes()).unwrap();
    assert_eq!((article.head.language.as_str(), article.drafts()), ("de", (0, 0)));
}
