//! Nexis, HTML: every trap of its format.

use nutgraf::import::notice::NoticeKind;

use crate::reading::{field, notices, outline, read, refused_as, values, written};

const EXPORT: &[u8] = include_bytes!("samples/nexis.html");

#[test]
fn every_article_is_found_from_the_first_on_and_an_error_costs_only_itself() {
    let imported = read("nexis-html", EXPORT);
    assert_eq!((imported.drafts.len(), imported.stated_count), (5, Some(6)));
    let titles: Vec<_> = imported.drafts.iter().flatten().map(|draft| field(draft, "title")).collect();
    assert_eq!(
        titles,
        ["Dues rise in the harbour; Ships pay twice", "September 11, 2001", "Gebühren für Größe", "Ship Dues"]
    );
    let error = imported.drafts[2].as_ref().unwrap_err();
    assert!(error.to_string().contains("Nexis delivered an error"), "{error}");
    assert_eq!(error.line(), Some(97));
}

#[test]
fn text_of_an_article_is_whole() {
    let imported = read("nexis-html", EXPORT);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(first),
        [
            "Ships have paid dues twice in Ostrow since May, the harbour master said on Monday.",
            "\"Nobody pays twice,\" the port answered. It named three cases:",
            "The first was a ferry.",
            "The second and the third were tugs.",
            "# What the captains want",
            "LENGTH: this is how a captain labels a mooring, and it is text.",
            "Captain Ek wants her money back.",
            "[PHOTO: The harbour at noon.]",
        ]
    );
    let table = imported.drafts[4].as_ref().unwrap();
    assert_eq!(outline(table), ["Ship Dues", "Holm II 44.4"]);
}

#[test]
fn metadata_come_from_the_head_and_the_labels() {
    let imported = read("nexis-html", EXPORT);
    let keys = ["outlet", "published", "byline", "language", "rights"];
    assert_eq!(
        values(imported.drafts[0].as_ref().unwrap(), keys),
        [
            "The Ostrow Tide",
            "2014-05-19",
            "LENA EK and PER HOLM",
            "en",
            "Copyright 2014 The Ostrow Tide All Rights Reserved"
        ]
    );
    assert_eq!(
        values(imported.drafts[3].as_ref().unwrap(), keys),
        ["Ostrower Blatt", "2014-04-12", "Anna Ek", "de", "Copyright 2014 Ostrower Verlag"]
    );
}

#[test]
fn a_correction_is_kept_with_its_date() {
    let imported = read("nexis-html", EXPORT);
    let corrected = imported.drafts[1].as_ref().unwrap();
    assert_eq!(values(corrected, ["published", "revised"]), ["2014-03-06", "2014-03-08"]);
    assert_eq!(
        outline(corrected),
        ["That day no ship left the harbour.", "# CORRECTION", "One ship did leave: the mail boat."]
    );
}

#[test]
fn a_count_of_words_that_is_far_off_is_reported() {
    let imported = read("nexis-html", EXPORT);
    let count = |number: usize| notices(imported.drafts[number].as_ref().unwrap(), NoticeKind::Count).len();
    assert_eq!((count(0), count(1)), (0, 1));
}

#[test]
fn nothing_of_the_request_or_the_proxy_reaches_a_draft() {
    for draft in read("nexis-html", EXPORT).drafts.iter().flatten() {
        let yaml = written(draft).to_lowercase();
        for private in ["university", "ezproxy", "request", "send to"] {
            assert!(!yaml.contains(private), "{private}: {yaml}");
        }
    }
}

#[test]
fn a_request_page_without_articles_is_no_article() {
    let page = "<html><!-- LXNComment 1:2 --><p>Download Request: Selected Items: 1-5</p></html>";
    assert_eq!(refused_as("nexis-html", page.as_bytes()).kind(), "no-article");
}
