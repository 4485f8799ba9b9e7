//! Article files: every kind of mistake with its place, hostile files, and writing back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use nutgraf::domain::article::Article;
use nutgraf::format::article::write::{write, write_under};
use nutgraf::format::article::{check, compiled, read, read_compiled};
use nutgraf::format::{check_report, schema};
use proptest::prelude::*;

const GOOD: &str = include_str!("journeys/harbour.yaml");
const SHIPPED: [(&str, &str); 2] = [
    ("stronger-pakistan-russia-ties", include_str!("../content/stronger-pakistan-russia-ties.yaml")),
    ("guided-tour", include_str!("../content/guided-tour.yaml")),
];

/// The file with one text replaced, which must be there.
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "`{from}` is not in the article");
    GOOD.replacen(from, to, 1)
}

/// Everything that is wrong, one line per problem: line, column, severity, message, hint.
fn problems(text: &str) -> Vec<String> {
    let report = check("a.yaml", text.as_bytes());
    let line = |problem: &nutgraf::format::report::Problem| {
        let hint = problem.hint.as_deref().unwrap_or("");
        format!("{}:{} {} | {} | {hint}", problem.line, problem.column, problem.rule.name(), problem.message)
    };
    report.problems.iter().map(line).collect()
}

/// The place of a text in a file, as reports write it.
fn place(text: &str, part: &str) -> String {
    let byte = text.find(part).unwrap_or_else(|| panic!("`{part}` is not there"));
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    format!("{line}:{column}")
}

