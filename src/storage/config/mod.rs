//! `nutgraf.toml`: theme, keys, queries, the names of annotators, and the publisher of reviews. The file in the
//! article's folder takes precedence over the user's own.

pub mod entity_lists;
pub(crate) mod key_rows;
pub mod reviewer;
pub mod saved_queries;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::io;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use etcetera::BaseStrategy;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::codec::byte_order_mark;
use crate::model::journal::people::People;
use crate::session::key_row::KeyRow;
use crate::storage::files::system_error::{Task, explained, why};
use crate::text::path::shown_path;
use crate::text::suggestion;

use crate::storage::config::key_rows::KeyRows;
use crate::storage::config::saved_queries::QueryRows;
use crate::storage::files::regular;
use crate::storage::journal::notes_files::Source;

/// The name of the file.
pub const NAME: &str = "nutgraf.toml";
/// Larger files are no settings.
const MOST_BYTES: u64 = 1024 * 1024;

/// From a person's name to their other names.
type Names = BTreeMap<String, Vec<String>>;

/// Every setting that a file may contain. Unknown keys are reported, and `nutgraf config` lists the known ones.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct Settings {
    /// Colours: dark, light, contrast, sixteen or plain. Without it, the theme that you chose last.
    pub(crate) theme: Option<String>,
    /// Keys of commands, by screen and command; [] leaves a command without a key.
    #[serde(default, deserialize_with = "read_apart")]
    #[allow(dead_code, reason = "the schema knows it by this field; key_rows reads it with its places")]
    keys: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Saved queries by name, for the filter and `--query @NAME`.
    #[serde(default, deserialize_with = "read_apart")]
    #[allow(dead_code, reason = "the schema knows it by this field; saved_queries reads it with its places")]
    queries: BTreeMap<String, String>,
    /// Queries of a watch list: `nutgraf search --watch` prints what is new for each.
    #[serde(default)]
    watch: BTreeMap<String, String>,
    /// Names of one annotator: anyone who writes as "Ana P." or "aperez" counts as "ana".
    #[serde(default)]
    people: Names,
    /// Who publishes the reviews in a `claimreview` export.
    pub(crate) reviewer: Option<ReviewerEntry>,
    /// How your notes are written.
    notes: Option<NotesEntry>,
    /// How texts are imported. Counts in your own file only.
    #[serde(default)]
    import: ImportEntry,
}

/// How notes are written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct NotesEntry {
    /// Whether each action becomes a file of its own, ARTICLE/NAME/ULID.jsonl, for stores that several people share.
    segments: Option<bool>,
}

/// How things are imported. Counts in the user's own file only: a folder that somebody sends must run nothing.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct ImportEntry {
    /// Proposers, as `--with` takes them.
    with: Vec<String>,
}

/// The publisher of reviews. What is missing is empty, so that it does not invalidate the rest of the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct ReviewerEntry {
    /// The name of the organisation.
    pub(crate) name: String,
    /// Its address, with http or https.
    pub(crate) url: String,
}

impl ReviewerEntry {
    /// Fills in what is empty from another file.
    pub(crate) fn take_missing(&mut self, other: Self) {
        if self.name.trim().is_empty() {
            self.name = other.name;
        }
        if self.url.trim().is_empty() {
            self.url = other.url;
        }
    }
}

/// A settings file as read.
#[derive(Debug)]
pub(crate) struct SettingsFile {
    pub(crate) settings: Settings,
    /// A message for each unknown key, with its place. The rest of the file still applies.
    pub(crate) unknown: Vec<String>,
    /// Its rows about keys.
    pub(crate) keys: KeyRows,
    /// Its saved queries.
    pub(crate) queries: QueryRows,
}

/// Keys and queries are read with their places by [`key_rows`] and [`saved_queries`], so that a bad row does not
/// invalidate the rest.
fn read_apart<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default,
{
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| T::default())
}

