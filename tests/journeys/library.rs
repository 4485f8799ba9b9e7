//! The library: a folder's articles on screen, from the first row to the article and back.

use std::collections::HashSet;

use nutgraf::corpus::record::{PassageKind, PieceKind};
use nutgraf::corpus::row::{Row, Work};
use nutgraf::corpus::search::{Found, Hit};
use nutgraf::reader::screens::library::state::{LibraryNews, LibraryRequest};
use nutgraf::text::span::ByteSpan;

use crate::journey::Journey;

fn row(path: &str, title: &str, outlet: &str, day: &str, judged: u32) -> Row {
    let work = Work { by: "ana".to_owned(), judged, total: 6, to_do: 6 - judged, ..Work::default() };
    Row {
        path: path.to_owned(),
        id: path.replace(".yaml", ""),
        title: title.to_owned(),
        outlet: Some(outlet.to_owned()),
        published: Some(day.to_owned()),
        language: "en".to_owned(),
        claims: 6,
        work: vec![work],
        ..Row::default()
    }
}

fn rows() -> Vec<Row> {
    let broken = Row {
        path: "broken.yaml".to_owned(),
        title: "broken.yaml".to_owned(),
        problems: 2,
        first_problem: "broken.yaml:19:99: kind cannot be `fakt`".to_owned(),
        unreadable: true,
        ..Row::default()
    };
    vec![
        row("docks.yaml", "Docks of the north", "The Gazette", "2026-03-11", 2),
        row("ferry.yaml", "Ferry fares", "The Daily Mooring", "2026-01-02", 6),
        row("tides.yaml", "A year of tides", "The Gazette", "2025-12-24", 0),
        broken,
    ]
}

fn hit(path: &str, id: &str, text: &str, word: &str) -> Hit {
    let start = text.find(word).unwrap();
    Hit {
        path: path.to_owned(),
        article: path.replace(".yaml", ""),
        title: "Docks of the north".to_owned(),
        outlet: None,
        published: None,
        kind: PassageKind::Claim,
        id: id.to_owned(),
        number: 3,
        piece: PieceKind::Claim,
        by: None,
        text: text.to_owned(),
        spans: vec![ByteSpan::new(start, start + word.len())],
        verdicts: vec![("ana".to_owned(), "refuted")],
        score: 1.0,
        order: 7,
    }
}

fn found(hits: Vec<Hit>) -> Found {
    Found { total: hits.len(), articles: 1, hits, is_whole: true, ..Found::default() }
}

#[test]
fn a_folder_opens_as_a_list_of_its_articles_and_enter_opens_one() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30);
    let journey = journey.shows("Library").shows("4 articles").shows("Docks of the north").shows("2/6");
    let journey = journey.shows("The Gazette").shows("broken.yaml:19:99: kind cannot be `fakt`").lacks("Harbour dues");
    journey.shows(" 1/4  ").press("Enter").opened("tides.yaml ");
}

#[test]
fn an_unreadable_file_says_why_and_opens_nothing() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30).press("j Enter");
    journey.opened("").shows("kind cannot be `fakt` · `nutgraf check` shows every problem");
}

#[test]
fn leaving_a_library_that_the_program_began_with_quits() {
    Journey::open().begin_with_folder(rows()).press("q").has_quit();
    Journey::open().begin_with_folder(rows()).press("f Esc Esc").has_not_quit().press("q").has_quit();
}

#[test]
fn a_library_opened_over_an_article_returns_to_it() {
    let journey = Journey::open().with_known_folder().size(120, 30).press("o").asked(&LibraryRequest::Read);
    let news = LibraryNews::Rows { rows: rows(), opened: [].into(), reading: Some((10, 90)), troubles: Vec::new() };
    let journey = journey.hears(news).shows("reading 10 of 90").shows("Ferry fares");
    journey.press("q").shows("Harbour dues").lacks("Ferry fares").has_not_quit();
}

#[test]
fn an_article_that_was_opened_from_the_library_is_left_to_it() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30).press("G Enter");
    // Here the same article continues; the program would have replaced it.
    let journey = journey.press("Esc").shows("Library");
    journey.press("q").has_quit();
}

#[test]
fn lists_are_sorted_grouped_and_keep_the_selected_article() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30);
    let journey = journey.press("j j").press("s").shows("outlet▼").press("s").shows("date▼");
    let journey = journey.press("S").shows("date▲").shows("Sorted by date, reversed");
    let journey = journey.press("t").shows("The Gazette ─").shows("by outlet").press("t").shows("2026-03 ─");
    journey.press("Enter").opened("docks.yaml ");
}

#[test]
fn a_filter_applies_while_it_is_typed_and_shows_errors_beside_it() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30);
    let journey =
        journey.press("f o u t l e t : m o o r i n g").asked(&LibraryRequest::Filter("outlet:mooring".to_owned()));
    let passing = HashSet::from(["ferry.yaml".to_owned()]);
    let journey = journey.hears(LibraryNews::Passing("outlet:moor".to_owned(), HashSet::new())).shows("Docks");
    let journey = journey.hears(LibraryNews::Passing("outlet:mooring".to_owned(), passing));
    let journey =
        journey.shows("1 of 4 articles").shows("Ferry fares").lacks("Docks").press("Enter Enter").opened("ferry.yaml ");
    let journey = Journey::press(journey, "Esc").shows("4 articles").shows("Docks");
    journey.press("f o u t l e r : x").shows("outlet").press("Esc").shows("Docks");
}

