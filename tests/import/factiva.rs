//! Factiva, HTML and XML: every trap of their formats.

use nutgraf::import::notice::NoticeKind;

use crate::reading::{field, notices, outline, read, read_one, refused_as, source_id, values, written};

const TABLES: &[u8] = include_bytes!("samples/factiva.html");
const UNLABELLED: &[u8] = include_bytes!("samples/factiva-unlabelled.html");
const XML: &str = include_str!("samples/factiva.xml");

#[test]
fn the_text_is_the_lead_and_what_follows_it() {
    let imported = read("factiva-html", TABLES);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(first),
        [
            "Les navires paient deux fois à Ostrow, « depuis mai ».",
            "Le port le nie.",
            "La capitaine Ek veut son argent.",
            "Elle attend."
        ]
    );
    assert_eq!(
        values(first, ["title", "outlet", "published", "byline", "language", "rights"]),
        ["Les droits du port montent", "La Marée d'Ostrow", "2011-12-29", "Léa Roy", "fr", "(c) La Marée."]
    );
    assert_eq!(source_id(first), "MAREE00020111229e7ct0001r");
    assert!(!written(first).contains("gcat"), "codes of subjects are no text");
}

#[test]
fn an_article_without_text_costs_only_itself() {
    let imported = read("factiva-html", TABLES);
    assert_eq!(imported.drafts.len(), 3);
    let error = imported.drafts[1].as_ref().unwrap_err();
    assert!(error.to_string().contains("“Sans texte” has no text"), "{error}");
    assert_eq!(field(imported.drafts[2].as_ref().unwrap(), "title"), "Le port en bref");
}

#[test]
fn a_lying_charset_a_count_far_off_and_an_ambiguous_date_are_reported() {
    let imported = read("factiva-html", TABLES);
    assert!(imported.notices.iter().any(|notice| notice.kind == NoticeKind::Encoding), "{:?}", imported.notices);
    let first = imported.drafts[0].as_ref().unwrap();
    assert!(notices(first, NoticeKind::Count)[0].message.contains("1295 words"));
    let last = imported.drafts[2].as_ref().unwrap();
    assert_eq!(field(last, "published"), "");
    assert!(notices(last, NoticeKind::Guess)[0].message.contains("11/10/2011"));
}

#[test]
fn values_without_labels_are_recognised_by_their_form() {
    let draft = read_one("factiva-html", UNLABELLED);
    assert_eq!(
        values(&draft, ["title", "outlet", "published", "byline", "language", "rights"]),
        [
            "Dues rise in the harbour",
            "The Ostrow Tide",
            "2014-05-19",
            "Lena Ek",
            "en",
            "Copyright 2014. The Ostrow Tide. All rights reserved."
        ]
    );
    assert_eq!(outline(&draft), ["Ships have paid dues twice since May.", "On 3 May 2014 the port denied it."]);
    assert_eq!(source_id(&draft), "TIDE000020140519ea5j0001p");
}

#[test]
fn highlights_are_inside_words_of_xml() {
    let imported = read("factiva-xml", XML.as_bytes());
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        values(first, ["title", "byline", "published", "language"]),
        ["Dues rise in the harbour", "Lena Ek and Per Holm", "2014-05-19", "en"]
    );
    assert_eq!(
        outline(first),
        [
            "Ships have paid dues twice in Ostrow since May, the Ek & Holm line said.",
            "The port denied it.",
            "It will answer tomorrow."
        ]
    );
    assert_eq!(notices(first, NoticeKind::Count).len(), 1);
}

#[test]
fn counts_that_do_not_match_are_seen_and_empty_articles_skipped() {
    let imported = read("factiva-xml", XML.as_bytes());
    assert_eq!((imported.drafts.len(), imported.stated_count), (3, Some(4)));
    assert_eq!(imported.drafts[1].as_ref().unwrap_err().line(), Some(37));
    assert_eq!(field(imported.drafts[2].as_ref().unwrap(), "title"), "Un bac au port");
}

#[test]
fn a_file_that_breaks_off_gives_the_articles_before_and_an_error_with_its_line() {
    let cut = &XML[..XML.find("Un bac au port").unwrap()];
    let imported = read("factiva-xml", cut.as_bytes());
    assert_eq!(imported.drafts.len(), 3);
    assert!(imported.drafts[0].is_ok());
    let error = imported.drafts[2].as_ref().unwrap_err();
    assert_eq!((error.kind(), error.line()), ("malformed", Some(47)));
}

#[test]
fn a_page_without_articles_is_named_as_that() {
    let page = "<html><head><title>Factiva</title></head><body><p>No results</p></body></html>";
    assert!(refused_as("factiva-html", page.as_bytes()).to_string().contains("a page of Factiva without articles"));
}
