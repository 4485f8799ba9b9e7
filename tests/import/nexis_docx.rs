//! Nexis Uni: DOCX, and RTF delivered under the same name, with every trap of their format.

use nutgraf::import::notice::NoticeKind;

use crate::reading::{field, notices, outline, read, read_one, refused_as, source_id, values, written};
use crate::word_builder::WordBuilder;

fn cover(builder: WordBuilder, count: usize) -> WordBuilder {
    let mut builder = builder
        .label("User Name", "Lena Ek, University of Ostrow")
        .label("Job Number", "00000001")
        .bold(&format!("Documents ({count})"));
    for title in ["Dues rise in the harbour", "September 11, 2001", "Ein Schlepper", "Lost"] {
        builder = builder
            .linked("1.", title, "", "https://advance.lexis.example/api/document?id=urn:contentItem:1")
            .label("Client/Matter", "-None-")
            .label("Search Terms", "dues")
            .label("Narrowed by", "");
    }
    builder.section_break().text("")
}

fn end(builder: WordBuilder) -> WordBuilder {
    builder.text("").bold("\nEnd of Document").section_break().text("").section_break()
}

fn first(builder: WordBuilder, number: usize) -> WordBuilder {
    let address = "https://advance.lexis.example/api/document?collection=news&id=urn:contentItem:5WGN-9DM1-ABCD-0001-00000-00&context=1516831";
    let builder = builder
        .bookmarked(&format!("Bookmark_{number}"), "", false)
        .linked("", "Dues rise in the harbour; Ships pay twice ", "", address)
        .text("The Ostrow Tide (Ostrow)")
        .text("May 19, 2014 Monday 1:04 PM GMT")
        .text("Late Edition")
        .text("")
        .text("\nCopyright 2014 The Ostrow Tide. All Rights Reserved")
        .text("\n")
        .label("Section", "PORT; Version:3")
        .label("Length", "42 words")
        .label("Byline", "Lena Ek in Ostrow")
        .label("Highlight", "Nobody says why.")
        .bookmarked(&format!("Body_{}", number - 1), "Body", true)
        .text("")
        .text("Ships have paid dues twice in Ostrow since May, the harbour master said.")
        .runs(&[("Update: ", true), ("the port has answered, and “nobody pays twice”.", false)])
        .bold("What the captains want")
        .linked("See ", "the table of dues", " for 2014.", "https://tide.example/dues?accountid=77")
        .linked("And ", "our file", ".", "https://advance.lexis.example/document/?pdmfid=1516831")
        .runs(&[("Section: ", false), ("a word of the trade, not a label.", false)])
        .bold("Graphic")
        .text("The harbour at noon.")
        .bold("Classification")
        .text("")
        .label("Language", "ENGLISH")
        .runs(&[("\nSubject:", true), ("\u{a0}", false), ("DUES", true), (" (89%); HARBOURS (88%)", false)])
        .runs(&[("\nPerson:", true), ("\u{a0}LENA EK (79%)", false)])
        .runs(&[("\nLoad-Date:", true), ("\u{a0}May 20, 2014", false)]);
    end(builder)
}

fn delivery() -> WordBuilder {
    let builder = first(cover(WordBuilder::new(), 4), 1)
        .bookmarked("Bookmark_2", "", false)
        .bold("September 11, 2001")
        .text("The Ostrow Tide (Ostrow)")
        .text("March 6, 2014 Thursday")
        .text("Copyright 2014 The Ostrow Tide")
        .label("Length", "900 words")
        .bookmarked("Body_1", "Body", true)
        .text("That day no ship left the harbour.");
    let builder = end(builder)
        .bookmarked("Bookmark_3", "", false)
        .bold("Ein Schlepper")
        .text("Ostrower Blatt")
        .text("Samstag 12. April 2014")
        .label("Length", "5 Wörter")
        .label("Byline", "Von Anna Ek")
        .bold("Body")
        .text("Der Schlepper zahlt „nichts“, sagt der Hafen.")
        .bold("Classification")
        .label("Language", "GERMAN; DEUTSCH");
    let builder = end(builder)
        .bookmarked("Bookmark_4", "", false)
        .bold("Lost")
        .text("We are sorry but there is an error in this document and it is not possible to display it.");
    end(builder)
}

#[test]
fn every_article_behind_the_cover_is_found_and_the_count_is_the_covers() {
    let imported = read("nexis-docx", &delivery().build());
    assert_eq!((imported.drafts.len(), imported.stated_count), (4, Some(4)));
    let titles: Vec<_> = imported.drafts.iter().flatten().map(|draft| field(draft, "title")).collect();
    assert_eq!(titles, ["Dues rise in the harbour; Ships pay twice", "September 11, 2001", "Ein Schlepper"]);
    assert!(imported.drafts[3].as_ref().unwrap_err().to_string().contains("Nexis delivered an error"));
    let short = first(cover(WordBuilder::new(), 2), 1).build();
    let imported = read("nexis-docx", &short);
    assert_eq!((imported.drafts.len(), imported.stated_count), (1, Some(2)));
}

