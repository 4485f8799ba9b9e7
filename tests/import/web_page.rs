//! Saved web pages: real ones whose licences permit copies, and invented ones with the faults that extractors struggle
//! with.

use nutgraf::import::block::{Block, BlockKind};
use nutgraf::import::document::{Document, Field};
use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::{Draft, Options, html, import};
use nutgraf::model::article::ParagraphKind;

/// Three paragraphs, long enough for an article.
const TEXT: [&str; 3] = [
    "The port of Ostrow has charged every ship twice since May, say three captains who have paid, complained and been told to wait until the court has spoken.",
    "The port denies it, and its director says that nobody has ever paid anything twice, whatever three captains, their guild and the newspapers of the town may say about it.",
    "A court will hear the captains in June, when the season for ferries begins, the quays of Ostrow are crowded and the dues of a single day reach nine thousand crowns.",
];

fn paragraphs() -> String {
    TEXT.map(|text| format!("<p>{text}</p>")).concat()
}

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Dues rise | The Ostrow Post</title></head><body>{body}</body></html>"
    )
}

fn read(body: &str) -> Document {
    html::read(&page(body), Some("https://port.example/news/dues")).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn dropped(document: &Document) -> Vec<&str> {
    document.notices.iter().filter_map(|notice| notice.dropped.as_deref()).collect()
}

fn value(field: Option<&Field>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

fn imported(bytes: &[u8]) -> Draft {
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    import(&Input::new(bytes), &options).unwrap().drafts.remove(0).unwrap()
}

#[test]
fn a_german_page_comes_out_with_its_quotations_and_nothing_else() {
    let draft = imported(include_bytes!("samples/globalvoices-de.html"));
    let head = &draft.article.head;
    assert!(head.title.starts_with("Ein Jahr voller Proteste"), "{}", head.title);
    assert_eq!(head.byline.as_deref(), Some("Elisa Marvena"));
    assert_eq!(head.outlet.as_deref(), Some("Global Voices auf Deutsch"));
    assert_eq!((head.published.as_deref(), head.language.as_str()), (Some("2019-04-30"), "de"));
    let quotes: Vec<_> = draft.document.of_kind(BlockKind::Quote).collect();
    assert!(quotes.iter().any(|quote| quote.text.starts_with("A través de una transmisión")), "{quotes:#?}");
    assert!(quotes.iter().any(|quote| quote.text.starts_with("Ich sah, wie eine Freundin")), "{quotes:#?}");
    let headings: Vec<_> = draft.document.of_kind(BlockKind::Heading).map(|block| block.text.as_str()).collect();
    assert_eq!(headings, ["Nicht nur ein neuer Präsident – ein neuer Anfang"]);
    assert!(!texts(&draft.document).iter().any(|text| text.contains("Teile das") || text.starts_with("Mehr lesen")));
    assert!(draft.article.paragraphs().any(|paragraph| !paragraph.links.is_empty()));
}

#[test]
fn two_paragraphs_are_found_in_a_page_of_navigation() {
    let draft = imported(include_bytes!("samples/strafprozess-de.html"));
    assert_eq!(texts(&draft.document).len(), 2, "{:#?}", draft.document.blocks);
    let head = &draft.article.head;
    assert_eq!((head.title.as_str(), head.byline.as_deref()), ("Rasende Polizisten", Some("kj")));
    assert_eq!(head.url.as_deref(), Some("https://www.strafprozess.ch/rasende-polizisten/"));
}

#[test]
fn every_heading_of_a_long_page_begins_a_section() {
    let draft = imported(include_bytes!("samples/v8-headings.html"));
    let headings: Vec<_> = draft.article.sections.iter().filter_map(|section| section.heading.as_deref()).collect();
    assert_eq!(headings.len(), 9, "{headings:#?}");
    assert_eq!(headings[0], "Using standalone mode in Emscripten");
    assert_eq!(draft.article.head.title, "Outside the web: standalone WebAssembly binaries using Emscripten");
    let lists = draft.article.paragraphs().filter(|paragraph| paragraph.kind == Some(ParagraphKind::List)).count();
    assert_eq!(lists, 11);
}

#[test]
fn a_page_saved_as_one_mail_is_read_and_its_date_is_the_day_of_saving() {
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    let bytes = include_bytes!("samples/example-blink.mhtml");
    let imported = import(&Input::new(bytes), &options).unwrap();
    assert_eq!(imported.format, "mhtml");
    let head = &imported.drafts[0].as_ref().unwrap().article.head;
    assert_eq!(head.title, "Example Domain");
    assert_eq!((head.retrieved.as_deref(), head.published.as_deref()), (Some("2018-12-17"), None));
    assert_eq!(head.url.as_deref(), Some("http://example.com/"));
}

#[test]
fn two_containers_of_one_article_are_one_article() {
    let [one, two, three] = TEXT;
    let body = format!(
        "<main><h1>Dues rise</h1><div class=story-part><p>{one}</p><p>{two}</p></div><div class=ad-slot>Advertisement</div>\
         <div class=story-part><p>{three}</p><p>{one} Again.</p></div></main>"
    );
    let document = read(&body);
    assert_eq!(texts(&document).len(), 4, "{:#?}", document.blocks);
    assert_eq!(document.blocks[2].text, three);
}

#[test]
fn a_paragraph_that_is_one_link_stays_and_keeps_its_address() {
    let document = read(&format!(
        "<article><h1>Dues rise</h1>{}<p><a href=/ruling>The ruling of the court is public.</a></p><p>Nobody has read it.</p></article>",
        paragraphs()
    ));
    let linked = document.blocks.iter().find(|block| block.text.starts_with("The ruling")).unwrap();
    assert_eq!(linked.links[0].url, "https://port.example/ruling");
    assert_eq!(linked.links[0].words, "The ruling of the court is public.");
}

#[test]
fn captions_lists_and_quotations_have_their_kinds() {
    let body = format!(
        "<article><h1>Dues rise</h1><figure><img src=a.jpg><figcaption>The quays in May</figcaption></figure>{}\
         <div class=wp-caption><img src=b.jpg><p class=wp-caption-text>A ferry leaves</p></div>\
         <h2>Who pays</h2><ul><li>Ferries of the state</li><li>Barges with coal</li></ul>\
         <h3>And who does not</h3><blockquote><p>Nobody pays twice.</p></blockquote><h4>The end</h4>{}</article>",
        paragraphs(),
        paragraphs().replace("The port", "Each port"),
    );
    let document = read(&body);
    let of = |kind| document.of_kind(kind).map(|block: &Block| block.text.as_str()).collect::<Vec<_>>();
    assert_eq!(of(BlockKind::Caption), ["The quays in May", "A ferry leaves"]);
    assert_eq!(of(BlockKind::List), ["Ferries of the state", "Barges with coal"]);
    assert_eq!(of(BlockKind::Quote), ["Nobody pays twice."]);
    assert_eq!(of(BlockKind::Heading), ["Who pays", "And who does not", "The end"]);
}

#[test]
fn a_lead_marked_as_a_heading_is_the_subtitle_or_a_paragraph() {
    let lead = "Captains of three ferries say that the port of Ostrow has taken their money twice, and the port says that it has not.";
    let in_header =
        read(&format!("<article><header><h1>Dues rise</h1><h2>{lead}</h2></header>{}</article>", paragraphs()));
    assert_eq!(value(in_header.metadata.subtitle.as_ref()), Some(lead));
    assert_eq!(texts(&in_header), TEXT);
    let in_text = read(&format!(
        "<article><h1>Dues rise</h1><div>{}<h2>{lead}</h2>{}</div></article>",
        paragraphs(),
        paragraphs()
    ));
    let found = in_text.blocks.iter().find(|block| block.text == lead).unwrap();
    assert_eq!(found.kind, BlockKind::Paragraph);
}

#[test]
fn italic_paragraphs_stay() {
    let document = read(&format!(
        "<article><h1>Dues rise</h1>{}<p><em>This text was first read out at the guild’s dinner.</em></p></article>",
        paragraphs()
    ));
    assert_eq!(document.blocks.last().unwrap().text, "This text was first read out at the guild’s dinner.");
}

#[test]
fn author_and_date_beside_each_other_are_distinguished() {
    let document = read(&format!(
        "<article><h1>Dues rise</h1><p class=meta-line><time>3 May 2020</time><span class=byline>By Ana Holm</span></p>{}</article>",
        paragraphs()
    ));
    assert_eq!(value(document.metadata.byline.as_ref()), Some("Ana Holm"));
    assert_eq!(value(document.metadata.published.as_ref()), Some("2020-05-03"));
    assert_eq!(texts(&document), TEXT);
}

#[test]
fn text_around_an_article_is_left_out_and_removed_text_inside_is_reported() {
    let body = format!(
        "<nav><a href=/>Home</a><a href=/ports>Ports</a></nav><article><h1>Dues rise</h1><div class=share-buttons>Share on Twitter</div><p>{}</p>\
         <div class=newsletter-signup><p>Get the news of Ostrow every morning, before the ferries leave.</p></div><p>{}</p>\
         <p>Read more: <a href=/2>Ferries are late</a></p><p>{}</p></article>\
         <section id=comments><p>I have paid three times, and I shall pay a fourth time if this goes on.</p></section><footer>© 2020 The Ostrow Post</footer>",
        TEXT[0], TEXT[1], TEXT[2]
    );
    let document = read(&body);
    assert_eq!(texts(&document), TEXT);
    let dropped = dropped(&document);
    assert!(dropped.iter().any(|words| words.starts_with("Get the news of Ostrow")), "{dropped:#?}");
    assert!(dropped.contains(&"Read more: Ferries are late"), "{dropped:#?}");
    assert!(!dropped.iter().any(|words| words.contains("paid three times")), "{dropped:#?}");
}

#[test]
fn a_copy_of_an_archive_keeps_both_addresses_and_links_to_the_pages_themselves() {
    let html = page(&format!(
        "<script src='https://web-static.archive.org/_static/js/bundle.js'></script><script>__wm.wombat(\"https://port.example/news/dues\",\"20200503101112\",\"https://web.archive.org/\",\"web\",\"/_static/\",\"1\");</script>\
         <article><h1>Dues rise</h1>{}<p>The <a href='https://web.archive.org/web/20200503101112/https://court.example/ruling'>ruling</a> is public.</p></article>",
        paragraphs()
    ));
    let document = html::read(&html, None).unwrap();
    assert_eq!(value(document.metadata.url.as_ref()), Some("https://port.example/news/dues"));
    assert_eq!(
        value(document.metadata.archived.as_ref()),
        Some("https://web.archive.org/web/20200503101112/https://port.example/news/dues")
    );
    assert_eq!(document.blocks.last().unwrap().links[0].url, "https://court.example/ruling");
}

#[test]
fn an_amp_page_is_read_and_named_by_its_canonical_address() {
    let html = format!(
        "<!doctype html><html amp lang=en><head><title>Dues rise</title><link rel=canonical href=https://port.example/news/dues></head><body>\
         <amp-sidebar id=menu><ul><li>Home</li></ul></amp-sidebar><article><h1>Dues rise</h1><amp-img src=a.jpg></amp-img>{}\
         <amp-ad width=300>Buy a ferry</amp-ad><amp-consent><p>We value your privacy, and so do our 800 partners.</p></amp-consent></article></body></html>",
        paragraphs()
    );
    let document = html::read(&html, None).unwrap();
    assert_eq!(texts(&document), TEXT);
    assert_eq!(value(document.metadata.url.as_ref()), Some("https://port.example/news/dues"));
}

#[test]
fn the_beginning_of_an_article_behind_a_paywall_is_refused() {
    let stub = |is_free: &str, body: String| {
        let json = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Dues rise\",\"isAccessibleForFree\":{is_free}}}</script>"
        );
        html::read(&page(&format!("{json}<article><h1>Dues rise</h1>{body}</article>")), None)
    };
    let beginning = stub("false", format!("<p>{}</p>", TEXT[0]));
    assert!(
        matches!(&beginning, Err(ImportError::Paywall { beginning }) if texts(beginning) == [TEXT[0]]),
        "{beginning:?}"
    );
    assert!(stub("\"False\"", format!("<p>{}</p>", TEXT[0])).is_err());
    assert!(stub("true", format!("<p>{}</p>", TEXT[0])).is_ok());
    let whole: String = (0..4).map(|_| paragraphs()).collect();
    assert!(stub("false", whole).is_ok());
}

#[test]
fn a_page_with_its_text_only_in_the_metadata_is_read_from_there() {
    let body = [TEXT[0], TEXT[1], TEXT[2], TEXT[0], TEXT[1]].join("\\n\\n");
    let html = page(&format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Dues rise\",\"articleBody\":\"{body}\"}}</script><div id=app></div>"
    ));
    let document = html::read(&html, None).unwrap();
    assert_eq!(document.blocks.len(), 5);
    assert!(document.notices.iter().any(|notice| notice.message.contains("metadata")), "{:?}", document.notices);
}

#[test]
fn a_page_without_an_article_is_refused() {
    for body in
        ["", "<img src=a.jpg>", "<script>var text = 'The port of Ostrow';</script>", "<nav><a href=/>Home</a></nav>"]
    {
        assert!(matches!(html::read(&page(body), None), Err(ImportError::NoArticle { .. })), "{body}");
    }
}

#[test]
fn a_lying_declaration_of_the_encoding_is_seen_through() {
    let html = page(&format!("<article><h1>Größe</h1><p>Die Häfen: {}</p></article>", TEXT[0]));
    let lying = html.replace("<head>", "<head><meta charset=iso-8859-1>");
    let draft = imported(lying.as_bytes());
    assert!(draft.document.blocks[0].text.starts_with("Die Häfen"));
    let latin: Vec<u8> = lying.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    assert!(imported(&latin).document.blocks[0].text.starts_with("Die Häfen"));
}
