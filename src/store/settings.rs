//! `nutgraf.toml`: which names are one annotator's, and who publishes reviews. The file in the article's folder wins over the
//! user's own.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::domain::people::People;
use crate::format::byte_order_mark;
use crate::text::path::shown_path;
use crate::text::suggestion;

use super::notes::Source;
use super::regular;

/// The name of the file.
pub const NAME: &str = "nutgraf.toml";
/// A larger file is none of settings.
const MOST_BYTES: u64 = 1024 * 1024;

/// From a person's name to their other names.
type Names = BTreeMap<String, Vec<String>>;

/// Everything that a file may say; a key that is not here is reported.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(super) struct Settings {
    #[serde(default)]
    people: Names,
    pub(super) reviewer: Option<ReviewerEntry>,
    #[serde(default)]
    import: ImportEntry,
}

/// How things are imported. Counts in the user's own file only: a folder that somebody sends must run nothing.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct ImportEntry {
    /// Proposers, as `--with` takes them.
    with: Vec<String>,
}

/// Who publishes reviews, as the file has it; what is missing is empty, and no fault of the names of people.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct ReviewerEntry {
    pub(super) name: String,
    pub(super) url: String,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct SettingsFile {
    pub(super) settings: Settings,
    /// A sentence for each key that is not known, with its place. The rest of the file counts all the same.
    pub(super) unknown: Vec<String>,
}

/// The files that are looked at, the one that wins first.
#[must_use]
pub fn files(source: &Source) -> Vec<PathBuf> {
    let beside = source.article_folder().map(|folder| folder.join(NAME));
    beside.into_iter().chain(own_file()).collect()
}

/// The user's own file, whether it is there or not.
fn own_file() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.config_dir().join("nutgraf").join(NAME))
}

/// Which names are one annotator's, and what is wrong with the files: one that cannot be read counts as none.
#[must_use]
pub fn people(source: &Source) -> (People, Vec<String>) {
    people_in(&files(source))
}

/// The same from these files, of which the first that names people counts; unknown keys are told of each.
#[must_use]
pub fn people_in(files: &[PathBuf]) -> (People, Vec<String>) {
    let (mut found, mut troubles) = (None, Vec::new());
    for path in files {
        match read(path) {
            Ok(Some(SettingsFile { settings: Settings { mut people, import, .. }, unknown })) => {
                troubles.extend(unknown);
                if !import.with.is_empty() && own_file().as_ref() != Some(path) {
                    troubles.push(format!(
                        "{}: `import.with` counts in your own settings only; nothing of it is run",
                        shown_path(path)
                    ));
                }
                if found.is_none() && !people.is_empty() {
                    troubles.extend(settle(path, &mut people));
                    found = Some(People::new(people));
                }
            }
            Ok(None) => {}
            Err(why) => troubles.push(format!("{why}; the names in it are not joined")),
        }
    }
    (found.unwrap_or_default(), troubles)
}

/// The proposers of the user's own file, and what is wrong with it. A folder's file is never asked.
#[must_use]
pub fn import_with() -> (Vec<String>, Vec<String>) {
    let Some(path) = own_file() else { return (Vec::new(), Vec::new()) };
    match read(&path) {
        Ok(Some(SettingsFile { settings, unknown })) => (settings.import.with, unknown),
        Ok(None) => (Vec::new(), Vec::new()),
        Err(why) => (Vec::new(), vec![format!("{why}; its proposers are not asked")]),
    }
}

/// What a file of settings says; none where there is no file.
///
/// # Errors
///
/// What is wrong with it, and where: line and column, in code points.
pub(super) fn read(path: &Path) -> Result<Option<SettingsFile>, String> {
    let failed = |why: &str| format!("cannot read {}: {why}", shown_path(path));
    let (file, metadata) = match regular::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| failed(&format!("{error}; move it away, or make it yours to read")))?,
    };
    if metadata.len() > MOST_BYTES {
        return Err(failed("it is larger than 1 MiB"));
    }
    let mut text = String::new();
    file.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|error| failed(&error.to_string()))?;
    let text = byte_order_mark::without(&text);
    let table = DeTable::parse(text).map_err(|error| as_the_library_says(path, text, &error))?;
    let schema = schemars::schema_for!(Settings).to_value();
    let mut keys = Vec::new();
    find_unknown(table.get_ref(), &schema, &schema, &mut keys);
    keys.sort_by_key(|key| key.start);
    let unknown = keys.iter().map(|key| format!("{}: {key}", place(path, text, key.start))).collect();
    let settings = toml::from_str(text).map_err(|error| as_the_library_says(path, text, &error))?;
    Ok(Some(SettingsFile { settings, unknown }))
}

/// A key that the format does not have.
struct UnknownKey<'a> {
    name: &'a str,
    /// Byte of the text at which it stands.
    start: usize,
    /// The keys that there are in its place.
    known: Vec<&'a str>,
}

impl fmt::Display for UnknownKey<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hint = suggestion::did_you_mean(self.name, self.known.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("there are {}", self.known.join(", ")));
        write!(formatter, "unknown key `{}`; {hint}", self.name.escape_debug())
    }
}

/// Finds each key of a table that its schema does not have.
fn find_unknown<'a>(table: &'a DeTable<'_>, schema: &'a Value, root: &'a Value, found: &mut Vec<UnknownKey<'a>>) {
    let schema = resolved(schema, root);
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        // Of a table without such a list, the keys are names that anyone may choose.
        let (known, of_value) = match schema["properties"].as_object() {
            Some(known) => (known.keys().map(String::as_str).collect(), known.get(name)),
            None => (Vec::new(), Some(&schema["additionalProperties"])),
        };
        match (of_value, value.get_ref()) {
            (None, _) => found.push(UnknownKey { name, start: key.span().start, known }),
            (Some(schema), DeValue::Table(table)) => find_unknown(table, schema, root, found),
            (Some(_), _) => {}
        }
    }
}

/// What a schema says of a value that is there: what it refers to, and not the null that may stand for none.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        return resolved(&root["$defs"][name], root);
    }
    let either = schema["anyOf"].as_array().into_iter().flatten();
    either.into_iter().find(|schema| schema["type"] != "null").map_or(schema, |schema| resolved(schema, root))
}

fn as_the_library_says(path: &Path, text: &str, error: &toml::de::Error) -> String {
    let place = place(path, text, error.span().map_or(0, |span| span.start));
    format!("{place}: {}", error.message().replace(char::is_control, " ").trim_end())
}

/// A place in a file as messages name it: line and column, in code points from 1.
fn place(path: &Path, text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("{}:{line}:{column}", shown_path(path))
}

/// Takes out what cannot hold beside the rest, and says so: a name that two people are given, or that is a person's own.
fn settle(path: &Path, people: &mut Names) -> Vec<String> {
    let persons: Vec<String> = people.keys().cloned().collect();
    let (mut owners, mut troubles) = (BTreeMap::<String, String>::new(), Vec::new());
    for (person, names) in people {
        names.retain(|name| {
            let other = if persons.contains(name) { Some(name) } else { owners.get(name) };
            let Some(other) = other.filter(|other| *other != person) else {
                owners.insert(name.clone(), person.clone());
                return true;
            };
            troubles.push(format!(
                "{}: `{}` is a name of `{}` already and is not joined to `{}`; take it out of one of them",
                shown_path(path),
                name.escape_debug(),
                other.escape_debug(),
                person.escape_debug()
            ));
            false
        });
    }
    troubles
}
