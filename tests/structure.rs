//! The rooms of ARCHITECTURE.md: each uses only those before it, and its files and functions stay below the ceilings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may use.
const ROOMS: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("model", &["text"]),
    ("analysis", &["text", "model"]),
    ("session", &["text", "model"]),
    ("codec", &["text", "model", "session"]),
    ("corpus", &["text", "model", "analysis"]),
    ("render", &["text", "model", "analysis", "codec", "corpus"]),
    ("export", &["text", "model", "analysis", "codec", "corpus"]),
    ("candidates", &["text", "model"]),
    ("proposers", &["text", "model", "candidates"]),
    ("import", &["text", "model", "codec"]),
    ("reader", &["text", "model", "analysis", "session", "codec", "render", "export", "corpus"]),
    ("storage", &["text", "model", "session", "codec", "export", "corpus"]),
    (
        "workspace",
        &[
            "text",
            "model",
            "analysis",
            "session",
            "codec",
            "render",
            "export",
            "corpus",
            "candidates",
            "proposers",
            "import",
            "storage",
        ],
    ),
    ("terminal", &["text", "storage"]),
    (
        "cli",
        &[
            "text",
            "model",
            "analysis",
            "session",
            "codec",
            "render",
            "export",
            "corpus",
            "candidates",
            "proposers",
            "import",
            "reader",
            "storage",
            "workspace",
            "terminal",
        ],
    ),
];
/// What pure code must not contain: files, streams, the screen, the clock, the environment.
const PURE: [&str; 6] = ["std::fs", "std::io", "ratatui", "std::time", "std::env", "println!"];
/// Words that a room's code must not contain, and why.
const FORBIDDEN: [(&str, &[&str]); 13] = [
    ("text", &PURE),
    ("model", &PURE),
    ("analysis", &PURE),
    ("session", &PURE),
    ("codec", &PURE),
    ("render", &PURE),
    ("export", &PURE),
    ("corpus", &PURE),
    ("candidates", &PURE),
    ("proposers", &["std::fs", "std::io", "std::process", "ratatui", "std::time", "std::env", "println!"]),
    // Archives are read through `std::io::Cursor`, in memory.
    ("import", &["std::fs", "std::net", "ratatui", "std::time", "std::env", "println!"]),
    ("reader", &["std::fs", "std::io", "SystemTime", "Instant::", "std::env", "getrandom", "println!"]),
    ("workspace", &["std::fs", "ratatui", "clap::Parser", "clap::Args", "println!"]),
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

/// The room of a file, if it is in one.
fn room(path: &Path) -> Option<String> {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    (parts.len() > 2).then(|| parts[1].clone())
}

/// Rooms that `text` uses in violation of the table.
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

/// The line from `fn` on, if it begins a function, whatever comes before that.
fn function(line: &str) -> Option<&str> {
    let before = |words: &str| {
        let word = |word: &str| matches!(word, "pub" | "const" | "async" | "unsafe") || word.starts_with("pub(");
        words.replace("pub(in ", "pub(in").split_whitespace().all(word)
    };
    let at = if line.starts_with("fn ") { 0 } else { line.find(" fn ")? + 1 };
    before(&line[..at]).then(|| &line[at..])
}

/// Names of functions with more lines than this, and of those whose end is not found. Needs code formatted by rustfmt.
fn long_functions(text: &str, most: usize) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(words) = function(line.trim_start()) else { continue };
        // The body begins where the first line ends in a brace; a trait may only declare the function.
        let begins = lines[start..].iter().find(|line| line.ends_with(['{', '}', ';']));
        if begins.is_none_or(|line| !line.ends_with('{')) {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        let end = lines[start..].iter().position(|line| *line == close);
        if end.is_none_or(|end| end + 1 > most) {
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

/// The rooms in the table of ARCHITECTURE.md, in its order.
fn rows_of_rooms(architecture: &str) -> Vec<&str> {
    let section = architecture
        .split("\n## ")
        .chain([architecture])
        .find(|section| section.trim_start_matches("## ").starts_with("Rooms, each"));
    let rows = section.unwrap().lines().filter(|line| line.starts_with("| `"));
    let names = rows.flat_map(|row| row.split('|').nth(1).unwrap().split(','));
    names.map(|name| name.trim().trim_matches('`').trim_end_matches('/')).collect()
}

/// The list above is what the other tests prove; this proves that the table says the same.
#[test]
fn the_table_of_rooms_has_them_in_an_order_in_which_each_uses_only_those_above_it() {
    let architecture = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let names: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(rows_of_rooms(&architecture), names);
    for (at, (name, allowed)) in ROOMS.iter().enumerate() {
        let below: Vec<&&str> = allowed.iter().filter(|other| !names[..at].contains(other)).collect();
        assert!(below.is_empty(), "{name} uses {below:?}, which are below it");
    }
}

/// Loops whose end is not obvious to a reader.
fn open_loops(text: &str) -> Vec<&str> {
    let begins = |line: &&str| line.starts_with("while ") || line.starts_with("loop ");
    text.lines().map(str::trim_start).filter(begins).collect()
}

/// A loop that ran until something was drawn never ended once, in a window that had become too small.
#[test]
fn drawing_only_counts_and_never_waits_for_what_was_drawn() {
    for (path, text) in sources() {
        if draws(&path) {
            let loops = open_loops(&text);
            assert!(loops.is_empty(), "{}: {loops:?}; use `for`", path.display());
            assert!(!text.contains("&mut App"), "{} changes what it draws", path.display());
        }
    }
}

/// Whether a file of the reader draws: it takes a canvas.
fn draws(path: &Path) -> bool {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let parent = path.parent().unwrap();
    room(path).as_deref() == Some("reader") && (stem == "draw" || parent.ends_with("draw"))
}

/// Colours and frames belong to drawing: the effect of a key must not depend on them.
#[test]
fn only_drawing_knows_colours_and_frames() {
    for (path, text) in sources() {
        let is_widget = path.parent().unwrap().ends_with("reader/widgets");
        if room(&path).as_deref() == Some("reader") && !draws(&path) && !is_widget {
            for word in ["ratatui::style", "ratatui::widgets", "Frame"] {
                assert!(!text.contains(word), "{} contains {word}", path.display());
            }
        }
    }
}

#[test]
fn only_storage_touches_files() {
    for (path, text) in sources() {
        if room(&path).as_deref() != Some("storage") {
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

/// The path of a file as a module, such as `model::journal::fold`.
fn module(path: &Path) -> String {
    let path = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let mut parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts.join("::")
}

/// A file up to its first module of tests.
fn without_tests(text: &str) -> &str {
    let begins_module = |at: usize| {
        let mut lines = text[at..].lines().skip(1).skip_while(|line| line.starts_with("#["));
        lines.next().is_some_and(|line| line.contains("mod ") && line.ends_with('{'))
    };
    let tests = text.match_indices("#[cfg(test)]\n").map(|(at, _)| at).find(|at| begins_module(*at));
    tests.map_or(text, |at| &text[..at])
}

/// What a file names by `crate::…`, tests left out; lists in braces are taken apart.
fn named_paths(text: &str) -> Vec<String> {
    let code: String =
        without_tests(text).lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    // Who may see something is no use of it.
    for rest in code.replace("(in crate::", "(in ").split("crate::").skip(1) {
        let end = rest.find(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter))).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        match tail.strip_prefix('{').and_then(|list| list.split_once('}')) {
            Some((list, _)) => found.extend(list.split(',').map(|name| format!("{head}{}", name.trim()))),
            None => found.push(head.to_owned()),
        }
    }
    found
}

/// The module of a path: its longest beginning that is a file.
fn file_of(path: &str, files: &BTreeMap<String, PathBuf>) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    (1..=parts.len()).rev().map(|count| parts[..count].join("::")).find(|module| files.contains_key(module))
}

/// Every file with all that it reaches through what it names.
fn reached(uses: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(module) = waiting.pop() {
        for next in uses.get(&module).into_iter().flatten() {
            if found.insert(next.clone()) {
                waiting.push(next.clone());
            }
        }
    }
    found
}

/// For each room, how many of its files are in a cycle with a file of another folder.
fn circles(sources: &[(PathBuf, String)]) -> BTreeMap<String, usize> {
    let files: BTreeMap<String, PathBuf> = sources.iter().map(|(path, _)| (module(path), path.clone())).collect();
    let uses: BTreeMap<String, BTreeSet<String>> = sources
        .iter()
        .map(|(path, text)| {
            let here = module(path);
            let used = named_paths(text).into_iter().filter_map(|path| file_of(&path, &files));
            (here.clone(), used.filter(|other| *other != here).collect())
        })
        .collect();
    let reached: BTreeMap<&String, BTreeSet<String>> = files.keys().map(|file| (file, reached(&uses, file))).collect();
    let mut found = BTreeMap::new();
    for (file, path) in &files {
        let circle = reached[file].iter().filter(|other| reached[*other].contains(file));
        if circle.into_iter().any(|other| files[other].parent() != path.parent()) {
            *found.entry(file.split("::").next().unwrap_or("").to_owned()).or_default() += 1;
        }
    }
    found
}

/// Folders that use each other cannot be understood one at a time.
#[test]
fn no_folders_use_each_other_in_a_circle() {
    let found = circles(&sources());
    assert!(found.is_empty(), "files in a circle with a file of another folder, by room: {found:?}");
}

/// A newcomer opens `state.rs` to see what a screen knows, and `screen.rs` to see what the reader asks of it.
#[test]
fn every_screen_has_its_state_and_its_answers_in_files_of_those_names() {
    let screens = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reader/screens");
    for entry in fs::read_dir(screens).unwrap() {
        let folder = entry.unwrap().path();
        // The panes lie under every screen and are none.
        if folder.is_dir() && !folder.ends_with("article") {
            for name in ["state.rs", "screen.rs"] {
                assert!(folder.join(name).is_file(), "{} lacks {name}", folder.display());
            }
            let screen = fs::read_to_string(folder.join("screen.rs")).unwrap();
            assert!(screen.contains("impl Screen for "), "{} implements no screen", folder.display());
        }
    }
}

/// What a screen knows is part of the reader's state, so it cannot depend on the whole of it.
#[test]
fn the_state_of_a_screen_does_not_name_the_reader() {
    for (path, text) in sources() {
        if path.starts_with("src/reader/screens") && path.ends_with("state.rs") {
            let named = named_paths(&text);
            let whole = ["reader::app", "reader::overlay", "reader::update", "reader::screen::"];
            let wrong = named.iter().find(|path| whole.iter().any(|whole| path.starts_with(whole)));
            assert!(wrong.is_none(), "{} names {wrong:?}", path.display());
        }
    }
}

#[test]
fn the_checks_can_fail() {
    assert_eq!(trespasses("model", "use crate::reader::app::App;").len(), 1);
    assert_eq!(trespasses("text", "use crate::model::article::Article;").len(), 1);
    assert_eq!(trespasses("reader", "use crate::storage;\nuse crate::codec;").len(), 1);
    assert_eq!(trespasses("reader", "use crate::{text, storage};").len(), 1);
    assert_eq!(open_loops("while x < end {\n    loop {\n    for x in 0..9 {").len(), 2);
    let source = |path: &str, text: &str| (PathBuf::from(path), text.to_owned());
    let (a, b) = (source("src/a/x.rs", "use crate::b::y::Y;"), source("src/b/y.rs", "use crate::a::{z::Z, x::X};"));
    assert_eq!(circles(&[a.clone(), b]).len(), 2);
    let tests = |begins: &str| source("src/b/y.rs", &format!("#[cfg(test)]\n{begins}use crate::a::x::X;"));
    let visible = source("src/b/y.rs", "pub(in crate::a::x) struct Y;");
    assert_eq!(circles(&[a.clone(), visible]).len(), 0);
    assert_eq!(circles(&[a.clone(), tests("#[allow(clippy::panic)]\nmod tests {\n")]).len(), 0);
    assert_eq!(circles(&[a, tests("use crate::c::Z;\n")]).len(), 2, "one line for tests does not end the code");
    let long = format!("    pub fn long() {{\n{}    }}\n", "        work();\n".repeat(3));
    assert_eq!(long_functions(&long, 4).len(), 1);
    assert_eq!(long_functions(&long, 5).len(), 0);
    for begins in ["    fn", "    pub(in crate::a) fn", "    pub(super) const fn", "    pub async fn"] {
        assert_eq!(long_functions(&long.replace("    pub fn", begins), 4).len(), 1, "{begins}");
    }
    assert_eq!(long_functions("    fn endless(\n        a: u8,\n    ) -> u8 {\n        a\n", 60).len(), 1);
    assert_eq!(long_functions("    fn declared(\n        a: u8,\n    ) -> u8;\n", 1).len(), 0);
    assert_eq!(rows_of_rooms("## Rooms, each\n\n| room |\n| --- |\n| `a/`, `b/` | |\n| `c/` | |\n"), ["a", "b", "c"]);
}
