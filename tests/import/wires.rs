//! Wires: NITF, NewsML-G2 and ninjs, with every trap of their formats.

use nutgraf::import::Draft;
use nutgraf::import::input::Input;
use nutgraf::import::notice::NoticeKind;
use nutgraf::model::article::entity::EntityKind;

use crate::reading::{field, notices, outline, read, read_one, refused_as, source_id, try_import, values};

const NITF: &[u8] = include_bytes!("samples/wire.nitf.xml");
const MESSAGE: &[u8] = include_bytes!("samples/newsml-message.xml");
const NINJS_1: &str = include_str!("samples/ninjs-1.json");
const NINJS_2: &[u8] = include_bytes!("samples/ninjs-2-package.json");
const NINJS_3: &[u8] = include_bytes!("samples/ninjs-with-nitf.json");
const NEWSML: &[u8] = include_bytes!("samples/newsml-g2-nitf.xml");

fn entities(draft: &Draft) -> Vec<(&str, EntityKind)> {
    draft.article.entities.iter().map(|entity| (entity.name.as_str(), entity.kind)).collect()
}

#[test]
fn nitf_has_headings_quotations_lists_captions_and_scores() {
    let draft = read_one("nitf", NITF);
    assert_eq!(
        outline(&draft),
        [
            "Ships have paid dues twice in Ostrow since May, Per Holm said.",
            "# The captains",
            "Captain Ek played for time: the harbour team lost 1-3 to a Norvik-based side — and the port - she said - \
             paid nothing.",
            "> Nobody pays twice.",
            "- A ferry",
            "- Two tugs",
            "[The harbour at noon.]",
            "See the table of dues of Harbour Day.",
        ]
    );
    let links = &draft.article.paragraphs().last().unwrap().links;
    assert_eq!((links[0].words.as_str(), links[0].url.as_str()), ("the table of dues", "https://tide.example/dues"));
}

#[test]
fn nitf_metadata_and_entities_are_taken_and_a_repeated_abstract_is_not() {
    let draft = read_one("nitf", NITF);
    assert_eq!(
        values(&draft, ["title", "subtitle", "byline", "outlet", "published", "language"]),
        ["Dues rise in the harbour", "Ships pay twice", "Lena Ek", "The Ostrow Tide", "2014-05-19", "en-GB"]
    );
    assert_eq!(source_id(&draft), "tide-20140519-7");
    assert_eq!(
        entities(&draft),
        [
            ("Holm & Sons", EntityKind::Organisation),
            ("Ostrow", EntityKind::Place),
            ("Norvik", EntityKind::State),
            ("Per Holm", EntityKind::Person),
            ("Harbour Day", EntityKind::Event),
        ]
    );
    assert_eq!(draft.article.entities[0].wikidata.as_deref(), Some("Q42"));
}

#[test]
fn what_an_agency_has_withdrawn_is_refused() {
    let canceled = String::from_utf8_lossy(NITF).replace("\"usable\"", "\"canceled\"");
    assert_eq!(try_import(&Input::new(canceled.as_bytes())).unwrap_err().kind(), "withdrawn");
    let canceled = NINJS_1.replace("\"usable\"", "\"canceled\"");
    let error = try_import(&Input::new(canceled.as_bytes())).unwrap_err();
    assert!(error.to_string().contains("withdrawn it (canceled)"), "{error}");
}

#[test]
fn a_message_of_newsml_gives_its_texts_and_each_in_its_richest_form() {
    let imported = read("newsml-g2", MESSAGE);
    assert_eq!(imported.drafts.len(), 3);
    assert!(imported.notices.iter().any(|notice| notice.message.contains("1 items that are no texts")));
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(outline(first), ["Ships have paid dues twice.", "# The captains", "Captain Ek waits."]);
    assert_eq!(
        values(first, ["title", "subtitle", "byline", "outlet", "published", "revised", "genre", "rights"]),
        [
            "Dues rise in the harbour",
            "Ships pay twice, and nobody says why.",
            "Lena Ek",
            "The Ostrow Tide",
            "2014-05-19",
            "2014-05-20",
            "Current",
            "Copyright 2014 The Ostrow Tide"
        ]
    );
    assert_eq!(entities(first), [("Per Holm", EntityKind::Person), ("Holm & Sons", EntityKind::Organisation)]);
    assert!(notices(first, NoticeKind::Metadata)[0].message.contains("embargo"));
    assert_eq!(imported.drafts[1].as_ref().unwrap_err().kind(), "withdrawn");
    let plain = imported.drafts[2].as_ref().unwrap();
    assert_eq!(outline(plain), ["First paragraph of the tug.", "Second paragraph."]);
}

