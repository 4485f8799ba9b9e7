//! Any DOCX and any RTF.

use nutgraf::import::input::Input;

use crate::reading::{field, outline, read, read_one, refused_as, try_import, values};
use crate::word_builder::{WordBuilder, archive};

const STYLES: &str = "<w:styles xmlns:w=\"x\">\
    <w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:styleId=\"Untertitel\"><w:name w:val=\"Subtitle\"/></w:style>\
    <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:styleId=\"Eigene\"><w:name w:val=\"Eigene\"/><w:basedOn w:val=\"berschrift1\"/></w:style>\
    <w:style w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:styleId=\"Beschriftung\"><w:name w:val=\"caption\"/></w:style>\
    <w:style w:styleId=\"Kreis\"><w:basedOn w:val=\"Kreis\"/></w:style></w:styles>";

#[test]
fn styles_say_what_a_paragraph_is_whatever_the_language_of_their_ids() {
    let document = WordBuilder::new()
        .styled("Titel", "Dues rise in the harbour")
        .styled("Untertitel", "Ships pay twice")
        .text("Ships have paid dues twice.")
        .styled("berschrift1", "The captains")
        .text("Captain Ek waits.")
        .styled("Zitat", "Nobody pays twice.")
        .styled("Beschriftung", "The harbour at noon.")
        .styled("Eigene", "The end")
        .styled("Kreis", "It left.")
        .build_with(&[("word/styles.xml", STYLES)]);
    let draft = read_one("docx", &document);
    assert_eq!(values(&draft, ["title", "subtitle"]), ["Dues rise in the harbour", "Ships pay twice"]);
    assert_eq!(
        outline(&draft),
        [
            "Ships have paid dues twice.",
            "# The captains",
            "Captain Ek waits.",
            "> Nobody pays twice.",
            "[The harbour at noon.]",
            "# The end",
            "It left."
        ]
    );
}

#[test]
fn lists_tables_links_and_text_boxes_are_kept_and_deleted_text_is_not() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let document = WordBuilder::new()
        .bold("Dues rise")
        .linked("See ", "the table", " of dues.", "https://tide.example/dues")
        .xml("<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>A ferry</w:t></w:r></w:p>")
        .xml(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("Holm II"), cell("44.4")))
        .xml("<w:p><w:r><w:t>It sa</w:t></w:r><w:del><w:r><w:delText>n</w:delText></w:r></w:del><w:ins><w:r><w:t>iled</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> away</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:noBreakHyphen/><w:t>on.</w:t></w:r></w:p>")
        .xml("<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Beside it.</w:t></w:r></w:p>")
        .xml("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://tide.example/2\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>The Tide</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> wrote.</w:t></w:r></w:p>")
        .build_with(&[("word/footnotes.xml", "<w:footnotes xmlns:w=\"x\"><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>")]);
    let imported = read("docx", &document);
    let draft = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(draft),
        [
            "See the table of dues.",
            "- A ferry",
            "Holm II 44.4",
            "It sailed-on.",
            "A box.",
            "Beside it.",
            "The Tide wrote."
        ]
    );
    let links: Vec<_> = draft.article.paragraphs().flat_map(|paragraph| &paragraph.links).collect();
    assert_eq!(links.iter().map(|link| link.words.as_str()).collect::<Vec<_>>(), ["the table", "The Tide"]);
    assert_eq!(imported.notices[0].dropped.as_deref(), Some("A note."));
    assert_eq!(draft.article.head.source.as_ref().unwrap().guessed[0], "title");
}

#[test]
fn damaged_archives_are_refused_with_the_part_and_its_line() {
    let whole = WordBuilder::new().text("A tug.").text("It left.").build();
    let error = refused_as("docx", &whole[..whole.len() / 2]).to_string();
    assert!(error.contains("the archive"), "{error}");
    let broken = archive(&[("word/document.xml", "<w:document>\n<w:body>\n<w:p></w:body>")]);
    let error = refused_as("docx", &broken).to_string();
    assert!(error.contains("word/document.xml inside it: line 3"), "{error}");
    let nothing = archive(&[("readme.txt", "hello")]);
    assert_eq!(try_import(&Input::new(&nothing)).unwrap_err().kind(), "unreadable");
    let empty = WordBuilder::new().text(" ").build();
    assert_eq!(refused_as("docx", &empty).kind(), "no-article");
}

#[test]
fn bombs_in_an_archive_are_refused_in_bounded_memory() {
    let zeros = " ".repeat(66 * 1024 * 1024);
    let bomb = archive(&[("word/document.xml", zeros.as_str())]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(refused_as("docx", &bomb).kind(), "too-large");
    let deep = WordBuilder::new().xml(&"<w:sdt>".repeat(20_000)).build();
    assert_eq!(refused_as("docx", &deep).kind(), "too-large");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n<w:document><w:p><w:t>&b;</w:t></w:p></w:document>";
    let error = refused_as("docx", &archive(&[("word/document.xml", laughs)])).to_string();
    assert!(error.contains("defines entities of its own"), "{error}");
}

#[test]
fn rtf_has_styles_code_pages_surrogates_tables_and_fields() {
    let text = "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Gothic;}}\
        {\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 Title;}}{\\info{\\author Lena Ek}{\\title Secret}}{\\header Page 1\\par}\
        \\pard\\s2 Dues rise\\par\\pard\\s0 Gr\\'f6\\'dfe: \\f1\\'cc\\'ee\\'f0\\'e5\\f0  and \\f2\\'8a\\'43\\f0  \\u-10179?\\u-8704?.\\par\
        \\pard\\s1 The captains\\par\\pard\\s0 See {\\field{\\*\\fldinst HYPERLINK \"https://tide.example/dues\"}{\\fldrslt the table}} of\\~dues{\\v hidden}{\\footnote A note.}.\\par\
        {\\listtext 1.\\tab}A ferry\\par \\trowd\\intbl Holm II\\cell 44.4\\cell\\row\\pard {\\pict 89504e47}{\\*\\unknown x}{\\*\\bin3 {{{}End{\\b0}.\\par}";
    let draft = read_one("rtf", text.as_bytes());
    assert_eq!(field(&draft, "title"), "Dues rise");
    assert_eq!(
        outline(&draft),
        [
            "Größe: Море and 海 \u{1f600}.",
            "# The captains",
            "See the table of dues.",
            "- A ferry",
            "Holm II 44.4",
            "End."
        ]
    );
    assert_eq!(draft.article.paragraphs().nth(1).unwrap().links[0].words, "the table");
}

#[test]
fn damaged_rtf_is_read_as_far_as_it_goes() {
    for text in ["{\\rtf1 A tug.\\par It left", "{\\rtf1 A tug.}}}}\\par It left", "{\\rtf1 A tug.\\par It left\\'z"] {
        let draft = read_one("rtf", text.as_bytes());
        assert!(outline(&draft).last().unwrap().starts_with("It left"), "{text}");
    }
    let deep = format!("{{\\rtf1 {}A tug.\\par It left.", "{".repeat(200_000));
    assert_eq!(outline(&read_one("rtf", deep.as_bytes())).last().unwrap(), "It left.");
    assert_eq!(refused_as("rtf", b"{\\rtf1 }").kind(), "no-article");
    assert_eq!(refused_as("rtf", b"Text").kind(), "malformed");
}
