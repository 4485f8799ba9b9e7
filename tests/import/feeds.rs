//! RSS and Atom.

use std::time::{Duration, Instant};

use nutgraf::import::notice::NoticeKind;

use crate::reading::{field, notices, outline, read, read_one, refused_as, source_id, values};

const RSS: &str = include_str!("samples/feed.rss.xml");
const ATOM: &[u8] = include_bytes!("samples/atom.xml");

#[test]
fn full_text_is_read_from_escaped_html_and_the_summary_is_not_repeated() {
    let imported = read("feed", RSS.as_bytes());
    assert_eq!(imported.drafts.len(), 3);
    let draft = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(draft),
        ["Ships have paid dues twice in Ostrow since May.", "# The captains", "- Captain Ek", "See the table."]
    );
    assert_eq!(
        values(draft, ["title", "subtitle", "byline", "outlet", "published", "language", "url", "rights"]),
        [
            "Dues rise in Holm & Sons’ harbour",
            "",
            "Lena Ek",
            "The Ostrow Tide",
            "2014-05-19",
            "en-GB",
            "https://tide.example/2014/dues",
            "Copyright 2014 The Ostrow Tide"
        ]
    );
    assert_eq!(source_id(draft), "tide-7");
    let link = &draft.article.paragraphs().last().unwrap().links[0];
    assert_eq!((link.words.as_str(), link.url.as_str()), ("the table", "https://tide.example/dues"));
}

#[test]
fn a_mere_summary_is_reported_and_an_entry_without_text_costs_only_itself() {
    let imported = read("feed", RSS.as_bytes());
    let summary = imported.drafts[1].as_ref().unwrap();
    assert_eq!(outline(summary), ["The tug pays nothing."]);
    assert_eq!(field(summary, "byline"), "");
    assert!(notices(summary, NoticeKind::Skipped)[0].message.contains("no more than a summary"));
    assert_eq!(imported.drafts[2].as_ref().unwrap_err().line(), Some(26));
}

#[test]
fn atom_has_html_xhtml_and_text_and_links_of_several_kinds() {
    let imported = read("feed", ATOM);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        values(first, ["title", "byline", "url"]),
        ["0.2.0", "markpritchard", "https://github.com/feed-rs/feed-rs/releases/tag/v0.2.0"]
    );
    assert_eq!(first.article.head.source.as_ref().unwrap().guessed[..2], ["outlet", "published"]);
    assert!(outline(first).contains(&"- migrate to Rust 2018 edition".to_owned()));
    let atom = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Tide</title><entry><title type='html'>A &amp;lt;tug&gt;</title>\
        <link rel='enclosure' href='https://tide.example/a.mp3'/><link href='https://tide.example/a'/><id>urn:1</id>\
        <published>2014-05-19T06:00:00Z</published><updated>2014-05-20T06:00:00Z</updated>\
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>The tug <em>pays</em>.</p><blockquote>Never.</blockquote></div></content></entry></feed>";
    let draft = read_one("feed", atom.as_bytes());
    assert_eq!(outline(&draft), ["The tug pays.", "> Never."]);
    assert_eq!(values(&draft, ["published", "revised", "url"]), ["2014-05-19", "2014-05-20", "https://tide.example/a"]);
}

#[test]
fn a_feed_that_is_not_well_formed_gives_what_comes_before() {
    let broken = RSS.replace("<title>No words</title>", "<title>No words");
    let imported = read("feed", broken.as_bytes());
    assert_eq!(imported.drafts.len(), 3);
    assert_eq!(imported.drafts[2].as_ref().unwrap_err().kind(), "malformed");
    assert_eq!(refused_as("feed", b"<rss><channel><title>x</title></channel></rss>").kind(), "no-article");
    let laughs =
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><rss><item>&b;</item></rss>";
    assert!(refused_as("feed", laughs.as_bytes()).to_string().contains("entities of its own"));
    let outside =
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><item>&a;</item></rss>";
    assert!(refused_as("feed", outside.as_bytes()).to_string().contains("entities of its own"));
}

#[test]
fn a_thousand_entries_take_seconds_at_most() {
    let entry = "<item><title>A tug</title><description>&lt;p&gt;The tug pays nothing.&lt;/p&gt;</description></item>";
    let feed = format!("<rss><channel><title>Tide</title>{}</channel></rss>", entry.repeat(1000));
    let start = Instant::now();
    assert_eq!(read("feed", feed.as_bytes()).drafts.len(), 1000);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}
