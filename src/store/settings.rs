//! `nutgraf.toml`: which names are one annotator's. The file in the article's folder wins over the user's own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::people::People;
use crate::text::path::shown_path;

use super::notes::Source;

/// The name of the file.
pub const NAME: &str = "nutgraf.toml";
/// A larger file is none of settings.
const MOST_BYTES: u64 = 1024 * 1024;

/// From a person's name to their other names.
type Names = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    people: Names,
}

/// The files that are looked at, the one that wins first.
#[must_use]
pub fn files(source: &Source) -> Vec<PathBuf> {
    let beside = source.article_folder().map(|folder| folder.join(NAME));
    let settings = etcetera::base_strategy::Xdg::new().ok();
    let user = settings.map(|folders| folders.config_dir().join("nutgraf").join(NAME));
    beside.into_iter().chain(user).collect()
}

/// The folders in which these files stand, or may yet.
#[must_use]
pub fn folders(source: &Source) -> Vec<PathBuf> {
    files(source).iter().filter_map(|path| path.parent().map(Path::to_owned)).collect()
}

/// Which names are one annotator's, and what is wrong with the files: one that cannot be read counts as none.
#[must_use]
pub fn people(source: &Source) -> (People, Vec<String>) {
    people_in(&files(source))
}

/// The same from these files, of which the first that names people counts.
#[must_use]
pub fn people_in(files: &[PathBuf]) -> (People, Vec<String>) {
    let mut troubles = Vec::new();
    for path in files {
        match read::<Settings>(path) {
            Ok(Some(Settings { mut people })) if !people.is_empty() => {
                troubles.extend(settle(path, &mut people));
                return (People::new(people), troubles);
            }
            Ok(_) => {}
            Err(why) => troubles.push(format!("{why}; the names in it are not joined")),
        }
    }
    (People::default(), troubles)
}

/// What a file of settings says; none where there is no file.
///
/// # Errors
///
/// What is wrong with it, and where: line and column, in code points.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, String> {
    let failed = |why: &str| Err(format!("cannot read {}: {why}", shown_path(path)));
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return failed(&error.to_string()),
        Ok(metadata) if !metadata.is_file() => return failed("it is not a regular file; move it away"),
        Ok(metadata) if metadata.len() > MOST_BYTES => return failed("it is larger than 1 MiB"),
        Ok(_) => {}
    }
    let text = match fs::read_to_string(path) {
        Err(error) => return failed(&error.to_string()),
        Ok(text) => text,
    };
    toml::from_str(&text).map(Some).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        let message = error.message().replace(char::is_control, " ");
        format!("{}:{line}:{column}: {}", shown_path(path), message.trim_end())
    })
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
