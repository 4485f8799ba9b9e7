//! Articles that differ only in their endings, and which of them owns notes files without an ending in their names.
//!
//! Earlier versions wrote the notes on `trade.yml` into `trade.ana.notes.jsonl`, like those on `trade.yaml`. Such files
//! belong to whichever article exists. If both do, they belong to `trade.yaml`, and the annotator gets a warning.

use std::fs;
use std::path::{Path, PathBuf};

use crate::storage::files::folders;
use crate::storage::files::same_file::are_one;

/// The endings of articles. Notes files of the first do not contain its ending.
const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// The notes files beside an article, in a stable order.
pub(crate) fn files(article: &Path) -> Vec<PathBuf> {
    let article = &known_as(article);
    let own = list(&folders::folder_of(article), &format!("{}.", folders::beginning(article)));
    let plain = if is_plain(article) || !has_plain(article) { Vec::new() } else { plain_files(article) };
    own.into_iter().chain(plain).collect()
}

/// The file beside an article for this annotator's notes: an existing one, or else the one named after the article.
pub(crate) fn journal(article: &Path, annotator: &str) -> PathBuf {
    let article = &known_as(article);
    let own = folders::beside(article, annotator);
    let plain = folders::beside(&article.with_extension(ENDINGS[0]), annotator);
    let goes_on = own != plain && has_plain(article) && plain.exists() && !own.exists();
    if goes_on { plain } else { own }
}

/// A warning if the owner of notes files is uncertain.
pub(crate) fn doubt(article: &Path) -> Option<String> {
    let others = namesakes(article);
    let name = |path: &Path| path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let plain: Vec<String> = plain_files(article).iter().map(|path| name(path)).collect();
    if others.is_empty() || plain.is_empty() {
        return None;
    }
    let mut all: Vec<&Path> = others.iter().map(PathBuf::as_path).chain([article]).collect();
    all.sort_by_key(|path| rank(path));
    let (owner, rest) = all.split_first()?;
    let rest: Vec<String> = rest.iter().map(|path| name(path)).collect();
    let (owner, other) = (name(owner), rest.join(" and "));
    Some(format!(
        "{owner} and {other} are in the same folder, and {} may contain notes on either: they count for {owner}, and those on {other} \
         go to {other}.NAME{}; rename one of the articles, and its notes with it",
        plain.join(", "),
        folders::ENDING
    ))
}

/// The name that an article's notes use. If `trade.yml` is a link to `trade.yaml`, both use the same.
fn known_as(article: &Path) -> PathBuf {
    let plain = article.with_extension(ENDINGS[0]);
    if plain != article && are_one(article, &plain) { plain } else { article.to_owned() }
}

/// Whether the names of an article's own notes files lack its ending.
fn is_plain(article: &Path) -> bool {
    folders::beginning(article) == folders::stem(article)
}

/// Whether notes files without an ending belong to this article.
fn has_plain(article: &Path) -> bool {
    namesakes(article).iter().all(|other| rank(article) < rank(other))
}

/// The precedence among articles with the same name.
fn rank(article: &Path) -> usize {
    ENDINGS.iter().position(|ending| article.extension().is_some_and(|own| own == *ending)).unwrap_or(ENDINGS.len())
}

/// Other existing articles with this name. A link to this one does not count.
fn namesakes(article: &Path) -> Vec<PathBuf> {
    let others = ENDINGS.iter().map(|ending| article.with_extension(ending)).filter(|other| other != article);
    others.filter(|other| other.is_file() && !are_one(article, other)).collect()
}

/// Notes files without an ending in their names.
fn plain_files(article: &Path) -> Vec<PathBuf> {
    list(&folders::folder_of(article), &format!("{}.", folders::stem(article)))
}

/// Notes files in a folder whose names start this way; a single part without dots comes before the ending.
pub(crate) fn list(folder: &Path, beginning: &str) -> Vec<PathBuf> {
    let is_notes = |name: &str| {
        let middle = name.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(folders::ENDING));
        middle.is_some_and(|middle| !middle.is_empty() && !middle.contains('.'))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.filter(|entry| entry.file_name().to_str().is_some_and(is_notes)).map(|entry| entry.path()).collect();
    files.sort();
    files
}
