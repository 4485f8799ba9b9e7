//! What each format looks like on a small article with a rich journal.

use nutgraf::export::FORMATS;

use crate::rich::ferry;

#[test]
fn each_format_writes_the_rich_journal_as_it_did() {
    let desk = ferry();
    for format in FORMATS {
        insta::assert_snapshot!(format.name, desk.export(format.name));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in FORMATS {
        assert_eq!(ferry().export(format.name), ferry().export(format.name), "{}", format.name);
    }
}
