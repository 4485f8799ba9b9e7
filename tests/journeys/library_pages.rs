//! What the library shows of all articles at once: entities, counts, tags.

use nutgraf::corpus::corrections::Correction;
use nutgraf::corpus::versions::{Finding, FixStatus};
use nutgraf::reader::screens::library::state::{LibraryNews, LibraryRequest};

use crate::journey::{Journey, made_up_article};

fn shelf() -> Journey {
    Journey::on_shelf(&[
        ("docks.yaml", made_up_article("docks", "Docks of the north", "2026-03-11", &[("high", "Docks close")])),
        ("ferry.yaml", made_up_article("ferry", "Ferry fares", "2026-01-02", &[("high", "Fares rise")])),
    ])
    .size(120, 40)
}

#[test]
fn an_entity_has_a_page_over_all_articles_whose_rows_open_them() {
    let journey = shelf().press("@").asked(&LibraryRequest::Entities).library_answers();
    let journey = journey.shows("Entities of all articles").shows("Ostrow").shows("2 articles").press("Enter");
    let journey = journey.shows("Looking through the articles").library_answers().shows("Ostrow in all articles");
    let journey = journey.shows("Wikidata Q7").shows("2 articles, 2 mentions, 2 claims about it, 0 claims by it");
    let journey = journey.shows("Docks of the north").shows("¶1 “Ostrow”").shows("Fares rise in Ostrow.");
    let journey = journey.press("j Enter").opened("docks.yaml p1.c1").shows("Docks close").selects("p1.c1");
    journey.press("q").shows("Library");
}

#[test]
fn the_page_of_an_entity_closes_to_the_library() {
    let journey = shelf().press("@").library_answers().press("Enter").library_answers().press("Esc");
    journey.shows("Library").lacks("in all articles").press("q").has_quit();
}

#[test]
fn an_entity_of_an_open_article_leads_to_all_articles() {
    let journey = shelf().press("Enter").press("Tab Tab").press("X");
    let journey = journey.asked(&LibraryRequest::Dossier(("docks".to_owned(), "ostrow".to_owned()))).library_answers();
    let journey = journey.shows("Ostrow in all articles").press("Esc").lacks("in all articles");
    let journey = journey.press("Enter").shows("Ostrow").press("X").library_answers().shows("Fares rise in Ostrow.");
    journey.press("Esc").lacks("in all articles");
    Journey::open().press("X").shows("Select an entity");
}

#[test]
fn a_page_about_all_articles_annotates_none() {
    let corrections = shelf().press("V").hears(LibraryNews::Corrections(Vec::new(), Vec::new()));
    let pages =
        [shelf().press("=").library_answers(), shelf().press("@").library_answers().press("Enter"), corrections];
    for journey in pages {
        let journey = journey.press("i").shows("This page is about all articles").press("# e v u p").disk_answers();
        let written = ["docks", "ferry", "harbour"].map(|stem| journey.file(&format!("{stem}.ana.notes.jsonl")));
        assert_eq!(written, ["", "", ""]);
        journey.press("Esc").shows("Library");
    }
}

#[test]
fn what_cannot_be_said_of_an_entity_is_told() {
    let journey = shelf().press("@").hears(LibraryNews::Entities(Err("entities.yaml:3:1: broken".to_owned())));
    journey.press("Esc").shows("Library");
    let journey = shelf().press("@").library_answers().press("Enter");
    journey.hears(LibraryNews::Dossier(Err("No article names it".to_owned()))).shows("No article names it");
}

#[test]
fn counts_over_all_articles_are_bars_and_tables_at_any_size() {
    for (columns, rows) in [(200, 50), (120, 40), (80, 24), (60, 20)] {
        let journey = shelf().size(columns, rows).press("=").shows("Counting").library_answers();
        let journey = journey.shows("Counts over all articles").shows("2 articles").shows("Who speaks").shows("█");
        let journey = journey.press("G").shows("2026-0").press("g").shows("Who speaks");
        journey.press("j j j k Space PgUp Enter Esc").shows("Library");
    }
}

