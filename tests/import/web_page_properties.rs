//! Properties of every page: it is imported or refused, and no word of its text is lost without a report.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use nutgraf::import::html;
use proptest::prelude::*;

/// Pieces of markup that trip parsers and extractors.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class=caption>",
    "<div class='share social'>",
    "<article>",
    "</article>",
    "<main>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<ul>",
    "<li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<blockquote class=twitter-tweet>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<a href=/x>",
    "<a href='https://other.example/y'>",
    "</a>",
    "<b>",
    "</b>",
    "<i>",
    "<font color=red>",
    "<br>",
    "<br><br>",
    "<hr>",
    "<img src=a.jpg>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<script>",
    "</script>",
    "<style>",
    "<noscript>",
    "<template>",
    "<svg>",
    "<math>",
    "<iframe>",
    "<header>",
    "</header>",
    "<footer>",
    "<aside>",
    "<form>",
    "<select>",
    "<option>",
    "<textarea>",
    "<title>",
    "<head>",
    "<body>",
    "<html lang=x>",
    "<frameset>",
    "<plaintext>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<!DOCTYPE html>",
    "&nbsp;",
    "&#0;",
    "&amp;",
    "\0",
    "\u{feff}",
    "<p hidden>",
    "<time datetime=2020-05-03>",
    "</time>",
    "<meta name=author content=Ana>",
    "<base href=//x>",
    "<q>",
    "</q>",
    "<sub>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Dues\"}</script>",
    "<html",
    "<p class=\"",
    "'>",
];

fn pieces() -> impl Strategy<Value = String> {
    let words = "[A-Za-zäéß港.,: ]{0,60}";
    let sentence = Just(
        "The port of Ostrow has charged every ship twice since May, say three captains who have paid. ".to_owned(),
    );
    let markup = proptest::sample::select(MARKUP).prop_map(str::to_owned);
    let piece = prop_oneof![3 => markup, 1 => words, 1 => sentence];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_page_makes_it_panic(page in pieces(), address in proptest::option::of("(https?://)?[a-z./?#]{0,30}")) {
        let _ = html::read(&page, address.as_deref());
        let _ = html::blocks_of_fragment(&page);
    }

    #[test]
    fn no_text_makes_it_panic(page in ".{0,400}") {
        let _ = html::read(&page, None);
    }

    #[test]
    fn a_fragment_keeps_every_word_and_links_stand_in_their_text(
        parts in proptest::collection::vec((proptest::sample::select(&["p", "div", "li", "h2", "blockquote", "td", "b", "span", "a href=https://port.example/x"][..]), "[a-z]{1,9}( [a-z]{1,9}){0,5}"), 1..30)
    ) {
        let mut html = String::new();
        for (tag, text) in &parts {
            let name = tag.split(' ').next().unwrap_or(tag);
            write!(html, "<{tag}>{text}</{name}> ").unwrap();
        }
        let blocks = html::blocks_of_fragment(&html);
        let words: Vec<&str> = blocks.iter().flat_map(|block| block.text.split(' ')).collect();
        let expected: Vec<&str> = parts.iter().flat_map(|(_, text)| text.split(' ')).collect();
        prop_assert_eq!(words, expected);
        for block in &blocks {
            for link in &block.links {
                prop_assert!(block.text.contains(&link.words));
            }
        }
    }

    #[test]
    fn every_word_of_an_article_is_in_the_text_or_in_the_report(
        parts in proptest::collection::vec(
            (
                proptest::sample::select(&["p", "div class=share", "div class=related", "li", "h2", "h3", "blockquote", "p class=byline", "figcaption", "aside", "a href=/x", "section", "p style=color:red"][..]),
                "[a-z]{3,9}( [a-z]{3,9}){0,12}",
            ),
            0..14,
        )
    ) {
        let text = "<p>The port of Ostrow has charged every ship twice since May, say three captains who have paid, complained and been told to wait until the court has spoken.</p>";
        let mut page = format!("<article><h1>Dues rise</h1>{}", text.repeat(3));
        for (tag, words) in &parts {
            let name = tag.split(' ').next().unwrap_or(tag);
            write!(page, "<{tag}>{words}</{name}>{text}").unwrap();
        }
        page.push_str("</article>");
        let document = html::read(&page, Some("https://port.example/dues")).unwrap();
        let mut found: String = document.blocks.iter().flat_map(|block| [block.text.as_str(), " "]).collect();
        for notice in &document.notices {
            found.push_str(notice.dropped.as_deref().unwrap_or(&notice.message));
            found.push(' ');
        }
        found.extend(document.metadata.by_key().into_iter().filter_map(|(_, field)| field.as_ref()).map(|field| field.value.as_str()));
        for word in parts.iter().flat_map(|(_, words)| words.split(' ')) {
            prop_assert!(found.contains(word), "{} is lost: {}", word, page);
        }
    }
}

#[test]
fn hostile_pages_cost_no_more_than_their_length() {
    let text = "<p>The port of Ostrow has charged every ship twice since May, say three captains who have paid.</p>";
    let numbered = |piece: fn(usize) -> String, count: usize| (0..count).map(piece).collect::<Vec<_>>().concat();
    let pages = [
        ("depth", format!("{}{}", "<div>".repeat(20_000), text.repeat(20))),
        ("depth of formatting", format!("{}{text}", "<b><i>".repeat(20_000))),
        ("depth of tables", format!("{}{text}", "<table><tr><td>".repeat(5_000))),
        ("depth of lists", format!("{}{text}", "<ul><li>".repeat(10_000))),
        ("depth of quotations", format!("{}{text}", "<blockquote>".repeat(20_000))),
        ("formatting that never ends", numbered(|number| format!("<p><b class=c{number}>word "), 4_000)),
        ("attributes", format!("<p {}>{text}", numbered(|number| format!("a{number}=1 "), 50_000))),
        ("entities", "&amp;&lt;&nbsp;".repeat(10_000)),
        ("empty elements", "<span></span>".repeat(10_000)),
        ("links", "<a href=/x>word</a> ".repeat(5_000)),
        ("breaks", "word<br><br>".repeat(5_000)),
        ("list items", format!("<ul>{}</ul>", "<li><a href=/x>Some words of a title</a>".repeat(3_000))),
        ("captions", "<figcaption>The port in May</figcaption>".repeat(2_000)),
        ("articles", "<article><h2><a href=/x>Title</a></h2><p>Text</p></article>".repeat(1_000)),
        ("JSON", format!("<script type='application/ld+json'>{}</script>{text}", "[".repeat(100_000))),
        ("unclosed comment", format!("{text}<!--{}", "<p>".repeat(50_000))),
        ("headings", "<h1>Dues rise</h1>".repeat(5_000)),
    ];
    for (what, page) in pages {
        let start = Instant::now();
        let _ = html::read(&page, None);
        // A debug build on a busy machine; quadratic time would take minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{what}: {:?}", start.elapsed());
    }
}
