//! What a new file must not take the place of.

use std::path::Path;

use crate::storage::files::folders;
use crate::storage::files::same_file::are_one;
use crate::storage::journal::notes_files::Source;

/// What of this article would be lost if a file were written there: the article, or somebody's notes.
#[must_use]
pub fn is_source(source: &Source, path: &Path) -> Option<&'static str> {
    let article = matches!(source, Source::File(article, _) if are_one(article, path));
    if article {
        return Some("the article");
    }
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().to_lowercase());
    let notes = name.ends_with(folders::ENDING) || source.files().iter().any(|file| are_one(file, path));
    notes.then_some("a notes file")
}
