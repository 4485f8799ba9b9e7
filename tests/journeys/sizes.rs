//! The window may change at any moment, even while a frame is being drawn: a layout for one size is then drawn into
//! another.

use crate::journey::{Journey, long_article};

const HARBOUR: &str = include_str!("harbour.yaml");

/// Keys that open every screen and overlay; `~` types the rest.
const SCREENS: &[&str] = &[
    "",
    "Tab",
    "Tab Tab",
    "S-Tab",
    "M",
    "v",
    "v 1 w",
    "i",
    "e C-o",
    "R",
    "s l l",
    "s a",
    "w",
    "w 2",
    "x",
    "x Tab Tab e",
    "?",
    "] Enter",
    "Tab Tab Tab Enter",
    "F",
    "=",
    "I",
    ": l o s t Enter",
    "/ s h i p",
    ":",
    "@",
    "f",
    "o",
    "#",
    "r",
    "q",
];

/// Sizes at which the layout changes, and their neighbours.
const COLUMNS: &[u16] = &[0, 1, 2, 5, 13, 19, 20, 21, 59, 79, 80, 81, 109, 110, 140];
const ROWS: &[u16] = &[0, 1, 3, 4, 5, 6, 9, 11, 12, 13, 14, 21, 27, 40];

/// A reader with unsaved work, so that quitting asks first.
fn unsaved(text: &str) -> Journey {
    Journey::open_text(text).disk_fails_from_now_on().press("v s").disk_answers()
}

#[test]
fn every_screen_at_every_size_is_drawn_into_smaller_windows() {
    // All pairs of sizes would take minutes, so each size meets one smaller window, a different one for every screen.
    let mut turn = 0;
    for keys in SCREENS {
        let mut journey = unsaved(HARBOUR).press(keys);
        for &columns in COLUMNS {
            for &rows in ROWS {
                journey = journey.laid_out_for(columns, rows);
                turn += 1;
                let (width, height) = (COLUMNS[turn % COLUMNS.len()], ROWS[turn % ROWS.len()]);
                journey.draws_into(width.min(columns.saturating_sub(1)), height.min(rows));
            }
        }
    }
}

#[test]
fn every_size_from_none_up_is_drawn_into_a_smaller_window() {
    for (number, keys) in SCREENS.iter().enumerate() {
        let mut journey = unsaved(HARBOUR).press(keys);
        for columns in 0..=130_u16 {
            // Each size meets one of the screens.
            let first = (number + usize::from(columns) * 7) % SCREENS.len();
            for rows in (0..=44_u16).skip(first).step_by(SCREENS.len()) {
                journey = journey.laid_out_for(columns, rows);
                journey.draws_into(columns.saturating_sub(columns / 3 + 1), rows - rows / 4);
            }
        }
    }
}

#[test]
fn every_screen_is_drawn_into_windows_of_every_smaller_size() {
    for keys in SCREENS {
        let journey = unsaved(&long_article()).press(keys);
        for columns in (0..=119).step_by(17) {
            for rows in (0..=40).step_by(5) {
                journey.draws_into(columns, rows);
            }
        }
        // In small steps, across the sizes where panes appear.
        for columns in (26..121).step_by(2) {
            journey.draws_into(columns, 6);
        }
    }
}

#[test]
fn a_window_of_any_size_is_bounded_before_anything_is_drawn() {
    for keys in SCREENS {
        let mut journey = unsaved(HARBOUR).press(keys);
        for (columns, rows) in [(u16::MAX, u16::MAX), (u16::MAX, 1), (1, u16::MAX), (u16::MAX, 24), (80, u16::MAX)] {
            journey = journey.laid_out_for(columns, rows);
            journey.draws_into(200, 60);
        }
        journey.clicks_cell(u16::MAX, u16::MAX).drags_to(u16::MAX, 0).turns_wheel_at(0, u16::MAX, true);
    }
}