fn correction(path: &str, by: &[&str], judged_by: &[&str], status: Option<FixStatus>) -> Correction {
    let finding = |by: &&str| Finding { by: (*by).to_owned(), verdict: Some("refuted".to_owned()), correction: None };
    Correction {
        path: path.to_owned(),
        article: path.replace(".yaml", ""),
        title: "Docks of the north".to_owned(),
        outlet: Some("The Gazette".to_owned()),
        published: Some("2026-03-11".to_owned()),
        claim: "p1.c1".to_owned(),
        text: "Docks close in Ostrow.".to_owned(),
        findings: by.iter().map(finding).collect(),
        status,
        now: None,
        note: None,
        judged_by: judged_by.iter().map(|name| (*name).to_owned()).collect(),
    }
}

#[test]
fn what_the_listed_articles_got_wrong_has_a_page_that_hides_what_one_has_not_judged() {
    let journey = shelf().press("V").asked(&LibraryRequest::Corrections(None)).shows("Reading earlier versions");
    let found = vec![
        correction("docks.yaml", &["ana", "ben"], &["ana", "ben"], Some(FixStatus::StillThere)),
        correction("ferry.yaml", &["ben"], &["ben"], None),
    ];
    let journey = journey.hears(LibraryNews::Corrections(found, Vec::new()));
    let journey = journey.shows("1 claim found wrong in 1 article: 1 still there").shows("ana: refuted; ben: refuted");
    let journey = journey.shows("1 more hidden until you have judged its claim").lacks("no later version yet");
    journey.press("Enter").opened("docks.yaml p1.c1");
    for (columns, rows) in [(200, 50), (80, 24), (60, 20), (20, 5)] {
        let found = vec![correction("docks.yaml", &["ana"], &["ana"], None)];
        let journey = shelf().size(columns, rows).press("V").hears(LibraryNews::Corrections(found, Vec::new()));
        journey.press("j G g PgDn Esc").has_not_quit();
    }
}

#[test]
fn pages_over_many_articles_are_of_the_listed_ones_and_say_so() {
    let only = || {
        let passing = ["ferry.yaml".to_owned()].into();
        shelf().press("f").types("fares").hears(LibraryNews::Passing("fares".to_owned(), passing)).press("Enter")
    };
    let paths = Some(vec!["ferry.yaml".to_owned()]);
    let journey = only().press("=").asked(&LibraryRequest::Statistics(paths.clone())).library_answers();
    journey.shows("1 of 2 articles: fares").shows("2026-01").lacks("2026-03");
    let journey = only().press("V").asked(&LibraryRequest::Corrections(paths));
    journey.hears(LibraryNews::Corrections(Vec::new(), Vec::new())).shows("1 of 2 articles: fares");
    let marked = shelf().press("Space =").asked(&LibraryRequest::Statistics(Some(vec!["docks.yaml".to_owned()])));
    marked.library_answers().shows("1 marked of 2 articles");
}

#[test]
fn marked_articles_are_tagged_and_untagged_together() {
    let journey = shelf().press("a #").shows("Tags of the articles").types("ports").shows("new tag: ports");
    let paths = vec!["docks.yaml".to_owned(), "ferry.yaml".to_owned()];
    let journey = journey.press("Enter").asked(&LibraryRequest::Tag(paths, "ports".to_owned(), true));
    let journey = journey.hears(LibraryNews::Done("2 articles tagged ports".to_owned())).shows("2 articles tagged");
    journey.shows("Library");
    // A tag is what its annotator says of the article, in their notes.
    let line = "{\"v\":1,\"id\":\"01KAXXXXXXXXXXXXXXXXXX0001\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\"set\":\
                [{\"on\":\"article\",\"field\":\"tag:ports\",\"to\":true}]}\n";
    let journey = shelf();
    std::fs::write(journey.path_of("docks.ana.notes.jsonl"), line).unwrap();
    let journey = journey.notices_folder().shows("#ports").press("a #").shows("set on 1 of 2").press("Esc a");
    let journey = journey.press("g #").shows("✓ set; choose it to remove it").press("Esc G #").lacks("✓ set");
    let one = LibraryRequest::Tag(vec!["ferry.yaml".to_owned()], "ports".to_owned(), true);
    journey.shows("1 article").press("Enter").asked(&one);
}
