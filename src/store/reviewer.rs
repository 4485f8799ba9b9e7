//! Who publishes reviews, from `nutgraf.toml`: the article's folder before the user's settings.

use std::path::Path;

use serde::Deserialize;

use crate::format::export::Reviewer;
use crate::format::export::link::web_link;
use crate::text::path::shown_path;

use super::notes::Source;
use super::settings;

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
/// Which file is wrong, where and how.
pub fn reviewer(source: &Source) -> Result<Option<Reviewer>, String> {
    for path in settings::files(source) {
        let entry = settings::read::<Settings>(&path)?.and_then(|settings| settings.reviewer);
        if let Some(entry) = entry {
            return checked(&path, entry).map(Some);
        }
    }
    Ok(None)
}

fn checked(path: &Path, Entry { name, url }: Entry) -> Result<Reviewer, String> {
    if name.trim().is_empty() {
        return Err(format!("{}: the reviewer has no name", shown_path(path)));
    }
    if web_link(&url).is_none() {
        return Err(format!("{}: the reviewer's url is no address of http or https", shown_path(path)));
    }
    Ok(Reviewer { name, url })
}
