//! Real folders: partly unreadable, with cyclic links and broken files, and with files that appear, change and vanish.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use nutgraf::codec::diagnostics::notes_check;
use nutgraf::codec::diagnostics::notes_check::NotesFile;
use nutgraf::corpus::fields::vocabulary;
use nutgraf::corpus::record::{PassageKind, Record};
use nutgraf::corpus::search::{Limits, Search, Viewer};
use nutgraf::model::journal::people::People;
use nutgraf::model::query::Query;

use super::place::{Place, article, told};

fn paths(library: &nutgraf::storage::library::Library) -> Vec<String> {
    library.rows().map(|row| row.path.clone()).collect()
}

#[test]
fn articles_are_found_in_folders_of_folders_and_nothing_else_is() {
    let place = Place::new();
    for name in ["a.yaml", "2026/march/b.yml", "2026/a.yaml", ".git/c.yaml", "a.v2.yaml", ".hidden.yaml"] {
        place.write(name, &article("a", "ships pay"));
    }
    place.write("compose.yaml", "services: {}\n");
    place.write("entities.yaml", "- {name: Sund, kind: place}\n");
    place.write("story.txt", "Once upon a time");
    let (library, refreshed) = place.look();
    assert_eq!(paths(&library), ["2026/a.yaml", "2026/march/b.yml", "a.yaml"]);
    assert!(refreshed.troubles.is_empty());
}

#[test]
fn links_in_circles_end_and_show_each_article_once() {
    let place = Place::new();
    place.write("real/a.yaml", &article("a", "ships pay"));
    symlink("..", place.path("real/up")).unwrap();
    symlink("real", place.path("again")).unwrap();
    symlink("real/a.yaml", place.path("0-link.yaml")).unwrap();
    symlink("nowhere.yaml", place.path("gone.yaml")).unwrap();
    symlink("self", place.path("self")).unwrap();
    let (library, _) = place.look();
    assert_eq!(paths(&library), ["real/a.yaml"]);
}

#[test]
fn a_link_to_an_article_elsewhere_is_an_article_of_the_library() {
    let (place, other) = (Place::new(), Place::new());
    other.write("far.yaml", &article("far", "ships pay"));
    symlink(other.path("far.yaml"), place.path("near.yaml")).unwrap();
    assert_eq!(paths(&place.look().0), ["near.yaml"]);
}

#[test]
fn broken_files_are_listed_with_their_first_problem_and_the_rest_is_read() {
    let place = Place::new();
    for number in 0..100 {
        let text = article(&format!("a{number}"), "ships pay");
        let text = if number % 10 == 0 { text.replace("kind: fact", "kind: fakt") } else { text };
        place.write(&format!("{number:03}.yaml"), &text);
    }
    fs::write(place.path("bytes.yaml"), [b'n', b'u', b't', b'g', b'r', b'a', b'f', b':', 0xff, 0xfe]).unwrap();
    let (library, _) = place.look();
    let broken: Vec<_> = library.rows().filter(|row| row.unreadable).collect();
    assert_eq!((broken.len(), library.articles().count()), (11, 90));
    assert!(broken[0].first_problem.contains("fakt"), "{:?}", broken[0]);
    assert!(broken.iter().all(|row| row.problems > 0 && !row.first_problem.is_empty()));
    place.write("000.yaml", &article("a0", "ships pay"));
    assert_eq!(place.look().0.articles().count(), 91);
}

