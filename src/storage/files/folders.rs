//! The places of notes and settings.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

pub use crate::text::slug::slug;

/// Ending of every notes file.
pub const ENDING: &str = ".notes.jsonl";

/// Ending of every review journal.
pub const REVIEW_ENDING: &str = ".review.jsonl";

/// The review journal beside an article: `STEM.review.jsonl` beside `STEM.yaml`, `STEM.yml.review.jsonl` beside `STEM.yml`.
#[must_use]
pub fn review_beside(article: &Path) -> PathBuf {
    folder_of(article).join(format!("{}{REVIEW_ENDING}", beginning(article)))
}

/// The annotator's notes file beside the article: `STEM.SLUG.notes.jsonl` beside `STEM.yaml`,
/// `STEM.yml.SLUG.notes.jsonl` beside `STEM.yml` and so on, so that two articles never share a file.
#[must_use]
pub fn beside(article: &Path, annotator: &str) -> PathBuf {
    notes_file(article, &slug(annotator))
}

/// The notes file that [`beside`] names, for an annotator's slug.
pub(crate) fn notes_file(article: &Path, slug: &str) -> PathBuf {
    folder_of(article).join(format!("{}.{slug}{ENDING}", beginning(article)))
}

/// The beginning of the names of an article's notes files: the article's file name, without its ending if that is
/// `yaml`.
pub(crate) fn beginning(article: &Path) -> String {
    if article.extension().is_none_or(|ending| ending == "yaml") {
        return stem(article);
    }
    article.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned())
}

/// The annotator's part of the name of a notes file.
#[must_use]
pub fn slug_of(notes: &Path) -> String {
    let name = notes.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let bare = name.strip_suffix(ENDING).unwrap_or(&name);
    bare.rsplit('.').next().unwrap_or(bare).to_owned()
}

/// The article's folder, in a form to which names can be joined.
#[must_use]
pub fn folder_of(article: &Path) -> PathBuf {
    match article.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// File name of an article without its ending.
#[must_use]
pub fn stem(article: &Path) -> String {
    article.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned())
}

/// The folder of an article's notes in the user's data folder; `None` without a home.
#[must_use]
pub fn data(article_id: &str) -> Option<PathBuf> {
    Some(etcetera::base_strategy::Xdg::new().ok()?.data_dir().join("nutgraf").join(article_id))
}

/// The folder of the drafts on an article; `None` without a home, or if the id could lead elsewhere.
#[must_use]
pub fn drafts(article_id: &str) -> Option<PathBuf> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let safe = article_id.starts_with(|letter: char| letter.is_ascii_alphanumeric()) && article_id.bytes().all(plain);
    Some(state()?.parent()?.join("drafts").join(article_id)).filter(|_| safe)
}

/// The user's file of state; `None` without a home.
#[must_use]
pub fn state() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.state_dir()?.join("nutgraf").join("state.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_names_have_different_files() {
        assert_eq!(slug("ana"), "ana");
        let changed = ["Ana", "ANA", "Ána", "ana!", "../ana", "", "اناء"].map(slug);
        for (index, one) in changed.iter().enumerate() {
            assert!(!one.contains(['/', '.']) && !one.is_empty(), "{one}");
            assert!(changed[..index].iter().all(|other| other != one), "{one}");
        }
        assert_eq!(beside(Path::new("a/trade.en.yaml"), "ana"), Path::new("a/trade.en.ana.notes.jsonl"));
        assert_eq!(beside(Path::new("a/trade.yml"), "ana"), Path::new("a/trade.yml.ana.notes.jsonl"));
        assert_eq!(slug_of(Path::new("a/trade.yml.ana.notes.jsonl")), "ana");
    }
}
