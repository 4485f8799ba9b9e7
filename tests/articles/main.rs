//! Article files: every kind of error with its place, hostile files, and writing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bytes;
mod rules;
mod shape;
mod writing;

use nutgraf::codec::article_yaml::{check, compiled, read, read_and_count, read_compiled};
use nutgraf::codec::json_schema;

const GOOD: &str = include_str!("../journeys/harbour.yaml");
const SHIPPED: [(&str, &str); 2] = [
    ("stronger-pakistan-russia-ties", include_str!("../../content/stronger-pakistan-russia-ties.yaml")),
    ("guided-tour", include_str!("../../content/guided-tour.yaml")),
];

/// The file with one text replaced, which must occur in it.
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "`{from}` is not in the article");
    GOOD.replacen(from, to, 1)
}

/// All problems, one a line: line, column, severity, message, hint.
fn problems(text: &str) -> Vec<String> {
    let report = check("a.yaml", text.as_bytes());
    match read_and_count("a.yaml", text.as_bytes()) {
        Ok((_, warnings)) => assert_eq!(report.counts(), (0, warnings)),
        Err(other) => assert_eq!(other, report),
    }
    let line = |problem: &nutgraf::codec::diagnostics::Problem| {
        let hint = problem.hint.as_deref().unwrap_or("");
        format!("{}:{} {} | {} | {hint}", problem.line, problem.column, problem.rule.name(), problem.message)
    };
    report.problems.iter().map(line).collect()
}

/// The place of a text in a file, in the form of reports.
fn place(text: &str, part: &str) -> String {
    let byte = text.find(part).unwrap_or_else(|| panic!("`{part}` is not there"));
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    format!("{line}:{column}")
}

/// This change causes exactly this problem, at that text.
fn one_problem(from: &str, to: &str, at: &str, words: &str) {
    let text = changed(from, to);
    let found = problems(&text);
    assert_eq!(found.len(), 1, "{from} → {to}: {found:#?}");
    let expected = place(&text, at);
    assert!(found[0].starts_with(&format!("{expected} ")), "expected {expected}: {found:#?}");
    assert!(found[0].contains(words), "{found:#?}");
}

#[test]
fn the_article_of_the_tests_and_all_shipped_ones_are_without_problems() {
    assert_eq!(problems(GOOD), Vec::<String>::new());
    for (id, text) in SHIPPED {
        assert_eq!(problems(text), Vec::<String>::new(), "{id}");
        assert_eq!(read(id, text.as_bytes()).unwrap().head.id, id);
    }
}

#[test]
fn an_article_needs_no_outlet_and_the_examples_of_the_guide_are_articles() {
    assert_eq!(problems(&changed("  outlet: The Daily Mooring\n", "")), Vec::<String>::new());
    for page in [include_str!("../../README.md"), include_str!("../../docs/articles.md")] {
        let example = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
        assert_eq!(problems(example), Vec::<String>::new());
        let article = read("example", example.as_bytes()).unwrap();
        assert!(article.sections[0].heading.is_some() && article.head.published.is_some());
    }
}

#[test]
fn the_schema_in_assets_is_current_and_accepts_the_shipped_articles() {
    assert_eq!(
        include_str!("../../assets/article.schema.json"),
        json_schema::article_text(),
        "run `nutgraf schema > assets/article.schema.json`"
    );
    let validator = jsonschema::validator_for(&json_schema::article()).unwrap();
    for (id, text) in SHIPPED.into_iter().chain([("harbour", GOOD)]) {
        let value: serde_json::Value = yaml_serde::from_str(text).unwrap();
        assert!(validator.is_valid(&value), "{id}");
    }
    let wrong: serde_json::Value = yaml_serde::from_str(&changed("kind: place", "kind: plaice")).unwrap();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn the_compiled_articles_match_content() {
    for (id, text) in SHIPPED {
        let article = read(id, text.as_bytes()).unwrap();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/articles/{id}.json"));
        if std::env::var_os("NUTGRAF_UPDATE_ASSETS").is_some() {
            std::fs::write(&path, compiled(&article)).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap();
        assert_eq!(there, compiled(&article), "run NUTGRAF_UPDATE_ASSETS=1 cargo test --test articles");
        assert_eq!(read_compiled(&there).unwrap(), article);
    }
}