#[test]
fn the_text_ends_where_the_database_begins() {
    let imported = read("nexis-docx", &delivery().build());
    let article = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(article),
        [
            "Ships have paid dues twice in Ostrow since May, the harbour master said.",
            "Update: the port has answered, and “nobody pays twice”.",
            "# What the captains want",
            "See the table of dues for 2014.",
            "And our file.",
            "Section: a word of the trade, not a label.",
            "[The harbour at noon.]",
        ]
    );
    let links: Vec<_> = article.article.paragraphs().flat_map(|paragraph| &paragraph.links).collect();
    assert_eq!(links.len(), 1, "{links:?}");
    assert_eq!(links[0].url, "https://tide.example/dues");
}

#[test]
fn metadata_stand_in_the_head_in_the_labels_and_behind_the_title() {
    let imported = read("nexis-docx", &delivery().build());
    let keys = ["outlet", "published", "byline", "language", "rights", "subtitle"];
    let article = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        values(article, keys),
        [
            "The Ostrow Tide (Ostrow)",
            "2014-05-19",
            "Lena Ek in Ostrow",
            "en",
            "Copyright 2014 The Ostrow Tide. All Rights Reserved",
            "Nobody says why."
        ]
    );
    assert_eq!(source_id(article), "urn:contentItem:5WGN-9DM1-ABCD-0001-00000-00");
    let dated = imported.drafts[1].as_ref().unwrap();
    assert_eq!(field(dated, "published"), "2014-03-06");
    assert_eq!(notices(dated, NoticeKind::Count).len(), 1);
    let german = imported.drafts[2].as_ref().unwrap();
    assert_eq!(
        values(german, ["outlet", "published", "byline", "language"]),
        ["Ostrower Blatt", "2014-04-12", "Anna Ek", "de"]
    );
}

#[test]
fn one_article_comes_without_a_cover_and_perhaps_without_bookmarks() {
    let alone = read_one("nexis-docx", &first(WordBuilder::new(), 1).build());
    assert_eq!(field(&alone, "title"), "Dues rise in the harbour; Ships pay twice");
    let bare = WordBuilder::new()
        .bold("A tug")
        .text("The Ostrow Tide")
        .text("May 19, 2014 Monday")
        .label("Length", "4 words")
        .bold("Body")
        .text("The tug pays nothing.")
        .bold("End of Document");
    let bare = read_one("nexis-docx", &bare.build());
    assert_eq!(values(&bare, ["title", "outlet", "published"]), ["A tug", "The Ostrow Tide", "2014-05-19"]);
    assert_eq!(outline(&bare), ["The tug pays nothing."]);
}

#[test]
fn nothing_of_the_cover_or_the_account_reaches_a_draft() {
    for draft in read("nexis-docx", &delivery().build()).drafts.iter().flatten() {
        let yaml = written(draft);
        for private in ["University", "User Name", "1516831", "accountid", "advance.lexis", "00000001"] {
            assert!(!yaml.contains(private), "{private}: {yaml}");
        }
    }
}

#[test]
fn a_delivery_that_breaks_off_keeps_its_last_article_and_a_cover_alone_is_no_article() {
    let cut = WordBuilder::new()
        .bookmarked("Bookmark_1", "", false)
        .bold("A tug")
        .text("The Ostrow Tide")
        .bookmarked("Body_0", "Body", true)
        .text("The tug pays nothing, and its captain");
    assert_eq!(outline(&read_one("nexis-docx", &cut.build())), ["The tug pays nothing, and its captain"]);
    let cover = cover(WordBuilder::new(), 4).build();
    assert_eq!(refused_as("nexis-docx", &cover).kind(), "no-article");
}

/// The same format as RTF, delivered under the name of a DOCX.
fn rich_text() -> String {
    let article = |number: usize, title: &str, body: &str| {
        format!(
            "{{\\*\\bkmkstart Bookmark_{number}}}{{\\*\\bkmkend Bookmark_{number}}}\\pard {{\\b\\fs28 {title}}}\\par\n\
             The Ostrow Tide\\par\nMay 19, 2014 Monday\\par\n\\par\nCopyright 2014 The Ostrow Tide\\par\n\
             {{\\b Length:}}\\~4 words\\par\n{{\\b Byline:}}\\~Lena Ek\\par\n\
             {{\\*\\bkmkstart Body_{number}}}{{\\b Body}}\\par\n{body}\\par\n\
             {{\\b Classification}}\\par\n{{\\b Language:}}\\~ENGLISH\\par\n{{\\b End of Document}}\\par\\sect\n"
        )
    };
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}{{\\b Documents (2)}}\\par 1. A tug\\par \
         {{\\b Client/Matter:}} University of Ostrow\\par\\sect {}{}}}",
        article(1, "Dues rise", "Ships pay \\ldblquote twice\\rdblquote  in Ostr\\'f6w \\u8364? 5."),
        article(2, "A tug", "The tug pays nothing.\\par {\\b The end}\\par It left.")
    )
}

#[test]
fn rtf_under_the_name_of_a_docx_is_read_as_what_it_is() {
    let imported = read("nexis-docx", rich_text().as_bytes());
    assert_eq!((imported.drafts.len(), imported.stated_count), (2, Some(2)));
    let article = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        values(article, ["title", "outlet", "published", "byline", "language", "rights"]),
        ["Dues rise", "The Ostrow Tide", "2014-05-19", "Lena Ek", "en", "Copyright 2014 The Ostrow Tide"]
    );
    assert_eq!(outline(article), ["Ships pay “twice” in Oströw € 5."]);
    assert_eq!(outline(imported.drafts[1].as_ref().unwrap()), ["The tug pays nothing.", "# The end", "It left."]);
}
