//! The glossary explains every word that articles and exports use, once and in one sentence.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use serde_json::Value;

const GLOSSARY: &str = include_str!("../docs/glossary.md");
const SCHEMAS: [&str; 2] =
    [include_str!("../assets/article.schema.json"), include_str!("../assets/export.json.schema.json")];

/// The rows of all tables: the word and its meaning.
fn rows() -> Vec<(&'static str, &'static str)> {
    let cells = GLOSSARY.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    cells.filter(|(word, _)| *word != "---" && *word != "word" && *word != "kind of claim").collect()
}

/// Every word that a schema allows as a value, in its form on screen.
fn words_of(schema: &Value, words: &mut BTreeSet<String>) {
    let choices = schema.get("enum").or_else(|| schema.get("oneOf")).and_then(Value::as_array);
    let choices = choices.into_iter().flatten().filter_map(|choice| choice.get("const").unwrap_or(choice).as_str());
    words.extend(
        choices.map(|word| if word == "not-enough" { "not enough evidence".to_owned() } else { word.to_owned() }),
    );
    match schema {
        Value::Object(fields) => fields.values().for_each(|part| words_of(part, words)),
        Value::Array(parts) => parts.iter().for_each(|part| words_of(part, words)),
        _ => {}
    }
}

/// The words of a text with one space around each, so that `low` is not found in “allow”.
fn spaced(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |spaced, word| spaced + word + " ")
}

#[test]
fn the_glossary_has_every_word_that_files_may_use() {
    let mut words = BTreeSet::new();
    for schema in SCHEMAS {
        words_of(&serde_json::from_str(schema).unwrap(), &mut words);
    }
    assert!(words.len() > 40, "{words:?}");
    let told = spaced(GLOSSARY);
    let missing: Vec<&String> = words.iter().filter(|word| !told.contains(&spaced(word))).collect();
    assert!(missing.is_empty(), "docs/glossary.md lacks {missing:?}");
}

#[test]
fn every_word_of_the_glossary_is_explained_once_in_one_sentence() {
    let rows = rows();
    assert!(rows.len() > 50, "{}", rows.len());
    let mut seen = BTreeSet::new();
    for (words, _) in &rows {
        // A row may explain several words.
        for word in words.split(", ").map(|word| word.trim_matches('`')) {
            assert!(seen.insert(word), "`{word}` is explained twice");
        }
    }
    for (word, meaning) in rows {
        assert!(meaning.ends_with('.') && !meaning.contains(". "), "`{word}` takes one sentence: {meaning}");
    }
}
