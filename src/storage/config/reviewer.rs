//! Who publishes reviews, from `nutgraf.toml`, key by key: the article's folder before the user's settings.

use std::path::{Path, PathBuf};

use crate::export::Reviewer;
use crate::export::link::web_link;
use crate::text::path::shown_path;

use crate::storage::config;
use crate::storage::config::ReviewerEntry;
use crate::storage::journal::notes_files::Source;

/// The reviewer that the settings name.
///
/// # Errors
///
/// Which file is wrong, where and how.
pub fn reviewer(source: &Source) -> Result<Option<Reviewer>, String> {
    let mut found: Option<(PathBuf, ReviewerEntry)> = None;
    for path in config::files(source) {
        // Unknown keys are told where the people are read.
        let Some(entry) = config::read(&path)?.and_then(|file| file.settings.reviewer) else { continue };
        match &mut found {
            None => found = Some((path, entry)),
            Some((_, first)) => first.take_missing(entry),
        }
    }
    found.map(|(path, entry)| checked(&path, entry)).transpose()
}

fn checked(path: &Path, ReviewerEntry { name, url }: ReviewerEntry) -> Result<Reviewer, String> {
    if name.trim().is_empty() {
        return Err(format!("{}: the reviewer has no name", shown_path(path)));
    }
    if url.trim().is_empty() {
        return Err(format!("{}: the reviewer has no url", shown_path(path)));
    }
    if web_link(&url).is_none() {
        return Err(format!("{}: the reviewer's url is not an http or https address", shown_path(path)));
    }
    Ok(Reviewer { name, url })
}
