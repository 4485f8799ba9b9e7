//! `--jsonl`: import, check and export as filters of a stream.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::place::{Place, err, out};

const STORY: &str = "Harbour dues rise again\n\nShips pay twice in Ostrow since May.\n";

fn stream(place: &Place, arguments: &[&str], input: &str) -> Vec<Value> {
    let output = place.run_with(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_is_answered_in_its_turn_and_a_bad_one_costs_only_itself() {
    let place = Place::new();
    place.write("story.txt", STORY);
    let nexis = include_str!("samples/nexis.txt");
    let input = [
        json!({"id": 1, "content": STORY, "more": true}).to_string(),
        "no json".to_owned(),
        String::new(),
        json!({"id": "b", "path": "story.txt", "type": "text/plain; charset=utf-8"}).to_string(),
        json!({"id": "c", "path": "nowhere.txt"}).to_string(),
        json!({"id": "d", "content": nexis}).to_string(),
        json!({"id": "e", "content": ""}).to_string(),
        json!({"id": "f"}).to_string(),
        json!({"id": "g", "content": "# Harbour\n\nShips pay **twice**.", "type": "text"}).to_string(),
    ];
    let rows = stream(&place, &["import", "--jsonl"], &input.join("\n"));
    let brief = |row: &Value| match row["error"]["kind"].as_str() {
        Some(kind) => format!("{} {} {kind}", row["id"], row["part"]),
        None => format!("{} {} {}", row["id"], row["part"], row["article"]["article"]["title"]),
    };
    let rows: Vec<String> = rows.iter().map(brief).collect();
    assert_eq!(
        rows,
        [
            r#"1 0 "Harbour dues rise again""#,
            "null null bad-line",
            r#""b" 0 "Harbour dues rise again""#,
            r#""c" null not-read"#,
            r#""d" 0 "The Last Ferry to Holm Leaves With Nobody Aboard""#,
            r#""d" 1 "September 3, 2011""#,
            r#""d" 2 no-article"#,
            r#""d" 3 "Die Fähre fährt nicht mehr""#,
            r#""e" null empty"#,
            r#""f" null bad-line"#,
            r##""g" 0 "# Harbour""##,
        ]
    );
}

#[test]
fn what_import_writes_check_and_export_read() {
    let place = Place::new();
    let mut input = String::new();
    for number in 0..300 {
        writeln!(
            input,
            "{}",
            json!({"id": number, "content": STORY.replace("again", &format!("again, part {number}"))})
        )
        .unwrap();
    }
    input.push_str("{\"id\": \"bad\", \"content\": \"\"}\n");
    let imported = out(&place.run_with(&["import", "--jsonl"], &input));
    let rows = stream(&place, &["check", "--jsonl"], &imported);
    assert_eq!(rows.len(), 301);
    for (number, row) in rows[..300].iter().enumerate() {
        let rules: Vec<&Value> = row["problems"].as_array().unwrap().iter().map(|problem| &problem["rule"]).collect();
        assert_eq!((&row["id"], rules), (&json!(number), Vec::new()));
    }
    assert_eq!(rows[300]["error"]["kind"], "empty");
    let exported = stream(&place, &["export", "--jsonl", "-f", "markdown"], &imported);
    assert!(exported[7]["export"].as_str().unwrap().contains("again, part 7"), "{}", exported[7]);
    assert_eq!(exported[300]["error"]["kind"], "bad-line");
}

#[test]
fn notes_that_come_with_an_article_are_exported_with_it() {
    let place = Place::new();
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    let notes: Vec<Value> =
        place.read("harbour.ana.notes.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let article = nutgraf::codec::article_yaml::read("harbour", place.read("harbour.yaml").as_bytes()).unwrap();
    let article = nutgraf::codec::article_yaml::json::value(&article);
    let row = json!({"id": "h", "article": article, "notes": notes}).to_string();
    let rows = stream(&place, &["export", "--jsonl", "-f", "jsonl"], &row);
    assert!(rows.iter().all(|row| row["document"] == "h"), "{rows:?}");
    assert!(rows.iter().any(|row| row["verdict"] == "refuted"), "{rows:?}");
}

#[test]
fn an_article_read_back_from_json_is_the_same_article() {
    for text in [
        include_str!("../fixtures/article-v1.yaml"),
        include_str!("../fixtures/article-imported.yaml"),
        include_str!("../journeys/harbour.yaml"),
    ] {
        let article = nutgraf::codec::article_yaml::read("a", text.as_bytes()).unwrap();
        let json = nutgraf::codec::article_yaml::json::value(&article).to_string();
        assert!(!json.contains("null"), "{json}");
        assert_eq!(nutgraf::codec::article_yaml::read("json", json.as_bytes()).unwrap(), article);
    }
}