#[test]
fn the_published_newsml_example_is_whole() {
    let draft = read_one("newsml-g2", NEWSML);
    assert_eq!(
        values(&draft, ["title", "byline", "outlet", "published", "revised", "language"]),
        [
            "Fed to halt QE to avert \"bubble\"",
            "Meredith Jameson",
            "Acme News and Media LLC",
            "2016-11-21",
            "2018-11-21",
            "en-US"
        ]
    );
    let paragraphs = outline(&draft);
    assert_eq!(paragraphs.len(), 2);
    assert!(paragraphs[0].starts_with("(New York, NY - October 21) Et, sent luptat luptat, commy Nim"));
    assert_eq!(draft.article.head.source.as_ref().unwrap().guessed, ["outlet"]);
}

#[test]
fn ninjs_1_gives_its_body_several_times_and_it_is_taken_once() {
    let draft = read_one("ninjs", NINJS_1.as_bytes());
    assert_eq!(
        outline(&draft),
        [
            "Ships have paid dues twice in Ostrow since May.",
            "# The captains",
            "Captain Ek waits, as the Tide wrote & said."
        ]
    );
    assert_eq!(
        values(&draft, ["title", "subtitle", "byline", "outlet", "published", "revised"]),
        ["Dues rise in the harbour", "", "Lena Ek", "The Ostrow Tide", "2014-05-19", "2014-05-20"]
    );
    assert_eq!(entities(&draft).len(), 3);
    assert_eq!(draft.article.entities[1].wikidata.as_deref(), Some("Q77"));
    assert_eq!(notices(&draft, NoticeKind::Count).len(), 1);
}

#[test]
fn a_package_of_ninjs_2_gives_its_texts() {
    let imported = read("ninjs", NINJS_2);
    assert_eq!(imported.drafts.len(), 3);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(values(first, ["title", "subtitle"]), ["Dues rise in the harbour", "Nobody says why."]);
    assert_eq!(outline(first), ["Ships pay twice.", "- A ferry"]);
    assert_eq!(imported.drafts[1].as_ref().unwrap_err().kind(), "withdrawn");
    assert_eq!(imported.drafts[2].as_ref().unwrap_err().kind(), "no-article");
}

#[test]
fn ninjs_3_holds_nitf_in_a_string_and_its_dates_differ() {
    let draft = read_one("ninjs", NINJS_3);
    assert_eq!(field(&draft, "published"), "2008-02-19");
    assert!(notices(&draft, NoticeKind::Guess)[0].message.contains("2023-10-08"));
    assert_eq!(values(&draft, ["byline", "outlet"]), ["Trond Husø, The Anti-Doping Database", "DopingWatch"]);
    let paragraphs = outline(&draft);
    assert!(paragraphs[0].starts_with("The Australian Sports Anti-Doping Authority"), "{paragraphs:?}");
    assert!(field(&draft, "subtitle").is_empty(), "the description is the first paragraph once more");
}

#[test]
fn lists_and_lines_are_read_and_a_bad_line_affects_no_other() {
    let one: serde_json::Value = serde_json::from_str(NINJS_1).unwrap();
    let list = format!("[{one},{one}]");
    assert_eq!(read("ninjs", list.as_bytes()).drafts.len(), 2);
    let lines = format!("{one}\n{{\"bad\": \n{one}\n");
    let drafts = read("ninjs", lines.as_bytes()).drafts;
    assert_eq!(drafts.len(), 3);
    assert_eq!(drafts[1].as_ref().unwrap_err().line(), Some(2));
}

#[test]
fn broken_wires_are_refused_with_their_line() {
    let cut = &NINJS_1[..200];
    let error = refused_as("ninjs", cut.as_bytes());
    assert_eq!((error.kind(), error.line()), ("malformed", Some(cut.lines().count())));
    let cut = &NITF[..900];
    let error = refused_as("nitf", cut);
    let lines = cut.split(|byte| *byte == b'\n').count();
    assert_eq!((error.kind(), error.line()), ("malformed", Some(lines)));
    let error = refused_as("newsml-g2", b"<newsMessage/>");
    assert_eq!(error.kind(), "no-article");
}
