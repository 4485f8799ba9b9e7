//! Who publishes reviews, from `nutgraf.toml`: the article's folder before the user's settings.

use std::path::Path;

use crate::format::export::Reviewer;
use crate::format::export::link::web_link;
use crate::text::path::shown_path;

use super::notes::Source;
use super::settings::{self, ReviewerEntry};

/// The reviewer that the settings name.
///
/// # Errors
///
/// Which file is wrong, where and how.
pub fn reviewer(source: &Source) -> Result<Option<Reviewer>, String> {
    for path in settings::files(source) {
        // Unknown keys are told where the people are read.
        let entry = settings::read(&path)?.and_then(|file| file.settings.reviewer);
        if let Some(entry) = entry {
            return checked(&path, entry).map(Some);
        }
    }
    Ok(None)
}

fn checked(path: &Path, ReviewerEntry { name, url }: ReviewerEntry) -> Result<Reviewer, String> {
    if name.trim().is_empty() {
        return Err(format!("{}: the reviewer has no name", shown_path(path)));
    }
    if url.trim().is_empty() {
        return Err(format!("{}: the reviewer has no url", shown_path(path)));
    }
    if web_link(&url).is_none() {
        return Err(format!("{}: the reviewer's url is no address of http or https", shown_path(path)));
    }
    Ok(Reviewer { name, url })
}
