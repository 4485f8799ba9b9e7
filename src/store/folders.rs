//! Where notes and settings are kept.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

/// Ending of every notes file.
pub const ENDING: &str = ".notes.jsonl";

/// `STEM.SLUG.notes.jsonl` beside the article.
#[must_use]
pub fn beside(article: &Path, annotator: &str) -> PathBuf {
    folder_of(article).join(format!("{}.{}{ENDING}", stem(article), slug(annotator)))
}

/// The annotator's part of the name of a notes file.
#[must_use]
pub fn slug_of(notes: &Path) -> String {
    let name = notes.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let bare = name.strip_suffix(ENDING).unwrap_or(&name);
    bare.rsplit('.').next().unwrap_or(bare).to_owned()
}

/// The folder in which an article stands, by a name that can be joined to.
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

/// The folder of an article's notes in the user's data folder; none without a home.
#[must_use]
pub fn data(article_id: &str) -> Option<PathBuf> {
    Some(etcetera::base_strategy::Xdg::new().ok()?.data_dir().join("nutgraf").join(article_id))
}

/// The user's file of settings; none without a home.
#[must_use]
pub fn state() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.state_dir()?.join("nutgraf").join("state.json"))
}

/// A name as a part of file names: lower-case ASCII and hyphens, and a bit of a hash when anything had to be changed.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let kept: String = name.to_lowercase().chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
    let slug = kept.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(40).collect();
    if slug == name && !slug.is_empty() {
        return slug;
    }
    let hash = Sha256::digest(name);
    let slug = if slug.is_empty() { "annotator".to_owned() } else { slug };
    format!("{slug}-{:02x}{:02x}", hash[0], hash[1])
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
    }
}
