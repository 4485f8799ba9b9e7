//! Who publishes reviews, from `nutgraf.toml`: the article's folder before the user's settings.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::format::export::Reviewer;
use crate::format::export::letters::web_link;

use super::notes::Source;
use super::settings::files;

#[derive(Deserialize)]
struct Settings {
    reviewer: Option<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    url: String,
}

/// The reviewer that the settings name.
///
/// # Errors
///
/// Which file is wrong, and how.
pub fn reviewer(source: &Source) -> Result<Option<Reviewer>, String> {
    for path in files(source) {
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(format!("cannot read {}: {error}", path.display())),
            Ok(text) => text,
        };
        if let Some(entry) = read(&path, &text)? {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

fn read(path: &Path, text: &str) -> Result<Option<Reviewer>, String> {
    let settings: Settings =
        toml::from_str(text).map_err(|error| format!("{}: {}", path.display(), error.message()))?;
    let Some(Entry { name, url }) = settings.reviewer else { return Ok(None) };
    if name.trim().is_empty() {
        return Err(format!("{}: the reviewer has no name", path.display()));
    }
    if web_link(&url).is_none() {
        return Err(format!("{}: the reviewer's url is no address of http or https", path.display()));
    }
    Ok(Some(Reviewer { name, url }))
}
