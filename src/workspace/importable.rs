//! Lists the files of a folder that can be imported, for the list of articles.

use std::collections::HashSet;
use std::path::Path;

use crate::corpus::listing::{Listing, ListingKind};
use crate::import::input::Input;
use crate::import::sources;
use crate::storage;
use crate::text::path::shown_path;

use crate::workspace::import_file::is_ours;

/// At most this many files are examined, by name. A folder of thousands of pages is imported with one command instead.
const MOST_FILES: usize = 300;
/// Larger files are not examined.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// Endings of plain text that may be an article; programs and tables are text as well.
const TEXT_ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];
/// Formats that any text satisfies.
const TEXT_FORMATS: [&str; 2] = ["text", "markdown"];

/// The files of a folder that can be imported. `imported` has the names of files that its articles came from.
pub(crate) fn list(folder: &Path, imported: &HashSet<String>) -> Vec<Listing> {
    let mut files = storage::import::small_files_in(folder, MOST_BYTES);
    files.retain(|path| may_be_one(path));
    files.iter().take(MOST_FILES).filter_map(|path| listing(path, imported)).collect()
}

fn may_be_one(path: &Path) -> bool {
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let is_article = [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending));
    !name.starts_with('.') && !is_article && !is_ours(path)
}

fn listing(path: &Path, imported: &HashSet<String>) -> Option<Listing> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let bytes = storage::import::load(path).ok()?;
    let input = Input::new(&bytes).named(&name);
    if bytes.is_empty() || input.is_article() {
        return None;
    }
    let format = sources::recognise(&input)?.name();
    let ending = path.extension().map_or(String::new(), |ending| ending.to_string_lossy().to_lowercase());
    if TEXT_FORMATS.contains(&format) && !TEXT_ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    let kind = if imported.contains(&name) { ListingKind::Imported } else { ListingKind::Importable };
    let place = path.parent().map_or(String::new(), shown_path);
    let reference = path.to_string_lossy().into_owned();
    Some(Listing { reference, title: name, place: format!("{format} · {place}"), kind, ..Listing::default() })
}
