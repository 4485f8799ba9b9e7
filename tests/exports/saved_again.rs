//! Exports saved by other programs: `--check` reads them nevertheless, and recognises half an export.

use nutgraf::export::{FORMATS, Format};

use crate::command::{FERRY, Place};

fn checkable() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.can_be_checked)
}

/// A place with everyone's export in that format, and its text.
fn exported(format: &Format) -> (Place, String) {
    let place = Place::new();
    let said = place.export(&["ferry.yaml", "-f", format.name, "-o", "export", "--by", "all", "--quiet"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let text = place.read("export");
    (place, text)
}

fn is_unchanged(place: &Place, text: &str, how: &str) {
    place.write("export", text);
    let said = place.export(&["--check", "export"]);
    assert_eq!((said.code, said.out.as_str()), (0, "export: nothing has changed since\n"), "{how}: {}", said.err);
}

fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_change_nothing() {
    for format in checkable() {
        let (place, text) = exported(format);
        is_unchanged(&place, &format!("\u{feff}{text}"), format.name);
        is_unchanged(&place, &crlf(&text), format.name);
        is_unchanged(&place, &format!("\u{feff}{}", crlf(&text)), format.name);
        is_unchanged(&place, text.trim_end(), format.name);
    }
}

#[test]
fn a_packet_with_a_byte_order_mark_keeps_what_a_person_wrote() {
    let (place, text) = exported(FORMATS.iter().find(|format| format.name == "markdown").unwrap());
    let line = text.lines().find(|line| line.starts_with("<!-- yours p2.c1:")).unwrap();
    let by_hand = text.replace(line, &format!("{line}\n\nThe clerk called back."));
    place.write("export", &format!("\u{feff}{}", crlf(&by_hand)));
    let said = place.export(&["ferry.yaml", "-f", "markdown", "-o", "export", "--by", "all", "--quiet"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(place.read("export").contains("The clerk called back.\n"));
}

/// The table as saved by a spreadsheet in another country: other separators, quotes only if needed, and no empty cells
/// at the end of a row.
fn saved_with(table: &str, between: u8, shorten: bool) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(between).flexible(true).from_writer(Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        let cells: Vec<&str> = record.iter().collect();
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(1, |last| last + 1);
        writer.write_record(&cells[..if shorten { used } else { cells.len() }]).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn a_table_saved_again_by_a_spreadsheet_is_recognised() {
    for format in checkable().filter(|format| format.media_type == "text/csv") {
        let (place, text) = exported(format);
        for between in [b',', b';', b'\t'] {
            for shorten in [false, true] {
                let saved = saved_with(&text, between, shorten);
                is_unchanged(&place, &saved, &format!("{} with {between}, {shorten}", format.name));
                is_unchanged(&place, &format!("\u{feff}{}", crlf(&saved)), format.name);
            }
        }
        let semicolons = saved_with(&text, b';', false);
        is_unchanged(&place, &format!("\u{feff}sep=;\r\n{semicolons}"), format.name);
        is_unchanged(&place, &semicolons.replace('\n', "\r"), "line ends of an old Macintosh");
        place.write("export", &semicolons);
        place.write("ferry.yaml", &FERRY.replace("a hundred years", "two hundred years"));
        let said = place.export(&["--check", "export"]);
        assert_eq!((said.code, said.out.as_str()), (1, "the article's text has changed\n"), "{}", said.err);
    }
}

#[test]
fn a_hash_that_a_spreadsheet_treated_as_a_number_is_no_change() {
    let (place, text) = exported(FORMATS.iter().find(|format| format.name == "csv").unwrap());
    let line = text.lines().find(|line| line.starts_with("claim,") && line.contains(",p1.c1,")).unwrap();
    let state = line.trim_end().rsplit(',').next().unwrap();
    place.write("export", &text.replace(state, "1.23457E+11"));
    let said = place.export(&["--check", "export"]);
    assert_eq!(said.code, 1);
    assert!(said.out.starts_with("p1.c1: its hash is no longer in the export: a spreadsheet may"), "{}", said.out);
    assert!(!said.out.contains("has changed"), "{}", said.out);
}

#[test]
fn half_an_export_is_called_half() {
    for format in checkable() {
        let (place, text) = exported(format);
        let mut told = 0;
        for part in 1..40 {
            let (half, rest) = text.split_at(text.floor_char_boundary(text.len() * part / 40));
            place.write("export", half);
            let said = place.export(&["ferry.yaml", "--check", "export"]);
            let cut = said.err.contains("export is cut off: its end is missing");
            // A file that ends within the head, or with a whole row, does not look truncated.
            let whole_row = half.ends_with(['\n', '\r']) || rest.starts_with(['\n', '\r']);
            assert!(cut || said.err.contains("keeps nothing") || whole_row, "{}: {said:?}", format.name);
            told += usize::from(cut);
        }
        assert!(told > 20, "{}: {told}", format.name);
    }
}

#[test]
fn half_a_page_and_half_a_packet_are_called_half_wherever_they_end() {
    for name in ["html", "markdown", "json"] {
        let (place, text) = exported(FORMATS.iter().find(|format| format.name == name).unwrap());
        for lost in [10, 100, 1000] {
            place.write("export", &text[..text.floor_char_boundary(text.len() - lost)]);
            let said = place.export(&["ferry.yaml", "--check", "export"]);
            assert!(said.code == 2 && said.err.contains("cut off"), "{name} without {lost}: {said:?}");
        }
    }
}

#[test]
fn a_file_in_utf_16_says_how_to_save_it() {
    let (place, text) = exported(FORMATS.iter().find(|format| format.name == "csv").unwrap());
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(place.path("export"), utf16).unwrap();
    let said = place.export(&["--check", "export"]);
    assert!(
        said.code == 2 && said.err.contains("cannot read export: it is in UTF-16; save it in UTF-8"),
        "{}",
        said.err
    );
}