#[test]
fn an_unreadable_folder_is_reported_and_its_known_articles_stay() {
    let place = Place::new();
    place.write("a.yaml", &article("a", "ships pay"));
    place.write("closed/b.yaml", &article("b", "ships pay"));
    assert_eq!(place.look().1.changed, 2);
    fs::set_permissions(place.path("closed"), fs::Permissions::from_mode(0o0)).unwrap();
    // Root can read everything, so there is nothing to test.
    if fs::read_dir(place.path("closed")).is_err() {
        let (library, refreshed) = place.look();
        assert_eq!(paths(&library), ["a.yaml", "closed/b.yaml"]);
        assert!(refreshed.troubles[0].contains("cannot read the folder"), "{refreshed:?}");
    }
    fs::set_permissions(place.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_vanished_folder_is_reported_without_a_panic() {
    let place = Place::new();
    place.write("a.yaml", &article("a", "ships pay"));
    let (mut library, _) = place.look();
    fs::rename(place.folder.path(), place.folder.path().with_extension("gone")).unwrap();
    let refreshed = library.refresh(&mut |_| true);
    assert!(refreshed.troubles[0].contains("cannot read the folder"), "{refreshed:?}");
    assert_eq!(paths(&library), ["a.yaml"], "the disk may come back");
    fs::rename(place.folder.path().with_extension("gone"), place.folder.path()).unwrap();
}

#[test]
fn files_that_change_while_they_are_read_are_right_after_the_next_look() {
    let place = Place::new();
    for number in 0..20 {
        place.write(&format!("{number:02}.yaml"), &article(&format!("a{number}"), "ships pay 1 crown"));
    }
    let mut library = place.look().0;
    place.write("00.yaml", &article("a0", "ships pay 2 crowns"));
    library.refresh(&mut |_| {
        for number in 0..20 {
            place.write(&format!("{number:02}.yaml"), &article(&format!("a{number}"), "ships pay 3 crowns"));
        }
        let _ = fs::remove_file(place.path("19.yaml"));
        true
    });
    let (library, _) = place.look();
    let (rows, texts) = told(&library);
    assert_eq!(rows.len(), 19);
    for (path, pieces) in texts {
        assert!(pieces.iter().any(|(_, text, _)| text.contains("3 crowns")), "{path}");
    }
}

#[test]
fn reading_stops_on_request_and_continues_later() {
    let place = Place::new();
    for number in 0..200 {
        place.write(&format!("{number}.yaml"), &article(&format!("a{number}"), "ships pay"));
    }
    let mut library = nutgraf::storage::library::Library::read_in(place.folder.path(), Some(place.cache()));
    let refreshed = library.refresh(&mut |progress| progress.read < 20);
    assert!(refreshed.ended_early && library.rows().count() < 200);
    let (library, refreshed) = place.look();
    assert_eq!(library.rows().count(), 200);
    assert!(refreshed.changed < 200);
}

#[test]
fn notes_are_counted_and_found_wherever_they_are_and_whenever_they_change() {
    let place = Place::new();
    place.write("a.yaml", &article("a", "ships pay"));
    place.write("b.yml", &article("b", "ships pay"));
    place.look();
    let line = |id: &str, on: &str, field: &str, to: &str| {
        format!(
            "{{\"v\":1,\"id\":\"{id}\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\"set\":[{{\"on\":\"{on}\",\"field\":\"{field}\",\"to\":\"{to}\"}}]}}\n"
        )
    };
    let first = line("01KAXXXXXXXXXXXXXXXXXXXXX1", "claim:p1.c1", "why", "the register says otherwise");
    place.write("a.ana.notes.jsonl", &first);
    place.write(
        "b.ana.notes.jsonl",
        &line("01KAXXXXXXXXXXXXXXXXXXXXX2", "paragraph:p1", "note:01KAXXXXXXXXXXXXXXXXXXXXX3", "ask the pilot"),
    );
    let (library, refreshed) = place.look();
    assert_eq!(refreshed.changed, 2);
    let (rows, texts) = told(&library);
    assert_eq!(rows.iter().map(|row| row.work.len()).collect::<Vec<_>>(), [1, 1]);
    assert!(texts["a.yaml"].iter().any(|(_, text, _)| text == "the register says otherwise"));
    assert!(texts["b.yml"].iter().any(|(_, text, _)| text == "ask the pilot"));
    place.write("a.ana.notes.jsonl", &(first + "not a line\n"));
    place.write("nutgraf.toml", "[people]\nana-lind = [\"ana\"]\n");
    let (library, _) = place.look();
    let row = library.row("a.yaml").unwrap();
    assert_eq!((row.problems, row.unreadable), (1, false));
    assert_eq!(row.work[0].by, "ana-lind");
}

#[test]
fn annotations_of_removed_words_are_found_too() {
    let place = Place::new();
    place.write("a.yaml", &article("a", "ships pay"));
    place.write(
        "a.ana.notes.jsonl",
        "{\"v\":1,\"id\":\"01KAXXXXXXXXXXXXXXXXXXXXX1\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\"set\":[{\"on\":\"claim:p9.c9\",\"field\":\"why\",\"to\":\"an old reason\"}]}\n",
    );
    let (library, _) = place.look();
    let (_, stored) = library.articles().next().unwrap();
    let bytes = library.record(&stored).unwrap();
    let record = Record::decode(&bytes).unwrap();
    let gone = record.passages.last().unwrap();
    assert_eq!((gone.kind, gone.id), (PassageKind::Gone, "p9.c9"));
    assert_eq!(record.pieces_of(gone).next().unwrap().1.text, "an old reason");
}

#[test]
fn a_row_counts_what_check_reports_of_an_article_and_its_notes() {
    let place = Place::new();
    let text = article("a", "ships pay").replace("quote: ships pay", "quote: ships pay, when: '2018'");
    place.write("a.yaml", &text);
    let line = |number: usize, on: &str, field: &str, to: &str| {
        format!(
            "{{\"v\":1,\"id\":\"01KA{number:022}\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\"set\":[{{\"on\":\"{on}\",\"field\":\"{field}\",\"to\":{to}}}]}}\n"
        )
    };
    let notes = [
        line(1, "claim:p1.c1", "verdict", "\"refuted\""),
        "no line at all\n".to_owned(),
        line(2, "claim:p9.c9", "why", "\"gone\""),
        line(3, "claim:p1.c1", "colour", "\"red\""),
    ];
    place.write("a.ana.notes.jsonl", &notes.concat());
    let (library, _) = place.look();
    let row = library.row("a.yaml").unwrap();
    let bytes = fs::read(place.path("a.yaml")).unwrap();
    let article = nutgraf::codec::article_yaml::read("a.yaml", &bytes).unwrap();
    let files = [NotesFile { path: "notes".to_owned(), bytes: Ok(notes.concat().into_bytes()) }];
    let of_notes = notes_check::check(&article, &files, People::default(), 1_800_000_000_000);
    assert!(of_notes[0].count() > 2, "{of_notes:?}");
    let of_article = nutgraf::codec::article_yaml::check("a.yaml", &bytes);
    assert_eq!(of_article.counts(), (0, 1));
    assert_eq!(row.problems as usize, of_article.count() + of_notes[0].count(), "{of_article:?} {of_notes:?}");
    assert!(row.first_problem.contains("line 2 cannot be read"), "{}", row.first_problem);
}

#[test]
fn the_best_hits_of_many_articles_are_the_first_of_all_hits() {
    let place = Place::new();
    for number in 0..90 {
        let statement = ["ships pay", "pilots pay ships", "ships and ships pay"][number % 3];
        place.write(&format!("{number:02}.yaml"), &article(&format!("a{number}"), statement));
    }
    let (library, _) = place.look();
    let query = Query::parse("ships", &vocabulary()).unwrap();
    let viewer = Viewer::default();
    let search = Search::new(&query, &viewer, false);
    let all = search.run(&library.shelf(), Limits { hits: usize::MAX, articles: usize::MAX });
    assert_eq!((all.articles, all.hits.len()), (90, all.total));
    for hits in [0, 1, 7, 150] {
        let best = search.run(&library.shelf(), Limits { hits, articles: usize::MAX });
        assert_eq!((best.total, best.articles), (all.total, all.articles));
        assert!(best.hits == all.hits[..hits.min(all.total)], "the first {hits}");
    }
    let mut met = search.met(&library.shelf());
    met.sort_unstable();
    assert_eq!(met, (0..90).collect::<Vec<_>>());
}
