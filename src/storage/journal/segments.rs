//! Notes in segments: `STEM/ANNOTATOR/ULID.jsonl` beside `STEM.yaml`, each written once and never changed.
//!
//! Any copy tool, git, or an object store that only creates missing objects can sync them. A journal is a set of lines
//! that only grows, so it does not matter which file a line is in, or whether it is in two.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::journal::ActionId;
use crate::storage::files::folders;

/// The segments of an article's notes, in a stable order.
pub(crate) fn files(article: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        annotators(article).iter().flat_map(|folder| entries(folder)).filter(|path| is_segment(path)).collect();
    files.sort();
    files
}

/// The name of the folder of a segment of an article's notes, which is its annotator's; none for any other file.
pub(crate) fn folder_of_annotator(article: &Path, segment: &Path) -> Option<String> {
    let parent = segment.parent()?;
    let is_ours = parent.parent() == Some(folder(article).as_path()) && is_segment(segment);
    is_ours.then(|| parent.file_name()?.to_str().map(str::to_owned))?
}

/// The folders in which a segment may appear.
pub(crate) fn watched(article: &Path) -> Vec<PathBuf> {
    let folder = folder(article);
    if folder.is_dir() { annotators(article).into_iter().chain([folder]).collect() } else { Vec::new() }
}

fn folder(article: &Path) -> PathBuf {
    article.with_file_name(folders::stem(article))
}

/// The folder of an annotator's segments.
pub(crate) fn folder_of(article: &Path, annotator: &str) -> PathBuf {
    folder(article).join(folders::slug(annotator))
}

/// The folders of annotators. Links are left alone: one may lead to a circle.
fn annotators(article: &Path) -> Vec<PathBuf> {
    let is_folder = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    entries(&folder(article)).into_iter().filter(is_folder).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// Whether a file's name is that of a segment; other files in such a folder are not ours.
fn is_segment(path: &Path) -> bool {
    let is_jsonl = path.extension().is_some_and(|ending| ending == "jsonl");
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    is_jsonl && stem.is_some_and(|stem| stem.len() == 26 && ActionId::from_string(stem).is_ok())
}
