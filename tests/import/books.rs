//! EPUB: books and periodicals.

use crate::reading::{field, outline, read, read_one, refused_as, source_id, values};
use crate::word_builder::archive;

const CONTAINER: (&str, &str) = (
    "META-INF/container.xml",
    "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
);

fn package(further: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><package xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:opf=\"http://www.idpf.org/2007/opf\"><metadata>\
         <dc:title>The Ostrow Tide [Mon, 19 May 2014]</dc:title><dc:creator opf:role=\"aut\">Lena Ek</dc:creator><dc:creator>Per Holm</dc:creator>\
         <dc:creator opf:role=\"ill\">A Painter</dc:creator><dc:publisher>Tide Press</dc:publisher><dc:date>2014-05-19</dc:date><dc:language>en</dc:language>\
         <dc:identifier>urn:uuid:7</dc:identifier><dc:rights>Copyright 2014 Tide Press</dc:rights>{further}</metadata>\
         <manifest><item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"b\" href=\"text/second%20part.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"a\" href=\"text/../text/one.xhtml\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"n\" href=\"notes.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"c\" href=\"c.css\" media-type=\"text/css\"/></manifest>\
         <spine><itemref idref=\"nav\"/><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"n\" linear=\"no\"/><itemref idref=\"c\"/></spine></package>"
    )
}

const ONE: &str = "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/><script src=\"x.js\"/></head>\
    <body><a id=\"top\"/><h1>Dues rise</h1><p>Ships pay&nbsp;twice, <i>says</i> <a href=\"https://tide.example/dues\">the port</a>.</p><blockquote><p>Never.</p></blockquote></body></html>";
/// Not well-formed, like many books.
const TWO: &str = "<html><body><h1>A tug</h1><p>The tug <b>pays <i>nothing</b></i>.<br><p>It left.</body></html>";

fn book(further: &str) -> Vec<u8> {
    let package = package(further);
    archive(&[
        ("mimetype", "application/epub+zip"),
        CONTAINER,
        ("OEBPS/content.opf", package.as_str()),
        ("OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>"),
        ("OEBPS/text/one.xhtml", ONE),
        ("OEBPS/text/second part.xhtml", TWO),
        ("OEBPS/notes.xhtml", "<html><body><p>A note.</p></body></html>"),
    ])
}

#[test]
fn a_book_is_an_article_with_its_chapters_in_the_order_of_reading() {
    let draft = read_one("epub", &book(""));
    assert_eq!(
        outline(&draft),
        ["# Dues rise", "Ships pay twice, says the port.", "> Never.", "# A tug", "The tug pays nothing.", "It left."]
    );
    assert_eq!(
        values(&draft, ["title", "byline", "outlet", "published", "language", "rights"]),
        [
            "The Ostrow Tide [Mon, 19 May 2014]",
            "Lena Ek, Per Holm",
            "Tide Press",
            "2014-05-19",
            "en",
            "Copyright 2014 Tide Press"
        ]
    );
    assert_eq!(source_id(&draft), "urn:uuid:7");
    assert_eq!(draft.article.paragraphs().next().unwrap().links[0].words, "the port");
}

#[test]
fn a_periodical_is_many_articles_of_its_title() {
    let imported = read("epub", &book("<meta name=\"calibre:publication_type\" content=\"periodical:news:Tide\"/>"));
    let titles: Vec<_> = imported.drafts.iter().flatten().map(|draft| field(draft, "title")).collect();
    assert_eq!(titles, ["Dues rise", "A tug"]);
    let draft = imported.drafts[1].as_ref().unwrap();
    assert_eq!(values(draft, ["outlet", "published", "byline"]), ["The Ostrow Tide", "2014-05-19", ""]);
}

#[test]
fn damaged_and_locked_books_are_refused_with_the_part() {
    let error = refused_as("epub", &archive(&[CONTAINER])).to_string();
    assert!(error.contains("OEBPS/content.opf inside it: it is missing"), "{error}");
    let error = refused_as("epub", &archive(&[CONTAINER, ("OEBPS/content.opf", "<package>\n<metadata>")])).to_string();
    assert!(error.contains("OEBPS/content.opf inside it: line 2"), "{error}");
    let package = package("");
    let locked = "<encryption><CipherReference URI=\"OEBPS/text/one.xhtml\"/></encryption>";
    let parts = [
        CONTAINER,
        ("META-INF/encryption.xml", locked),
        ("OEBPS/content.opf", package.as_str()),
        ("OEBPS/text/one.xhtml", "\u{1}\u{2}"),
    ];
    let error = refused_as("epub", &archive(&parts)).to_string();
    assert!(error.contains("DRM"), "{error}");
    let empty = archive(&[CONTAINER, ("OEBPS/content.opf", package.as_str())]);
    assert_eq!(refused_as("epub", &empty).kind(), "no-article");
}
