//! Articles that differ by their endings only, and which of them notes files belong to that say nothing of an ending.
//!
//! Earlier versions wrote the notes on `trade.yml` into `trade.ana.notes.jsonl`, as those on `trade.yaml`. Such files are the
//! one's that is alone. Where both are there, they are those of `trade.yaml`, and everyone is told.

use std::fs;
use std::path::{Path, PathBuf};

use super::article::are_one;
use super::folders;

/// The endings of articles, the first of which has notes files that say nothing of it.
const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// The notes files beside an article, in a stable order.
pub(super) fn files(article: &Path) -> Vec<PathBuf> {
    let article = &known_as(article);
    let own = list(&folders::folder_of(article), &format!("{}.", folders::beginning(article)));
    let plain = if is_plain(article) || !has_plain(article) { Vec::new() } else { plain_files(article) };
    own.into_iter().chain(plain).collect()
}

/// The file beside an article to which this annotator's notes go: the one that is there already, else that of its own name.
pub(super) fn journal(article: &Path, annotator: &str) -> PathBuf {
    let article = &known_as(article);
    let own = folders::beside(article, annotator);
    let plain = folders::beside(&article.with_extension(ENDINGS[0]), annotator);
    let goes_on = own != plain && has_plain(article) && plain.exists() && !own.exists();
    if goes_on { plain } else { own }
}

/// What is to be told where it is not certain which article notes files belong to.
pub(super) fn doubt(article: &Path) -> Option<String> {
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
        "{owner} and {other} stand side by side, and {} may be notes on either: they count for {owner}, and those on {other} \
         go to {other}.NAME{}; rename one of the articles, and its notes with it",
        plain.join(", "),
        folders::ENDING
    ))
}

/// The name by which an article has its notes: where `trade.yml` is a link to `trade.yaml`, they are one.
fn known_as(article: &Path) -> PathBuf {
    let plain = article.with_extension(ENDINGS[0]);
    if plain != article && are_one(article, &plain) { plain } else { article.to_owned() }
}

/// Whether the names of an article's own notes files say nothing of its ending.
fn is_plain(article: &Path) -> bool {
    folders::beginning(article) == folders::stem(article)
}

/// Whether notes files that say nothing of an ending are this article's.
fn has_plain(article: &Path) -> bool {
    namesakes(article).iter().all(|other| rank(article) < rank(other))
}

/// Which of several articles of one name comes first.
fn rank(article: &Path) -> usize {
    ENDINGS.iter().position(|ending| article.extension().is_some_and(|own| own == *ending)).unwrap_or(ENDINGS.len())
}

/// Other articles of that name that are there. A link to this one is none.
fn namesakes(article: &Path) -> Vec<PathBuf> {
    let others = ENDINGS.iter().map(|ending| article.with_extension(ending)).filter(|other| other != article);
    others.filter(|other| other.is_file() && !are_one(article, other)).collect()
}

/// Notes files that say nothing of an ending.
fn plain_files(article: &Path) -> Vec<PathBuf> {
    list(&folders::folder_of(article), &format!("{}.", folders::stem(article)))
}

/// Notes files in a folder whose names begin so; one part, without dots, stands between beginning and ending.
pub(super) fn list(folder: &Path, beginning: &str) -> Vec<PathBuf> {
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
