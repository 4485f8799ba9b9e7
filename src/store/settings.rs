//! `nutgraf.toml`: which names are one annotator's. The file in the article's folder wins over the user's own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::domain::people::People;

use super::notes::Source;

/// The name of the file.
pub const NAME: &str = "nutgraf.toml";

#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    people: BTreeMap<String, Vec<String>>,
}

/// The files that are looked at, the one that wins first.
#[must_use]
pub fn files(source: &Source) -> Vec<PathBuf> {
    let beside = source.article_folder().map(|folder| folder.join(NAME));
    let settings = etcetera::base_strategy::Xdg::new().ok();
    let user = settings.map(|folders| folders.config_dir().join("nutgraf").join(NAME));
    beside.into_iter().chain(user).collect()
}

/// Which names are one annotator's, and what is wrong with the files: one that cannot be read counts as none.
#[must_use]
pub fn people(source: &Source) -> (People, Vec<String>) {
    let mut troubles = Vec::new();
    for path in files(source) {
        match read(&path) {
            Ok(Some(people)) => {
                troubles.extend(people_in_doubt(&path, &people));
                return (People::new(people), troubles);
            }
            Ok(None) => {}
            Err(why) => troubles.push(why),
        }
    }
    (People::default(), troubles)
}

/// The people that a file names; none where there is no file, or it names none.
fn read(path: &Path) -> Result<Option<BTreeMap<String, Vec<String>>>, String> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot read {}: {error}", path.display())),
        Ok(text) => text,
    };
    let settings: Settings = toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
        let (line, column) =
            (before.lines().count().max(1), before.rsplit('\n').next().map_or(0, |line| line.chars().count()));
        format!("{}:{line}:{}: {}; the names in it are not joined", path.display(), column + 1, error.message())
    })?;
    Ok((!settings.people.is_empty()).then_some(settings.people))
}

/// A name given to two people.
fn people_in_doubt(path: &Path, people: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (person, names) in people {
        for name in names {
            let other = seen.insert(name, person).filter(|other| other != person);
            if let Some(other) = other {
                return Some(format!(
                    "{}: {name} is given to both {other} and {person}; the latter counts",
                    path.display()
                ));
            }
        }
    }
    None
}
