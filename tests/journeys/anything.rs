//! After any keys, clicks, pastes and resizes, nothing panics, the cursor is on a cell, and the selection is visible.

use proptest::prelude::*;

use crate::journey::Journey;

const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "g",
    "G",
    "Tab",
    "S-Tab",
    "]",
    "[",
    "}",
    "{",
    "1",
    "2",
    "9",
    "Space",
    "PgUp",
    "Enter",
    "Backspace",
    ">",
    "/",
    "n",
    "N",
    "F",
    "=",
    "m",
    "M",
    "y",
    "T",
    "v",
    "s",
    "r",
    "c",
    "-",
    "u",
    "C-r",
    "O",
    "V",
    "a",
    "b",
    "A",
    "S",
    "R",
    "w",
    "x",
    "I",
    "E",
    "i",
    "#",
    "p",
    "d",
    "D",
    "P",
    "!",
    "C-s",
    "C-o",
    "C-c",
    "C-u",
    "S-Left",
    "Delete",
    ":",
    "?",
    "Esc",
    "q",
    "@",
    "f",
    "o",
    "e",
    "a",
    "Down",
    "Up",
    "Left",
    "Right",
    "Home",
    "End",
    "$",
    "0",
    "é",
    "語",
];

#[derive(Debug, Clone)]
enum Deed {
    Press(usize),
    Click(u16, u16),
    Drag(u16, u16),
    Wheel(u16, u16, bool),
    Paste(String),
    Resize(u16, u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => (0..KEYS.len()).prop_map(Deed::Press),
        2 => (0..130_u16, 0..45_u16).prop_map(|(column, row)| Deed::Click(column, row)),
        1 => (0..130_u16, 0..45_u16).prop_map(|(column, row)| Deed::Drag(column, row)),
        1 => (0..130_u16, 0..45_u16, any::<bool>()).prop_map(|(column, row, down)| Deed::Wheel(column, row, down)),
        1 => ".{0,12}".prop_map(Deed::Paste),
        1 => (0..130_u16, 0..45_u16).prop_map(|(columns, rows)| Deed::Resize(columns, rows)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn anything_goes(deeds in proptest::collection::vec(deed(), 1..60)) {
        let mut journey = Journey::open();
        for deed in deeds {
            journey = match deed {
                Deed::Press(key) => journey.press(KEYS[key]),
                Deed::Click(column, row) => journey.clicks_cell(column, row),
                Deed::Drag(column, row) => journey.drags_to(column, row),
                Deed::Wheel(column, row, down) => journey.turns_wheel_at(column, row, down),
                Deed::Paste(text) => journey.pastes(&text),
                Deed::Resize(columns, rows) => journey.size(columns, rows),
            };
            journey.cursor_is_on_a_cell();
        }
        journey.size(120, 40).press("Esc").press("Esc Esc g").selection_is_in_sight();
    }
}
