//! Input that no format expects, for every source: a result in bounded time.

use std::time::{Duration, Instant};

use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::sources::SOURCES;
use nutgraf::import::{Options, import};

use crate::word_builder::archive;

/// Generous for a debug build on a busy machine; quadratic time takes minutes.
const LONGEST: Duration = Duration::from_secs(10);

/// Saved pages have hostile pages of their own.
const PAGES: [&str; 2] = ["html", "mhtml"];

/// The name of each trap, and its bytes.
fn inputs() -> Vec<(&'static str, Vec<u8>)> {
    let repeated = |piece: &str, times: usize| piece.repeat(times).into_bytes();
    let binary = (0..60_000_u64).map(|number| number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()[0]).collect();
    let nested = |open: &str, close: &str| format!("{}x{}", open.repeat(20_000), close.repeat(20_000)).into_bytes();
    let attributes: String = (0..20_000).map(|number| format!(" a{number}='1'")).collect();
    let zip = archive(&[("word/document.xml", "\0\0\0"), ("META-INF/container.xml", "<"), ("word/styles.xml", "{")]);
    vec![
        ("a single byte", b"x".to_vec()),
        ("noughts", vec![0; 100_000]),
        ("binary", binary),
        ("a broken archive", b"PK\x03\x04\x14\0\0\0\x08\0broken".to_vec()),
        ("an archive of rubbish", zip),
        ("nested elements", nested("<div>", "</div>")),
        ("nested tables", nested("<table><tr><td>", "</td></tr></table>")),
        ("nested lists", nested("[", "]")),
        ("nested objects", nested("{\"a\":", "}")),
        ("nested groups", nested("{\\rtf1 ", "}")),
        ("nested quotations", nested("> ", "")),
        ("unclosed tags", repeated("<p><b><i><td><li>", 20_000)),
        ("stray end tags", repeated("</p></div></table>", 20_000)),
        ("one tag of many attributes", format!("<p{attributes}>x</p>").into_bytes()),
        ("open brackets", repeated("<", 100_000)),
        ("ampersands", repeated("&#x", 50_000)),
        ("one line", repeated("word ", 100_000)),
        ("one word", repeated("a", 100_000)),
        ("empty lines", repeated("\n", 100_000)),
        ("comments", repeated("<!-- <DOCFULL> -->", 20_000)),
        ("headers", repeated("From: a@b\nSubject: c\nDate: d\n\n", 10_000)),
        ("parts", repeated("--x\nContent-Type: text/html\n\n<p>y\n", 10_000)),
        ("records", repeated("WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", 10_000)),
        ("separators", repeated("1 of 9 DOCUMENTS\n\nLENGTH: 1 words\n\n", 10_000)),
        ("spans", repeated("T1\tPerson 0 99999999999999999999\tx\n", 10_000)),
        ("surrogates", repeated("\\u-10179?", 20_000)),
        ("right to left", repeated("\u{202e}\u{200f}שלום ", 20_000)),
        ("entities", b"<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><rss><item>&d;</item></rss>".to_vec()),
    ]
}

#[test]
fn every_source_answers_to_everything() {
    for (what, bytes) in inputs() {
        for source in SOURCES.iter().filter(|source| !PAGES.contains(&source.name())) {
            let start = Instant::now();
            let options = Options { from: Some(*source), repair: true, today: "2026-11-26" };
            let mut answer = import(&Input::new(&bytes), &options).map(|imported| imported.drafts.len());
            if answer == Err(ImportError::TextMissing) {
                let input = Input::new(&bytes).onto(b"Some text.");
                answer = import(&input, &options).map(|imported| imported.drafts.len());
            }
            // A refusal gives its reason in one line.
            if let Err(error) = answer {
                assert!(!error.to_string().contains('\n'), "{what} as {}: {error}", source.name());
            }
            assert!(start.elapsed() < LONGEST, "{what} as {}: {:?}", source.name(), start.elapsed());
        }
    }
}

#[test]
fn every_source_is_asked_what_it_makes_of_everything() {
    for (what, bytes) in inputs() {
        let start = Instant::now();
        let options = Options { from: None, repair: true, today: "2026-11-26" };
        let _ = import(&Input::new(&bytes), &options);
        assert!(start.elapsed() < LONGEST, "{what}: {:?}", start.elapsed());
    }
}
