//! Writing: what is read is written back, whatever its texts.

use nutgraf::codec::article_yaml::read;
use nutgraf::codec::article_yaml::write::{write, write_under};
use nutgraf::codec::json_schema;
use nutgraf::model::article::Article;
use proptest::prelude::*;

use super::{GOOD, SHIPPED};

#[test]
fn every_key_of_the_first_version_is_read_and_written_back() {
    let article =
        read("v1", include_str!("../fixtures/article-v1.yaml").as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let written = write(&article, "s");
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
    let properties = json_schema::article()["$defs"]["Claim"]["properties"].as_object().unwrap().clone();
    for key in properties.keys().filter(|key| *key != "draft" && *key != "by") {
        assert!(written.contains(&format!("{key}:")), "the fixture says nothing of `{key}`");
    }
}

#[test]
fn candidates_are_read_and_written_back() {
    let text = include_str!("../fixtures/article-candidates.yaml");
    let article = read("candidates", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let written = write(&article, "s");
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
    let claim = article.paragraphs().flat_map(|paragraph| &paragraph.claims).next().unwrap();
    assert!(claim.draft && article.entities[0].draft && !article.entities[1].draft);
    assert_eq!((claim.by.as_deref(), article.entities[0].by.as_deref()), (Some("a-model"), Some("nutgraf")));
}

#[test]
fn every_key_of_an_imported_article_is_read_and_written_back() {
    let text = include_str!("../fixtures/article-imported.yaml");
    let article = read("imported", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let written = write(&article, "s");
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
    for definition in ["Origin", "PreviousVersion", "Link", "Paragraph"] {
        let properties = json_schema::article()["$defs"][definition]["properties"].as_object().unwrap().clone();
        for key in properties.keys().filter(|key| *key != "claims") {
            assert!(written.contains(&format!("{key}:")), "the fixture says nothing of `{key}`");
        }
    }
}

#[test]
fn no_text_in_a_comment_ends_the_comment() {
    let article = read("v1", GOOD.as_bytes()).unwrap();
    let written = write_under(&["from a\nnutgraf: 7\u{2028}x\r: y".to_owned()], &article);
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
}

#[test]
fn every_shipped_article_written_back_is_the_same_article() {
    for (id, text) in SHIPPED.into_iter().chain([("harbour", GOOD)]) {
        let article = read(id, text.as_bytes()).unwrap();
        let written = write(&article, "article.schema.json");
        assert_eq!(read(id, written.as_bytes()).unwrap(), article, "{written}");
        assert!(written.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100), "{written}");
        assert_eq!(write(&read(id, written.as_bytes()).unwrap(), "article.schema.json"), written);
    }
}

/// The article of the tests with this text wherever any text is valid.
fn filled(text: &str) -> Article {
    let mut article = read("harbour", GOOD.as_bytes()).unwrap();
    text.clone_into(&mut article.head.title);
    article.head.byline = Some(text.to_owned());
    article.sections[0].heading = Some(text.to_owned());
    let paragraph = &mut article.sections[0].paragraphs[0];
    paragraph.text = format!("{text}{}", paragraph.text);
    text.clone_into(&mut paragraph.claims[0].text);
    article
}

fn round_trips(text: &str) {
    let article = filled(text);
    let written = write(&article, "s");
    let read_back = read("a", written.as_bytes()).unwrap_or_else(|report| panic!("{report}\n{written}"));
    assert_eq!(read_back, article, "{written}");
    let other: yaml_serde::Value = yaml_serde::from_str(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert_eq!(other["article"]["title"].as_str(), Some(text), "{written}");
    let paragraph = &other["sections"][0]["paragraphs"][0];
    assert_eq!(paragraph["text"].as_str(), Some(article.sections[0].paragraphs[0].text.as_str()), "{written}");
}

#[test]
fn texts_that_yaml_would_misread_survive_writing() {
    for text in [
        "no",
        "1990-01-01",
        "0x1f",
        "1e3",
        "~",
        ": x",
        "a: b",
        "a #b",
        "- a",
        "'x",
        "a\nb",
        "a\n\n\nb",
        "a  b",
        "x\n y",
        "tab\tbed",
        "x\u{85}y",
        "=",
        "<<",
        ".inf",
        "12:30:45",
        "...",
        "---",
        "a\u{2028}b",
        "{a",
        "@x",
        "`x",
        "%x",
        "a:",
        "Yes",
        "1_000",
        "\u{1b}[31m",
        "x\r\ny",
        "a\u{a0}b",
    ] {
        round_trips(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_written_back_unchanged(text in "([a-z]{1,12}[ \n:#'\"\\-,\t]{1,2}|\\PC|[0-9.]){1,60}[a-z]") {
        round_trips(&text);
    }

    #[test]
    fn any_letters_at_all_are_written_back_unchanged(letters in proptest::collection::vec(any::<char>(), 1..40)) {
        let text: String = letters.into_iter().filter(|letter| *letter != '\0').collect::<String>() + "x";
        round_trips(&text);
    }
}
