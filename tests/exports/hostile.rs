//! Nothing in an article or notes becomes markup, a script, an executable link, a formula or a terminal command.

use nutgraf::export::FORMATS;
use nutgraf::text::hidden::is_hidden;
use proptest::prelude::*;
use serde_json::Value;

use crate::places::{all, hostile};
use crate::rich::{Desk, FERRY, Said, article};

/// Ways to make a page execute something.
const RUNNING: [&str; 9] = [
    "<script",
    "<img",
    "<svg",
    "<iframe",
    "href=\"javascript",
    "href=\"data:text",
    "href=\"vbscript",
    "](javascript",
    "</title><",
];

fn is_harmless(format: &str, text: &str) {
    assert!(!text.contains(is_hidden), "{format}: {:?}", text.chars().find(|letter| is_hidden(*letter)));
    if matches!(format, "html" | "markdown") {
        // In Markdown, a backslash makes the next letter literal.
        let body = text.split_once("\n---\n").map_or(text, |(_, body)| body);
        let text = if format == "markdown" { body.replace("\\<", "").replace("\\]", "") } else { text.to_owned() };
        for way in RUNNING.iter().filter(|way| format == "markdown" || !way.starts_with(']')) {
            assert!(
                !text.to_lowercase().replace("<link rel=\"icon\" href=\"data:,\">", "").contains(way),
                "{format}: {way}"
            );
        }
    }
}

#[test]
fn every_format_exports_a_hostile_article_as_plain_words() {
    for (_, desk) in all() {
        for format in FORMATS {
            let text = desk.export(format.name);
            let text = if format.name.starts_with("csv") { text.replace("\r\n", "\n") } else { text };
            is_harmless(format.name, &text);
        }
    }
}

#[test]
fn claimreview_in_a_page_does_not_end_its_element() {
    let text = hostile().export("claimreview");
    assert!(text.contains("alert(6)") && !text.contains('<'), "{text}");
}

#[test]
fn the_front_matter_agrees_with_the_packet() {
    let text = hostile().export("markdown");
    let matter = text.strip_prefix("---\n").unwrap().split("\n---\n").next().unwrap();
    let value: Value = yaml_serde::from_str(matter).unwrap();
    assert!(value.get("evil").is_none(), "{matter}");
    assert_eq!(value["id"], "hostile");
    let title = value["article"].as_str().unwrap();
    assert!(title.starts_with("</title><script>alert(1)</script> --- evil: true"), "{title}");
    // A program that does not know front matter shows it as Markdown.
    assert!(!matter.contains(['<', '>', '&']) && !matter.contains("]("), "{matter}");
}

#[test]
fn a_packet_contains_no_live_html() {
    for (name, desk) in all() {
        let text = desk.export("markdown");
        for (at, _) in text.match_indices('<') {
            let (before, after) = text.split_at(at);
            let ours = ["<!-- ", "<http://", "<https://", "<mailto:"].iter().any(|start| after.starts_with(start));
            assert!(ours || before.ends_with('\\'), "{name}: {}", after.lines().next().unwrap());
        }
    }
}

/// Rows of a table according to RFC 4180.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.push(letters.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty());
    rows
}

#[test]
fn every_cell_of_a_table_is_words_to_a_spreadsheet() {
    for (name, desk) in all() {
        for format in ["csv", "csv-evidence"] {
            let rows = table(&desk.export(format));
            for row in &rows {
                assert_eq!(row.len(), rows[0].len(), "{name}: {row:?}");
                for cell in row {
                    assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t']), "{name}: {cell}");
                }
            }
        }
    }
}

/// The rich article with one text in every place where people write.
fn desk(text: &str) -> Desk {
    let said: Said = crate::rich::said();
    let words = |to: &Value| to.is_string() && to.as_str().is_some_and(|to| to.contains(' ') || to.starts_with("http"));
    let said = said
        .into_iter()
        .map(|(by, settings)| {
            let settings = settings.into_iter().map(|(on, field, to)| {
                let to = if words(&to) && field != "text" { Value::from(text) } else { to };
                (on, field, to)
            });
            (by, settings.collect())
        })
        .collect();
    Desk::new(article(FERRY), &said)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_exported_harmlessly_and_keeps_every_format_valid(text in "[ -~\\n\\t\\r\u{1b}\u{202e}é中]{1,40}") {
        let desk = desk(&text);
        for format in FORMATS {
            let out = desk.export(format.name);
            let out = if format.name.starts_with("csv") { out.replace("\r\n", "\n") } else { out };
            is_harmless(format.name, &out);
        }
        for format in ["json", "w3c", "claimreview", "averitec"] {
            prop_assert!(serde_json::from_str::<Value>(&desk.export(format)).is_ok(), "{}", format);
        }
        for line in desk.export("jsonl").lines() {
            prop_assert!(serde_json::from_str::<Value>(line).is_ok());
        }
        let rows = table(&desk.export("csv"));
        prop_assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    }

    #[test]
    fn a_page_has_only_tags_of_its_own(text in "[<>/a-z\"'=& ]{1,40}") {
        let plain = desk("plain words").export("html").matches('<').count();
        prop_assert_eq!(desk(&text).export("html").matches('<').count(), plain);
    }
}