#[test]
fn a_search_shows_words_in_columns_and_enter_opens_at_the_place() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30).press("/ d r e d g e d");
    let journey = journey.asked(&LibraryRequest::Search("dredged".to_owned())).shows("searching");
    let hits = vec![
        hit("docks.yaml", "p3.c1", "The basin was dredged to eleven metres in spring.", "dredged"),
        hit("docks.yaml", "p3.c2", "Nobody said who had dredged it.", "dredged"),
    ];
    let journey = journey.hears(LibraryNews::Found("dredged".to_owned(), found(hits)));
    let journey = journey
        .shows("2 hits in 1 article")
        .shows("The basin was dredged to eleven")
        .shows("¶3 p3.c1")
        .shows("ana: refuted");
    journey.press("Down Enter").opened("docks.yaml p3.c2").press("Esc").shows("Library");
}

#[test]
fn hits_show_their_day_outlet_and_every_judgement_that_one_may_see() {
    let mut far = hit("docks.yaml", "p3.c1", "The basin was dredged to eleven metres in spring.", "dredged");
    (far.outlet, far.published) = (Some("The Gazette".to_owned()), Some("2026-03-11".to_owned()));
    far.verdicts = vec![("ana".to_owned(), "misleading"), ("ben".to_owned(), "refuted")];
    let near = Hit { published: Some("2025-12-24".to_owned()), id: "p3.c2".to_owned(), ..far.clone() };
    let searched = |columns, rows_| {
        let journey = Journey::open().begin_with_folder(rows()).size(columns, rows_).press("/ d r e d g e d");
        journey.hears(LibraryNews::Found("dredged".to_owned(), found(vec![far.clone(), near.clone()])))
    };
    let wide = searched(200, 50).shows("2026-03-11 The Gazette").shows("2025-12-24 The Gazette");
    wide.shows("ana: misleading, ben: refuted");
    // The selected hit is described in full where its row is too narrow for that.
    let narrow = searched(80, 24).shows("¶3 p3.c1").shows("2025-12-24 Do");
    let narrow = narrow.shows("Docks of the north · The Gazette · 2026-03-11 · ana: misleading, ben: refuted");
    narrow.press("Down").shows("Docks of the north · The Gazette · 2025-12-24");
    searched(60, 20).shows("¶3 p3.c1").shows("· The Gazette · 2026-03-11");
}

#[test]
fn marked_articles_are_checked_and_exported_together() {
    let journey =
        Journey::open().begin_with_folder(rows()).size(120, 30).press("Space").shows("1 marked").press("j Space");
    let journey = journey.shows("2 marked").press("c");
    let journey = journey.asked(&LibraryRequest::Check(vec!["docks.yaml".to_owned(), "tides.yaml".to_owned()]));
    let journey = journey.hears(LibraryNews::Done("2 articles checked, no problems".to_owned())).shows("no problems");
    let journey = journey.press("a").shows("4 marked").press("a").lacks("marked").press("G x");
    journey.asked(&LibraryRequest::Export(vec!["ferry.yaml".to_owned()]));
}

#[test]
fn what_is_narrow_or_empty_still_says_something() {
    for (columns, rows_) in [(20, 5), (40, 10), (60, 20), (80, 24), (200, 50)] {
        let journey = Journey::open().begin_with_folder(rows()).size(columns, rows_).press("j s t / x Esc f y Esc a ?");
        journey.has_not_quit();
    }
    Journey::open()
        .begin_with_folder(Vec::new())
        .size(100, 20)
        .shows("This folder has no articles")
        .press("Enter j k G")
        .has_not_quit();
    let trouble = LibraryNews::Rows {
        rows: rows(),
        opened: [].into(),
        reading: None,
        troubles: vec!["cannot read the folder closed: Permission denied".to_owned()],
    };
    Journey::open().begin_with_folder(Vec::new()).hears(trouble).shows("cannot read the folder closed");
}

#[test]
fn marks_that_a_filter_hides_are_not_acted_on_and_the_header_says_so() {
    let journey = Journey::open().begin_with_folder(rows()).size(120, 30).press("g Space").shows("1 marked");
    let passing = HashSet::from(["ferry.yaml".to_owned()]);
    let journey = journey.press("f").types("ferry").hears(LibraryNews::Passing("ferry".to_owned(), passing));
    let journey = journey.press("Enter").shows("1 marked (1 not listed)");
    let journey = journey.press("x").asked(&LibraryRequest::Export(vec!["ferry.yaml".to_owned()]));
    let journey = journey.press("c").asked(&LibraryRequest::Check(vec!["ferry.yaml".to_owned()]));
    let journey = journey.press("w");
    let journey = journey.asked(&LibraryRequest::ToDo(Some(vec!["ferry.yaml".to_owned()]), "ferry".to_owned()));
    journey.press("Esc").shows("1 marked").lacks("not listed");
}
