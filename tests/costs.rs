//! The cost of additions: how many files name an existing one. The table of ARCHITECTURE.md, "What an addition costs",
//! has the same numbers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// What is added, the names of an existing one in the code, separated by commas, and how many files have one of them; those
/// of a screen's own folder do not count.
const COSTS: [(&str, &str, usize); 8] = [
    ("a command", "FoldOutline", 4),
    ("an overlay", "PastePage, PasteArticle, Self::Paste =>", 6),
    ("a pane", "Pane::Entities", 12),
    ("a page of rows", "Sourcing", 4),
    ("an export format", "averitec::", 1),
    ("a source format", "epub::", 1),
    ("a rule for notes", "OneSource", 2),
    ("a subcommand", "schema::run", 1),
];

/// The folders of those that have one.
const OWN_FOLDERS: [(&str, &str); 1] = [("an overlay", "src/reader/screens/paste")];

/// Structs of which a new field may not be forgotten, the file that defines each, and how many files of `src/` list all of
/// their fields: the one that defines them, and those where the compiler asks for the new one.
const FIELDS: [(&str, &str, &str, usize); 2] = [
    ("a field of a claim", "Claim", "src/model/article/claim.rs", 3),
    ("a field of an entity", "Entity", "src/model/article/entity.rs", 2),
];

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

/// The names of a struct's fields.
fn fields<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let start = text.find(&format!("pub struct {name} {{")).unwrap();
    let body = text[start..].split("\n}").next().unwrap();
    body.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": ")).map(|(field, _)| field).collect()
}

/// Whether a text builds a struct or takes it apart field by field, so that it does not compile once there is another.
fn lists_all(text: &str, name: &str, fields: &[&str]) -> bool {
    let lists = |name: &str| {
        text.match_indices(&format!("{name} {{")).any(|(at, opening)| {
            let is_whole = !text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == ':');
            let body = text[at + opening.len()..].split('}').next().unwrap();
            let has = |field: &&str| {
                body.split(|letter: char| letter != '_' && !letter.is_alphanumeric()).any(|word| word == *field)
            };
            is_whole && !body.contains("..") && fields.iter().all(has)
        })
    };
    lists(name) || text.contains(&format!("impl {name} {{")) && lists("Self")
}

#[test]
fn a_new_field_is_asked_for_in_no_more_files_than_the_architecture_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("src"), &mut sources);
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for (what, name, file, most) in FIELDS {
        let defined = fs::read_to_string(root.join(file)).unwrap();
        let fields = fields(&defined, name);
        assert!(fields.len() > 5, "{fields:?}");
        let lists = |path: &&PathBuf| lists_all(&fs::read_to_string(path).unwrap(), name, &fields);
        let found: Vec<&PathBuf> = sources.iter().filter(lists).collect();
        assert_eq!(found.len(), most, "{what}: {found:#?}");
        let row = format!("| {what} | every field of `{name}` | {most} |");
        assert!(architecture.contains(&row), "ARCHITECTURE.md lacks the row {row}");
    }
}

#[test]
fn an_addition_touches_no_more_files_than_the_architecture_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("src"), &mut sources);
    let texts: Vec<String> = sources.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for (what, name, most) in COSTS {
        let own_folder = OWN_FOLDERS.iter().find(|(own, _)| *own == what).map(|(_, folder)| root.join(folder));
        let is_elsewhere = |path: &Path| own_folder.as_ref().is_none_or(|folder| !path.starts_with(folder));
        let named = sources
            .iter()
            .zip(&texts)
            .filter(|(path, text)| is_elsewhere(path) && name.split(", ").any(|name| text.contains(name)));
        let count = named.count();
        assert_eq!(count, most, "{what}: files that name {name}");
        let row = format!("| {what} | `{}` | {most} |", name.replace(", ", "`, `"));
        assert!(architecture.contains(&row), "ARCHITECTURE.md lacks the row {row}");
    }
}
