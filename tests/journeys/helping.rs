//! Help shows the keys of the screen, finds them by words, and explains the signs.

use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::reader::keymap::Keymap;

use crate::journey::Journey;

#[test]
fn help_explains_the_signs_of_claims_and_entities() {
    let journey = Journey::open().size(160, 60).press("?").shows("named in the current paragraph");
    journey.shows("named elsewhere in the article").shows("○  claim").shows("not judged");
}

#[test]
fn help_has_two_columns_where_there_is_room() {
    let journey = Journey::open().size(160, 50).press("?").shows("in the panes").shows("signs");
    let (one, other) = (journey.column_of("in the panes"), journey.column_of("signs"));
    assert!(other > one + 50, "{one} {other}");
    Journey::open().size(90, 30).press("?").shows("in the panes").lacks("signs");
}

#[test]
fn a_key_is_found_by_words_as_they_are_typed() {
    let journey = Journey::open().press("? /").types("outline").shows("fold or unfold the outline").lacks("next claim");
    let journey = journey.press("Enter j").shows("fold or unfold").press("Esc").shows("next claim").press("Esc");
    let journey = journey.lacks("in the panes").press("? /").types("nothing of that").shows("no key does that");
    journey.press("Esc").shows("next claim").press("q").lacks("next claim");
}

#[test]
fn help_scrolls_to_its_end_and_no_further() {
    let mut journey = Journey::open().size(80, 24).press("?").shows(" more ");
    for _ in 0..40 {
        journey = journey.press("Space");
    }
    journey.lacks(" more ").shows("after /").press("k").shows(" more ");
}

/// The text of every source file below a folder.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| if path.is_dir() { sources(&path) } else { fs::read_to_string(&path).unwrap() };
    entries.map(text).collect()
}

#[test]
fn every_message_that_names_a_key_asks_for_a_command_of_its_screen() {
    let keymap = Keymap::default();
    let text = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reader"));
    let asked = text.split("key_in(Scope::").skip(1).filter_map(|rest| rest.split_once(", Command::"));
    let mut count = 0;
    for (scope, rest) in asked.filter(|(scope, _)| scope.len() < 20) {
        let command: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        let is_it = |scope_of: String, command_of: String| scope_of == scope && command_of == command;
        let found =
            keymap.bindings().find(|binding| is_it(format!("{:?}", binding.scope), format!("{:?}", binding.command)));
        assert!(found.is_some_and(|binding| !binding.keys.is_empty()), "{scope}: {command} has no key there");
        count += 1;
    }
    assert!(count > 20, "only {count} were found");
}
