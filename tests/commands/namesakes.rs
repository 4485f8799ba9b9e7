//! `trade.yaml` and `trade.yml` beside each other: each has its own notes.

use std::fs;
use std::os::unix::fs::symlink;

use super::place::{ARTICLE, Place, err, out};

/// A folder with these articles.
fn place(articles: &[&str]) -> Place {
    let place = Place::new();
    for article in articles {
        place.write(article, &ARTICLE.replace("id: harbour", "id: trade"));
    }
    place
}

fn judge(place: &Place, article: &str, claim: &str) -> String {
    let judged = place.run(&["judge", article, claim, "--verdict", "refuted", "--why", "Seen.", "--as", "ana"]);
    assert_eq!(judged.status.code(), Some(0), "{}", err(&judged));
    err(&judged)
}

/// How many claims ana has judged.
fn judged(place: &Place, article: &str) -> usize {
    let notes = place.succeeds(&["notes", article]);
    let count = notes.split("ana: ").nth(1).map_or("0", |rest| rest.split(' ').next().unwrap());
    count.parse().unwrap()
}

#[test]
fn two_articles_that_differ_by_their_endings_share_no_notes() {
    let place = place(&["trade.yaml", "trade.yml"]);
    assert_eq!(judge(&place, "trade.yaml", "p1.c1"), "");
    assert_eq!(judged(&place, "trade.yml"), 0);
    judge(&place, "trade.yml", "p1.c2");
    judge(&place, "trade.yml", "p2.c1");
    assert_eq!((judged(&place, "trade.yaml"), judged(&place, "trade.yml")), (1, 2));
    assert!(place.exists("trade.ana.notes.jsonl") && place.exists("trade.yml.ana.notes.jsonl"));
    let folder = out(&place.run(&["notes", ".", "--by", "ana"]));
    assert!(folder.contains("trade.yaml  Harbour dues  5 to do, 0 waiting, 1 done"), "{folder}");
    assert!(folder.contains("trade.yml  Harbour dues  4 to do, 0 waiting, 2 done"), "{folder}");
}

#[test]
fn notes_of_an_article_that_is_alone_stay_its_own_when_the_other_comes() {
    let place = place(&["trade.yml"]);
    assert_eq!(judge(&place, "trade.yml", "p1.c1"), "");
    place.write("trade.yaml", &ARTICLE.replace("id: harbour", "id: trade"));
    assert_eq!((judged(&place, "trade.yaml"), judged(&place, "trade.yml")), (0, 1));
    assert_eq!(err(&place.run(&["notes", "trade.yaml"])), "");
}

#[test]
fn notes_files_of_earlier_versions_are_those_of_the_article_that_is_alone() {
    for (alone, other) in [("trade.yml", "trade.yaml"), ("trade.yaml", "trade.yml")] {
        let place = place(&["trade.yaml"]);
        judge(&place, "trade.yaml", "p1.c1");
        fs::rename(place.path("trade.yaml"), place.path(alone)).unwrap_or(());
        assert_eq!(judged(&place, alone), 1);
        assert_eq!(judge(&place, alone, "p1.c2"), "");
        assert_eq!(place.read("trade.ana.notes.jsonl").lines().count(), 2, "it is written on");
        // Once both exist, opening either of them gives the warning.
        place.write(other, &ARTICLE.replace("id: harbour", "id: trade"));
        let commands: [&[&str]; 3] = [&["notes"], &["check"], &["print", "--claims"]];
        for article in [alone, other] {
            for command in commands {
                let told = err(&place.run(&[&command[..1], &[article], &command[1..]].concat()));
                let words = "trade.yaml and trade.yml are in the same folder, and trade.ana.notes.jsonl may contain notes on either: \
                             they count for trade.yaml, and those on trade.yml go to trade.yml.NAME.notes.jsonl";
                assert!(told.contains(words), "{article}: {told}");
            }
        }
        assert_eq!((judged(&place, "trade.yaml"), judged(&place, "trade.yml")), (2, 0));
        judge(&place, "trade.yml", "p2.c1");
        assert_eq!((judged(&place, "trade.yaml"), judged(&place, "trade.yml")), (2, 1));
    }
}

#[test]
fn a_link_of_the_other_ending_is_the_same_article() {
    let place = place(&["trade.yaml"]);
    symlink("trade.yaml", place.path("trade.yml")).unwrap();
    judge(&place, "trade.yml", "p1.c1");
    assert_eq!(judge(&place, "trade.yaml", "p1.c2"), "");
    assert_eq!((judged(&place, "trade.yaml"), judged(&place, "trade.yml")), (2, 2));
    assert!(!place.exists("trade.yml.ana.notes.jsonl"));
}

#[test]
fn an_article_of_any_other_ending_has_notes_of_its_own_too() {
    let place = place(&["trade.yaml", "trade.txt"]);
    judge(&place, "trade.txt", "p1.c1");
    assert_eq!((judged(&place, "trade.yaml"), judged(&place, "trade.txt")), (0, 1));
    assert!(place.exists("trade.txt.ana.notes.jsonl"));
}

#[test]
fn a_copy_takes_the_notes_of_the_article_and_not_those_of_its_namesake() {
    let place = place(&["trade.yaml", "trade.yml"]);
    judge(&place, "trade.yaml", "p1.c1");
    judge(&place, "trade.yml", "p1.c2");
    place.succeeds(&["copy", "trade.yml", "mine"]);
    assert!(!place.exists("mine/trade.ana.notes.jsonl"));
    assert_eq!(place.read("mine/trade.yml.ana.notes.jsonl"), place.read("trade.yml.ana.notes.jsonl"));
    assert_eq!(judged(&place, "mine/trade.yml"), 1);
}
