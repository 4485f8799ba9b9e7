//! The look of the screens: snapshots of text and styles, and the pictures of the README.
//!
//! `INSTA_UPDATE=always cargo test --test screens` updates the snapshots, `NUTGRAF_UPDATE_ASSETS=1 cargo test --test
//! screens` the pictures; look at both before you keep them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod picture;
mod screen;

use nutgraf::reader::theme_name::ThemeName;
use screen::Screen;

/// Screens worth a look, by name, and the keys that lead there.
const PLACES: &[(&str, &str)] = &[
    ("reader", "} } ]"),
    ("card", "} } Tab Enter"),
    ("judge", "v"),
    ("find", "/ e u r a s"),
    ("help", "?"),
    ("figures", "F"),
    ("commands", ": t h"),
    ("queue", "w 2 s"),
    ("evidence", "e h t t p s : / / a . e x a m p l e / x Tab w o r d s"),
    ("note", "i o n e Space t w o"),
    ("annotated", "v w y e s C-s s i n o t e C-s # o d d Enter Tab Enter"),
];

#[test]
fn every_screen_at_every_size() {
    for (columns, rows) in [(120, 40), (90, 30), (60, 20), (30, 10)] {
        for (name, keys) in PLACES {
            let screen = Screen::new(columns, rows).press(keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), screen.text_and_styles());
        }
    }
}

#[test]
fn every_other_theme_once() {
    for theme in ThemeName::ALL.into_iter().filter(|theme| *theme != ThemeName::Dark) {
        let screen = Screen::new(90, 30).themed(theme).press("v s ]");
        insta::assert_snapshot!(format!("theme-{}", theme.name()), screen.text_and_styles());
    }
}

#[test]
fn ascii_draws_nothing_beyond_ascii() {
    for (name, keys) in PLACES {
        let text = Screen::new(120, 40).in_ascii().press(keys).text();
        let beyond: String = text.chars().filter(|letter| !letter.is_ascii()).collect();
        assert_eq!(beyond, "", "{name}");
    }
}

#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let pictures = [
        ("reader", 110, 34, "} } v s ]"),
        ("card", 110, 30, "} } v s Tab Enter"),
        ("queue", 110, 34, "w s r"),
        ("export", 110, 34, "v w y e s C-s s x"),
        ("narrow", 60, 20, "} ]"),
    ];
    for (name, columns, rows, keys) in pictures {
        picture::is_current(name, &Screen::new(columns, rows).press(keys));
    }
    let light = Screen::new(110, 30).themed(ThemeName::Light).press("/ t a l i b a n Enter");
    picture::is_current("light", &light);
}
