//! What a file may contain: keys, words, defaults, features of YAML.

use nutgraf::codec::article_yaml::edit::edit;
use nutgraf::codec::article_yaml::write::write;
use nutgraf::codec::article_yaml::{check, read};
use nutgraf::codec::json_schema;
use nutgraf::model::article::claim::Claim;

use super::{GOOD, changed, one_problem, problems};

#[test]
fn errors_of_shape_are_reported_with_places_and_remedies() {
    one_problem("title:", "titel: x\n  title:", "titel", "did you mean `title`?");
    one_problem("kind: place", "kind: plaice", "plaice", "did you mean `place`?");
    one_problem("  language: en\n", "", "id: harbour", "lacks the key `language`");
    one_problem("language: en\n", "language: en\n  language: en\n", "language: en\n  wording", "twice");
    one_problem("language: en\n", "language: [en]\n", "[en]", "`language` must be text, not a list");
    one_problem("language: en\n", "language:\n", ":\n  wording", "must be text, not nothing");
    one_problem("nutgraf: 1", "nutgraf: one", "one", "must be a whole number, not `one`");
    one_problem("nutgraf: 1", "nutgraf: 7", "7", "this program reads version 1");
    one_problem("aliases: [the port]", "aliases: the port", "the port", "`aliases` must be a list, not `the port`");
}

#[test]
fn keys_and_words_by_other_names_are_reported_with_the_right_one() {
    one_problem("outlet:", "author: Ida Lind\n  outlet:", "author", "did you mean `byline`?");
    one_problem("outlet:", "date: 2026-03-14\n  outlet:", "date: 2026", "did you mean `published`?");
    one_problem("heading: Where", "title: Where", "title: Where", "did you mean `heading`?");
    one_problem("kind: organisation", "kind: company", "company", "did you mean `organisation`?");
    one_problem("kind: place", "type: place, kind: place", "type", "did you mean `kind`?");
    one_problem(
        "  - {id: ostrow, name: Ostrow, kind: place",
        "  - {id: ostrow, name: Ostrow, kind: city",
        "city",
        "did you mean `place`?",
    );
}

#[test]
fn forbidden_features_of_yaml_are_reported() {
    one_problem("language: en", "language: &l en", "en\n", "anchors are not allowed");
    one_problem("language: en", "language: !tag en", "en\n", "tags are not allowed");
    assert!(problems("nutgraf: 1\n---\nnutgraf: 1\n").iter().any(|line| line.contains("a second document")));
}

#[test]
fn one_run_reports_all_errors_of_a_file_with_a_syntax_error_last() {
    let text = changed("title:", "titel: x\n  title:").replace("language: en", "language: [en]");
    let text = text.replace("kind: place", "kind: plaice").replace("about: [ostrow", "about: [ostrof");
    let found = problems(&format!("{text}\nsections: 'open\n"));
    for words in ["unknown key `titel`", "must be text, not a list", "cannot be `plaice`", "unknown entity `ostrof`"] {
        assert!(found.iter().any(|line| line.contains(words)), "{words}: {found:#?}");
    }
    assert!(found.last().unwrap().contains("syntax"), "{found:#?}");
    assert!(!found.iter().any(|line| line.contains("lacks")), "{found:#?}");
}

/// The article of the tests, with claims that rely on the defaults.
fn with_defaults() -> String {
    let text = changed("entities:", "defaults: {speaker: author, certainty: stated}\nentities:");
    text.replace(", certainty: stated, speaker: author", "")
        .replace("            certainty: stated\n            speaker: author\n", "")
}

#[test]
fn defaults_apply_to_claims_that_do_not_set_their_own() {
    let text = with_defaults();
    assert_eq!(text.matches("certainty:").count(), 2, "{text}");
    assert_eq!(problems(&text), Vec::<String>::new());
    let (article, whole) = (read("a", text.as_bytes()).unwrap(), read("a", GOOD.as_bytes()).unwrap());
    assert_eq!(article.sections, whole.sections);
    let again = read("again", write(&article, "s.json").as_bytes()).unwrap();
    assert_eq!(again, article, "what is written says both");
    let one = text.replace("defaults: {speaker: author, certainty: stated}", "defaults: {certainty: stated}");
    assert!(problems(&one).iter().all(|line| line.contains("lacks the key `speaker`")), "{:#?}", problems(&one));
    assert_eq!(problems(&one).len(), 5);
}

