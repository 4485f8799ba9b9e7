//! The rooms of ARCHITECTURE.md: each uses only those before it, and none of its files or functions outgrows it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may use.
const ROOMS: [(&str, &[&str]); 11] = [
    ("text", &[]),
    ("domain", &["text"]),
    ("format", &["text", "domain"]),
    ("candidates", &["text", "domain"]),
    ("proposers", &["text", "domain", "candidates"]),
    ("import", &["text", "domain", "format"]),
    ("app", &["text", "domain", "format"]),
    ("ui", &["text", "domain", "format", "app"]),
    ("store", &["text", "domain", "format"]),
    ("tui", &["text", "domain", "format", "app", "ui", "store"]),
    ("cli", &["text", "domain", "format", "candidates", "proposers", "import", "app", "ui", "store", "tui"]),
];
/// Words that a room's code must not contain, with why.
const FORBIDDEN: [(&str, &[&str]); 8] = [
    ("text", &["std::fs", "std::io", "ratatui", "std::time", "std::env", "println!"]),
    ("domain", &["std::fs", "std::io", "ratatui", "std::time", "std::env", "println!"]),
    ("format", &["std::fs", "std::io", "ratatui", "std::time", "std::env", "println!"]),
    ("candidates", &["std::fs", "std::io", "ratatui", "std::time", "std::env", "println!"]),
    ("proposers", &["std::fs", "std::io", "std::process", "ratatui", "std::time", "std::env", "println!"]),
    // Archives are read through `std::io::Cursor`, in memory.
    ("import", &["std::fs", "std::net", "ratatui", "std::time", "std::env", "println!"]),
    (
        "app",
        &[
            "std::fs",
            "std::io",
            "SystemTime",
            "Instant::",
            "std::env",
            "getrandom",
            "ratatui::style",
            "ratatui::widgets",
            "Frame",
            "println!",
        ],
    ),
    ("ui", &["std::fs", "std::io", "SystemTime", "&mut App", "println!"]),
];
const MOST_LINES: usize = 500;
const MOST_FUNCTION_LINES: usize = 60;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("src"), &mut found);
    found
        .into_iter()
        .map(|path| (path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// The room of a file, when it is in one.
fn room(path: &Path) -> Option<String> {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    (parts.len() > 2).then(|| parts[1].clone())
}

/// Rooms that `text` uses against the table.
fn trespasses(room: &str, text: &str) -> Vec<String> {
    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, allowed)| allowed);
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (other, _) in ROOMS {
            let used = line.contains(&format!("crate::{other}::")) || line.contains(&format!("crate::{other};"));
            if used && other != room && !allowed.contains(&other) {
                wrong.push(line.trim().to_owned());
            }
        }
        if line.contains("crate::{") {
            wrong.push(format!("one room a line, please: {}", line.trim()));
        }
    }
    wrong
}

/// Names of functions longer than so many lines. Needs code formatted by rustfmt.
fn long_functions(text: &str, most: usize) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim_start().trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ");
        let words = words.trim_start_matches("pub ").trim_start_matches("const ");
        if !words.starts_with("fn ") || line.trim_end().ends_with(';') || line.trim_end().ends_with('}') {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        let length = lines[start..].iter().position(|line| *line == close).unwrap_or(0) + 1;
        if length > most {
            long.push(words.to_owned());
        }
    }
    long
}

#[test]
fn each_room_uses_only_those_before_it() {
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        assert!(ROOMS.iter().any(|(name, _)| *name == room), "{} is in no known room", path.display());
        let wrong = trespasses(&room, &text);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
        let forbidden = FORBIDDEN.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, words)| words);
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for word in forbidden {
            assert!(!code.contains(word), "{} contains {word}", path.display());
        }
    }
}

/// Loops whose end a reader must think about.
fn open_loops(text: &str) -> Vec<&str> {
    let begins = |line: &&str| line.starts_with("while ") || line.starts_with("loop ");
    text.lines().map(str::trim_start).filter(begins).collect()
}

/// A loop that went on until something was drawn once never ended, in a window that had become too small for it.
#[test]
fn drawing_only_counts_and_never_waits_for_what_was_drawn() {
    for (path, text) in sources() {
        if room(&path).as_deref() == Some("ui") {
            let loops = open_loops(&text);
            assert!(loops.is_empty(), "{}: {loops:?}; use `for`", path.display());
        }
    }
}

#[test]
fn only_store_touches_files() {
    for (path, text) in sources() {
        if room(&path).as_deref() != Some("store") {
            assert!(!text.contains("std::fs") && !text.contains("fs::"), "{} touches files", path.display());
        }
    }
}

#[test]
fn paths_are_shown_without_what_commands_a_terminal() {
    for (path, text) in sources() {
        assert!(!text.contains(".display()"), "{}: name paths in messages by text::path::shown_path", path.display());
    }
}

#[test]
fn no_file_and_no_function_is_too_long() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= MOST_LINES, "{} is longer than {MOST_LINES} lines", path.display());
        let long = long_functions(&text, MOST_FUNCTION_LINES);
        assert!(long.is_empty(), "{}: longer than {MOST_FUNCTION_LINES} lines: {long:?}", path.display());
    }
}

#[test]
fn no_room_is_for_odds_and_ends() {
    for (path, _) in sources() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "common", "manager", "misc"].contains(&name.as_str()),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_checks_can_fail() {
    assert_eq!(trespasses("domain", "use crate::app::App;").len(), 1);
    assert_eq!(trespasses("text", "use crate::domain::claim::Claim;").len(), 1);
    assert_eq!(trespasses("ui", "use crate::store;\nuse crate::app::App;").len(), 1);
    assert_eq!(trespasses("ui", "use crate::{app, store};").len(), 1);
    assert_eq!(open_loops("while x < end {\n    loop {\n    for x in 0..9 {").len(), 2);
    let long = format!("    pub fn long() {{\n{}    }}\n", "        work();\n".repeat(3));
    assert_eq!(long_functions(&long, 4).len(), 1);
    assert_eq!(long_functions(&long, 5).len(), 0);
}
