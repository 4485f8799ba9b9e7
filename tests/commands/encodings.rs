//! Files from other systems: with a byte order mark, with Windows line ends.

use super::place::{ARTICLE, Place, err, out};

const NOTES: &str = "harbour.ana.notes.jsonl";
const MARK: &str = "\u{feff}";

/// A text as a Windows editor saves it.
fn as_windows_saves(text: &str) -> String {
    format!("{MARK}{}", text.replace('\n', "\r\n"))
}

fn judge(place: &Place, claim: &str, verdict: &str) {
    place.succeeds(&["judge", "harbour.yaml", claim, "--verdict", verdict, "--why", "Seen.", "--as", "ana"]);
}

#[test]
fn a_journal_saved_by_windows_loses_no_line() {
    let place = Place::new();
    for claim in ["p1.c1", "p1.c2", "p2.c1"] {
        judge(&place, claim, "refuted");
    }
    let before = place.succeeds(&["notes", "harbour.yaml"]);
    let journal = place.read(NOTES);
    place.write(NOTES, &as_windows_saves(&journal));
    let after = place.run(&["notes", "harbour.yaml"]);
    assert_eq!((out(&after), err(&after)), (before, String::new()));
    judge(&place, "p3.c1", "supported");
    assert!(place.succeeds(&["notes", "harbour.yaml"]).contains("ana: 4 of 6 judged"));
    assert!(place.read(NOTES).starts_with(MARK), "what is there stays as it is");
}

#[test]
fn journals_that_were_joined_keep_the_line_behind_the_second_mark() {
    let place = Place::new();
    judge(&place, "p1.c1", "refuted");
    let first = place.read(NOTES);
    judge(&place, "p1.c2", "refuted");
    let second = place.read(NOTES).strip_prefix(&first).unwrap().to_owned();
    place.write(NOTES, &format!("{}{}", as_windows_saves(&first), as_windows_saves(&second)));
    let notes = place.run(&["notes", "harbour.yaml"]);
    assert!(out(&notes).contains("ana: 2 of 6 judged") && err(&notes).is_empty(), "{}", err(&notes));
}

#[test]
fn a_journal_of_nothing_but_a_mark_is_empty() {
    let place = Place::new();
    for nothing in [MARK.to_owned(), format!("{MARK}\r\n")] {
        place.write(NOTES, &nothing);
        judge(&place, "p1.c1", "refuted");
        let notes = place.run(&["notes", "harbour.yaml"]);
        assert!(out(&notes).contains("ana: 1 of 6 judged") && err(&notes).is_empty(), "{}", err(&notes));
    }
}

#[test]
fn check_points_at_the_right_column_behind_a_mark() {
    let place = Place::new();
    judge(&place, "p1.c1", "refuted");
    let journal = place.read(NOTES).replace("claim:p1.c1", "claim:p9.c1");
    place.write(NOTES, &journal);
    let plain = place.succeeds(&["check", "harbour.yaml"]);
    place.write(NOTES, &as_windows_saves(&journal));
    assert_eq!(place.succeeds(&["check", "harbour.yaml"]), plain);
    assert!(plain.contains("notes.jsonl:1:"), "{plain}");
}

#[test]
fn a_stream_of_judgements_saved_by_windows_is_read() {
    let place = Place::new();
    let rows = [
        r#"{"set":[{"on":"p1.c1","field":"verdict","to":"refuted"}]}"#,
        r#"{"set":[{"on":"p1.c2","field":"verdict","to":"supported"}]}"#,
        "",
    ];
    let written = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], &as_windows_saves(&rows.join("\n")));
    assert_eq!(out(&written), "2 lines written, 0 already recorded\n", "{}", err(&written));
}

#[test]
fn an_article_saved_by_windows_is_the_same_article() {
    let place = Place::new();
    let before = place.succeeds(&["print", "harbour.yaml", "--claims"]);
    place.write("harbour.yaml", &as_windows_saves(ARTICLE));
    assert_eq!(place.succeeds(&["print", "harbour.yaml", "--claims"]), before);
    assert!(place.succeeds(&["check", "harbour.yaml"]).contains("no problems"));
    let checked = place.run_with(&["check", "-"], &as_windows_saves(ARTICLE));
    assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
}

#[test]
fn a_broken_article_behind_a_mark_is_still_known_to_be_meant_as_one() {
    let place = Place::new();
    place.write("second.yaml", &as_windows_saves(&ARTICLE.replace("title:", "titel:")));
    let notes = place.run(&["notes", ".", "--by", "ana"]);
    assert!(err(&notes).contains("second.yaml:3"), "{}", err(&notes));
}

#[test]
fn settings_saved_by_windows_are_read() {
    let place = Place::new();
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "Ana P."]);
    place.write("nutgraf.toml", &as_windows_saves("[people]\nana = [\"Ana P.\"]\n"));
    let notes = place.run(&["notes", "harbour.yaml"]);
    assert!(out(&notes).contains("ana: 1 of 6 judged") && err(&notes).is_empty(), "{}{}", out(&notes), err(&notes));
}

#[test]
fn files_in_utf_16_are_named_as_such() {
    let place = Place::new();
    let wide: Vec<u8> = as_windows_saves(ARTICLE).encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(place.path("wide.yaml"), &wide).unwrap();
    let judged = place.run_with_bytes(&["judge", "harbour.yaml", "-", "--as", "ana"], &wide);
    assert!(err(&judged).contains("standard input is in UTF-16; write it in UTF-8"), "{}", err(&judged));
    let refused = out(&place.run(&["check", "wide.yaml"]));
    assert!(refused.contains("the file is in UTF-16") && refused.contains("save the file in UTF-8"), "{refused}");
}

#[test]
fn a_table_for_spreadsheets_begins_with_a_mark_and_can_be_checked() {
    let place = Place::new();
    judge(&place, "p1.c1", "refuted");
    let export = ["export", "harbour.yaml", "--by", "ana", "--quiet", "--bom", "-f"];
    for format in ["csv", "csv-evidence"] {
        let table = place.succeeds(&[&export[..], &[format, "-o", "-"]].concat());
        assert!(table.starts_with(MARK) && !table[MARK.len()..].contains(MARK), "{table}");
        let plain = place.succeeds(&["export", "harbour.yaml", "--by", "ana", "--quiet", "-f", format, "-o", "-"]);
        assert_eq!(table[MARK.len()..], plain);
    }
    place.succeeds(&[&export[..], &["csv", "-o", "table.csv"]].concat());
    assert!(place.succeeds(&["export", "--check", "table.csv"]).contains("nothing has changed"));
    let refused = place.fails(&[&export[..], &["json", "-o", "x.json"]].concat());
    assert!(refused.contains("--bom works only for tables, not for json"), "{refused}");
    assert!(!place.exists("x.json"));
}