/// With this change there is exactly this problem, at that text.
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
fn every_key_of_the_first_version_is_read_and_written_back() {
    let article =
        read("v1", include_str!("fixtures/article-v1.yaml").as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let written = write(&article, "s");
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
    let properties = schema::article()["$defs"]["Claim"]["properties"].as_object().unwrap().clone();
    for key in properties.keys().filter(|key| *key != "draft" && *key != "by") {
        assert!(written.contains(&format!("{key}:")), "the fixture says nothing of `{key}`");
    }
}

#[test]
fn candidates_are_read_and_written_back() {
    let text = include_str!("fixtures/article-candidates.yaml");
    let article = read("candidates", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let written = write(&article, "s");
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
    let claim = article.paragraphs().flat_map(|paragraph| &paragraph.claims).next().unwrap();
    assert!(claim.draft && article.entities[0].draft && !article.entities[1].draft);
    assert_eq!((claim.by.as_deref(), article.entities[0].by.as_deref()), (Some("a-model"), Some("nutgraf")));
}

#[test]
fn every_key_of_an_imported_article_is_read_and_written_back() {
    let text = include_str!("fixtures/article-imported.yaml");
    let article = read("imported", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let written = write(&article, "s");
    assert_eq!(read("written", written.as_bytes()).unwrap(), article);
    for definition in ["Origin", "PreviousVersion", "Link", "Paragraph"] {
        let properties = schema::article()["$defs"][definition]["properties"].as_object().unwrap().clone();
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
fn mistakes_of_shape_are_told_with_their_place_and_what_would_be_right() {
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
fn what_yaml_can_do_and_an_article_may_not_is_told() {
    one_problem("language: en", "language: &l en", "en\n", "anchors are not read");
    one_problem("language: en", "language: !tag en", "en\n", "tags are not read");
    assert!(problems("nutgraf: 1\n---\nnutgraf: 1\n").iter().any(|line| line.contains("a second document")));
}

#[test]
fn all_mistakes_of_a_file_are_told_in_one_run_and_a_syntax_error_comes_last() {
    let text = changed("title:", "titel: x\n  title:").replace("language: en", "language: [en]");
    let text = text.replace("kind: place", "kind: plaice").replace("about: [ostrow", "about: [ostrof");
    let found = problems(&format!("{text}\nsections: 'open\n"));
    for words in ["unknown key `titel`", "must be text, not a list", "cannot be `plaice`", "unknown entity `ostrof`"] {
        assert!(found.iter().any(|line| line.contains(words)), "{words}: {found:#?}");
    }
    assert!(found.last().unwrap().contains("syntax"), "{found:#?}");
    assert!(!found.iter().any(|line| line.contains("lacks")), "{found:#?}");
}

#[test]
fn a_caret_stands_under_the_place_even_behind_wide_letters_and_emoji() {
    let text = "nutgraf: 1\narticle: {title: 港の👩‍🚀記事, idd: x}\nsections: []\n";
    let report = check("a.yaml", text.as_bytes()).to_string();
    let line = report.lines().position(|line| line.contains("`idd`")).unwrap() + 1;
    let (shown, caret) = (report.lines().nth(line).unwrap(), report.lines().nth(line + 1).unwrap());
    let before = &shown[..shown.find("idd").unwrap()];
    assert_eq!(unicode_width::UnicodeWidthStr::width(before), caret.len() - 1, "{report}");
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_accepted() {
    let text = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    assert_eq!(read("a.yaml", text.as_bytes()).unwrap(), read("a.yaml", GOOD.as_bytes()).unwrap());
}

/// An article of one paragraph with these claims, which say `extra` besides.
fn with_claims(extras: &[&str]) -> String {
    let mut text = "nutgraf: 1\narticle: {id: a, title: A, outlet: O, language: en, wording: verbatim}\nentities:\n  - {id: quay, name: Quay, kind: place, aliases: [Pier]}\nsections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: The Quay could open in 2018, according to the Pier, for some 30 ships.\n        claims:\n".to_owned();
    for (number, extra) in extras.iter().enumerate() {
        let number = number + 1;
        writeln!(text, "          - {{id: c{number}, text: T, kind: fact, {extra}}}").unwrap();
    }
    text
}

fn one_fault(extras: &[&str], at: &str, words: &str) {
    let text = with_claims(extras);
    let found = problems(&text);
    assert!(found.len() == 1 && found[0].contains(words), "{extras:?}: {found:#?}");
    assert!(found[0].starts_with(&format!("{} ", place(&text, at))), "{at}: {found:#?}");
}

const SAID: &str = "quote: for some 30 ships, certainty: stated, speaker: quay";

#[test]
fn mistakes_between_the_parts_are_told_with_their_place() {
    one_fault(
        &["quote: for some thirty ships, certainty: stated, speaker: quay"],
        "for some thirty",
        "“for some 30 ships.”",
    );
    one_fault(
        &["quote: for some 30 ships, nth: 2, certainty: stated, speaker: quay"],
        "2, certainty",
        "stands 1 times",
    );
    one_fault(&[&format!("{SAID}, cue: says the Pier")], "says the Pier", "cue does not stand");
    one_fault(&[&format!("{SAID}, figures: [{{printed: 40 ships, of: ships}}]")], "40 ships", "does not stand");
    one_fault(
        &[&format!("{SAID}, figures: [{{printed: 30 ships, of: ships, value: thirty}}]")],
        "thirty",
        "decimal text",
    );
    one_fault(&[&format!("{SAID}, when: 2018-13")], "2018-13", "not in the calendar");
    one_fault(&[&format!("{SAID}, when: in 2018")], "in 2018}", "write 2018, 1991-12");
    one_fault(&[&format!("{SAID}, about: [quai]")], "quai]", "did you mean `quay`?");
    one_fault(&[&format!("{SAID}, relations: {{because: [c7]}}")], "c7", "unknown claim `c7`");
    one_fault(&["quote: The Quay, certainty: stated, speaker: somebody"], "somebody", "unknown entity");
}

#[test]
fn tabs_and_control_letters_are_told_where_they_stand() {
    let flat = "text: Ships pay twice in Ostrow. The second fee came last year.";
    for (value, at, words) in [
        ("text: Ships pay twice in Ostrow.\n\tThe second fee came last year.", "\tThe", "indented by a tab"),
        (
            "text: Ships pay twice\n          in Ostrow.\n \tThe second fee came last year.",
            "\tThe",
            "indented by a tab",
        ),
        ("text: >-\n          Ships pay twice\n\tin Ostrow.", "\tin", "indented by a tab"),
        ("text: Ships pay twice in Ostrow.\n          The second \u{1b}[2J fee", "\u{1b}", "unexpected character"),
        ("text: \"Ships pay\n          twice\u{7}\"", "\u{7}", "unexpected character"),
    ] {
        let text = changed(flat, value);
        let found = problems(&text);
        let told = found.last().unwrap();
        assert!(
            told.contains(words) && told.starts_with(&format!("{} syntax", place(&text, at))),
            "{value:?}: {found:#?}"
        );
    }
    let outlet = changed("outlet: The Daily Mooring\n", "outlet: The Daily Mooring\n\tand Tide\n");
    assert!(
        problems(&outlet)[0].starts_with(&format!("{} syntax", place(&outlet, "\tand"))),
        "{:#?}",
        problems(&outlet)
    );
}

#[test]
fn bytes_that_are_no_text_are_told_where_they_stand() {
    let mut bytes = changed("pay twice", "pay tw\0ice \0").into_bytes();
    let at = GOOD.find("Harbour dues").unwrap();
    bytes[at] = 0xff;
    let report = check("a.yaml", &bytes);
    let told: Vec<(usize, usize, &str)> =
        report.problems.iter().map(|problem| (problem.line, problem.column, problem.message.as_str())).collect();
    assert_eq!(told, [(4, 10, "this byte is not UTF-8"), (17, 27, "this byte is zero (NUL), which no text has")]);
    assert!(report.to_string().contains("    text: Ships pay tw\u{fffd}ice"), "{report}");
    let wide: Vec<u8> = "\u{feff}nutgraf: 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(check("a.yaml", &wide).to_string().contains("UTF-16"));
    assert!(check("a.yaml", b"\x7fELF\0\0\0\0").to_string().contains("binary"));
}

#[test]
fn words_that_differ_in_little_are_told_by_what_they_differ_in() {
    let hint = |extra: &str| {
        let flat = "text: The Quay could open in 2018, according to the Pier, for some 30 ships.";
        let broken = "text: |\n          The Quay did open\n          in 2018, says the Pier’s own café, for 30 ships.";
        let text = with_claims(&[&format!("certainty: stated, speaker: quay, {extra}")]).replace(flat, broken);
        let found = problems(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        found[0].rsplit(" | ").next().unwrap().to_owned()
    };
    let over_a_break = "the text breaks the line between “open” and “in”: write the paragraph below `>-`, which joins its lines, or \
                        break the line here as well";
    assert_eq!(hint("quote: did open in 2018"), over_a_break);
    assert_eq!(hint("quote: for 30 ships, cue: The Quay did open in"), over_a_break);
    assert_eq!(hint("quote: for 30 ships, figures: [{printed: open in 2018, of: quays}]"), over_a_break);
    assert_eq!(hint("quote: Pier's own"), "the text has “’” (U+2019) where this has “'” (U+0027): “Pier’s own”");
    assert_eq!(hint("quote: the quay"), "the text has “The Quay”");
    assert!(hint("quote: \"own cafe\\u0301\"").starts_with("the text has “é” (U+00E9) where this has “e” (U+0065)"));
    assert!(hint("quote: nobody said so").contains("letter by letter"));
}

#[test]
fn relations_in_a_circle_are_told_once_but_mutual_contradiction_is_fine() {
    let because = |id: &str| format!("{SAID}, relations: {{because: [{id}]}}");
    one_fault(&[&because("c2"), &because("c3"), &because("c1")], "c1]", "c1 → c2 → c3 → c1");
    for key in ["because", "part-of", "contradicts", "repeats"] {
        let itself = format!("{SAID}, relations: {{{key}: [c1]}}");
        one_fault(&[&itself], "c1]", &format!("self-relation | `{key}` relates `c1` to itself"));
    }
    let against = |id: &str| format!("{SAID}, relations: {{contradicts: [{id}]}}");
    assert_eq!(problems(&with_claims(&[&against("c2"), &against("c1")])), Vec::<String>::new());
}

#[test]
fn warnings_name_what_an_author_should_look_at_and_the_reader_opens_the_file() {
    let hedged = with_claims(&["quote: The Quay could open, certainty: stated, speaker: quay"]);
    assert!(problems(&hedged)[0].contains("its quote says “could”"));
    let attributed = with_claims(&["quote: according to the Pier, certainty: stated, speaker: author"]);
    assert!(problems(&attributed)[0].contains("its quote says “according to”"));
    let unnamed = with_claims(&[SAID]).replace("name: Quay, kind: place, aliases: [Pier]", "name: Molo, kind: place");
    assert!(problems(&unnamed)[0].contains("never mentions `quay`"));
    let empty = with_claims(&[SAID]) + "  - id: later\n    heading: Later\n";
    assert!(problems(&empty)[0].contains("`later` has no paragraph"));
    let silent = with_claims(&[SAID]) + "      - {id: p2, text: The Quay.}\n";
    assert!(problems(&silent)[0].contains("`p2` makes no claim"));
    for text in [hedged, attributed, unnamed, empty, silent] {
        assert_eq!(check("a", text.as_bytes()).counts(), (0, 1));
        assert!(read("a", text.as_bytes()).is_ok());
    }
}

#[test]
fn decoding_fails_exactly_when_the_walk_finds_something() {
    // Each scalar of the file in turn becomes each of these, and each line in turn goes away or stands twice.
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

#[test]
fn hostile_files_get_an_answer_with_a_place() {
    let deep = "[".repeat(200_000);
    let aliases = format!("a: &a [x]\nb: [{}]\n", "*a,".repeat(200_000));
    let endless = format!("nutgraf: 1\nx: {}\n", "y ".repeat(1_000_000));
    let many = format!("nutgraf: 1\nsections:\n{}", "  - {x: 1, y: 2}\n".repeat(100_000));
    let unclosed = format!("nutgraf: 1\narticle: {{{}", "a: {".repeat(50_000));
    for (text, words) in
        [(&deep, "deep"), (&aliases, "unknown key"), (&endless, "unknown key"), (&many, "unknown key"), (&unclosed, "")]
    {
        let report = check("a", text.as_bytes());
        let words_found = report.problems.iter().any(|problem| problem.message.contains(words));
        assert!(words_found && report.problems.len() <= 1001, "{words}: {}", report.first());
        assert!(report.to_string().len() < 1_000_000);
    }
}

#[test]
fn control_letters_of_a_bad_file_never_reach_the_terminal() {
    let text = "nutgraf: 1\n\"a\u{9b}31m\u{202e}\": [\"\\e[31m\", \u{1f600}]\nkind: \"\\e]0;x\\a\"\n";
    let report = check("a", text.as_bytes()).to_string();
    assert!(!report.contains(|letter: char| letter.is_control() && letter != '\n'), "{report:?}");
}

#[test]
fn sarif_and_json_are_valid_and_carry_every_problem() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::draft4::new(&schema).unwrap();
    let reports =
        [check("a b/ü.yaml", changed("title:", "titel: x\n  title:").as_bytes()), check("good.yaml", GOOD.as_bytes())];
    let sarif: serde_json::Value = serde_json::from_str(&check_report::sarif(&reports)).unwrap();
    let errors: Vec<String> = validator.iter_errors(&sarif).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "unknown-key");
    let uri = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a%20b/%C3%BC.yaml");
    let json: serde_json::Value = serde_json::from_str(&check_report::json(&reports, &[])).unwrap();
    assert_eq!(json["files"][0]["problems"][0]["column"], 3);
    assert_eq!(json["files"][1]["errors"], 0);
}

#[test]
fn the_schema_in_assets_is_the_programs_own_and_holds_for_the_shipped_articles() {
    assert_eq!(
        include_str!("../assets/article.schema.json"),
        schema::article_text(),
        "run `nutgraf schema > assets/article.schema.json`"
    );
    let validator = jsonschema::validator_for(&schema::article()).unwrap();
    for (id, text) in SHIPPED.into_iter().chain([("harbour", GOOD)]) {
        let value: serde_json::Value = yaml_serde::from_str(text).unwrap();
        assert!(validator.is_valid(&value), "{id}");
    }
    let wrong: serde_json::Value = yaml_serde::from_str(&changed("kind: place", "kind: plaice")).unwrap();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn what_is_compiled_in_is_what_stands_in_content() {
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

/// The article of the tests with this text in every place that takes any text.
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
fn texts_that_yaml_would_take_for_something_else_are_written_back() {
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