#[test]
fn errors_beside_defaults_are_reported_as_everywhere() {
    let text = with_defaults().replace("about: [ministry]", "about: [minstry]").replace("kind: place", "kind: plaice");
    let found = problems(&text);
    assert_eq!(found.iter().filter(|line| line.contains("did you mean `ministry`?")).count(), 3, "{found:#?}");
    assert!(found.iter().any(|line| line.contains("cannot be `plaice`")), "{found:#?}");
    let unknown = with_defaults().replace("speaker: author, certainty", "speaker: nobody, certainty");
    assert!(problems(&unknown).iter().any(|line| line.contains("nobody")), "{:#?}", problems(&unknown));
    let late = with_defaults().replace("defaults: {speaker: author, certainty: stated}\n", "")
        + "defaults: {speaker: author, certainty: stated}\n";
    let found = problems(&late);
    assert!(found[0].contains("write `defaults: {certainty: …}` before `sections`"), "{found:#?}");
}

#[test]
fn an_edit_of_an_article_with_defaults_leaves_the_rest_of_the_file() {
    let text = with_defaults();
    let old = read("a", text.as_bytes()).unwrap();
    let mut new = old.clone();
    new.sections[0].paragraphs[0].claims[1].speaker = vec!["pilots".to_owned()];
    let edited = edit(&text, &old, &new).unwrap();
    assert_eq!(edited.lines().count(), text.lines().count());
    let differ: Vec<(&str, &str)> = text.lines().zip(edited.lines()).filter(|(one, other)| one != other).collect();
    assert_eq!(differ.len(), 1, "{differ:#?}");
    assert!(differ[0].1.contains("speaker: pilots"), "{differ:#?}");
    let mut added = old.clone();
    let claim = Claim { id: "p4.c2".to_owned(), ..old.sections[1].paragraphs[1].claims[0].clone() };
    added.sections[1].paragraphs[1].claims.push(claim);
    let edited = edit(&text, &old, &added).unwrap();
    assert_eq!(read("edited", edited.as_bytes()).unwrap(), added);
    assert!(edited.starts_with(text.trim_end()), "{edited}");
}

#[test]
fn the_schema_demands_of_claims_what_the_file_gives_no_default_for() {
    let schema: serde_json::Value = serde_json::from_str(&json_schema::article_text()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value = |text: &str| -> serde_json::Value { yaml_serde::from_str(text).unwrap() };
    assert!(validator.is_valid(&value(GOOD)));
    assert!(validator.is_valid(&value(&with_defaults())));
    assert!(!validator.is_valid(&value(&with_defaults().replace("speaker: author, certainty", "certainty"))));
    assert!(
        !validator.is_valid(&value(&with_defaults().replace("defaults: {speaker: author, certainty: stated}\n", "")))
    );
}

#[test]
fn decoding_fails_exactly_when_the_walk_finds_something() {
    // Each scalar of the file becomes each of these in turn, and each line is removed or repeated.
    let values = ["~", "''", "[]", "{}", "12", "true", "x", "\"1\"", "[x, y]", "{x: y}", "null", "1.5", "2018-01-01"];
    let lines: Vec<&str> = GOOD.lines().collect();
    let mut seen = (0, 0);
    for number in 0..lines.len() {
        let replaced = values.iter().filter_map(|value| {
            let (key, rest) = lines[number].split_once(": ")?;
            let is_scalar = !rest.starts_with('>') && !rest.contains(['{', '[']) && !key.contains(['{', '[']);
            is_scalar.then(|| format!("{key}: {value}"))
        });
        let replaced = replaced.chain([String::new(), format!("{0}\n{0}", lines[number])]);
        for line in replaced {
            let mut changed = lines.clone();
            changed[number] = &line;
            let text = changed.join("\n");
            let decoded = read("a", text.as_bytes());
            let report = check("a", text.as_bytes());
            let by_library = report
                .problems
                .iter()
                .any(|problem| problem.message.contains("line ") && problem.rule.name() == "syntax");
            assert!(!by_library, "only the library found: {report}\n{line}");
            assert_eq!(decoded.is_err(), report.counts().0 > 0, "{report}\n{line}");
            if decoded.is_ok() { seen.0 += 1 } else { seen.1 += 1 }
        }
    }
    assert!(seen.0 > 20 && seen.1 > 100, "{seen:?}");
}
