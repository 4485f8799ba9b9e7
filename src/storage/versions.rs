//! Files beside an article that belong to its work: earlier versions that an import has kept, published checks.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::article::Article;

use crate::storage::files::folders;

/// The files of the earlier versions of an article, the oldest first: those that it names, then others named `STEM.vN.yaml`.
#[must_use]
pub fn earlier(path: &Path, article: &Article) -> Vec<PathBuf> {
    // A name with a folder in it would lead anywhere.
    let is_name = |name: &&str| Path::new(name).file_name().is_some_and(|file| file == Path::new(name).as_os_str());
    let named = article.head.previous.iter().map(|previous| previous.file.as_str()).filter(is_name);
    let mut files: Vec<PathBuf> = named.map(|name| path.with_file_name(name)).collect();
    let stem = folders::stem(path);
    let numbered = (1_usize..).map(|number| path.with_file_name(format!("{stem}.v{number}.yaml")));
    let on_disk = numbered.take_while(|path| path.exists());
    let unnamed: Vec<PathBuf> = on_disk.filter(|path| !files.contains(path)).collect();
    files.extend(unnamed);
    files
}

/// The files of published checks in a folder, `*.checks.json` and `*.checks.jsonl`, by name; none where it cannot be read.
#[must_use]
pub fn published_checks(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_one = |path: &PathBuf| {
        let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        name.ends_with(".checks.json") || name.ends_with(".checks.jsonl")
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_one).collect();
    files.sort();
    files
}
