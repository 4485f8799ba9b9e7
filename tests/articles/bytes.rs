//! Bytes, letters and places: encodings, control characters, hostile files, reports for machines.

use nutgraf::codec::article_yaml::{check, read};
use nutgraf::codec::diagnostics::check_report;

use super::{GOOD, changed, place, problems};

#[test]
fn the_caret_is_under_the_place_even_after_wide_letters_and_emoji() {
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

#[test]
fn tabs_and_control_characters_are_reported_with_their_place() {
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
fn bytes_that_are_not_text_are_reported_with_their_place() {
    let mut bytes = changed("pay twice", "pay tw\0ice \0").into_bytes();
    let at = GOOD.find("Harbour dues").unwrap();
    bytes[at] = 0xff;
    let report = check("a.yaml", &bytes);
    let told: Vec<(usize, usize, &str)> =
        report.problems.iter().map(|problem| (problem.line, problem.column, problem.message.as_str())).collect();
    assert_eq!(
        told,
        [(4, 10, "this byte is not UTF-8"), (17, 27, "this byte is zero (NUL), which text files cannot contain")]
    );
    assert!(report.to_string().contains("    text: Ships pay tw\u{fffd}ice"), "{report}");
    let wide: Vec<u8> = "\u{feff}nutgraf: 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(check("a.yaml", &wide).to_string().contains("UTF-16"));
    assert!(check("a.yaml", b"\x7fELF\0\0\0\0").to_string().contains("binary"));
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
    let schema: serde_json::Value = serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json")).unwrap();
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