/// The settings files, in order of precedence.
#[must_use]
pub fn files(source: &Source) -> Vec<PathBuf> {
    let beside = source.article_folder().map(|folder| folder.join(NAME));
    beside.into_iter().chain(user_file()).collect()
}

/// The file that `--config` names, for this run of the program.
static NAMED: OnceLock<PathBuf> = OnceLock::new();

/// Uses this file instead of the user's own, for this run.
///
/// # Errors
///
/// Why it cannot be read.
pub fn use_file(path: &Path) -> Result<(), String> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if read(&path)?.is_none() {
        return Err(format!("{} is not there; `nutgraf config` prints one to start from", shown_path(&path)));
    }
    // Arguments are parsed once, so the cell is empty.
    let _ = NAMED.set(path);
    Ok(())
}

/// The user's own file: the one that `--config` names, or else the one in the settings folder.
fn user_file() -> Option<PathBuf> {
    let usual = || Some(etcetera::base_strategy::Xdg::new().ok()?.config_dir().join("nutgraf").join(NAME));
    NAMED.get().cloned().or_else(usual)
}

/// The JSON Schema of the file: every setting with its explanation.
#[must_use]
pub fn schema() -> Value {
    schemars::schema_for!(Settings).to_value()
}

/// The settings for the screen and the keys.
#[derive(Debug, Default)]
pub struct ReaderSettings {
    /// The name of the theme, and its place in the file.
    pub theme: Option<(String, String)>,
    /// Rows about keys, in order of precedence.
    pub keys: Vec<KeyRow>,
    /// A message for each value that is not a row.
    pub troubles: Vec<String>,
}

/// The settings for the screen and the keys. Other errors in the files are reported with the names of people.
#[must_use]
pub fn reader(source: &Source) -> ReaderSettings {
    reader_in(&files(source))
}

/// The reader's settings in these files, in order of precedence.
#[must_use]
pub fn reader_in(files: &[PathBuf]) -> ReaderSettings {
    let mut found = ReaderSettings::default();
    for path in files {
        let Ok(Some(file)) = read(path) else { continue };
        let theme = file.settings.theme.map(|theme| (theme, shown_path(path)));
        found.theme = found.theme.or(theme);
        found.keys.extend(file.keys.rows);
        found.troubles.extend(file.keys.troubles);
    }
    found
}

/// Which names belong to the same annotator, and the errors in the files: an unreadable file counts as absent.
#[must_use]
pub fn people(source: &Source) -> (People, Vec<String>) {
    people_in(&files(source))
}

/// Joins the names in these files, as [`people`] does. If two files name the same person, or one name has two persons,
/// the first counts. Unknown keys are reported for each file.
#[must_use]
pub fn people_in(files: &[PathBuf]) -> (People, Vec<String>) {
    let (mut found, mut troubles) = (Names::new(), Vec::new());
    for path in files {
        match read(path) {
            Ok(Some(SettingsFile { settings: Settings { mut people, import, .. }, unknown, .. })) => {
                troubles.extend(unknown);
                if !import.with.is_empty() && user_file().as_ref() != Some(path) {
                    troubles.push(format!(
                        "{}: `import.with` applies in your own settings only; nutgraf runs nothing from it here",
                        shown_path(path)
                    ));
                }
                troubles.extend(take_out_doubled(path, &mut people));
                add_people(&mut found, people);
            }
            Ok(None) => {}
            Err(why) => troubles.push(format!("{why}; the names in it are not joined")),
        }
    }
    (People::new(found), troubles)
}

/// Whether new notes on an article go to segments: as the first file says that says anything of it.
#[must_use]
pub fn writes_segments(source: &Source) -> bool {
    let said = |path: &PathBuf| read(path).ok().flatten()?.settings.notes?.segments;
    files(source).iter().find_map(said).unwrap_or(false)
}

