//! The files of a folder that could be imported, for the list of articles.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::listing::{Listing, ListingKind};
use crate::import::input::Input;
use crate::import::sources;
use crate::store;
use crate::text::path::shown_path;

use super::import::is_ours;

/// No more files than this are looked into, by name: a folder of thousands of pages is imported at once instead.
const MOST_FILES: usize = 300;
/// A larger file is not looked into.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// The endings under which plain text is taken for an article: programs and tables are text as well.
const TEXT_ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];
/// The formats that any text passes for.
const TEXT_FORMATS: [&str; 2] = ["text", "markdown"];

/// The files of a folder that can be imported; `imported` names those that its articles came from.
pub(super) fn list(folder: &Path, imported: &HashSet<String>) -> Vec<Listing> {
    let mut files = store::import::small_files_in(folder, MOST_BYTES);
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
    let bytes = store::import::load(path).ok()?;
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
