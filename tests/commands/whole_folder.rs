//! Commands on a folder look into the folders in it, through the cache, and notes may be segments that a store carries.

use std::fs;
use std::path::PathBuf;

use super::place::{ARTICLE, Place, err};

/// An article in the folder, and another in a folder in it.
fn desk() -> Place {
    let place = Place::new();
    fs::create_dir_all(place.path("2026/march")).unwrap();
    let ferry = ARTICLE.replace("id: harbour", "id: ferry").replace("title: Harbour dues", "title: Ferry dues");
    place.write("2026/march/ferry.yaml", &ferry.replace("The Daily Mooring", "The Gazette"));
    place
}

#[test]
fn folders_in_a_folder_are_looked_into() {
    let place = desk();
    place.succeeds(&["judge", "2026/march/ferry.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    let text = place.succeeds(&["stats", "."]);
    assert!(text.starts_with("2 articles\n") && text.contains("The Gazette"), "{text}");
    let similar = place.succeeds(&["similar", "Ships pay harbour dues twice in Ostrow.", "--others"]);
    assert!(similar.contains("2026/march/ferry.yaml p1.c1") && similar.contains("refuted (ana"), "{similar}");
    assert!(place.succeeds(&["entities", "."]).contains("2 articles"));
    let notes = place.succeeds(&["notes", ".", "--by", "ana"]);
    assert!(notes.contains("harbour.yaml") && notes.contains("2026/march/ferry.yaml"), "{notes}");
    assert!(place.succeeds(&["notes", ".", "--agreement"]).contains("ferry"));
    // A second run takes it from the cache.
    assert_eq!(place.succeeds(&["stats", "."]), text);
}

#[test]
fn what_the_cache_says_is_what_the_files_say_after_every_change() {
    let place = desk();
    let refuted = |place: &Place| place.succeeds(&["stats", ".", "--table", "verdicts-by-outlet"]);
    assert!(!refuted(&place).contains("refuted"));
    place.succeeds(&["judge", "2026/march/ferry.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    assert!(refuted(&place).contains("1 refuted"), "{}", refuted(&place));
    place.succeeds(&["judge", "2026/march/ferry.yaml", "p1.c1", "--verdict", "supported", "--as", "ben"]);
    assert!(refuted(&place).contains("1 annotators differ"), "{}", refuted(&place));
}

#[test]
fn saved_queries_may_name_fields_of_articles() {
    let place = desk();
    place.write("nutgraf.toml", "[queries]\ngazette = \"outlet:gazette\"\nurgent = \"priority:high\"\n");
    let list = place.run(&["notes", ".", "--to-do", "--by", "ana", "--query", "@gazette"]);
    let text = super::place::out(&list);
    assert!(text.contains("ferry.yaml") && !text.contains("harbour.yaml"), "{text}{}", err(&list));
    assert_eq!(err(&list), "");
    let found = place.succeeds(&["search", "@gazette -title:zebra", "."]);
    assert!(found.contains("ferry.yaml") && !found.contains("harbour.yaml"), "{found}");
    // Of one article's claims it cannot be asked; that is said, and the other saved query works.
    let refused = place.fails(&["notes", "harbour.yaml", "--query", "@gazette"]);
    assert!(refused.contains("the saved query `gazette` is wrong"), "{refused}");
    place.succeeds(&["notes", "harbour.yaml", "--query", "@urgent"]);
}

fn segments(place: &Place, of: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(place.path(of)).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

#[test]
fn each_action_becomes_a_segment_where_the_settings_say_so() {
    let place = desk();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    place.write("nutgraf.toml", "[notes]\nsegments = true\n");
    let before = place.read("harbour.ana.notes.jsonl");
    place.succeeds(&["judge", "harbour.yaml", "p1.c2", "--verdict", "supported", "--as", "ana"]);
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "misleading", "--as", "ana"]);
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "Ben B."]);
    assert_eq!(place.read("harbour.ana.notes.jsonl"), before, "the notes file has grown");
    let own = segments(&place, "harbour/ana");
    assert_eq!(own.len(), 2, "{own:?}");
    let kept: Vec<String> = own.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for (path, text) in own.iter().zip(&kept) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(text.contains(&format!("\"id\":\"{stem}\"")) && text.lines().count() == 1, "{path:?}: {text}");
    }
    let notes = place.succeeds(&["notes", "harbour.yaml", "--by", "ana"]);
    assert!(notes.contains("misleading") && notes.contains("supported"), "{notes}");
    let table = place.succeeds(&["stats", ".", "--table", "verdicts-by-outlet"]);
    assert!(table.contains("1 supported") && table.contains("1 annotators differ"), "{table}");
    // What stands in a segment is never touched again.
    place.succeeds(&["judge", "harbour.yaml", "p1.c2", "--verdict", "refuted", "--as", "ana"]);
    let again: Vec<String> = own.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert_eq!((again, segments(&place, "harbour/ana").len()), (kept, 3));
    let todo = place.succeeds(&["notes", ".", "--to-do", "--by", "ana"]);
    assert!(!todo.contains("harbour.yaml ¶1 p1.c2"), "the library does not see the segments: {todo}");
}

#[test]
fn a_folder_of_segments_that_is_a_link_is_refused_and_nothing_is_lost_in_it() {
    let place = desk();
    place.write("nutgraf.toml", "[notes]\nsegments = true\n");
    fs::create_dir_all(place.path("harbour")).unwrap();
    fs::create_dir_all(place.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("harbour/ana")).unwrap();
    let refused = place.fails(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    assert!(refused.contains("its folder is a link"), "{refused}");
    assert_eq!(fs::read_dir(place.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn an_article_on_which_only_some_of_the_named_annotators_wrote_is_exported_with_their_notes() {
    let place = desk();
    for (file, by) in [("harbour.yaml", "ana"), ("harbour.yaml", "ben"), ("2026/march/ferry.yaml", "ben")] {
        place.succeeds(&["judge", file, "p1.c1", "--verdict", "refuted", "--as", by]);
    }
    let both = place.run(&["export", ".", "-f", "csv", "--by", "ana", "--by", "ben", "-o", "-"]);
    let rows = super::place::out(&both);
    assert!(both.status.success() && rows.matches("refuted").count() == 3, "{rows}");
    let told = err(&both);
    assert!(told.contains("ana has no notes on") && told.contains("ferry.yaml; it is exported with those"), "{told}");
    let one = place.fails(&["export", "2026/march/ferry.yaml", "-f", "csv", "--by", "ana", "--by", "ben", "-o", "-"]);
    assert!(one.contains("ana has no notes on this article; there are notes by ben"), "{one}");
    let nobody = place.run(&["export", ".", "-f", "csv", "--by", "eve", "-o", "-"]);
    assert!(err(&nobody).contains("eve has no notes"), "{}", err(&nobody));
}