/// The queries of the watch list, by name, from these files, of which the first that has a name wins; and what is wrong with
/// the files.
#[must_use]
pub fn watched(files: &[PathBuf]) -> (BTreeMap<String, String>, Vec<String>) {
    let (mut watched, mut troubles) = (BTreeMap::new(), Vec::new());
    for path in files {
        match read(path) {
            Ok(Some(file)) => {
                for (name, query) in file.settings.watch {
                    watched.entry(name).or_insert(query);
                }
            }
            Ok(None) => {}
            Err(why) => troubles.push(format!("{why}; its watch list is ignored")),
        }
    }
    (watched, troubles)
}

/// The proposers of the user's own file, and the errors in it. The folder's file is never used.
#[must_use]
pub fn import_with() -> (Vec<String>, Vec<String>) {
    let Some(path) = user_file() else { return (Vec::new(), Vec::new()) };
    match read(&path) {
        Ok(Some(SettingsFile { settings, unknown, .. })) => (settings.import.with, unknown),
        Ok(None) => (Vec::new(), Vec::new()),
        Err(why) => (Vec::new(), vec![format!("{why}; its proposers are ignored")]),
    }
}

/// Reads a settings file; `None` if it does not exist.
///
/// # Errors
///
/// What is wrong with it, and where: line and column, in code points.
pub(crate) fn read(path: &Path) -> Result<Option<SettingsFile>, String> {
    let failed = |why: &str| format!("cannot read {}: {why}", shown_path(path));
    let (file, metadata) = match regular::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened
            .map_err(|error| failed(&format!("{}; move it away, or make it yours to read", why(Task::Read, &error))))?,
    };
    if metadata.len() > MOST_BYTES {
        return Err(failed("it is larger than 1 MiB"));
    }
    let mut text = String::new();
    file.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|error| failed(&explained(Task::Read, &error)))?;
    let text = byte_order_mark::without(&text);
    let table = DeTable::parse(text).map_err(|error| as_the_library_says(path, text, &error))?;
    let schema = schemars::schema_for!(Settings).to_value();
    let mut keys = Vec::new();
    find_unknown(table.get_ref(), &schema, &schema, &mut keys);
    keys.sort_by_key(|key| key.start);
    let unknown = keys.iter().map(|key| format!("{}: {key}", place(path, text, key.start))).collect();
    let settings = toml::from_str(text).map_err(|error| as_the_library_says(path, text, &error))?;
    let keys = key_rows::of(table.get_ref(), &|byte| place(path, text, byte));
    let queries = saved_queries::of(table.get_ref(), text, &|byte| place(path, text, byte));
    Ok(Some(SettingsFile { settings, unknown, keys, queries }))
}

/// A key that the schema does not have.
struct UnknownKey<'a> {
    name: &'a str,
    /// Byte offset of the key.
    start: usize,
    /// The keys that are valid there.
    known: Vec<&'a str>,
}

impl fmt::Display for UnknownKey<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hint = suggestion::instead(self.name, self.known.iter().copied());
        write!(formatter, "unknown key `{}`; {hint}", self.name.escape_debug())
    }
}

/// Finds each key of a table that its schema does not have.
fn find_unknown<'a>(table: &'a DeTable<'_>, schema: &'a Value, root: &'a Value, found: &mut Vec<UnknownKey<'a>>) {
    let schema = resolved(schema, root);
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        // The keys of a table without such a list are names that users choose.
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

/// The schema of a value, with references resolved and an alternative null removed.
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

/// A place in a file for messages: line and column, in code points from 1.
fn place(path: &Path, text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("{}:{line}:{column}", shown_path(path))
}

/// Adds the people of a file with lower precedence.
fn add_people(found: &mut Names, others: Names) {
    let taken: HashSet<String> = found.values().flatten().chain(found.keys()).cloned().collect();
    for (person, mut names) in others {
        names.retain(|name| !taken.contains(name));
        if !taken.contains(&person) {
            found.insert(person, names);
        }
    }
}

/// Removes contradictions in a file and reports them: a name given to two people, or one that is a person's own.
fn take_out_doubled(path: &Path, people: &mut Names) -> Vec<String> {
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
